"""Columns of known sources, names in two languages, rows that go on with the one above, hidden columns, encodings,
levels that nobody knows, or whose first day nobody says."""

from datetime import date, timedelta

from graph.clock import from_iso
from graph.context import Context
from graph.people_import import service
from graph.people_import.models import Choices, Preview
from graph.spreadsheets.writing import Table, csv_file
from tests.company import Company
from tests.graph.spreadsheets.files import row, sample, xlsx_of

DAY = date(2026, 12, 1)
PLAIN = Choices(DAY)


def hr() -> Context:
    return Context("hr", from_iso("2026-11-24T08:00:00Z"), DAY, str)


def seen(company: Company, data: bytes, choices: Choices = PLAIN) -> Preview:
    return service.preview(company.graph, hr(), data, "people.csv", choices)


def table(head: tuple[str, ...], *rows: tuple[str, ...]) -> bytes:
    return csv_file(Table("people", head, rows))


NAMES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("ID", "Name", "姓名"), ("n1", "Qiang Li", "李强")),
    (("ID", "姓名", "Name"), ("n1", "李强", "Qiang Li")),
    (("ID", "Full Name", "员工姓名"), ("n1", "Li, Qiang", "李强")),
    (("ID", "Name", "Display Name"), ("n1", "李强", "Qiang Li")),
    (("ID", "姓名", "First Name", "Last Name"), ("n1", "李强", "Qiang", "Li")),
    (("ID", "姓名", "英文名"), ("n1", "李强", "Qiang Li")),
    (("ID", "Name", "中文名"), ("n1", "Qiang Li", "李强")),
    (("ID", "Name"), ("n1", "李强 (Qiang Li)")),
    (("ID", "Name"), ("n1", "Qiang Li（李强）")),
    (("ID", "姓名"), ("n1", "李强/Qiang Li")),
)


def test_a_name_in_each_language_is_kept_wherever_it_stands(company: Company) -> None:
    for head, cells in NAMES:
        shown = seen(company, table((*head, "Email"), (*cells, "q@example.com")))
        assert not shown.problems, (head, cells)
        found = shown.new[0].name
        assert (found.en, found.zh) == ("Qiang Li", "李强"), (head, cells)
    alone = seen(company, table(("ID", "姓名", "Email"), ("n1", "李强A", "q@example.com"))).new[0].name
    assert (alone.en, alone.zh) == ("李强A", "李强A"), "the letter tells two of one name apart"
    denied = Choices(DAY, columns={"姓名": ""})
    shown = seen(company, table(("ID", "Name", "姓名", "Email"), ("n1", "Qiang Li", "李强", "q@example.com")), denied)
    assert shown.new[0].name.zh == ""


def test_what_the_file_says_of_somebody_new_is_in_the_preview(company: Company) -> None:
    head = ("id", "name", "email", "manager_id", "role", "level", "since", "department")
    rows = (
        ("w1", "Ada", "w1@example.com", "w2", "LLM Engineer", "Middle", "2025-03-01", "Research"),
        ("w2", "Bo", "w2@example.com", "", "LLM Engineer", "Lead", "", ""),
    )
    shown = seen(company, table(head, *rows))
    said = {one.person: {str(c.field): c.after for c in one.changes} for one in shown.new}
    assert said["w1"] | {"login": "", "language": ""} == {
        "name": "Ada", "name_zh": "", "email": "w1@example.com", "login": "", "language": "",
        "manager": "Bo · w2", "department": "Research", "level": "LLM Engineer, Middle", "since": "2025-03-01",
    }  # fmt: skip
    assert said["w2"]["since"] == "2026-12-01", "the day from which the file is in force"


def test_rows_that_go_on_with_the_person_above_are_left_out(company: Company) -> None:
    head = ("Employee ID", "Worker", "Email", "Department", "Manager ID", "Skill")
    rows = (
        ("c1", "Ada", "c1@example.com", "Research", "", "Go"),
        ("", "", "", "Teaching", "", "Rust"),
        ("", "", "", "", "", "SQL"),
        ("c2", "Bo", "c2@example.com", "", "c1", ""),
    )
    shown = seen(company, table(head, *rows))
    assert not shown.problems
    assert [each.person for each in shown.new] == ["c1", "c2"]
    assert [note.about for note in shown.notes if note.rule == "continued"] == [("2", "3")]
    missing = seen(company, table(head, *rows, ("", "", "", "Sales", "", "")))
    assert {(one.rule, one.row) for one in missing.problems} == {("cell_missing", 6)}, "that department is nobody's"


