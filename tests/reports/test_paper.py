"""The PDF: one-page brief, reading order, same bytes, fonts inside, hostile texts as texts, PDF/UA-1."""

import io
import json
import logging
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from graph.report.models import Comparable, Dossier
from graph.review.enums import Value
from graph.review.models import PersonRef
from graph.text import Text
from reports.errors import GlyphMissing, NotSigned, ReportError
from reports.gap import Report, Variant, build, gap_report
from reports.render import Paper, css_string, lay_out, strictly
from reports.wording import Language
from tests.budget import some_of
from tests.made_once import made_once
from tests.reports.dossiers import Case, dossier, met, piece, usual
from tests.verapdf import validate

pytestmark = pytest.mark.heavy

URL = "https://plumbline.example"
LONG_NAME = "Evaluation of retrieval-augmented generation systems under adversarial, multilingual and long inputs"
HOSTILE = (
    '<img src="http://attacker.example/x.png"><style>*{background:url(http://attacker.example/y)}</style>'
    '<script>alert(1)</script> {{ 7*7 }} "; @import url(file:///etc/passwd); javascript:alert(1) '
    "\u202egnp.exe\u202c\u0007"
)


@cache
def usual_report(variant: Variant, language: Language, paper: Paper = "A4") -> Report:
    name = f"report-{variant}-{language}-{paper}"
    return made_once(name, lambda _folder: gap_report(dossier(usual(9, 2)), variant, language, paper, URL))


def made(cases: list[Case] | None = None, variant: Variant = Variant.COMMITTEE, **more: Any) -> Report:
    return gap_report(dossier(cases, **more), variant, "en", "A4", URL)


def text(report: Report, first: int = 1, last: int = 99) -> str:
    command = ["pdftotext", "-f", str(first), "-l", str(last), "-", "-"]
    done = subprocess.run(command, input=report.pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def copy_in(report: Report) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(report.pdf)) as pdf:
        (attached,) = pdf.attachments.values()
        found: dict[str, Any] = json.loads(attached.get_file().read_bytes())
        return found


@pytest.mark.sweep
def test_every_variant_and_language_is_pdf_ua(tmp_path: Path) -> None:
    files = []
    for variant, language in product(Variant, ("en", "zh", "both")):
        file = tmp_path / f"{variant}-{language}.pdf"
        file.write_bytes(usual_report(variant, language).pdf)
        files.append(file)
    assert validate(files) == []


def test_the_brief_is_one_page_in_the_design_s_order() -> None:
    page = text(usual_report(Variant.COMMITTEE, "en"), 1, 1)
    order = [
        "Confidential", "Lin Qiao E-014", "Middle since March 2025, target level Senior", "To decide",
        "4 of 7 required met at Middle: is Middle right? No recommendation was recorded. Look at row 1.",
        "Solid in delivery.", "Required 4 of 7 met",
        "Optional 2 of 2",
        "Required: 2 not met, 1 not observed", "recall first measured", "RAG architecture", "Strengths",
        "Prompt engineering",
        "Needs attention",
        "two steps apart. Same level elsewhere (6 people, 3 managers): 1 exceeds, 4 meets, 1 developing.",
        "Not listed:", "Is Middle right? yes no, instead", "Adjust no.", "Date",
        "Signed by Wei Chen", "plumbline.example/verify/9f2c", "page 1 of",
    ]  # fmt: skip
    places = [page.find(words) for words in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)
    assert "Gap table" not in page
    assert text(usual_report(Variant.COMMITTEE, "en"), 2, 2).startswith("Gap table")


def test_the_sections_follow_and_are_bookmarked() -> None:
    with pikepdf.open(io.BytesIO(usual_report(Variant.COMMITTEE, "en").pdf)) as pdf, pdf.open_outline() as outline:
        sections = [str(item.title) for item in outline.root[0].children]
        assert str(outline.root[0].title) == "Lin Qiao E-014"
    assert sections == [
        "Gap table", "Differences", "Evidence", "Expected at Senior", "Comments and statement", "Record",
    ]  # fmt: skip


