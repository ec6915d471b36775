"""What is written opens as what it is, and comes back as what it was."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from graph.spreadsheets.reading import read_workbook
from graph.spreadsheets.writing import Table, as_brought_back, csv_file, xlsx_file

FULL_WIDTH = ("\uff1d1+1", "\uff0b86 1", "\uff0dx", "\uff20x")
TEXTS = ("=1+1", "+49 1", "-", "@x", *FULL_WIDTH, "mailto:a@example.com", "004711", "王芳", "two\nlines", "")


def test_a_csv_file_runs_nothing_and_comes_back() -> None:
    data = csv_file(Table("x", ("id", "=name"), [(text, 3) for text in TEXTS]))
    assert data.startswith(b"\xef\xbb\xbfid,'=name\r\n'=1+1,3\r\n")
    rows = read_workbook(data, frozenset()).first_sheet().rows
    assert [row[0] for row in rows if str(row[0]).endswith(FULL_WIDTH)] == [f"'{text}" for text in FULL_WIDTH]
    assert csv_file(Table("x", ("a",), [("\n=1+1",)])).endswith(b'"\'\n=1+1"\r\n')
    assert tuple(as_brought_back(str(row[0])) for row in rows[1:]) == TEXTS


def test_a_workbook_runs_nothing_and_keeps_types_and_names() -> None:
    rows = [(text, number, date(2024, 3, 15)) for number, text in enumerate(TEXTS)]
    long = "A very long name of a sheet: 2024/25 [final]"
    book = read_workbook(xlsx_file([Table(long, ("a", "b", "c"), rows), Table(long, ("a",), [])]), frozenset())
    assert [sheet.name for sheet in book.sheets] == [
        "A very long name of a sheet  20",
        "A very long name of a sheet   2",
    ]
    assert [row[0] for row in book.sheets[0].rows[1:]] == list(TEXTS)
    assert book.sheets[0].rows[1][1:] == (0.0, date(2024, 3, 15))
    assert not book.notes  # no formula among them


def test_a_name_that_is_cut_at_an_apostrophe_is_one_a_sheet_may_have() -> None:
    names = [f"{'a' * 30}'s framework", f"{'a' * 30}' framework", "'x'"]
    book = read_workbook(xlsx_file([Table(name, ("a",), []) for name in names]), frozenset())
    assert [sheet.name for sheet in book.sheets] == ["a" * 30, f"{'a' * 29} 2", "x"]


def test_on_paper_each_page_of_a_workbook_says_what_its_rows_and_columns_are() -> None:
    sheet = load_workbook(BytesIO(xlsx_file([Table("People", ("id", "name"), [("E-1", "Wei")])]))).active
    assert sheet is not None
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert sheet.page_setup.orientation == "landscape"


def test_of_a_cell_with_several_lines_the_first_is_seen() -> None:
    book = load_workbook(BytesIO(xlsx_file([Table("x", ("a", "b", "c"), [("one\ntwo", 3, date(2024, 3, 15))])])))
    assert [cell.alignment.vertical for cell in book["x"][2]] == ["top", "top", "top"]
