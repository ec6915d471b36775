"""Every kind of file that people bring: what is read of it, or the sentence it costs them."""

import io
import tracemalloc
import zipfile
from datetime import date

import pytest

from graph.spreadsheets.models import Fault, FaultKind, FileKind, Limits, lost_digits, text_of
from graph.spreadsheets.reading import read_workbook
from graph.spreadsheets.unreadable import SENTENCES, Unreadable, UnreadableFile
from tests.graph.spreadsheets.files import row, sample, xlsx_of

KNOWN = frozenset({"id", "name", "email", "姓名", "邮箱", "部门", "straße"})


def first(source: object, known: frozenset[str] = KNOWN) -> tuple[tuple[object, ...], ...]:
    return read_workbook(source, known).first_sheet().rows  # type: ignore[arg-type]


def test_every_sample_is_read_as_its_maker_meant_it() -> None:
    plain = (("id", "name", "mail"), (1.0, "An", "an@example.com"), (2.0, "Bo", "bo@example.com"))
    for name in ("case", "dimension_wrong", "empty_fill", "prefixed"):
        assert first(sample(f"sheets/{name}.xlsx")) == plain, name
    assert first(sample("sheets/norefs.xlsx"))[1] == (1.0, "An")
    assert first(sample("sheets/really_csv.xlsx")) == (("id", "name"), ("1", "An"))
    assert first(sample("sheets/xml2003.xls")) == (("id",), ("004711",))
    assert first(sample("sheets/dates_1904.xlsx"))[1] == (date(2024, 3, 15),)
    days = first(sample("sheets/dates_fmt.xlsx"))[1]
    assert days[1:15] == (date(2024, 3, 15),) * 14  # the Chinese formats among them
    assert first(sample("sheets/lo_made.ods"))[1][:4] == ("004711", "王芳", "wf@example.com", date(2024, 3, 15))
    assert [text_of(cell) for cell in first(sample("sheets/hand.ods"))[3]] == ["TRUE", "0.8", "2024-03-15", "4711"]  # type: ignore[arg-type]
    assert first(sample("people/wecom_api.csv"))[1][0] == "王芳"


def test_a_cell_without_a_value_is_not_an_empty_one() -> None:
    rows = first(sample("sheets/formulas.xlsx"))
    assert rows[0][0] == Fault(FaultKind.NOT_CALCULATED, "=1+1")
    assert rows[0][1:3] == (2.0, "004711")
    assert rows[0][4] == Fault(FaultKind.ERROR, "#N/A")
    assert rows[1:] == ((4.0, 2.0), (6.0, 3.0))
    numbers = first(sample("sheets/numbers.xlsx"))[0]
    assert numbers[:2] == ("004711", "004711")  # zeros of the format, and of the text
    assert [lost_digits(cell) for cell in numbers[7:10]] == [True, True, False]  # type: ignore[arg-type]
    assert text_of(numbers[10]) == "3"  # type: ignore[arg-type]


def test_what_a_sheet_hides_is_known() -> None:
    book = read_workbook(sample("sheets/hidden.xlsx"), KNOWN)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("员工", False), ("字典", True), ("x", True)]
    assert (book.sheets[0].hidden_rows, book.sheets[0].hidden_columns) == (frozenset({2}), frozenset({1}))
    merged = read_workbook(sample("sheets/merged.xlsx"), KNOWN).sheets[0].merged
    assert [(m.first_row, m.first_column, m.last_row, m.last_column) for m in merged][1] == (0, 1, 0, 3)


@pytest.mark.parametrize(("name", "reason"), [("encrypted.xlsx", Unreadable.ENCRYPTED), ("html.xls", Unreadable.HTML)])
def test_a_sample_that_cannot_be_read_says_what_it_is(name: str, reason: Unreadable) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(sample(f"sheets/{name}"), KNOWN)
    assert refused.value.reason is reason


