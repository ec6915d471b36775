"""What is said on the brief and in its chapters: whole where there is room, by whom, with evidence, on the paper."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.review.enums import Outcome, Value
from graph.review.models import Calibration, Decision, Head, PersonRef
from graph.text import Text
from reports.file_names import gap_report_name, pack_name
from reports.gap import Variant, build, gap_report
from reports.gap.export import as_json
from reports.gap.paper import SETTINGS, _html
from reports.pack.person import person_of
from reports.wording import Language
from tests.reports.dossiers import MARA, SIGNED_AT, Case, dossier, met, piece
from tests.reports.test_paper import text

URL = "https://plumbline.example"
REASON = (
    "Recall was first measured in October, after the prompt had been tuned around the gaps, and two rebuilds needed "
    "help; the text asks for the measure first, and for an index that others can rebuild."
)
RUN = "".join(chr(ord("a") + n % 26) for n in range(110))
SENTENCE = f"这个接口的文档写在{RUN}里面，大家都能看到，并且每周更新一次，没有人再问。"


def low(reason: str = REASON) -> Case:
    return Case(Value.MEETS, Value.DEVELOPING, reason=reason, evidence=(piece(1, "Recall table"), piece(2, "Notes")))


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_a_reason_is_whole_where_the_page_has_room_and_says_whose_it_is(language: Language) -> None:
    one = dossier([low(), *(met(n) for n in range(6))], target=False)
    page = text(gap_report(one, Variant.COMMITTEE, language, "A4", URL), 1, 1)
    said = "".join(page.split())
    assert "".join(REASON.split()) in said
    name = "陈薇：" if language == "zh" else "WeiChen:"
    assert name in said
    assert "Recalltable" in said


def test_a_full_page_cuts_only_what_it_must() -> None:
    one = dossier([low(f"{REASON} {REASON}") for _ in range(9)], target=False)
    page = text(gap_report(one, Variant.COMMITTEE, "en", "A4", URL), 1, 1)
    shown = [len(words) for words in re.findall(r"Wei Chen:\s+(Recall.*?)…", page, re.DOTALL)]
    assert shown
    assert min(shown) > 90


@pytest.mark.parametrize(
    ("cases", "title"),
    [
        ([Case(Value.MEETS, Value.DEVELOPING), Case(Value.MEETS, Value.NOT_OBSERVED)], "1 not met, 1 not observed"),
        ([Case(Value.MEETS, Value.DEVELOPING), Case(Value.DEVELOPING, Value.MEETS)], "not met, or self rates it so"),
    ],
)
def test_the_rows_are_called_what_all_of_them_are(cases: list[Case], title: str) -> None:
    brief = build(dossier(cases, target=False)).brief
    assert brief
    assert str(brief.rows_title) == f"Required: {title}"


def test_brief_and_gap_table_say_the_same_numbers() -> None:
    report = build(dossier([met(1), low(), met(2), Case(Value.EXCEEDS, Value.NOT_YET)], target=False))
    assert report.brief
    assert str(report.brief.rows_title) == str(report.groups[0].title)
    assert [row.number for row in report.groups[0].rows] == [row.number for row in report.brief.rows] == [1, 2]
    assert str(report.groups[1].title) == "Required: 2 met"
    assert str(report.brief.required).startswith("2 of 4 met, 2 not met")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_parts_a_number_from_its_noun(language: Language) -> None:
    drawn = text(gap_report(dossier([low(), met(1)]), Variant.COMMITTEE, language, "A4", URL), 1, 1)
    assert not re.search(r"\d\n\s*(of|required|met|项|行)", drawn)


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_a_long_run_stays_on_the_paper_wherever_it_is_said(language: Language) -> None:
    case = replace(low(SENTENCE), comment=SENTENCE, theirs_comment=SENTENCE, calibrated=Value.MEETS)
    one = dossier([case, met(1)], statement=SENTENCE, sentences=SENTENCE, not_calibrated=SENTENCE, share_note=SENTENCE)
    pdf = gap_report(one, Variant.COMMITTEE, language, "A4", URL).pdf
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    width = float(re.findall(r'<page width="([\d.]+)"', boxes)[0])
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert max(edges) < width - 40


def test_a_long_comment_leaves_no_page_to_a_heading_and_heads_stand_on_each() -> None:
    wordy = "Measured twice, tuned once, and written down for the team. " * 45
    one = dossier([Case(Value.MEETS, Value.NOT_YET, comment=wordy, theirs_comment=wordy), met(1)], target=False)
    report = gap_report(one, Variant.COMMITTEE, "en", "A4", URL)
    pages = [text(report, n, n) for n in range(1, report.pages + 1)]
    first = next(page for page in pages if "Differences" in page)
    assert "Measured twice" in first
    for page in pages[1:]:
        if page.count("Measured twice") > 5:
            assert re.search(r"Skill\s+self\s+manager", page)


def test_the_employee_s_brief_says_what_the_next_level_asks_first() -> None:
    for target in (True, False):
        own = build(dossier([met(n) for n in range(8)], target=target), Variant.EMPLOYEE).brief
        assert own
        assert 0 < len(own.next_first) <= 3
        theirs = build(dossier([met(n) for n in range(8)], target=target)).brief
        assert theirs
        assert theirs.next_first == ()


@pytest.mark.parametrize(
    ("cases", "said"),
    [([met(1)], "no rating changed"), ([replace(met(1), calibrated=Value.EXCEEDS)], "1 rating changed")],
)
def test_a_locked_session_s_outcome_stands_on_every_copy(cases: list[Case], said: str) -> None:
    locked = dossier(cases, target=False, calibration=Calibration("cs-1", SIGNED_AT))
    for variant in (Variant.COMMITTEE, Variant.EMPLOYEE):
        brief = build(locked, variant).brief
        assert brief
        assert str(brief.outcome) == f"Calibrated on 28 Nov 2026: {said}"
        assert (str(brief.decide), brief.pen, str(brief.ask)) == ("Summary", False, ""), "nothing is asked any more"


@pytest.mark.parametrize(
    ("value", "said"),
    [(Outcome.NEXT, "ready for the next level"), (Outcome.LATER, "to be decided later, on 9 Mar 2027")],
)
def test_a_decision_stands_in_place_of_the_question_and_for_the_employee_once_it_is_final(
    value: Outcome, said: str
) -> None:
    later = date(2027, 3, 9) if value is Outcome.LATER else None
    decision = Decision("d", 2, value, later, "After the launch.", SIGNED_AT, MARA, "cs-1", standing=True)
    one = dossier([met(1)], target=False)
    decided = replace(one, sheet=replace(one.sheet, decisions=(decision,)))
    final = replace(decided.sheet.head, calibration=Calibration("cs-1", SIGNED_AT))
    locked = replace(decided, sheet=replace(decided.sheet, head=final))
    open_committee, open_employee = (build(decided, each).brief for each in (Variant.COMMITTEE, Variant.EMPLOYEE))
    assert open_committee
    assert open_employee
    assert (str(open_committee.outcome), open_committee.pen) == (f"Decided so far: {said}", False)
    assert (str(open_employee.outcome), open_employee.outcome_sentence) == ("", "")
    for variant in (Variant.COMMITTEE, Variant.EMPLOYEE):
        report = build(locked, variant)
        assert report.brief
        assert (str(report.brief.outcome), report.brief.outcome_sentence) == (f"Outcome: {said}", "After the launch.")
        assert [str(note) for note in report.brief.notes] == ["Calibrated on 28 Nov 2026: no rating changed"]
        copy = json.loads(as_json(locked, report))["decisions"][0]
        assert (copy["value"], copy["by"]) == (value, MARA.id if variant is Variant.COMMITTEE else None)


def test_where_nothing_is_off_the_line_the_heading_stands_over_a_sentence() -> None:
    brief = build(dossier([met(n) for n in range(3)], target=False)).brief
    assert brief
    assert (str(brief.rows_title), brief.rows) == ("Required", ())
    assert str(brief.rows_empty) == "No required expectation is unmet or disputed."


def test_where_nothing_could_be_observed_nobody_is_told_that_nothing_is_met() -> None:
    unseen = [Case(Value.NOT_OBSERVED, Value.NOT_OBSERVED) for _ in range(7)]
    brief = build(dossier(unseen, target=False), Variant.EMPLOYEE).brief
    assert brief
    assert str(brief.question) == "None of the required expectations could be observed."


def named(en: str, zh: str = "", **more: Any) -> Head:
    return replace(dossier([met(1)]).sheet.head, person=PersonRef("E-9", Text(en, zh)), **more)


def test_files_say_whom_and_when() -> None:
    assert gap_report_name(named("Priya Natarajan"), "committee", "en") == (
        "gap-report_Priya-Natarajan_2026-2_r2_committee_en"
    )
    assert gap_report_name(named("", "南卉", revision=3), "employee", "zh") == "gap-report_南卉_2026-2_r3_employee_zh"
    assert gap_report_name(named("../Ann O'Neil\u202e/x"), "blank", "both") == (
        "gap-report_Ann-O-Neil-x_2026-2_r2_blank_both"
    )
    assert "_E-9_" in gap_report_name(named("…"), "blank", "en")
    assert pack_name(Text("Autumn committee", ""), date(2026, 12, 9), "en") == (
        "calibration-pack_Autumn-committee_2026-12-09_en.pdf"
    )


def test_names_in_one_language_are_told_of_once_and_texts_are_marked() -> None:
    plain = dossier([met(n) for n in range(3)], target=False)
    named = [
        replace(met(0), skill=Text("Testing", ""), text=Text("Tests.", "")),
        replace(met(1), skill=Text("", "测试")),
    ]
    some = dossier(named, target=False)
    expected: dict[Language, str] = {"en": "Some names are only in Chinese.", "zh": "部分名称只有英文。"}
    for language, said in expected.items():
        assert not build(plain, language=language).title.names
        report = build(some, language=language)
        assert (str(report.title.names), str(person_of(some, language).names)) == (said, said)
        html = _html(report, "", SETTINGS[0])
        assert html.count(said) == 1
        assert html.count('class="fallback"') == (1 if language == "zh" else 0), "the text of the first one"
    assert str(build(some, language="both").title.names) == (
        "Some names are in one language only. / 部分名称只有一种语言。"
    )


def test_the_copy_for_machines_says_in_whose_place_a_deputy_signed() -> None:
    whole = dossier([met(0)], target=False)
    (signed,) = whole.sheet.sign_offs
    shown = {"manager": {"id": "E-099", "en": "Ann Bo", "zh": "安波"}}
    deputy = replace(whole, sheet=replace(whole.sheet, sign_offs=(replace(signed, shown=shown),)))
    said = [json.loads(as_json(one, build(one)))["signed"]["in_place_of"] for one in (whole, deputy)]
    assert said == [None, {"id": "E-099", "name": {"en": "Ann Bo", "zh": "安波"}}]
