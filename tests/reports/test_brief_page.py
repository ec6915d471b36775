"""The brief as it is laid out: room for the line of evidence, names kept together, pointers, no place when alone."""

import re
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from weasyprint.formatting_structure.boxes import LineBox, TableCellBox

from graph.report.models import Dossier
from graph.review.enums import Outcome, Value
from graph.review.models import Decision
from graph.review.validation import SENTENCES_LENGTH
from reports.gap import Variant, build
from reports.gap.paper import _fitting
from reports.render import Paper
from reports.wording import Language
from tests.budget import in_turn
from tests.reports.dossiers import MARA, SIGNED_AT, Case, dossier, met, usual
from tests.reports.packs import footer, links, made, texts
from tests.reports.test_paper import text, usual_report

pytestmark = pytest.mark.heavy

SAID = "Recall was first measured in October, after the prompt had been tuned, and not again then."
SAID_ZH = "十月才第一次测量召回率，而那时提示词已经调整完毕，此后也没有再测过一次，所以还看不出改动是否真的有效。"
LONGEST = (
    "Committee members compared measurements across departments; recommendations notwithstanding, groundedness "
    "remained unsatisfactory throughout September, whereas documentation, communication and mentoring demonstrably "
    "strengthened interdepartmental collaboration beyond what was asked."
)[:SENTENCES_LENGTH].ljust(SENTENCES_LENGTH, "w")
LONGEST_ZH = "".join(
    f"第{one}组的检索有据率到九月仍未达到本级要求，文档与带人两项则明显超出期望；" for one in "一二三四五六七八九"
)[:SENTENCES_LENGTH]
LEAST = 120
"""So much of a sentence stands on the brief without its spaces, however full it is."""
LANGUAGES: tuple[Language, ...] = ("en", "zh", "both")
FRONT, COUNT = 3, 4
"""Of the pack `made`: its first pages, and its people."""


def twelve(*, calibrated: bool = False, said: str = SAID) -> list[Case]:
    """A brief with as many rows as it has, each with a whole line of evidence and with the longest words."""
    lifted = Value.DEVELOPING if calibrated else None
    sides = ((Value.DEVELOPING, Value.NOT_OBSERVED), (Value.NOT_OBSERVED, Value.DEVELOPING))
    rows = [
        Case(*sides[n % 2], last=Value.DEVELOPING, theirs_comment=said, calibrated=lifted, agreed=n > 2)
        for n in range(12)
    ]
    return [*rows, *(met(n) for n in range(12, 20))]


def first_page(of: Dossier, language: Language, paper: Paper) -> Any:
    """The first page of the committee's report, laid out; the gap table begins on the second."""
    laid = _fitting(build(of, Variant.COMMITTEE, language), paper, "https://plumbline.example")
    assert laid.anchors["gaps"] == 2
    return laid.document.pages[0]._page_box


def lines_of(cell: Any) -> list[str]:
    """What stands on each line of a cell."""
    return [_words(line).strip() for line in cell.descendants() if isinstance(line, LineBox)]


def _words(box: Any) -> str:
    return str(getattr(box, "text", "")) + "".join(_words(child) for child in getattr(box, "children", ()))


def body_cells(page: Any) -> dict[str, list[Any]]:
    """The cells of the rows of the brief, by their class."""
    found: dict[str, list[Any]] = {}
    for box in page.descendants():
        if isinstance(box, TableCellBox) and not any(box is head for head in _heads(page)):
            found.setdefault(box.element.get("class").split()[0], []).append(box)
    return found


def _heads(page: Any) -> list[Any]:
    return [box for box in page.descendants() if isinstance(box, TableCellBox) and box.element.get("scope") == "col"]


@pytest.mark.parametrize(
    ("said", "language", "paper"), in_turn([LONGEST, LONGEST_ZH], LANGUAGES, ["A4", "Letter"])
)  # fmt: skip
@pytest.mark.parametrize("full", [False, True])
def test_sentences_as_long_as_they_may_be_leave_the_brief_one_page(
    said: str, language: Language, paper: Paper, full: bool
) -> None:
    """The manager's and the committee's: whole where there are a few rows, cut with a mark over twelve at the most."""
    rows = twelve(calibrated=True, said=SAID_ZH if said is LONGEST_ZH else SAID) if full else usual(9, 2)
    decision = Decision("d", 2, Outcome.LATER, SIGNED_AT.date(), said, SIGNED_AT, MARA, "cs-1", standing=True)
    one = dossier(rows, sentences=said)
    page = first_page(replace(one, sheet=replace(one.sheet, decisions=(decision,))), language, paper)
    words, whole = "".join(_words(page).split()), "".join(said.split())
    shortened = words.count(whole[:LEAST]) - words.count(whole)
    assert len(said) == SENTENCES_LENGTH
    assert words.count(whole[:LEAST]) == 2
    assert words.count("…”") == shortened
    assert full or not shortened
    lines = [box for box in page.children[0].descendants() if isinstance(box, LineBox)]
    assert max(box.position_x + box.width for box in lines) <= page.content_box_x() + page.width + 0.5
    assert max(box.position_y + box.height for box in lines) <= page.content_box_y() + page.height


