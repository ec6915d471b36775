"""The first pages of a pack, laid out: cover, overview, contents; and the bookmarks of the whole."""

from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any
from unicodedata import east_asian_width

import pydyf

from graph.clock import to_iso
from graph.review.enums import Value
from graph.text import Text
from reports.errors import ReportError
from reports.pack.model import COLUMNS
from reports.pack.models import Block, Cell, Front, Sheet
from reports.plumb import INK, LINE
from reports.render import Laid, Paper, css_string, lay_out, template
from reports.text import cut
from reports.wording import (
    Language,
    Phrase,
    _,
    day_phrase,
    gettext,
    languages,
    listed,
    say,
    say_n,
    show,
    value_label,
    value_phrase,
    zoned_moment_phrase,
)

_MARKS = {
    Value.EXCEEDS: f'<path d="M10 3v14M4 10h12" stroke="{INK}" stroke-width="2"/>',
    Value.MEETS: f'<path d="M10 3v14" stroke="{LINE}" stroke-width="2"/>',
    Value.DEVELOPING: f'<path d="M3.5 3.5h13v13h-13z" fill="none" stroke="{INK}" stroke-width="1.6"/>'
    f'<path d="M3.5 16.5v-13l13 13z" fill="{INK}"/>',
    Value.NOT_YET: f'<path d="M3 3h14v14h-14z" fill="{INK}"/>',
    Value.NOT_OBSERVED: f'<circle cx="10" cy="10" r="4.5" fill="none" stroke="{INK}" stroke-width="1.6"/>',
}
"""The marks of the overview: the farther below the line, the more ink; a bare line where nothing hangs off it."""

NAMES_MM, ROOM_MM, WIDEST_MM = 58, 120, 7
"""Of a table of the overview: what names and counts take, what is left for the marks, and the widest mark."""

LOW_NAME = 6.5
"""Up to this width, in Chinese characters, a skill's name fits a low head of the overview."""


def brief_anchor(number: int) -> str:
    """The destination of a person's brief."""
    return f"b-{number:06d}"


def report_anchor(number: int) -> str:
    """The destination of a person's full report."""
    return f"r-{number:06d}"


def sheet_laid(front: Front, number: int, language: Language, paper: Paper) -> Laid:
    """The front's page `number` (from 1), laid out. Raises ReportError, also if it does not fit its page."""
    sheet = front.sheets[number - 1]
    html = template("pack/pack.html").render(_context(front, sheet, number, language))
    laid = lay_out(html, "gap/report.css", _page_css(front, number, language, paper) + _style())
    if laid.pages != 1:
        raise ReportError(f"page {number} of the pack ({sheet.kind}) does not fit on one page")
    return laid


def outline(front: Front, language: Language) -> Callable[[pydyf.PDF], None]:
    """What writes the bookmarks of the whole pack into its first part."""
    doc = languages(language)[0]
    names = [str(person.name) for person in front.people]
    briefs: list[Any] = [(name, brief_anchor(n), []) for n, name in enumerate(names, start=1)]
    reports: list[Any] = [(name, report_anchor(n), []) for n, name in enumerate(names, start=1)]
    tree: list[Any] = [
        (gettext(_("Cover"), doc), anchor_of(front, "cover"), []),
        (gettext(_("Overview"), doc), anchor_of(front, "overview"), []),
        (gettext(_("Contents"), doc), anchor_of(front, "contents"), []),
        (gettext(_("Briefs"), doc), brief_anchor(1), briefs),
        (gettext(_("Full reports"), doc), report_anchor(1), reports),
    ]

    def finish(pdf: pydyf.PDF) -> None:
        root = pydyf.Dictionary({"Type": "/Outlines"})
        pdf.add_object(root)
        first, last = _branch(pdf, tree, root)
        root |= {"First": first, "Last": last, "Count": len(tree)}
        pdf.catalog["Outlines"] = root.reference

    return finish