def of_zip(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


SMALL = xlsx_of(row(1, "id", "name", "email") + row(2, "1", "An", "an@example.com"))
FAR = xlsx_of(row(1, "id") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
NARROW = Limits(file_bytes=50_000, unpacked_bytes=2_000_000, cells=1_000, characters=500, seconds=20)
HOSTILE = {
    "nothing": (b"", Unreadable.EMPTY),
    "only a mark": (b"\xef\xbb\xbf\r\n", Unreadable.EMPTY),
    "too large": (b"id,name\n" * 9000, Unreadable.TOO_LARGE),
    "bomb": (xlsx_of(row(1, "a" * 3_000_000)), Unreadable.UNPACKS_TOO_LARGE),
    "cut off": (SMALL[:-200], Unreadable.DAMAGED),
    "cut in the middle": (SMALL[:300] + SMALL[500:], Unreadable.DAMAGED),
    "xml cut off": (xlsx_of("<row><c"), Unreadable.DAMAGED),
    "far cell": (FAR, Unreadable.TOO_MANY_CELLS),
    "too many rows": (b"a,b\n" * 1_000, Unreadable.TOO_MANY_CELLS),
    "long cell": (b"id,name\n1," + b"x" * 10_000, Unreadable.CELL_TOO_LONG),
    "open quote": (b'id,name\n1,"An\n2,Bo\n', Unreadable.QUOTES),
    "web page": (b"\xef\xbb\xbf <!DOCTYPE html><table><tr><td>id</td></tr></table>", Unreadable.HTML),
    "mail page": (b"MIME-Version: 1.0\nContent-Type: multipart/related", Unreadable.HTML),
    "PDF": (b"%PDF-1.7\n", Unreadable.OTHER_KIND),
    "JSON": (b'[{"id": 1}]', Unreadable.OTHER_KIND),
    "Word": (of_zip(**{"word__document.xml": "x"}), Unreadable.OTHER_KIND),
    "Numbers": (of_zip(**{"Index__Document.iwa": "x"}), Unreadable.OTHER_KIND),
    "zip": (of_zip(**{"people.csv": "id,name"}), Unreadable.OTHER_KIND),
    "no cells": (xlsx_of(""), Unreadable.NO_CELLS),
    "old workbook cut off": (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, Unreadable.DAMAGED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_a_sentence(name: str) -> None:
    data, reason = HOSTILE[name]
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(data, KNOWN, NARROW)
    assert refused.value.reason is reason
    assert "{" not in str(refused.value) + refused.value.sentence().zh


def test_a_reader_that_dies_or_takes_too_long_costs_a_sentence() -> None:
    with pytest.raises(UnreadableFile) as died:
        read_workbook(xlsx_of(row(1, "a" * 40_000_000)), KNOWN, Limits(memory_bytes=60_000_000))
    assert died.value.reason is Unreadable.READER_DIED
    with pytest.raises(UnreadableFile) as slow:
        read_workbook(SMALL, KNOWN, Limits(seconds=0.01))
    assert slow.value.reason is Unreadable.TOO_SLOW
    assert set(SENTENCES) == set(Unreadable)


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("id,name\n1,Müller".encode("cp1252"), (("id", "name"), ("1", "Müller"))),
        ("id;name;straße\n1;Zoë;Ä".encode("cp1252"), (("id", "name", "straße"), ("1", "Zoë", "Ä"))),
        ("姓名,邮箱\n王芳,a@example.com".encode("gb18030"), (("姓名", "邮箱"), ("王芳", "a@example.com"))),
        ("id,name\n1,王芳".encode("gbk"), (("id", "name"), ("1", "王芳"))),
        ("姓名\t邮箱\n王芳\ta@b".encode("utf-16"), (("姓名", "邮箱"), ("王芳", "a@b"))),
        ("姓名\t邮箱\n王芳\ta@b".encode("utf-16-le"), (("姓名", "邮箱"), ("王芳", "a@b"))),
        ("\ufeffid,name\n1,\ufeffAn".encode(), (("id", "name"), ("1", "\ufeffAn"))),
        (b'sep=;\r\nid;name\r\n"a,b";An\r\n', (("id", "name"), ("a,b", "An"))),
        ("姓名，邮箱，部门\n王芳，a@b，研发".encode(), (("姓名", "邮箱", "部门"), ("王芳", "a@b", "研发"))),
        (b'id,name\n="004711",=cmd|x\n"=""007""",y', (("id", "name"), ("004711", "=cmd|x"), ("007", "y"))),
        (b'id|name|email\n\n1|"two\nlines"|x,y,z', (("id", "name", "email"), (), ("1", "two\nlines", "x,y,z"))),
    ],
)
def test_a_text_file_is_read_in_its_encoding_and_with_its_separator(data: bytes, rows: object) -> None:
    assert first(data) == rows


def test_a_guessed_encoding_is_said_and_can_be_named() -> None:
    data = "id,name\n1,Müller".encode("cp1252")
    book = read_workbook(data, KNOWN)
    assert (book.kind, book.encoding, book.notes[0].rule) == (FileKind.CSV, "cp1252", "encoding")
    assert read_workbook(data, KNOWN, encoding="gb18030").first_sheet().rows[1][1] != "Müller"
    assert not read_workbook(b"id,name\n1,An", KNOWN).notes


def test_zeros_that_only_a_format_has_stay() -> None:
    cells = '<c r="A2" s="1"><v>4711</v></c>', '<c r="B2" s="2"><v>4711</v></c>', '<c r="C2" t="e"><v>#REF!</v></c>'
    book = read_workbook(xlsx_of(row(1, "id", "x", "y") + row(2, *cells), formats=("000000", "0.00")), KNOWN)
    assert book.sheets[0].rows[1] == ("004711", 4711.0, Fault(FaultKind.ERROR, "#REF!"))
    assert [note.rule for note in book.notes] == ["leading_zeros"]


def test_an_ods_tells_errors_merged_cells_and_what_is_hidden() -> None:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><office:body>'
        '<office:spreadsheet><table:table table:name="P"><table:table-column/>'
        '<table:table-column table:visibility="collapse"/><table:table-row>'
        '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Lead</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>a</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    namespaces = {"o": "office", "t": "table", "x": "text"}
    for short, name in namespaces.items():
        content = content.replace(f'="{short}"', f'="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"', 1)
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"META-INF__manifest.xml": manifest, "content.xml": content}
    data = of_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet", **parts)
    sheet = read_workbook(data, KNOWN).sheets[0]
    assert sheet.rows == (("Lead",), ("a", Fault(FaultKind.ERROR, "#N/A")))
    assert (sheet.hidden_rows, sheet.hidden_columns, len(sheet.merged)) == (frozenset({1}), frozenset({1}), 1)


def test_xml_spreadsheets_of_2003_are_read_with_gaps_and_merged_cells() -> None:
    data = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="P"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">a</Data></Cell><Cell><Data ss:Type="Number">5</Data>'
        '</Cell></Row><Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="DateTime">2024-03-15T00:00:00.000</Data>'
        '</Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    sheet = read_workbook(data.encode(), KNOWN).sheets[0]
    assert sheet.rows == (("a", "", 5.0), (), ("", date(2024, 3, 15), Fault(FaultKind.ERROR, "#N/A")))
    assert len(sheet.merged) == 1


def test_a_package_that_lies_about_its_kind_costs_a_sentence_and_no_memory() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", bytes(300_000_000))
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(packed.getvalue(), KNOWN, Limits(unpacked_bytes=200_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.reason is Unreadable.UNPACKS_TOO_LARGE
    assert peak < 10_000_000
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 40)
    data = bytearray(broken.getvalue())
    data[38:50] = b"\xff" * 12
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(bytes(data), KNOWN)
    assert refused.value.reason is Unreadable.DAMAGED