def test_the_same_content_gives_the_same_bytes_dated_by_the_signature() -> None:
    first = usual_report(Variant.COMMITTEE, "zh")
    again = gap_report(dossier(usual(9, 2)), Variant.COMMITTEE, "zh", "A4", URL)
    assert first == again
    with pikepdf.open(io.BytesIO(first.pdf)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261128080400")


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("Letter", 612)])
def test_paper_and_fonts(paper: Paper, width: int) -> None:
    with pikepdf.open(io.BytesIO(usual_report(Variant.EMPLOYEE, "zh", paper).pdf)) as pdf:
        assert int(pdf.pages[0].mediabox[2]) == width
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all(any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")) for font in fonts)


def test_the_employee_s_copy_has_nothing_of_the_committee() -> None:
    report = usual_report(Variant.EMPLOYEE, "en")
    words, copy = text(report), copy_in(report)
    for hidden in ("Needs attention", "Same level elsewhere", "yes no, instead", "look at", "Mara Holm sent back",
                   "The committee wants", "no evidence is listed", "self and manager two steps"):  # fmt: skip
        assert hidden not in words, hidden
    assert not {"flags", "comparable", "look_here"} & copy.keys()
    assert "calibration committee" in words
    assert {"flags", "comparable"} <= copy_in(usual_report(Variant.COMMITTEE, "en")).keys()


def test_the_blank_paper_shows_no_rating_and_needs_no_signature() -> None:
    report = gap_report(dossier(usual(5, 0), signed=False), Variant.BLANK, "en", "A4", URL)
    assert "not yet" in text(report)
    assert "recall first" not in text(report)
    assert "self" not in copy_in(report)["current"][0]
    with pytest.raises(NotSigned):
        made(usual(5, 0), signed=False)


def test_hostile_texts_come_out_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    cases = [
        Case(Value.MEETS, Value.DEVELOPING, comment=HOSTILE, theirs_comment=HOSTILE, reason=HOSTILE,
             skill=Text(HOSTILE, HOSTILE), text=Text(HOSTILE, ""), evidence=(piece(1, HOSTILE, HOSTILE, HOSTILE),))
    ]  # fmt: skip
    report = made(cases, person=PersonRef("E-1", Text(HOSTILE, "")), sentences=HOSTILE, statement=HOSTILE)
    words = text(report)
    assert '<img src="http://attacker.example/x.png">' in words
    assert "{{ 7*7 }}" in words
    assert "gnp.exe" in words
    assert "\u202e" not in words
    with pikepdf.open(io.BytesIO(report.pdf)) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a]
        assert not links


def crowded() -> list[Case]:
    gap = Case(Value.EXCEEDS, Value.NOT_YET, Value.MEETS, comment="word " * 800, theirs_comment="long words " * 360)
    named = replace(gap, skill=Text(LONG_NAME, "超长名称" * 26))
    short = replace(named, comment="word " * 40, theirs_comment="long words " * 9)
    return [named, *[short] * 18] + [met(n) for n in range(11)]


def none_rated() -> list[Case]:
    return [Case(None, None)]


@pytest.mark.parametrize("cases", [crowded, list, none_rated, lambda: [Case(None, Value.MEETS, required=False)]])
def test_the_brief_stays_one_page_however_full_or_empty(cases: Callable[[], list[Case]]) -> None:
    person = PersonRef("E-9", Text("Åsa 🦊 " + "Long" * 22, ""))
    wordy = "Measured twice, tuned once. " * 10
    full = dossier(cases(), target=False, last_cycle=False, person=person, sentences=wordy, level_since=None)
    report = gap_report(full, Variant.COMMITTEE, "en", "A4", URL, show_missing=True)  # not every machine has emoji
    assert text(report, 2, 2).startswith("Gap table")
    assert "0 of 0" not in text(report)
    if cases is crowded:
        assert "and 7 more, page 2" in text(report, 1, 1)


def test_a_crowded_bilingual_brief_fits_letter_paper() -> None:
    report = gap_report(dossier(crowded(), target=False), Variant.COMMITTEE, "both", "Letter", URL)
    assert text(report, 2, 2).startswith("Gap table")
    assert "Evaluation of" in text(report, 1, 1)
    assert "Adjust no." in text(report, 1, 1)


def test_a_bilingual_brief_says_its_options_and_its_key_in_both() -> None:
    page = text(usual_report(Variant.COMMITTEE, "both"), 1, 1)
    for words in (
        "self 自评 manager 经理",
        "yes 是",
        "no, instead 否，应为",
        "Adjust no. 调整第",
        "to 行改为",
        "because 理由",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("language", "counts"), [("en", "1\u00a0exceeds, 4\u00a0meets, 1\u00a0developing"), ("zh", "超出\u00a01，")]
)
def test_a_count_and_what_it_counts_are_not_parted(language: Language, counts: str) -> None:
    brief = build(dossier(usual(9, 2)), Variant.COMMITTEE, language).brief
    assert brief
    assert counts in str(brief.look[0].text)


