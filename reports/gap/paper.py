"""The gap report as a PDF."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from graph.clock import to_iso
from graph.report.models import Dossier
from graph.review.enums import Value
from reports.errors import GlyphMissing, MissingGlyph, ReportError, code_point
from reports.file_names import gap_report_name
from reports.gap.export import as_json
from reports.gap.model import build
from reports.gap.models import GapReport, Variant
from reports.glyphs import missing, with_code_points
from reports.plumb import shape_data_uri
from reports.qr import qr_data_uri
from reports.render import Enclosure, Laid, Paper, css_string, lay_out, template, write_pdf
from reports.text import clean, cut, each_text, texts_in
from reports.wording import Language, _, cut_phrase, gettext, languages, say, value_phrase


class Setting(NamedTuple):
    """How close the brief is set: `density` from 0 up, `snug` is the same with less space. `said` is how many of the
    characters that are said of a row are shown at least, None for all of them."""

    density: int
    said: int | None = None
    snug: bool = False


SETTINGS = (
    Setting(0),
    Setting(0, snug=True),
    Setting(0, 90, snug=True),
    Setting(1),
    Setting(1, 90),
    Setting(2, 40),
    Setting(3, 28),
)
"""Tried in this order until the brief fits on one page."""
CLOSE_ENOUGH = 20
"""By so many characters what is said may be cut though the page had room for them."""

ROOMY_ROWS = 4
LONG_WORDS = 300
"""A brief of few rows and nothing longer fits, so that it need not be tried alone."""
STYLESHEET = "gap/report.css"
_RATED = (Value.NOT_YET, Value.DEVELOPING, Value.MEETS, Value.EXCEEDS, Value.NOT_OBSERVED)


@dataclass(frozen=True)
class Report:
    """A gap report as a file: `content_hash` is the signed revision's ('' while unsigned), `sha256` the file's own."""

    pdf: bytes
    content_hash: str
    sha256: str
    pages: int
    filename: str


def gap_report(
    dossier: Dossier,
    variant: Variant = Variant.COMMITTEE,
    language: Language = "en",
    paper: Paper = "A4",
    base_url: str = "",
    *,
    show_missing: bool = False,
) -> Report:
    """The gap report of `dossier` as a tagged PDF/UA-1; the same arguments give the same bytes.

    `base_url` is where the application is found: the report names `<base_url>/verify/<code>`. Raises NotSigned (only
    the blank variant can be made unsigned), GlyphMissing for characters that no font has (with `show_missing` each is
    shown as "[U+3134A]" instead), ReportError for any warning of the renderer.
    """
    dossier = each_text(dossier, clean)
    report = _with_glyphs(build(dossier, variant, language), show_missing=show_missing)
    laid = _fitting(report, paper, base_url.rstrip("/"))
    name = gap_report_name(dossier.sheet.head, report.variant.value, report.language)
    enclosure = Enclosure(f"{name}.json", "Machine-readable copy of this gap report", as_json(dossier, report).encode())
    pdf = write_pdf(laid, report.created, [enclosure])
    return Report(pdf, report.seal.content_hash, sha256(pdf).hexdigest(), laid.pages, f"{name}.pdf")


def records_of(dossier: Dossier, variant: Variant, language: Language) -> GapReport:
    """The records alone, for a page on screen. Raises NotSigned."""
    return build(dossier, variant, language)


def laid_out(
    dossier: Dossier,
    language: Language,
    paper: Paper,
    base_url: str,
    as_of: datetime,
    time_zone: str,
    meets_on: date,
    position: tuple[int, int],
    *,
    show_missing: bool = False,
) -> tuple[GapReport, Laid]:
    """The committee's report as records and laid out, for a paper of several; "as of" that moment on each page.

    `time_zone` and the committee's day `meets_on` are those of the whole paper, whatever the review's; `position` is
    where the report stands in it, such as the 14th of 60.

    It does not say that a machine-readable copy is inside. Raises as `gap_report` does.
    """
    dossier = each_text(dossier, clean)
    report = build(dossier, Variant.COMMITTEE, language, as_of, time_zone, meets_on, position)
    report = _with_glyphs(report, show_missing=show_missing)
    return report, _fitting(report, paper, base_url.rstrip("/"), alone=False)


def _fitting(report: GapReport, paper: Paper, base_url: str, *, alone: bool = True) -> Laid:
    """The report with its brief on exactly one page, as roomy as that allows; `alone` in its file, or one of several.

    A brief with few rows fits; a fuller one is tried alone first, so that a long report is laid out once.
    """
    page, brief = _page_css(report, paper) + _pointers_css(report.language, alone=alone), report.brief
    if brief is None:
        return lay_out(_html(report, base_url, SETTINGS[0]), STYLESHEET, page)
    quotes = [one.line for one in brief.rows] + [one.line for one in brief.strengths]
    longest = max((len(one.text) for one in quotes), default=0)
    probing = len(brief.rows) > ROOMY_ROWS or report.language == "both" or longest > LONG_WORDS

    def fits(setting: Setting) -> bool:
        return _fits(lay_out(_html(report, base_url, setting, brief_alone=True), STYLESHEET, page))

    for setting in SETTINGS:
        if probing and not fits(setting):
            continue
        fullest = _fullest(setting, longest, fits) if setting.said else setting
        laid = lay_out(_html(report, base_url, fullest, alone=alone), STYLESHEET, page)
        if _fits(laid):
            return laid
        probing = True
    raise ReportError(f"the brief of review {report.review} does not fit on one page")


def _fullest(setting: Setting, longest: int, fits: Callable[[Setting], bool]) -> Setting:
    """A setting that fits with as much of what is said as its page has room for."""
    low, high = setting.said or 0, longest
    while high - low > CLOSE_ENOUGH:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(setting._replace(said=middle)) else (low, middle)
    return setting._replace(said=low)


def _fits(laid: Laid) -> bool:
    """Whether the brief is one page: the gap table begins on the second."""
    return laid.anchors.get("gaps") == 2


def _html(report: GapReport, base_url: str, setting: Setting, *, brief_alone: bool = False, alone: bool = True) -> str:
    doc = languages(report.language)[0]
    context: dict[str, Any] = {
        "report": report,
        "doc": doc,
        "density": setting.density,
        "snug": setting.snug,
        "said": setting.said,
        "brief_alone": brief_alone,
        "copy_inside": alone,
        "t": partial(say, report.language),
        "short": cut,
        "cut_said": cut_phrase,
        "comma": gettext(_(", "), doc),
        "stop": gettext(_(". "), doc),
        "semicolon": gettext(_("; "), doc),
        "colon": gettext(_(": "), doc),
        "kicker": gettext(_("Gap report, blank form") if report.blank else _("Gap report, brief"), doc),
        "title": gettext(_("Gap report: %(name)s"), doc) % {"name": report.title.person.to(doc)},
        "subject": report.title.cycle.to(doc),
        "created": to_iso(report.created),
        "confidential": [_confidential(report, one) for one in languages(report.language)],
        "values": [value_phrase(value, report.language) for value in _RATED],
        "key": {kind: shape_data_uri(kind) for kind in ("ring", "dot", "diamond")},
        **_check(report, base_url),
    }
    return template("gap/report.html").render(context)


def _check(report: GapReport, base_url: str) -> dict[str, str]:
    """The address where the report can be checked, and its QR code."""
    address = f"{base_url}/verify/{report.seal.code}" if report.seal.code else base_url
    return {"address": address.removeprefix("https://").removeprefix("http://"), "qr": qr_data_uri(address)}


def _confidential(report: GapReport, language: str) -> str:
    """The confidential line of the first page in one language, with the position in a paper of several."""
    parts = (*report.confidential, report.position)
    return " · ".join(part.to(language) for part in parts if part)


def _page_css(report: GapReport, paper: Paper) -> str:
    """The @page rules of this report: paper, confidential line, name, page x of y."""
    left, right = [], []
    for one in languages(report.language):
        left.append(css_string(" · ".join(part.to(one) for part in report.confidential)))
        pages = gettext(_("page %(page)s of %(pages)s"), one) % {"page": "\0", "pages": "\1"}
        before, between, after = pages.replace("\1", "\0").split("\0")
        name = cut(report.title.person.to(one), 40)
        position = f" · {report.position.to(one)}" if report.position else ""
        right.append(
            f"{css_string(name + gettext(_(', '), one) + before)} counter(page) {css_string(between)} "
            f"counter(pages) {css_string(after + position)}"
        )
    breaking = ' "\\A" '
    return (
        f"@page {{ size: {paper}; @bottom-left {{ content: {breaking.join(left)} }} "
        f"@bottom-right {{ content: {breaking.join(right)} }} }}"
    )


def _pointers_css(language: Language, *, alone: bool) -> str:
    """What a pointer to another page says: a.page after a phrase, a.page.see after a sentence.

    Pages are counted within the report. In a paper of several, which has a count of its own, that is said.
    """
    if alone:
        words = {"": _(", page %(page)s"), ".see": _(" See page %(page)s.")}
    else:
        words = {
            "": _(", page %(page)s of this person's report"),
            ".see": _(" See page %(page)s of this person's report."),
        }
    rules = []
    for kind, message in words.items():
        content = ""
        for one in languages(language):
            before, after = (gettext(message, one) % {"page": "\0"}).split("\0")
            if content:
                before = " / " + before.lstrip(" ，")
            content += f"{css_string(before)} target-counter(attr(href), page) {css_string(after)} "
        rules.append(f"a.page{kind}::after {{ content: {content}}}")
    return " ".join(rules)


def _with_glyphs(report: GapReport, *, show_missing: bool) -> GapReport:
    """The report if every character of it can be drawn; else GlyphMissing, or each shown as its code point."""
    lacking = missing(texts_in(report))
    if not lacking:
        return report
    if not show_missing:
        name = report.title.person.parts[0].value if report.title.person else report.title.person_id
        raise GlyphMissing(tuple(MissingGlyph(name, character) for character in lacking))
    shown = each_text(report, with_code_points)
    return replace(shown, code_points=tuple(map(code_point, lacking)))
