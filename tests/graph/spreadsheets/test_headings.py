"""Where the table begins, and which rows below the headings are no data."""

from graph.spreadsheets.cleaning import _kept_line, clean_heading, one_line
from graph.spreadsheets.headings import data_rows, find_headings
from graph.spreadsheets.models import Cell, Sheet
from graph.spreadsheets.reading import read_workbook
from tests.graph.spreadsheets.files import sample

KNOWN = frozenset(
    {"id", "name", "email", "姓名", "账号", "邮箱", "部门", "user name", "department", "userid", "manager"}
)


def sheet(*rows: tuple[Cell, ...], hidden: frozenset[int] = frozenset()) -> Sheet:
    return Sheet("S", hidden=False, rows=rows, hidden_rows=hidden)


def test_a_heading_is_compared_without_its_decoration() -> None:
    same = {
        "first name": (
            "First Name *",
            "first_name",
            "FIRST-NAME",
            "Ｆｉｒｓｔ　Ｎａｍｅ",
            "“First\nName”",
            "First Name [Required]",
        ),
        "姓名": ("姓名(必填)", "*姓名", "姓名（必填）", "姓名 必填", "【必填】姓名", "“姓名”", "姓名："),
        "user name": ("User name [userPrincipalName] Required", "User name (optional)"),
        "hire date": ("Hire Date (MM/DD/YYYY)",),
        "employee": ("Employee #",),
    }
    for name, decorated in same.items():
        assert {clean_heading(each) for each in decorated} == {name}
    assert clean_heading("姓名(英文)") != clean_heading("姓名")


def test_the_table_begins_below_instructions_examples_and_titles() -> None:
    for name, first, number in (("people/entra_bulk_create.csv", 1, 4), ("people/wecom_template_like.xlsx", 1, 3)):
        found = read_workbook(sample(name), KNOWN).first_sheet()
        headings = find_headings(found, KNOWN)
        assert (headings.first, headings.sure) == (first, True)
        assert data_rows(found, headings)[0][0].number == number


def test_two_heading_rows_are_keys_and_labels() -> None:
    headings = find_headings(
        sheet(("STATUS", "USERID", "MANAGER", "email"), ("Status", "id", "Manager", "Email", "name"), ("active", "1")),
        KNOWN,
    )
    assert (headings.first, headings.last) == (0, 1)
    assert headings.names == ("status", "userid", "manager", "email", "name")
    assert headings.note().sentence().en == "Rows 1 and 2 are both headings."  # type: ignore[union-attr]


def test_rows_that_are_no_data_are_left_out_and_named() -> None:
    table = sheet(
        ("Report of today",),
        ("id", "name", "email", "name"),
        ("示例：001", "张三", "x@example.com"),
        (1.0, "An", "an@example.com"),
        (),
        ("id", "name", "email", "name"),
        (2.0, "Bo"),
        ("合计", 2.0),
        ("Total", "Recall", "total@example.com", "someone"),
        hidden=frozenset({6}),
    )
    headings = find_headings(table, KNOWN)
    rows, notes = data_rows(table, headings)
    assert (headings.first, headings.twice()) == (1, ("name",))
    assert [(row.number, row.cells[1]) for row in rows] == [(4, "An"), (7, "Bo"), (9, "Recall")]
    assert rows[1].cells == (2.0, "Bo", "", "")
    assert [(note.rule, note.about[0]) for note in notes] == [
        ("example_row", "3"), ("headings_again", "6"), ("total_row", "8"),
    ]  # fmt: skip
    assert [row.number for row in data_rows(table.without_hidden(rows=True, columns=False), headings)[0]] == [4, 9]


def test_unknown_headings_are_a_guess_that_can_be_moved() -> None:
    table = sheet(("Stichtag",), ("Kürzel", "Wer", "Wo"), ("a", 1.0, 2.0))
    guess = find_headings(table, KNOWN)
    assert (guess.first, guess.sure) == (1, False)
    moved = find_headings(table, KNOWN, at=0)
    assert (moved.names, moved.sure) == (("stichtag",), True)


def test_names_are_remembered_and_whole_texts_are_not() -> None:
    before = _kept_line.cache_info().misses
    assert one_line(f"{'long ' * 20_000}\u00a0text").endswith("long text")
    assert _kept_line.cache_info().misses == before
    assert one_line("A name\nof its own") == "A name of its own"
    assert _kept_line.cache_info().misses == before + 1
