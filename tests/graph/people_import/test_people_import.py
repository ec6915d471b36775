"""Files of people on the engine: what a preview says, what an import writes, what is refused."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from graph.clock import from_iso
from graph.context import Context
from graph.driver import Graph, Row
from graph.errors import Conflict, Refused
from graph.people import repository
from graph.people import service as people
from graph.people.models import Placement
from graph.people_import import service
from graph.people_import.columns import columns_of
from graph.people_import.fields import Field
from graph.people_import.levels import Levels
from graph.people_import.models import Choices, DateOrder, Preview
from graph.people_import.reports import imports, report_of
from graph.people_import.writing import WhoIsNew
from graph.spreadsheets.headings import DataRow, Headings
from graph.spreadsheets.writing import Table, csv_file, xlsx_file
from graph.verification.verify import verify
from tests.company import BOSS, EMPLOYEE, MANAGER, Company

Ask = Callable[..., list[Row]]
DAY = date(2026, 12, 1)
HEAD = ("id", "name", "name_zh", "email", "manager_id", "role", "level", "since", "department", "leaves_on")
PLAIN = Choices(DAY)
_numbers = count(1)


def context(actor: str = "hr") -> Context:
    return Context(actor, from_iso("2026-11-24T08:00:00Z"), date(2026, 11, 24), lambda: f"n{next(_numbers)}")


def table(*rows: Sequence[str], head: Sequence[str] = HEAD) -> bytes:
    return csv_file(Table("people", head, rows))


def seen(graph: Graph, data: bytes, choices: Choices = PLAIN) -> Preview:
    return service.preview(graph, context(), data, "people.csv", choices)


def brought(graph: Graph, data: bytes, choices: Choices = PLAIN) -> str:
    shown = seen(graph, data, choices)
    assert not shown.problems, [each.said("f").en for each in shown.problems]
    return service.accept(
        graph, context(), data, "people.csv", choices, shown.digest, WhoIsNew("en", "UTC"), relied_on="hr_admin"
    )


def person(id_: str, manager: str = "", *rest: str) -> tuple[str, ...]:
    return (id_, f"Ada {id_}", "", f"{id_}@example.com", manager, *rest)


def test_a_first_import_writes_everybody_and_a_second_one_nothing(company: Company, ask: Ask) -> None:
    graph = company.graph
    rows = [
        person("n1", "n2", "LLM Engineer", "Middle", "2025-03-01", "Research/LLM"),
        person("n2", "-", "LLM Engineer", "Lead", "", "Research"),
        person("n3", "n1@EXAMPLE.com", "", "", "", "", "2027-01-31"),
    ]
    shown = seen(graph, table(*rows))
    assert [note.about for note in shown.notes if note.rule == "since_unknown"] == [("1",)]  # n1 has a day, n2 has none
    assert ([each.person for each in shown.new], shown.changed, shown.unchanged) == (["n1", "n2", "n3"], (), 0)
    assert [person for person, _, _ in shown.ended] == ["n3"]
    assert shown.absent == len(ask("read", "id", "MATCH (p:Person) WHERE p.id > '' RETURN p.id AS id"))
    assert not ask("read", "id", "MATCH (p:Person {id: 'n1'}) RETURN p.id AS id")  # nothing is written before
    made = brought(graph, table(*rows))
    held = repository.held(graph, ["n1", "n2", "n3"])
    assert [(s.to, s.start) for s in held["n1"].spells["line to"]] == [("n2", "2026-12-01")]
    assert [s.start for s in held["n1"].spells["level"]] == ["2025-03-01"]
    assert [s.to for s in held["n1"].spells["department"]] == ["Research/LLM"]
    assert "line to" not in held["n2"].spells
    assert [s.to for s in held["n3"].spells["line to"]] == ["n1"]
    again = seen(graph, table(*rows))
    assert (again.new, again.changed, again.unchanged, again.same_file) == ((), (), 3, made)
    assert not verify(graph).faults
    report = report_of(graph, made)
    assert ([each for each, _ in report.new], report.file, report.since) == (["n1", "n2", "n3"], "people.csv", DAY)
    assert imports(graph, context().now)[0][0].id == made
    event = ask("read", "body", "MATCH (:Import {id: $id})-[:RECORDED]->(e) RETURN e.body AS body", id=made)[0]
    facts = json.loads(event["body"])["facts"]
    assert (facts["file"], facts["new"]) == (shown.file_digest, 3)


def test_what_changed_is_shown_field_by_field_and_empty_cells_change_nothing(company: Company) -> None:
    graph = company.graph
    brought(graph, table(person("c1", ""), person("c2", "c1", "LLM Engineer", "Junior", "2025-01-01", "A")))
    moved = ("c2", "Ada Moved", "", "c2@example.com", MANAGER, "", "Middle", "", "", "")
    later = Choices(date(2026, 12, 10))
    shown = seen(graph, table(moved), later)
    assert {str(c.field): (c.before, c.after) for c in shown.changed[0].changes} == {
        "name": ("Ada c2", "Ada Moved"),
        "manager": ("Ada c1 · c1", f"{company_name(graph)} · {MANAGER}"),
        "level": ("LLM Engineer, Junior", "LLM Engineer, Middle"),
    }
    brought(graph, table(moved), later)
    corrected = table(("c2", "Ada Moved", "", "c2@example.com", "", "LLM Engineer", "Middle", "2026-10-01", "", ""))
    assert [str(c.field) for c in seen(graph, corrected, later).changed[0].changes] == ["since"]
    brought(graph, corrected, later)
    spells = repository.held(graph, ["c2"])["c2"].spells
    assert [(s.start, s.until) for s in spells["level"]] == [("2025-01-01", "2026-09-30"), ("2026-10-01", None)]
    assert [(s.to, s.until) for s in spells["line to"]] == [("c1", "2026-12-09"), (MANAGER, None)]
    top = table(("c2", "Ada Moved", "", "c2@example.com", "NO_MANAGER", *[""] * 5))
    brought(graph, top, Choices(date(2027, 1, 1)))
    assert repository.held(graph, ["c2"])["c2"].spells["line to"][-1].until == "2026-12-31"
    assert not repository.overlapping(graph)
    assert not verify(graph).faults


def company_name(graph: Graph) -> str:
    found = people.account(graph, Context(MANAGER, from_iso("2026-11-24T08:00:00Z"), DAY, str), 1, "key")
    assert found is not None
    return found.name.en


def test_people_may_swap_addresses_and_sign_in_names_in_one_file(company: Company, ask: Ask) -> None:
    graph, head = company.graph, ("id", "name", "email", "login", "manager_id")
    both = [("s1", "Ada", "one@x.org", "one", ""), ("s2", "Bo", "two@x.org", "two", "one@x.org")]
    ring = [(f"g{n}", f"R {n}", f"r{n}@x.org", f"r-{n}", "") for n in range(3)]
    brought(graph, table(*both, *ring, head=head))
    swap = [("s1", "Ada", "TWO@x.org", "two", "-"), ("s2", "Bo", "one@x.org", "one", "two@x.org")]
    turned = [(f"g{n}", f"R {n}", f"r{(n + 1) % 3}@x.org", f"r-{(n + 1) % 3}", "") for n in range(3)]
    taker = [("s3", "Cy", "late@x.org", "late", "")]
    brought(graph, table(*swap, *turned, *taker, head=head))
    rows = ask("read", "email, login", "MATCH (p:Person) WHERE p.id IN ['g0', 'g1', 'g2', 's1', 's2'] "
               "RETURN p.email AS email, p.login AS login ORDER BY p.id")  # fmt: skip
    assert [(row["email"], row["login"]) for row in rows] == [
        ("r1@x.org", "r-1"), ("r2@x.org", "r-2"), ("r0@x.org", "r-0"), ("TWO@x.org", "two"), ("one@x.org", "one"),
    ]  # fmt: skip
    assert [each.to for each in repository.held(graph, ["s2"])["s2"].spells["line to"]] == ["s1"], "who has it now"
    moved = [("s3", "Cy", "new@x.org", "new", ""), ("s4", "Di", "late@x.org", "late", "")]
    brought(graph, table(*moved, head=head))
    for wrong in (("s1", "Ada", "one@x.org", "two", ""), ("s5", "Ed", "TWO@x.org", "five", "")):
        rules = [each.rule for each in seen(graph, table(wrong, head=head)).problems]
        assert rules == ["email_taken"], "its owner keeps it"
    assert not verify(graph).faults


PROBLEMS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "no email": (("p1", "Ada", "", "", "", "", "", "", "", ""), "cell_missing", "email"),
    "no address": (("p1", "Ada", "", "ada at home", "", "", "", "", "", ""), "email_form", "email"),
    "dropped zeros": (("17", "Ada", "", "a@x.org", "", "", "", "", "", ""), "id_zeros", "id"),
    "twice": (("00017", "Ada", "", "b@x.org", "", "", "", "", "", ""), "id_again", "id"),
    "email again": (("p1", "Ada", "", "FIRST@x.org", "", "", "", "", "", ""), "email_again", "email"),
    "slash": (("p/1", "Ada", "", "a@x.org", "", "", "", "", "", ""), "id_form", "id"),
    "nobody": (("p1", "Ada", "", "a@x.org", "E-99", "", "", "", "", ""), "manager_unknown", "manager_id"),
    "no number": (("p1", "Ada", "", "a@x.org", "00018", "", "", "", "", ""), "manager_unknown", "manager_id"),
    "two of a name": (("p1", "Ada", "", "a@x.org", "Twin Name", "", "", "", "", ""), "manager_several", "manager_id"),
    "no role": (("p1", "Ada", "", "a@x.org", "", "LLM Enginer", "Middle", "", "", ""), "role_unknown", "role"),
    "no level": (("p1", "Ada", "", "a@x.org", "", "LLM Engineer", "Midle", "", "", ""), "level_unknown", "level"),
    "level of two": (("p1", "Ada", "", "a@x.org", "", "", "Middle", "", "", ""), "level_without_role", "level"),
    "level of none": (("p1", "Ada", "", "a@x.org", "", "", "Senoir", "", "", ""), "level_of_no_role", "level"),
    "too long": (("p1", "Ada" * 80, "", "a@x.org", "", "", "", "", "", ""), "too_long", "name"),
    "two days": (("p1", "Ada", "", "a@x.org", "", "", "", "03.04.2026", "", ""), "date_two_ways", "since"),
    "no day": (("p1", "Ada", "", "a@x.org", "", "", "", "soon", "", ""), "date_form", "since"),
    "taken": (("p1", "Ada", "", "taken@X.org", "", "", "", "", "", ""), "email_taken", "email"),
}  # fmt: skip
NEAREST = {
    "no number": "",
    "no role": "LLM Engineer",
    "no level": "Middle",
    "dropped zeros": "00017",
    "level of none": "Senior",
}
ALLOWED = {
    "no email": "such as “ada.ling@example.com”",
    "no address": "such as “ada.ling@example.com”",
    "slash": "such as “E-014”",
    "nobody": "an email such as “ada.ling@example.com”",
    "level of two": "Write the role too, one of: AI Product Engineer, LLM Engineer",
    "level of none": "Allowed: Junior, Middle",
    "too long": "Allowed: 200 characters at most",
}
"""What the sentence has of what is allowed, beside the nearest."""


def test_each_problem_names_row_column_value_and_the_nearest(company: Company) -> None:
    graph = company.graph
    brought(graph, table(("tk", "T", "", "taken@x.org", *[""] * 6)))
    before = (
        ("00017", "First", "", "first@x.org", "", "", "", "", "", ""),
        ("t1", "Twin Name", "", "t1@x.org", "", "", "", "", "", ""),
        ("t2", "Name, Twin", "", "t2@x.org", "", "", "", "", "", ""),
    )
    for name, (row, rule, column) in PROBLEMS.items():
        shown = seen(graph, table(*before, row))
        found = {each.rule: each for each in shown.problems}
        assert rule in found, (name, list(found))
        assert (found[rule].row, found[rule].column) == (5, column), name
        assert found[rule].nearest == NEAREST.get(name, found[rule].nearest), name
        said = found[rule].said("people.csv")
        assert said.en.startswith(f"people.csv, row 5, {column}: ")
        assert "{" not in said.en + said.zh
        assert ALLOWED.get(name, "") in said.en, said.en
        with pytest.raises(Refused):
            service.accept(
                graph, context(), table(*before, row), "f", Choices(DAY), shown.digest, WhoIsNew("en", "UTC"),
                relied_on="hr_admin",
            )  # fmt: skip
    ring = seen(graph, table(person("r1", "r2"), person("r2", "r3"), person("r3", "r1")))
    assert [(each.rule, each.value) for each in ring.problems] == [("ring", "r1 > r2 > r3 > r1")]
    assert not repository.held(graph, ["r1", "p1", "t1"])


def test_a_manager_whose_own_row_lacks_something_is_no_unknown_one(company: Company) -> None:
    nameless = ("m1", "", "", "m1@example.com", "", "", "", "", "", "")
    reports = person("m2", "m1"), person("m3", "M1@example.com"), person("m4", "m9")
    shown = seen(company.graph, table(nameless, *reports))
    assert [(each.rule, each.row) for each in shown.problems] == [("cell_missing", 2), ("manager_unknown", 5)]


def test_a_first_level_of_somebody_known_also_says_that_it_begins_with_the_import(company: Company) -> None:
    graph = company.graph
    brought(graph, table(person("f1", ""), person("f2", "", "LLM Engineer", "Junior", "2025-01-01")))
    levels = person("f1", "", "LLM Engineer", "Middle"), person("f2", "", "LLM Engineer", "Middle")
    shown = seen(graph, table(*levels))
    assert [note.about for note in shown.notes if note.rule == "since_unknown"] == [("1",)]  # f2 moves up, which is new


def test_the_file_comes_back_with_its_problems(company: Company) -> None:
    head = ("id", "name", "email", "Password")
    data = csv_file(Table("x", head, [("q1", "Ada", "nowhere", "geheim"), ("q2", "Bo", "bo@example.com", "geheim")]))
    shown = seen(company.graph, data)
    back, ending = service.problem_file(data, Choices(DAY), shown, "en")
    text = back.decode("utf-8-sig")
    assert (ending, "geheim" in text) == ("csv", False)
    assert text.splitlines()[0] == "id,name,email,Password,problem"
    assert "“nowhere” is not an email address" in text.splitlines()[1]
    assert text.splitlines()[2].endswith(",")
    book = xlsx_file([Table("P", head, [("q1", "Ada", "nowhere", "x")])])
    assert service.problem_file(book, Choices(DAY), seen(company.graph, book), "zh")[1] == "xlsx"


def test_what_somebody_else_did_in_between_is_noticed(company: Company) -> None:
    graph = company.graph
    data = table(person("b1", EMPLOYEE))
    shown = seen(graph, data)
    brought(graph, table(person("b2", EMPLOYEE)))
    with pytest.raises(Conflict):
        service.accept(
            graph, context(), data, "f", Choices(DAY), shown.digest, WhoIsNew("en", "UTC"), relied_on="hr_admin"
        )
    assert not repository.held(graph, ["b1"])
    change = table(("b2", "Ada b2", "", "b2@example.com", MANAGER, *[""] * 5))
    shown = seen(graph, change)
    people.place(graph, context(), [Placement("b2", DAY, manager=BOSS)], relied_on="hr_admin")
    with pytest.raises(Conflict):
        service.accept(
            graph, context(), change, "f", Choices(DAY), shown.digest, WhoIsNew("en", "UTC"), relied_on="hr_admin"
        )


def test_dates_are_decided_by_their_column_or_asked_for(company: Company) -> None:
    graph = company.graph
    rows = [
        person("d1", "", "LLM Engineer", "Middle", "03/04/2024"),
        person("d2", "", "LLM Engineer", "Middle", "05/06/2024"),
    ]
    asked = seen(graph, table(*rows))
    assert {each.rule for each in asked.problems} == {"date_two_ways"}
    assert [column.heading for column in asked.columns if column.asks] == ["since"]
    for order, day in ((DateOrder.DAY_FIRST, "2024-04-03"), (DateOrder.MONTH_FIRST, "2024-03-04")):
        shown = service.plan(graph, context(), table(*rows), "f", Choices(DAY, date_order=order))
        assert not shown.preview.problems
        assert shown.people[0].placements[-1].since.isoformat() == day
    decided = service.plan(
        graph, context(), table(*rows, person("d3", "", "LLM Engineer", "Middle", "25/12/2024")), "f", Choices(DAY)
    )
    assert decided.people[0].placements[-1].since == date(2024, 4, 3)
    forms = ("2024-03-15", "15.03.2024", "03/15/2024", "2024/3/15", "2024年3月15日", "15-Mar-2024", "20240315", "45366")
    for form in forms:
        one = service.plan(graph, context(), table(person("d4", "", "LLM Engineer", "Middle", form)), "f", Choices(DAY))
        assert one.people[0].placements[-1].since == date(2024, 3, 15), form


def test_what_columns_were_said_to_be_is_offered_the_next_time(company: Company) -> None:
    graph = company.graph
    head = ("Kennung", "Wer", "Post")
    data = csv_file(Table("x", head, [("k1", "Ada", "k1@example.com")]))
    assert {each.rule for each in seen(graph, data).problems} == {"column_missing"}
    said = Choices(DAY, columns={"Kennung": "id", "Wer": "name", "Post": "email"})
    brought(graph, data, said)
    again = csv_file(Table("x", head, [("k2", "Bo", "k2@example.com")]))
    assert [each.person for each in seen(graph, again).new] == ["k2"]


def test_a_column_that_nobody_spoke_of_is_judged_anew_the_next_time(company: Company) -> None:
    head = ("id", "name", "email", "Job Title", "Grade")
    first = table(("j1", "Ada", "j1@example.com", "Chef", "P5"), head=head)
    shown = seen(company.graph, first)
    assert {(note.rule, *note.about) for note in shown.notes} == {("job_title", "Job Title"), ("level_values", "Grade")}
    brought(company.graph, first)
    again = table(("j1", "Ada", "j1@example.com", "LLM Engineer", "Middle"), head=head)
    assert [str(change.field) for change in seen(company.graph, again).changed[0].changes] == ["level"]
    said = Choices(DAY, columns={"Grade": "level"})
    assert {each.rule for each in seen(company.graph, first, said).problems} == {"level_of_no_role"}
    shown = seen(company.graph, first, replace(said, skip_unknown_levels=True))
    assert (shown.problems, [note.about for note in shown.notes if note.rule == "unknown_levels"]) == ((), [("1",)])


def test_before_a_framework_is_published_roles_and_levels_wait() -> None:
    headings = Headings(0, 0, ("id", "Role", "Level"), ("id", "role", "level"), sure=True)
    rows = [DataRow(2, ("n1", "Chef", "Junior"))]
    columns, notes = columns_of(headings, rows, {}, Levels([]))
    assert [column.field for column in columns] == [Field.ID, None, None]
    assert [(note.rule, note.about) for note in notes] == [("nothing_published", (name,)) for name in ("Role", "Level")]


def test_of_their_own_row_an_hr_admin_imports_who_they_are_and_nothing_else(company: Company, ask: Ask) -> None:
    rows = (("hr", "Renamed", "", "hr@plumbline.example", "boss", "", "", "", "Research", "2026-11-01"), person("own1"))
    shown = seen(company.graph, table(*rows))
    assert shown.ended == ()
    assert [change.field for change in shown.changed[0].changes] == ["name"]
    assert any(note.rule == "own_row" and note.about == ("2",) for note in shown.notes)
    brought(company.graph, table(*rows))
    assert not any(
        held for what, held in repository.held(company.graph, ["hr"])["hr"].spells.items() if what != "capacity"
    )
    assert people.account(company.graph, context(), 1, "") is not None
    below = (person("own2", "hr"), (EMPLOYEE, "Employee Zhang", "", "employee@plumbline.example", "hr", *[""] * 5))
    assert [(each.rule, each.row) for each in seen(company.graph, table(*below)).problems] == [("own_line", 3)]
    other = service.preview(company.graph, context(MANAGER), table(*rows), "people.csv", PLAIN)
    assert {str(change.field) for change in other.changed[0].changes} >= {"manager", "department", "leaves_on"}
    assert verify(company.graph).clean


def test_ids_of_other_pages_and_days_of_no_calendar_are_problems(company: Company) -> None:
    rows = [person(each) for each in ("import", "invitations", "..")]
    rows.append(person("day1", "", "LLM Engineer", "Middle", "0001-01-01"))
    found = seen(company.graph, table(*rows)).problems
    assert [(one.row, one.rule) for one in found] == [(2, "id_form"), (3, "id_form"), (4, "id_form"), (5, "date_form")]
