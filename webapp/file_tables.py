"""What the pages of imports say of a file: its columns, and what is to be known, one thing once."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

Options = list[tuple[str, str, bool]]

FIRST = 3
"""How many notes of one kind are shown at once."""
MOST = 200
"""How many of them a page lists at all."""


@dataclass(frozen=True)
class MappingLine:
    """A column of a file: its heading, its first values in a line, and what it can be: value, words, chosen."""

    number: int
    heading: str
    values: str
    options: Options


@dataclass(frozen=True)
class NoteGroup:
    """Notes of one kind: what they say together, how many there are, the first of them, the others, and how many more
    are not listed. One alone is all in its `sentence`."""

    sentence: str
    count: int
    first: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    more: int = 0


ENCODINGS = {
    "gb18030": _("Simplified Chinese (GB18030)"),
    "cp1252": _("Western European (Windows-1252)"),
    "cp1250": _("Central European (Windows-1250)"),
    "big5": _("Traditional Chinese (Big5)"),
    "shift_jis": _("Japanese (Shift JIS)"),
    "utf-16-le": _("Unicode (UTF-16 LE)"),
    "utf-16-be": _("Unicode (UTF-16 BE)"),
}
"""The encodings that a file does not tell by itself."""

_TOGETHER = {
    "duplicate": _("Expectations that are there twice with the same text; each counts once"),
    "not_in_use": _("Rows that are marked as not in use, which were left out"),
    "several_homes": _("Skills in more than one category; the first one counts"),
    "column_ignored": _("Columns that are not known, which were left out"),
    "column_unused": _("Columns that were not used"),
    "example_row": _("Rows that are examples, which were left out"),
    "headings_again": _("Rows that repeat the headings, which were left out"),
    "total_row": _("Rows that are totals, which were left out"),
}


def grouped(notes: Iterable[tuple[str, str, str]]) -> tuple[NoteGroup, ...]:
    """Notes, each its rule, its place ('' for the whole file) and its sentence, with those of one rule together."""
    by_rule: dict[str, list[tuple[str, str]]] = {}
    for rule, place, sentence in notes:
        by_rule.setdefault(rule, []).append((place, sentence))
    groups: list[NoteGroup] = []
    for rule, said in by_rule.items():
        sentences = {sentence for _place, sentence in said}
        if len(said) > FIRST and len(sentences) == 1:
            groups.append(_group(sentences.pop(), [place for place, _sentence in said if place], len(said)))
        elif len(said) > FIRST and rule in _TOGETHER:
            groups.append(_group(str(_TOGETHER[rule]), [_line(*each) for each in said], len(said)))
        else:
            groups += [NoteGroup(_line(*each), 1) for each in said]
    return tuple(groups)


def _group(sentence: str, lines: list[str], count: int) -> NoteGroup:
    return NoteGroup(sentence, count, tuple(lines[:FIRST]), tuple(lines[FIRST:MOST]), max(0, len(lines) - MOST))


def _line(place: str, sentence: str) -> str:
    return str(_("%(place)s: %(said)s", place=place, said=sentence)) if place else sentence


def offer_encodings(field: SelectField, encodings: Iterable[str]) -> None:
    """What can be chosen where a file does not tell its encoding."""
    field.choices = [SelectChoice(each, str(ENCODINGS.get(each, each))) for each in encodings]
