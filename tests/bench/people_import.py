"""10,000 people from a workbook: reading, validating and previewing beside openpyxl's bare reading; writing beside a
bare UNWIND of the same nodes and edges."""

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from time import perf_counter

from graph.people_import import service
from graph.people_import.models import Choices
from graph.people_import.writing import WhoIsNew
from graph.spreadsheets.writing import Table, xlsx_file
from tests.bench import people
from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.memory import peak_above_idle
from tests.bench.watch import middle

ROWS, QUICK_ROWS = 10_000, 500
ROUNDS = 3
PREVIEW, WRITING, MEMORY = Goal("ratio", most=0.5), Goal("ratio", most=2.0), Goal("value", most=300)
HEADINGS = ("id", "name", "name_zh", "email", "manager_id", "department", "role", "level", "since", "language")
LEVELS = ("Junior", "Middle", "Senior")
_BARE = """
UNWIND $rows AS row
CREATE (person:Person {id: row.id, login: row.email, name: row.name, name_zh: row.name_zh, email: row.email,
  language: 'en', time_zone: 'UTC', session_version: 1, password_hash: '', seq: 1, head: row.hash, search: row.search,
  sorted: row.name})
CREATE (person)-[:RECORDED]->(:Event {id: row.id + '/1', stream: row.id, seq: 1, action: 'import_person',
  actor: 'bench', relied_on: 'bench', at: $at, body: row.body, previous: '', hash: row.hash})
WITH person, row
MATCH (level:Level {id: row.level})
CREATE (person)-[:HOLDS {from: $since}]->(level)
WITH person, row
MERGE (department:Department {id: row.department})
CREATE (person)-[:WORKS_IN {from: $since}]->(department)
WITH collect([person, row.manager]) AS lines
UNWIND lines AS line
MATCH (manager:Person {id: line[1]})
WITH line[0] AS person, manager
CREATE (person)-[:REPORTS_TO {kind: 'line', from: $since}]->(manager)
"""
_FORGET = """
MATCH (person:Person)
WHERE person.id STARTS WITH $key
CALL (person) {
  OPTIONAL MATCH (person)-[:RECORDED]->(event:Event)
  DETACH DELETE event
  DETACH DELETE person
} IN TRANSACTIONS OF 1000 ROWS
"""


def people_import_10000(bench: Bench) -> Iterator[Figure]:
    """A first import of 10,000 people: up to the preview, the writing, and the memory of both."""
    rows = QUICK_ROWS if bench.quick else ROWS
    looked, bare_looked, written, bare_written = [], [], [], []
    with closing(bench.apart("people_import")) as house:
        for turn in range(ROUNDS):
            data = xlsx_file([Table("people", HEADINGS, _rows(f"w{turn}", rows))])
            looked.append(_seconds_of_preview(house, data))
            bare_looked.append(seconds_of_openpyxl(data))
            written.append(_seconds_of_writing(house, data))
            bare_written.append(_seconds_of_bare_writing(house, f"b{turn}", rows))
            _forget(house, f"w{turn}-", f"b{turn}-")
        file = bench.folder / "people.xlsx"
        file.write_bytes(xlsx_file([Table("people", HEADINGS, _rows("m", rows))]))
        memory = peak_above_idle("people", file, house.address)
    yield Figure(f"people_import_{rows}_preview", middle(looked), "s", PREVIEW, middle(bare_looked), "openpyxl")
    yield Figure(f"people_import_{rows}_writing", middle(written), "s", WRITING, middle(bare_written), "UNWIND")
    yield Figure(f"people_import_{rows}_memory", memory, "MB", MEMORY, note="peak PSS above idle")


def _rows(key: str, rows: int) -> list[tuple[str, ...]]:
    return [
        (
            f"{key}-{n:06}", f"Person {key} {n}", f"员工{n}", f"{key}.{n}@plumbline.example",
            f"{key}-{(n - 1) // 9:06}" if n else "-", f"Department {n % 40}", "Narrow engineer", LEVELS[n % 3],
            "2025-01-01", "en",
        )
        for n in range(rows)
    ]  # fmt: skip


def _choices() -> Choices:
    return Choices(date(2025, 1, 1))


def _seconds_of_preview(house: House, data: bytes) -> float:
    context = people.context(datetime.now(UTC))
    began = perf_counter()
    found = service.preview(house.graph, context, data, "people.xlsx", _choices())
    taken = perf_counter() - began
    assert not found.problems, found.problems[:3]
    return taken


def seconds_of_openpyxl(data: bytes) -> float:
    """How long openpyxl alone takes to read a workbook without making anything of it."""
    from openpyxl import load_workbook

    began = perf_counter()
    book = load_workbook(io.BytesIO(data), read_only=True)
    read = sum(1 for _ in book.active.iter_rows(values_only=True))
    taken = perf_counter() - began
    assert read > 1
    return taken


def _seconds_of_writing(house: House, data: bytes) -> float:
    """What accepting takes beyond looking once more, which it does first."""
    context = people.context(datetime.now(UTC))
    planned = service.plan(house.graph, context, data, "people.xlsx", _choices())
    began = perf_counter()
    service.write(house.graph, context, planned, WhoIsNew("en", "UTC"), relied_on="bench")
    return perf_counter() - began


def _seconds_of_bare_writing(house: House, key: str, rows: int) -> float:
    given = [
        {
            "id": id_, "name": name, "name_zh": name_zh, "email": email, "manager": manager, "department": department,
            "level": f"bench@1/role/narrow/{level.lower()}", "hash": "0" * 64, "search": f"{id_} {name} {email}",
            "body": "x" * 600,
        }
        for id_, name, name_zh, email, manager, department, _role, level, _since, _language in _rows(key, rows)
    ]  # fmt: skip
    began = perf_counter()
    with house.driver.session() as session:
        session.run(_BARE, rows=given, at="2026-11-30T08:00:00Z", since="2025-01-01").consume()
    return perf_counter() - began


def _forget(house: House, *keys: str) -> None:
    """Deletes whom a round wrote: each round meets the same company."""
    with house.driver.session() as session:
        for key in keys:
            session.run(_FORGET, key=key).consume()