def test_hidden_columns_are_read_unless_that_was_denied(company: Company) -> None:
    cells = ("h1", "Ada", "h1@example.com", "Research")
    rows = (
        row(1, "id", "name", "email", "department") + row(2, *cells) + row(3, "h2", "Bo", "h2@x.org", "", hidden=True)
    )
    data = xlsx_of(rows, '<cols><col min="4" max="4" hidden="1"/></cols>')
    shown = seen(company, data)
    assert {note.rule: note.about for note in shown.notes} == {"hidden_rows": ("1",), "hidden_columns": ("1",)}
    assert "department" in {str(change.field) for change in shown.new[0].changes}
    without = seen(company, data, Choices(DAY, hidden_rows=False, hidden_columns=False))
    assert [each.person for each in without.new] == ["h1"]
    assert "department" not in {str(change.field) for change in without.new[0].changes}
    assert {note.rule for note in without.notes} == {"hidden_rows", "hidden_columns"}, "or nobody could say otherwise"


def test_an_encoding_that_nothing_tells_can_be_chosen(company: Company) -> None:
    german = "id,name,email\ne1,Jörg Müller,e1@example.com\n"
    shown = seen(company, german.encode("cp1252"))
    assert shown.new[0].name.en == "Jörg Müller"
    assert {"cp1252", "gb18030"} <= set(shown.encodings)
    as_chinese = seen(company, german.encode("cp1252"), Choices(DAY, encoding="gb18030"))
    assert (as_chinese.encoding, as_chinese.encodings) == ("gb18030", shown.encodings)
    assert as_chinese.new[0].name.en != "Jörg Müller"
    assert seen(company, german.encode()).encodings == (), "UTF-8 tells itself"


def test_the_sources_are_known_without_asking(company: Company) -> None:
    graph, context = company.graph, hr()
    for name, first in (
        ("people/google_workspace.csv", "001001"), ("people/entra_bulk_create.csv", "ada@example.com"),
        ("people/orangehrm.csv", "0001"), ("people/wecom_api.csv", "wangfang"),
        ("people/wecom_template_like.xlsx", "wangfang"),
    ):  # fmt: skip
        shown = seen(company, sample(name).read_bytes())
        assert not shown.problems, (name, [each.said(name).en for each in shown.problems])
        assert shown.new[0].person == first, name
    google = service.plan(graph, context, sample("people/google_workspace.csv").read_bytes(), "g", PLAIN)
    assert google.people[1].placements[0].manager == "001001"
    assert "****" not in repr(google.preview)
    wecom = service.plan(graph, context, sample("people/wecom_template_like.xlsx").read_bytes(), "w", PLAIN)
    assert wecom.people[0].placements[0].department == "示例公司/研发部/平台组"
    assert wecom.people[1].details["login"] == "liqiang"


def test_who_comes_without_an_unknown_level_comes_without_an_unknown_target_level_too(company: Company) -> None:
    head = ("id", "name", "email", "role", "level", "target_level")
    data = table(
        head,
        ("u1", "Ada One", "u1@example.com", "Chief", "Top", "Middle"),
        ("u2", "Ada Two", "u2@example.com", "LLM Engineer", "Middle", "Topmost"),
        ("u3", "Ada Three", "u3@example.com", "LLM Engineer", "Junior", "Middle"),
    )
    assert [each.row for each in seen(company, data).problems] == [2, 2, 3]
    shown = seen(company, data, Choices(DAY, skip_unknown_levels=True))
    assert shown.problems == ()
    assert [note.about for note in shown.notes if note.rule == "unknown_levels"] == [("2",)]
    given = {one.person: {str(change.field) for change in one.changes} for one in shown.new}
    assert [sorted(given[one] & {"level", "target_level"}) for one in ("u1", "u2", "u3")] == [
        [], ["level"], ["level", "target_level"],
    ]  # fmt: skip


def test_whoever_holds_a_level_for_half_a_year_is_not_said_to_be_new_in_it(company: Company) -> None:
    data = table(("id", "name", "email", "role", "level"), ("s1", "Ada", "s1@example.com", "LLM Engineer", "Middle"))
    told = {
        since: [note.about for note in seen(company, data, Choices(since)).notes if note.rule == "since_unknown"]
        for since in (DAY, DAY - timedelta(days=182), DAY - timedelta(days=183))
    }
    assert list(told.values()) == [[("1",)], [("1",)], []]
