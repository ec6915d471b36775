"""The last cycle is compared with only where ratings were given against the same text; else its level is named."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from graph.cycle import service as cycles
from graph.report.dossier import read_dossier
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.review.enums import Part, State, Value
from graph.review.last_cycle import last_ratings
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow.policy import Permission
from reports.gap import Variant, records_of
from tests.company import EMPLOYEE, HR, MANAGER, MIDDLE, SENIOR, VERSION, Company

OTHER_ROLE = f"{VERSION}/role/ai-product-engineer/middle"


def reviewed_before(company: Company, name: str) -> None:
    """A shared review at middle in a cycle before, whose every rating is meets."""
    before = replace(company.cycle, id=f"before-{name}", opens_on=company.cycle.opens_on - timedelta(days=180))
    cycles.create(company.graph, before)
    company.bring(f"rv-before-{name}", State.SHARED, cycle=before)


def now_at(company: Company, name: str, level: str) -> Sheet:
    cycle = replace(company.cycle, id=f"now-{name}")
    cycles.create(company.graph, cycle)
    one = Assignment(f"rv-now-{name}", EMPLOYEE, VERSION, level, "", cycle.self_due, cycle.manager_due)
    assignment.assign(company.graph, company.context(HR), cycle.id, [one], "test")
    return company.sheet(one.review, EMPLOYEE)


@pytest.mark.parametrize(("level", "then"), [(SENIOR, "Middle"), (OTHER_ROLE, "LLM Engineer, Middle")])
def test_another_level_or_role_is_named_and_not_compared(company: Company, level: str, then: str) -> None:
    name = level.rpartition("/role/")[2].replace("/", "-")
    reviewed_before(company, name)
    sheet = now_at(company, name, level)
    texts = {e.skill_key: e.text for e in company.sheet(f"rv-before-{name}", EMPLOYEE).to_rate(Part.CURRENT)}
    for e in sheet.to_rate(Part.CURRENT):
        if e.skill_key not in texts:
            assert e.skill_key not in sheet.last, "what was not asked was not rated 0"
            continue
        last = sheet.last[e.skill_key]
        if texts[e.skill_key] == e.text:
            assert last == replace(last, like=True, then=Text("", ""))
        else:
            assert (last.like, last.then.en, last.final) == (False, then, Value.MEETS)
    assert any(not one.like for one in sheet.last.values())


def test_the_report_counts_only_what_can_be_compared(company: Company) -> None:
    reviewed_before(company, "report")
    review = now_at(company, "report", SENIOR).head.id
    company.submit(review)
    company.sign(review)
    sheet = company.sheet(review, MANAGER)
    alike = [e for e in sheet.to_rate(Part.CURRENT) if e.required and sheet.last[e.skill_key].like]
    context = company.context(MANAGER)
    dossier = read_dossier(company.graph, context, review, Permission.READ_COMMITTEE_REPORT)
    brief = records_of(dossier, Variant.COMMITTEE, "en").brief
    assert brief is not None
    counted = str(brief.required)
    if alike:
        assert f"last cycle {len(alike)} of {len(alike)} that can be compared" in counted
    else:
        assert "last cycle" not in counted
        assert not brief.with_last


def test_the_same_level_is_compared(company: Company) -> None:
    reviewed_before(company, "same")
    sheet = now_at(company, "same", MIDDLE)
    assert {last.like for last in sheet.last.values()} == {True}
    assert {e.skill_key for e in sheet.to_rate(Part.CURRENT)} == set(sheet.last)


@pytest.mark.parametrize(
    ("text", "level", "role", "expected"),
    [
        ("Same.", "middle", "engineer", (True, "")),
        ("Other.", "middle", "engineer", None),  # a new text at one's own level: nothing says what it was
        ("Other.", "junior", "engineer", (False, "Junior")),
        ("Same.", "junior", "engineer", (True, "")),  # no change at this level: the same is asked
        ("Other.", "junior", "writer", (False, "Writer, Junior")),
        ("", "middle", "engineer", None),
    ],
)
def test_only_like_is_compared_with_like(text: str, level: str, role: str, expected: tuple[bool, str] | None) -> None:
    row: Any = {
        "level": {"key": "middle", "role": {"key": "engineer"}},
        "last_cycle": {
            "level": {"key": level, "name_en": level.title(), "name_zh": ""},
            "role": {"key": role, "name_en": role.title(), "name_zh": ""},
        },
        "expectations": [{"skill": {"key": "sql"}, "part": "current", "text_en": "Same.", "text_zh": ""}],
        "last": [
            {"skill": "sql", "party": "manager", "value": "meets", "calibrated": None, "text_en": text, "text_zh": ""}
        ],
    }
    last = last_ratings(row).get("sql")
    assert (last and (last.like, last.then.en)) == expected
