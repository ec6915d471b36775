"""How words become HTML in a report: each part marked with its language, everything escaped."""

import re
from html import escape

from markupsafe import Markup

from reports.text import script
from reports.wording import Phrase

_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d])|(?<=\bof) (?=\d)|(?<=[\u4e00-\u9fff]) (?=\d)")
"""Spaces that hold a number and its noun together, which no line may part."""

_TAGS = {"en": "en", "zh": "zh-Hans"}
_FALLBACK = {"en": "EN", "zh": "中文"}


def inline(phrase: Phrase, document: str = "en", *, marked: bool = False) -> Markup:
    """Within a line: the first part, then the other language in `<span class="also">`. A text that exists in another
    language only is `marked` so; of names the paper says once that some do."""
    parts = (
        _part(part.value, part.language, part.fallback and marked, n, document) for n, part in enumerate(phrase.parts)
    )
    return Markup(" ").join(parts)


def block(phrase: Phrase, document: str = "en") -> Markup:
    """As paragraphs: each language on its own line; one that is not the language asked for is marked."""
    parts = (_part(part.value, part.language, part.fallback, n, document) for n, part in enumerate(phrase.parts))
    return Markup("").join(Markup("<div>{}</div>").format(part) for part in parts)


def words(text: str, document: str = "en") -> Markup:
    """A person's own words, marked with the language they are written in where it is not the document's."""
    tag = script(text)
    if tag == _TAGS[document]:
        return Markup(escape(text))  # noqa: S704
    return Markup('<span lang="{}">{}</span>').format(tag, text)


def _part(text: str, language: str, fallback: bool, place: int, document: str) -> Markup:
    text = _NUMBER.sub("\u00a0", text)
    note = Markup(' <small class="fallback">{}</small>').format(_FALLBACK[language]) if fallback else Markup("")
    if place == 0 and language == document:
        return Markup("{}{}").format(text, note)
    kind = "also" if place else "only"
    return Markup('<span class="{}" lang="{}">{}</span>{}').format(kind, _TAGS[language], text, note)