@pytest.mark.parametrize(
    ("language", "calibrated", "paper"), in_turn(LANGUAGES, [False, True], ["A4", "Letter"])
)  # fmt: skip
def test_with_twelve_rows_the_line_of_evidence_has_the_room(language: Language, calibrated: bool, paper: Paper) -> None:
    page = first_page(
        dossier(twelve(calibrated=calibrated, said=SAID_ZH if language == "zh" else SAID)), language, paper
    )
    cells = body_cells(page)
    assert len(cells["line"]) == 12
    room = cells["line"][0].width
    assert room > max(cell.width for kind in ("n", "skill", "mark", "value") for cell in cells[kind])
    assert max(len(lines_of(cell)) for cell in cells["line"]) <= 3
    words = {"developing", "not observed", "not", "observed", "发展中", "未能观察"}
    assert {line for cell in cells["value"] for line in lines_of(cell)} <= words, "no word is torn"
    heads = {line for head in _heads(page) for line in lines_of(head)}
    assert not {"calibrate", "manage", "developin"} & heads


@pytest.mark.parametrize(
    ("language", "together"), [("en", "(for Senior)"), ("zh", "（高级）"), ("both", "(for Senior)")]
)
def test_the_level_that_a_skill_is_asked_for_stays_on_one_line(language: Language, together: str) -> None:
    laid = _fitting(build(dossier(usual(9, 2)), Variant.COMMITTEE, language), "A4", "https://plumbline.example")
    lines = [
        line
        for page in laid.document.pages
        for box in page._page_box.descendants()
        if isinstance(box, TableCellBox) and box.element.get("class") == "skill"
        for line in lines_of(box)
    ]
    assert sum(together in line for line in lines) > 2
    torn = [line for line in lines if re.search(r"\((?!for Senior\))|（(?!高级）)|^Senior\)|^[高级]*）", line)]
    assert torn == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_alone_has_no_place_among_others_and_counts_its_own_pages(language: Language) -> None:
    page = text(usual_report(Variant.COMMITTEE, language), 1, 1)
    assert not re.search(r"brief \d+ of \d+|第 ?\d+ ?/ ?\d+ ?份", page)
    assert "of this person" not in page
    assert "本人报告" not in page
    pointer = {
        "en": ("all are in the gap table, page 2 ", "without evidence. See page 2."),
        "zh": ("全部见差距表，第 2 页", "没有依据。见第 2 页。"),
        "both": ("page 2 / 第 2 页", "See page 2. / 见第 2 页。"),
    }[language]
    for words in pointer:
        assert words in page


@pytest.mark.sweep
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_in_a_pack_says_whose_page_it_points_to_and_the_page_is_right(language: Language) -> None:
    pack = made(language, "Letter" if language == "both" else "A4")
    pages, pointed = texts(pack.path), 0
    told = {"en": r"page (\d+) of this person's report", "zh": r"本人报告第 ?(\d+) ?页"}
    with pikepdf.open(pack.path) as pdf:
        for number in range(FRONT + 1, FRONT + COUNT + 1):
            leads_to = {at for _words, at in links(pdf, number)}
            (target,) = leads_to
            for one in ("en", "zh") if language == "both" else (language,):
                found = re.findall(told[one], pages[number - 1])
                assert found
                assert not re.search(r"table, page \d+(?! of this)|差距表，第|见第 ?\d", pages[number - 1])
                foot = footer(pack.path, target)
                for page in found:
                    assert re.search({"en": rf"page {page} of \d", "zh": rf"第 ?{page} ?/"}[one], foot), foot
                    pointed += 1
    assert pointed > COUNT


@pytest.mark.parametrize(
    ("cases", "en", "zh"),
    [
        ([Case(Value.MEETS, Value.DEVELOPING)], "Required: 1 not met", "必要：未达到 1"),
        (
            [Case(Value.MEETS, Value.DEVELOPING), Case(Value.MEETS, Value.NOT_OBSERVED), Case(Value.MEETS, None)],
            "Required: 1 not met, 1 not observed, 1 not rated",
            "必要：未达到 1、未能观察 1、未评 1",
        ),
        ([Case(Value.MEETS, Value.NOT_OBSERVED)], "Required: 1 not observed", "必要：未能观察 1"),
    ],
)
def test_the_first_rows_of_the_gap_table_are_called_what_they_are(cases: list[Case], en: str, zh: str) -> None:
    assert str(build(dossier(cases), language="en").groups[0].title) == en
    assert str(build(dossier(cases), language="zh").groups[0].title) == zh


def test_rows_that_only_one_side_calls_met_are_not_called_gaps() -> None:
    brief = build(dossier([Case(Value.DEVELOPING, Value.MEETS)]), language="zh").brief
    assert brief
    assert str(brief.rows_title) == "必要项：未达到，或自评未达到"
    assert str(brief.required).startswith("1 项：达到 1")
    assert "已达到的必要项 0 项" in str(brief.left_out)