def anchor_of(front: Front, kind: str) -> str:
    """The destination of the first page of its kind: cover, overview or contents."""
    number = next(n for n, sheet in enumerate(front.sheets, start=1) if sheet.kind == kind)
    return _anchor(kind, number)


def _anchor(kind: str, number: int) -> str:
    return f"a-{number:06d}-{kind}"  # in order of the pages: each part is one leaf of the tree of names


def _branch(pdf: pydyf.PDF, items: list[Any], parent: Any) -> tuple[bytes, bytes]:
    """Items side by side below `parent`, their own ones folded; the references of the first and the last."""
    entries: list[Any] = []
    for title, to, children in items:
        one = pydyf.Dictionary({"Title": pydyf.String(title), "Dest": pydyf.String(to), "Parent": parent.reference})
        pdf.add_object(one)
        if children:
            first, last = _branch(pdf, children, one)
            one |= {"First": first, "Last": last, "Count": -len(children)}
        if entries:
            one["Prev"], entries[-1]["Next"] = entries[-1].reference, one.reference
        entries.append(one)
    return entries[0].reference, entries[-1].reference


def _context(front: Front, sheet: Sheet, number: int, language: Language) -> dict[str, Any]:
    doc = languages(language)[0]
    scope = front.scope
    signed, covered = len(front.people), len(front.people) + len(scope.missing)
    return {
        "front": front,
        "sheet": sheet,
        "front_language": language,
        "doc": doc,
        "t": partial(say, language),
        "short": cut,
        "anchor": _anchor(sheet.kind, number),
        "first": _anchor(sheet.kind, number) == anchor_of(front, sheet.kind),
        "title": _title(front, doc),
        "since": _since(front, language),
        "subject": str(say(doc, "as of %(moment)s", moment=_as_of(front, language).to(doc))),
        "created": to_iso(scope.as_of),
        "confidential": confidential(front, language),
        "name": show(language, scope.name),
        "meets": say(language, "meets on %(day)s", day=day_phrase(scope.meets_on, language)),
        "signed": _included(front, language),
        "signed_short": _since(front, language)
        or say(language, "signed off %(signed)d of %(all)d", signed=signed, all=covered),
        "order": order_phrase(language),
        "names": next((person.names for person in front.people if person.names), None),
        "missing_said": _missing(front, language),
        "as_of": _as_of(front, language),
        "members": _members(scope.members, language),
        "places": _places(front, language),
        "marks": [{"uri": _uri(value), "text": value_phrase(value, language)} for value in _MARKS],
        "optional_flags": any(p.flags != sum(c.flagged for c in p.cells.values()) for p in front.people),
        "people_said": lambda block: _people(block, language),
        "said_of": lambda cell: _cell_phrase(cell, doc),
        "low": lambda block: all(_width(column.skill.to(doc)) <= LOW_NAME for column in block.columns),
        "brief_anchor": brief_anchor,
        "report_anchor": report_anchor,
    }


def _title(front: Front, doc: str) -> str:
    changes, whole = _("Changes for the calibration: %(name)s"), _("Calibration pack: %(name)s")
    return gettext(changes if front.scope.since else whole, doc) % {"name": front.scope.name.to(doc).value}


def _since(front: Front, language: Language) -> Phrase:
    """Since when a pack of changes counts them; nothing for one of everybody."""
    since = front.scope.since
    if since is None:
        return Phrase()
    moment = zoned_moment_phrase(since, language, front.scope.time_zone)
    return say(language, "changes since %(moment)s", moment=moment)


def _included(front: Front, language: Language) -> Phrase:
    people = len(front.people)
    if front.scope.since:
        return say_n(
            language,
            "%(count)d review was signed, adjusted or decided since then; the others are as in the pack before.",
            "%(count)d reviews were signed, adjusted or decided since then; the others are as in the pack before.",
            people,
        )
    return say_n(
        language,
        "%(signed)d of %(count)d review is signed off and included.",
        "%(signed)d of %(count)d reviews are signed off and included.",
        people + len(front.scope.missing),
        signed=people,
    )


