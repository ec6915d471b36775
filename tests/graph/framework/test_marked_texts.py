"""Texts that stand in one cell with their mark: `O: …` is optional, and never a text that begins with O."""

import pytest

from graph.framework_import.marks import Need, marked_text
from graph.framework_import.models import Choices, Shape
from graph.framework_import.reading import read_framework
from tests.graph.framework.sample import source
from tests.graph.framework.test_table_files import needs, table

MARKED: dict[str, tuple[str, str, str]] = {
    "O: Helps": ("O", "optional", "Helps"),
    "R: Runs": ("R", "required", "Runs"),
    "可选：帮助新同事": ("可选", "optional", "帮助新同事"),
    "必要——写测试": ("必要", "required", "写测试"),
    "【加分】写博客": ("加分", "optional", "写博客"),
    "[R] Runs it": ("R", "required", "Runs it"),
    "(optional) Helps": ("optional", "optional", "Helps"),
    "Optional - helps": ("Optional", "optional", "helps"),
    "Required\nRuns it.\nReviews it.": ("Required", "required", "Runs it.\nReviews it."),
    "Helps newcomers (optional)": ("optional", "optional", "Helps newcomers"),
    "帮助新同事（可选）": ("可选", "optional", "帮助新同事"),
    "N/A - see Senior": ("N/A", "nothing", "see Senior"),
}
ALONE = (
    "Design: draws", "1: item", "- item", "Works (remote)", "Reviews code.\nMentors.", "R/O", "O", "● Runs\n○ Helps",
    "Oracle: runs it", "Writes tests: of units", "写测试：单元",
)  # fmt: skip


def test_a_mark_with_a_text_is_told_from_a_text_alone() -> None:
    for value, (mark, need, text) in MARKED.items():
        found = marked_text(value, {}, table=True)
        assert found is not None, value
        assert (found.mark, str(found.need), found.text) == (mark, need, text), value
    assert [value for value in ALONE if marked_text(value, {}, table=True)] == []
    assert marked_text("M+: Runs", {"m+": Need.OPTIONAL}) is not None, "a mark that somebody explained"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["R: Runs tests", "O: Helps", "Designs", ""], ["RRuns tests", "OHelps", "RDesigns", None]),
        (["必要：写测试", "可选：帮助", "必要：设计", "/"], ["R写测试", "O帮助", "R设计", None]),
        (["● Runs tests", "○ Helps", "● Designs", "Leads"], ["RRuns tests", "OHelps", "RDesigns", "RLeads"]),
        (["● Runs\n● Reviews", "● Helps", "", ""], ["R● Runs\n● Reviews", "R● Helps", None, None]),
    ],
)
def test_cells_of_a_matrix_with_marks_and_texts(cells: list[str], expected: list[str | None]) -> None:
    names = ["Junior", "Middle", "Senior", "Lead"]
    reading = table([["Skill", *names], ["Testing", *cells]])
    found = needs(reading)
    assert [found.get(("DEMO", name, "Testing")) for name in names] == expected


def contradicts_in_chinese() -> str:
    """A problem that quotes a value, without spaces beside its marks."""
    return table([["Skill", "L1", "L2"], ["Go", "N/A: see L2", "R: Runs it"]]).problems[0].sentence().zh


def test_marks_before_texts_are_shown_and_can_be_read_otherwise() -> None:
    cells = [["Skill", "L1", "L2"], ["Go", "R: Runs it", "O: Helps"]]
    reading = table(cells)
    assert reading.plan
    assert reading.plan.marks == {"r": Need.REQUIRED, "o": Need.OPTIONAL}
    assert reading.plan.spellings["r"] == "R"
    assert [(cell.need, cell.text, cell.value) for cell in reading.preview] == [
        ("required", "Runs it", "R: Runs it"), ("optional", "Helps", "O: Helps"),
    ]  # fmt: skip
    assert needs(table(cells, marks={"o": Need.REQUIRED}))["DEMO", "L2", "Go"] == "RHelps"
    assert contradicts_in_chinese() == "“not expected”表示没有期望，却写了文字。有文字时可填：必要或可选。"
    contradicts = table([["Skill", "L1", "L2"], ["Go", "N/A: see L2", "R: Runs it"]])
    assert [str(one) for one in contradicts.problems] == [
        "f.xlsx, row 2, B: “not expected” says that nothing is expected, but there is a text. "
        "Allowed with a text: required or optional."
    ]


def test_a_table_of_rows_without_a_column_of_marks_is_read_alike() -> None:
    data = "role,level,skill,text\nDev,L1,Go,可选：会写\nDev,L2,Go,Writes it\n".encode()
    found = needs(read_framework(data, "f.csv", source("x"), Choices(shape=Shape.LONG)))
    assert found == {("Dev", "L1", "Go"): "O会写", ("Dev", "L2", "Go"): "RWrites it"}
    hidden = read_framework(data.decode().encode("gb18030"), "f.csv", source("x"), Choices(encoding="gb18030"))
    assert hidden.encoding == "gb18030"
    assert "gb18030" in hidden.encodings
