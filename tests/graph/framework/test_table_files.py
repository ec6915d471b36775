"""Frameworks with levels or roles as columns, and with targets: read as they are, without editing."""

import io
import json
from typing import Any

import pytest
import xlsxwriter

from graph.framework.models import Draft
from graph.framework_import.marks import Need
from graph.framework_import.models import Choices, Reading, Shape
from graph.framework_import.reading import read_framework
from graph.text import Text
from tests.graph.framework.sample import dataset, source
from tests.graph.spreadsheets.files import sample

LEVELS = ["初级", "中级", "高级", "资深", "首席"]
Cells = list[list[Any]]


def workbook(cells: Cells, merged: tuple[str, ...] = ()) -> bytes:
    """A workbook of one sheet; `merged` are ranges shown as one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("S")
        for number, row in enumerate(cells):
            for column, value in enumerate(row):
                if value == "#DIV/0!":
                    sheet.write_formula(number, column, "=1/0", None, value)
                elif value != "":
                    sheet.write(number, column, value)
        for each in merged:
            sheet.merge_range(each, "")
            first = each.split(":")[0]
            column, number = ord(first[0]) - 65, int(first[1:]) - 1
            sheet.write(number, column, cells[number][column])
    return out.getvalue()


def table(cells: Cells, merged: tuple[str, ...] = (), **choices: Any) -> Reading:
    return read_framework(workbook(cells, merged), "f.xlsx", source("demo"), Choices(**choices))


def needs(reading: Reading) -> dict[tuple[str, str, str], str]:
    """What is expected, by the names of role, level and skill; R or O and the text."""
    assert reading.draft, [str(problem) for problem in reading.problems]
    return _needs(reading.draft)


def _needs(draft: Draft) -> dict[tuple[str, str, str], str]:
    roles = {role.key: role.name.en or role.name.zh for role in draft.roles}
    levels = {(r.key, level.key): level.name.en or level.name.zh for r in draft.roles for level in r.levels}
    skills = {skill.key: skill.name.en or skill.name.zh for skill in draft.skills}
    return {
        (roles[e.role], levels[e.role, e.level], skills[e.skill]): "RO"[not e.required] + (e.text.en or e.text.zh)
        for e in draft.expectations
    }


def test_the_first_page_as_a_matrix_with_merged_levels_above_need_and_text() -> None:
    cells: Cells = [
        ["技能", "角色", *(x for level in LEVELS for x in (level, ""))],
        ["", "", *(x for _ in LEVELS for x in ("必要性", "描述"))],
        ["大模型评估", "AI 产品工程师", "", "a1", "", "a2", "必要", "a3", "必要", "a4", "必要", "a5"],
        ["", "大模型工程师", *(x for n in range(1, 6) for x in ("必要", f"b{n}"))],
    ]
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1", "I1:J1", "K1:L1", "A3:A4")
    reading = table(cells, merged, unmarked=Need.OPTIONAL)
    found = needs(reading)
    assert reading.plan
    assert reading.plan.shape is Shape.MATRIX
    assert len(found) == 10
    assert sorted(value for value in found.values() if value.startswith("O")) == ["Oa1", "Oa2"]
    assert reading.draft
    assert [level.name.zh for level in reading.draft.roles[1].levels] == LEVELS
    assert reading.draft.skills[0].name == Text("", "大模型评估")


def test_the_first_page_as_roles_above_levels_and_as_levels_above_roles() -> None:
    roles = ["AI Product Engineer", "LLM Engineer"]
    names = ["Junior", "Middle", "Senior", "Lead", "Principal"]
    marks = ["O", "O", "R", "R", "R", "R", "R", "R", "R", "R"]
    above: Cells = [
        ["Skills of the house, 2026"],
        ["Skill", "Category", roles[0], "", "", "", "", roles[1], "", "", "", ""],
        ["", "", *names, *names],
        ["LLM Evaluation", "LLM", *marks],
    ]
    merged = ("A1:L1", "A2:A3", "B2:B3", "C2:G2", "H2:L2")
    first = needs(table(above, merged))
    below: Cells = [
        ["Skill", *(x for name in names for x in (name, ""))],
        ["", *(role for _ in names for role in roles)],
        ["LLM Evaluation", *(marks[n + 5 * side] for n in range(5) for side in (0, 1))],
    ]
    second = needs(table(below, ("A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:I1", "J1:K1")))
    assert first == second
    assert len(first) == 10
    assert first[roles[0], "Middle", "LLM Evaluation"] == "O"
    unmerged = "\n".join(",".join(map(str, row)) for row in above[1:])
    assert needs(read_framework(unmerged.encode(), "f.csv", source("demo"))) == first


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["R", "O", "NC", ""], ["R", "O", None, None]),
        (["essential", "Optional", "n/a", "-"], ["R", "O", None, None]),
        (["core", "additional", "0", ""], ["R", "O", None, None]),
        (["Y", "N", "n/a", ""], ["R", "O", None, None]),
        (["Y", "N", "Y", ""], ["R", None, "R", None]),
        (["x", "", "X", ""], ["R", None, "R", None]),
        (["✓", "✗", "✔", "✓"], ["R", None, "R", "R"]),
        (["●", "○", "●", ""], ["R", "O", "R", None]),
        (["必备", "可选", "必须", "加分"], ["R", "O", "R", "O"]),
        ([1, 0, 1, ""], ["R", None, "R", None]),
        ([True, False, True, ""], ["R", None, "R", None]),
        (["NOT IN USE", "R", "R", "R"], [None, "R", "R", "R"]),
        (["Writes tests", "Designs the team's tests", "", "n/a"],
         ["RWrites tests", "RDesigns the team's tests", None, None]),
    ],
)  # fmt: skip
def test_marks_and_texts_in_cells(marks: list[Any], expected: list[str | None]) -> None:
    names = ["Junior", "Middle", "Senior", "Lead"]
    reading = table([["Skill", *names], ["Testing", *marks], ["Design", "R", "R", "R", "R"]])
    found = needs(reading)
    assert [found.get(("DEMO", name, "Testing")) for name in names] == expected
    assert reading.plan
    assert reading.plan.asks_role


def test_marks_that_somebody_chose_win() -> None:
    cells: Cells = [["Skill", "L1", "L2"], ["A", "must", "M+"], ["B", "should", "M+"]]
    rules = [problem.rule for problem in table(cells).problems]
    assert rules == ["not_known"] * 3
    chosen = {"m+": Need.REQUIRED, "should": Need.OPTIONAL}
    assert needs(table(cells, marks=chosen)) == {
        ("DEMO", "L1", "A"): "R", ("DEMO", "L2", "A"): "R", ("DEMO", "L1", "B"): "O", ("DEMO", "L2", "B"): "R",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([["Skill", "L1", "L2"], ["A", 0.3, 0.7]], "f.xlsx, row 2, B: “0.3” is a weight."),
        ([["Skill", "L1", "L2"], ["A", "30%", "70 %"]], "f.xlsx, row 2, C: “70 %” is a weight."),
        ([["Skill", "L1", "L2"], ["A", "R", "O"], ["B", "R", "Q"]], "f.xlsx, row 3, C: “Q” is not known. Allowed: "),
        (
            [["Skill", "L1", "L2"], ["A", "R", "O"], ["", "R", ""]],
            "f.xlsx, row 3, skill: is empty. Allowed: a name, such as “Code review”.",
        ),
        (
            [["role", "level", "skill", "required"], ["E", "#DIV/0!", "S", "R"]],
            "f.xlsx, row 2, level (B): holds",
        ),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(cells: Cells, message: str) -> None:
    problems = [str(problem) for problem in table(cells).problems]
    assert any(problem.startswith(message) for problem in problems), problems


def test_a_profile_asks_for_every_level_up_to_its_target() -> None:
    cells: Cells = [["Skill", "Category", "Tester", "Developer"], ["Testing", "QA", 3, 1], ["Go", "Code", 0, 2],
                    ["Talks", "People", "", 3]]  # fmt: skip
    reading = table(cells)
    found = needs(reading)
    assert reading.plan
    assert reading.plan.shape is Shape.PROFILE
    assert {key for key in found if key[0] == "Tester"} == {("Tester", f"Level {n}", "Testing") for n in (1, 2, 3)}
    assert ("Developer", "Level 2", "Go") in found
    assert ("Developer", "Level 3", "Go") not in found
    turned = [list(each) for each in zip(*[[row[0], *row[2:]] for row in cells], strict=True)]
    turned[0][0] = "Role"
    assert needs(table(turned)) == found


def test_sections_between_rows_are_categories_and_merged_ones_fill_down() -> None:
    cells: Cells = [
        ["Skill", "L1", "L2"],
        ["Technical", "", ""],
        ["Go", "R", "R"],
        ["People", "", ""],
        ["Talks", "O", "R"],
    ]
    reading = table(cells, ("A2:C2", "A4:C4"))
    assert reading.draft
    assert [each.name.en for each in reading.draft.categories] == ["Technical", "People"]
    assert len(needs(reading)) == 4


def test_levels_as_columns_beside_a_column_of_roles() -> None:
    reading = read_framework(b"role,skill,Junior,Senior\nEngineer,Testing,yes,yes\n", "f.csv", source("x"))
    assert needs(reading) == {("Engineer", "Junior", "Testing"): "R", ("Engineer", "Senior", "Testing"): "R"}


def test_what_somebody_chose_of_columns_role_and_order() -> None:
    data = b"Bereich;Stufe;Faehigkeit;Soll;Text\nDev;Geselle;Go;R;a\nDev;Meister;Go;O;b\nDev;Lehrling;Go;R;c\n"
    names = dict(enumerate(("role", "level", "skill", "required", "text")))
    order = {"": "Lehrling\nGeselle\nMeister"}
    reading = read_framework(data, "f.csv", source("x"), Choices(shape=Shape.LONG, columns=names, orders=order))
    assert reading.draft
    assert [each.name.en for each in reading.draft.roles[0].levels] == [
        "Lehrling",
        "Geselle",
        "Meister",
    ]
    wrong = Choices(shape=Shape.LONG, columns=names, orders={"Dev": "Lehrling | Geselle\nChef"})
    rules = {problem.rule for problem in read_framework(data, "f.csv", source("x"), wrong).problems}
    assert rules == {"order_unknown", "order_misses"}


def test_the_merged_sample() -> None:
    data = sample("sheets/merged.xlsx").read_bytes()
    reading = read_framework(data, "merged.xlsx", source("x"))
    assert [str(problem) for problem in reading.problems][:1] == [
        "merged.xlsx, row 4, skill: is empty. Allowed: a name, such as “Code review”."
    ]
    kept = read_framework(data, "merged.xlsx", source("x"), Choices(skip_nameless=True))
    assert len(needs(kept)) == 4


@pytest.mark.parametrize(
    ("name", "roles", "cells", "shape"),
    [("ddat/roles.csv", 48, 1781, Shape.LONG), ("ddat/skills.csv", 1, 664, Shape.MATRIX)],
)
def test_files_as_published(name: str, roles: int, cells: int, shape: Shape) -> None:
    reading = read_framework(dataset(name), name, source("ddat"))
    assert reading.draft
    assert reading.plan
    assert (len(reading.draft.roles), len(reading.draft.expectations)) == (roles, cells)
    assert reading.plan.shape is shape
    if shape is Shape.LONG:
        developer = next(role for role in reading.draft.roles if role.name.en == "Software developer")
        assert [level.name.en for level in developer.levels][:3] == [
            "Apprentice developer",
            "Junior developer",
            "Developer",
        ]
        assert len({level.rank for level in developer.levels}) == 6, "management levels are siblings"


_ITEMS = [
    {"identifier": "a", "humanCodingScheme": "A", "fullStatement": "Data", "CFItemType": "Domain"},
    {"identifier": "b", "humanCodingScheme": "A.1", "fullStatement": "Charts"},
    {
        "identifier": "c",
        "humanCodingScheme": "A.1.10",
        "fullStatement": "Reads a chart.",
        "educationLevel": ["09", "10"],
    },
]
_TREE = [
    {
        "associationType": "isChildOf",
        "originNodeURI": {"identifier": child},
        "destinationNodeURI": {"identifier": parent},
    }
    for child, parent in (("b", "a"), ("c", "b"), ("a", "document"))
]
_CASE = {
    "CFDocument": {
        "identifier": "document",
        "title": "Statistics",
        "creator": "State",
        "licenseURI": {"title": "CC BY"},
    },
    "CFItems": _ITEMS,
    "CFAssociations": _TREE,
}


@pytest.mark.parametrize("document", [_CASE, {"CFPackage": _CASE}])
def test_case_is_read_by_its_associations(document: Any) -> None:
    reading = read_framework(json.dumps(document).encode(), "case.json", source("x"))
    assert set(needs(reading)) == {("Statistics", level, "A.1.10 Reads a chart.") for level in ("09", "10")}
    assert reading.draft
    assert reading.draft.source.licence == "CC BY"
    assert [each.name.en for each in reading.draft.categories] == ["A.1 Charts"]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'{"format": "plumbline-framework/9"}', "format"),
        (b'{"format": "plumbline-framework/1", "domains": [{"name": "D", "categories": [{"name": "C", "skills": '
         b'[{"name": "S"}]}]}], "roles": [{"name": "R", "levels": [{"name": "L", "expects": [{"skill": "x"}]}]}]}',
         "roles 1, levels 1, expects 1, skill"),
        (b"format: plumbline-framework/1\ndomains: [&a x, *a]\n", ""),
        (b"{broken", ""),
        (b"[1, 2]", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_document_is_named_by_its_path(data: bytes, place: str) -> None:
    reading = read_framework(data, "f.json" if data.startswith((b"{", b"[")) else "f.yml", source("x"))
    assert reading.draft is None
    assert place in [problem.column for problem in reading.problems]