def confidential(front: Front, language: Language) -> Phrase:
    """The confidential line: whose eyes, as of when."""
    committee = say(language, "committee of %(day)s", day=day_phrase(front.scope.meets_on, language))
    as_of = say(language, "as of %(moment)s", moment=_as_of(front, language))
    return _dotted([say(language, "Confidential"), committee, as_of], language)


def order_phrase(language: Language) -> Phrase:
    """By what people are sorted, as heads of lists say it."""
    return say(language, "first whose level is in question, then most required not met, then most steps apart")


def _dotted(parts: list[Phrase], language: Language) -> Phrase:
    message = " · ".join(f"%(p{n})s" for n in range(len(parts)))
    return say(language, message, **{f"p{n}": part for n, part in enumerate(parts)})


def _as_of(front: Front, language: Language) -> Phrase:
    return zoned_moment_phrase(front.scope.as_of, language, front.scope.time_zone)


def _missing(front: Front, language: Language) -> Phrase:
    count = len(front.scope.missing)
    if not count:
        return Phrase()
    return say_n(
        language,
        "%(count)d is not signed off and not included; the contents list whose.",
        "%(count)d are not signed off and not included; the contents list whose.",
        count,
    )


def _members(members: tuple[Text, ...], language: Language) -> Phrase:
    return listed(language, [show(language, name) for name in members])


def _people(block: Block, language: Language) -> Phrase:
    return say_n(language, "%(count)d person", "%(count)d people", len(block.people))


def _width(text: str) -> float:
    """About how wide a text is, in Chinese characters."""
    return sum(1 if east_asian_width(character) in "WF" else 0.6 for character in text)


def _cell_phrase(cell: Cell, doc: str) -> str:
    words = [value_label(cell.value, doc)]
    if cell.flagged:
        words.append(gettext(_("flagged"), doc))
    if cell.calibrated:
        words.append(gettext(_("changed by the committee"), doc))
    return gettext(_(", "), doc).join(words)


def _places(front: Front, language: Language) -> list[dict[str, Any]]:
    """What stands where in the pack."""
    overview = next(n for n, sheet in enumerate(front.sheets, start=1) if sheet.kind == "overview")
    contents = next(n for n, sheet in enumerate(front.sheets, start=1) if sheet.kind == "contents")
    listed = (
        (say(language, "overview, page %(page)d", page=overview), anchor_of(front, "overview")),
        (say(language, "contents, page %(page)d", page=contents), anchor_of(front, "contents")),
        (say(language, "briefs, one page a person, from page %(page)d", page=front.briefs_at), brief_anchor(1)),
        (say(language, "full reports, from page %(page)d", page=front.reports_at), report_anchor(1)),
    )
    return [{"text": text, "to": to} for text, to in listed]


def _page_css(front: Front, number: int, language: Language, paper: Paper) -> str:
    left, right = [], []
    for one in languages(language):
        left.append(css_string(confidential(front, language).to(one)))
        page = gettext(_("pack, page %(page)s of %(pages)s"), one) % {"page": number, "pages": front.pages}
        right.append(css_string(page))
    breaking = ' "\\A" '
    return (
        f"@page {{ size: {paper}; @bottom-left {{ content: {breaking.join(left)} }} "
        f"@bottom-right {{ content: {breaking.join(right)} }} }}"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    """The front's own style, with the marks as backgrounds: for the structure they are decoration, the words count."""
    own = template("pack/pack.css").render()
    widths = [(columns, min(WIDEST_MM, ROOM_MM / columns)) for columns in range(1, COLUMNS + 1)]
    own += "".join(
        f".of-{columns} {{ width: {NAMES_MM + columns * width:.2f}mm }} "
        f".of-{columns} .slant {{ width: {width:.2f}mm }} "
        for columns, width in widths
    )
    return own + "".join(f'.marks .{value.value} {{ background-image: url("{_uri(value)}") }}' for value in _MARKS)


def _uri(value: Value) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">{_MARKS[value]}</svg>'
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")