def test_a_warning_of_the_renderer_fails_the_report() -> None:
    with pytest.raises(ReportError, match="nothing is fetched"):
        lay_out('<html lang="en"><img alt="x" src="https://attacker.example/x.png">', "gap/report.css", "")
    with pytest.raises(ReportError, match="file:"):
        lay_out('<html lang="en"><img alt="x" src="file:///etc/hostname">', "gap/report.css", "")
    with pytest.raises(ReportError, match="unknown property"):
        lay_out('<html lang="en">', "gap/report.css", "p { colour: red }")
    with pytest.raises(ReportError, match="careful"), strictly("weasyprint"):
        logging.getLogger("weasyprint").warning("careful")


def test_a_glyph_that_no_font_has_is_named_or_shown() -> None:
    rare = "\U0003134a"
    person = PersonRef("E-3", Text("Ann", f"安{rare}"))
    rare_case = dossier(usual(3, 0), person=person)
    with pytest.raises(GlyphMissing, match=r"安.: .* \(U\+3134A\)") as caught:
        gap_report(rare_case, Variant.COMMITTEE, "zh", "A4", URL)
    assert "Ann" in text(gap_report(rare_case, Variant.COMMITTEE, "en", "A4", URL))
    assert [missing.character for missing in caught.value.missing] == [rare]
    shown = gap_report(rare_case, Variant.COMMITTEE, "zh", "A4", URL, show_missing=True)
    assert "安[U+3134A]" in text(shown)


def test_comparable_people_stand_at_flagged_rows_only() -> None:
    d: Dossier = dossier([Case(Value.EXCEEDS, Value.DEVELOPING), Case(Value.MEETS, Value.DEVELOPING)])
    d = replace(d, comparables={k: Comparable(k, 4, 2, {Value.MEETS: 4}) for k in d.comparables})
    report = gap_report(d, Variant.COMMITTEE, "en", "A4", URL)
    assert text(report).count("Same level elsewhere") == 1
    assert len(copy_in(report)["comparable"]) == 1


def test_a_css_string_cannot_be_left() -> None:
    assert css_string('"; } \\') == '"\\000022\\00003b\\000020\\00007d\\000020\\00005c"'


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_columns_of_calibration_and_last_cycle_leave_the_gap_room(language: Language) -> None:
    calibrated = [replace(case, calibrated=Value.NOT_YET) for case in usual(9, 2)]
    report = gap_report(dossier(calibrated), Variant.COMMITTEE, language, "A4", URL)
    words = subprocess.run(["pdftotext", "-", "-"], input=report.pdf, capture_output=True, check=True).stdout.decode()
    for whole in {"en": ("two steps", "calibrated"), "zh": ("低于期望", "校准"), "both": ("two steps", "低于期望")}[
        language
    ]:
        assert any(line.strip().startswith(whole) for line in words.splitlines()), whole


def numbered(lines: int) -> list[Case]:
    """Rows over a page and more, optional ones last; the first one's text is some lines longer than the others'."""

    def body(n: int) -> Text:
        words = "A row of the table with its text. " * (3 * lines if n == 0 else 3)
        return Text(f"Begins {n:02}. {words}Ends {n:02}.", "")

    def case(n: int) -> Case:
        proof = piece(n, f"Proof {n:02}", f"https://x.example/{n:02}")
        return met(n, required=n < 13, skill=Text(f"Skill {n:02}", ""), evidence=(proof,), text=body(n))

    return [case(n) for n in range(18)]


@pytest.mark.parametrize("lines", some_of(range(10, 17), 0, 3, 6))
def test_no_row_is_torn_from_its_text_and_no_evidence_from_its_address(lines: int) -> None:
    cases = numbered(lines)
    report = gap_report(dossier(cases, target=False, last_cycle=False), Variant.EMPLOYEE, "en", "A4", URL)
    pages = [text(report, n, n) for n in range(2, report.pages + 1)]
    for n in range(len(cases)):
        (page,) = (page for page in pages if f"Begins {n:02}." in page)
        assert f"Skill {n:02}" in page.split(f"Begins {n:02}.")[0][-120:], page
        assert f"Ends {n:02}." in page, page
    for n in range(len(cases)):
        assert any(f"Proof {n:02}" in page and f"https://x.example/{n:02}" in page for page in pages), n
