"""Slips with invitations: several a page, each in the language of whom it is for."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from graph.clock import to_iso
from graph.text import Text
from reports.glyphs import printable
from reports.qr import qr_data_uri
from reports.render import Paper, css_string, lay_out, template, write_pdf
from reports.text import each_text
from reports.wording import Language, _, gettext, say, show, zoned_moment_phrase

STYLESHEET = "slips/slips.css"


@dataclass(frozen=True)
class Slip:
    """One person's invitation: `language` is theirs, `link` opens once, until a moment by the clocks of `time_zone`."""

    person: str
    name: Text
    login: str
    link: str
    language: Language


@dataclass(frozen=True)
class Sheet:
    """All slips, with what is the same on each: where people sign in, of which organisation (either may be empty)."""

    slips: tuple[Slip, ...]
    address: str
    organisation: Text
    until: datetime
    time_zone: str


def slips_pdf(sheet: Sheet, language: Language, created: datetime, paper: Paper = "A4") -> bytes:
    """The slips as a tagged PDF/UA-1; `language` is that of whoever hands them out.

    A character that no font has is shown as "[U+3134A]". Raises ReportError for any warning of the renderer.
    """
    sheet = each_text(sheet, printable)
    html = template("slips/slips.html").render(
        slips=[_shown(one, sheet) for one in sheet.slips],
        address=sheet.address,
        doc=language,
        title=gettext(_("Invitations to hand out"), language),
        created=to_iso(created),
    )
    foot = css_string(gettext(_("Cut along the lines. Each slip is for one person alone."), language))
    page = f"@page {{ size: {paper}; @bottom-left {{ content: {foot} }} }}"
    return write_pdf(lay_out(html, STYLESHEET, page), created)


def _shown(one: Slip, sheet: Sheet) -> dict[str, object]:
    t = partial(say, one.language)
    organisation = show(one.language, sheet.organisation)
    welcome = t("You are invited to Plumbline at %(organisation)s.", organisation=organisation)
    until = zoned_moment_phrase(sheet.until, one.language, sheet.time_zone)
    return {
        "lang": "zh-Hans" if one.language == "zh" else "en",
        "name": show(one.language, one.name),
        "person": one.person,
        "welcome": welcome if organisation else t("You are invited to Plumbline."),
        "rows": (
            (t("Open this link, once, until %(moment)s", moment=until), one.link),
            (t("Choose a password; from then on sign in as"), one.login),
            (t("Sign in at"), sheet.address),
        ),
        "note": t("Show this slip to nobody. If the link has ended, ask HR for a new one."),
        "qr": qr_data_uri(one.link),
        "alt": str(t("QR code of the address %(address)s", address=one.link)),
        "scan": t("Scan to open the link"),
        "language": one.language,
    }
