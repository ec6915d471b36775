"""33,845 expectations of 967 roles, as many as O*NET has: reading beside openpyxl's bare reading, writing beside a bare
UNWIND of the same nodes and edges."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from graph.framework import service
from graph.framework.models import Draft, Source
from graph.framework_import.reading import read_framework
from graph.spreadsheets.writing import Table, xlsx_file
from graph.text import Text
from tests.bench import people
from tests.bench.bench import Bench, House
from tests.bench.figures import Figure
from tests.bench.memory import peak_above_idle
from tests.bench.people_import import MEMORY, PREVIEW, ROUNDS, WRITING, seconds_of_openpyxl
from tests.bench.watch import middle

ROWS, QUICK_ROWS = 33_845, 1_050
SKILLS = 35
BATCH = 5_000
HEADINGS = ("role", "level", "skill", "category", "domain", "required", "description")
_BARE_ROLES = """
CREATE (framework:Framework {id: $key, key: $key})
CREATE (framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: $key + '@1', number: 1, state: 'draft'})
CREATE (version)-[:HAS_DOMAIN]->(domain:Domain {id: $key + '/domain'})
CREATE (domain)-[:HAS_CATEGORY]->(category:Category {id: $key + '/category'})
FOREACH (row IN $skills | CREATE (category)-[:HAS_SKILL]->(skill:Skill) SET skill = row)
WITH version
UNWIND $roles AS row
CREATE (version)-[:HAS_ROLE {order: row.order}]->(role:Role)
SET role = row.node
WITH role, row
UNWIND row.levels AS step
CREATE (role)-[:HAS_LEVEL]->(level:Level)
SET level = step
"""
_BARE_EXPECTATIONS = """
UNWIND $rows AS row
MATCH (level:Level {id: row.level})
MATCH (skill:Skill {id: row.skill})
CREATE (level)-[:EXPECTS]->(expectation:Expectation)-[:OF_SKILL]->(skill)
SET expectation = row.node
"""


def framework_import_33845(bench: Bench) -> Iterator[Figure]:
    """A framework of the size of O*NET: up to the preview, the writing of the draft, and the memory of both."""
    rows = QUICK_ROWS if bench.quick else ROWS
    data = xlsx_file([Table("framework", HEADINGS, _rows(rows))])
    read, bare_read, written, bare_written = [], [], [], []
    with closing(bench.apart("framework_import")) as house:
        for turn in range(ROUNDS):
            draft, seconds = _read(data, f"w{turn}", rows)
            read.append(seconds)
            bare_read.append(seconds_of_openpyxl(data))
            written.append(_seconds_of_writing(house, draft))
            bare_written.append(_seconds_of_bare_writing(house, f"b{turn}", draft))
        file = bench.folder / "framework.xlsx"
        file.write_bytes(data)
        memory = peak_above_idle("framework", file, house.address)
    yield Figure(f"framework_import_{rows}_preview", middle(read), "s", PREVIEW, middle(bare_read), "openpyxl")
    yield Figure(f"framework_import_{rows}_writing", middle(written), "s", WRITING, middle(bare_written), "UNWIND")
    yield Figure(f"framework_import_{rows}_memory", memory, "MB", MEMORY, note="peak PSS above idle")


def _rows(rows: int) -> list[tuple[str, ...]]:
    """Rows of the shape of O*NET's: every skill for every role, at one level each, with a text of its own."""
    return [
        (
            f"Occupation {n // SKILLS}", f"Level {(n // SKILLS + n * 7) % 6}", f"Skill {n % SKILLS}",
            f"Field {n % SKILLS // 6}", "Skills", ("true", "false")[n % 3 == 0],
            f"Importance {n % 5}.{n % 100}/5, level {n % 7}.{n % 10}/7. Understanding written sentences and paragraphs "
            f"in work related documents, as occupation {n // SKILLS} needs it. Anchor: read a memo on a new rule.",
        )
        for n in range(rows)
    ]  # fmt: skip


def _read(data: bytes, key: str, rows: int) -> tuple[Draft, float]:
    began = perf_counter()
    reading = read_framework(data, "framework.xlsx", Source(key, Text(key, "")))
    taken = perf_counter() - began
    assert reading.draft, reading.problems[:3]
    assert len(reading.draft.expectations) == rows
    return reading.draft, taken


def _seconds_of_writing(house: House, draft: Draft) -> float:
    context = people.context(datetime.now(UTC))
    began = perf_counter()
    service.load(context, house.graph, draft, relied_on="bench")
    return perf_counter() - began


def _seconds_of_bare_writing(house: House, key: str, draft: Draft) -> float:
    skills = [{"id": f"{key}/{one.key}", "key": one.key, "name_en": one.name.en} for one in draft.skills]
    roles = [
        {
            "order": order,
            "node": {"id": f"{key}/{role.key}", "key": role.key, "name_en": role.name.en},
            "levels": [
                {"id": f"{key}/{role.key}/{level.key}", "key": level.key, "rank": level.rank, "name_en": level.name.en}
                for level in role.levels
            ],
        }
        for order, role in enumerate(draft.roles)
    ]
    rows: list[dict[str, Any]] = [
        {
            "level": f"{key}/{cell.role}/{cell.level}",
            "skill": f"{key}/{cell.skill}",
            "node": {
                "id": f"{key}/{cell.role}/{cell.level}/{cell.skill}", "required": cell.required,
                "text_en": cell.text.en, "text_zh": cell.text.zh,
            },
        }
        for cell in draft.expectations
    ]  # fmt: skip
    began = perf_counter()
    with house.driver.session() as session:
        session.run(_BARE_ROLES, key=key, skills=skills, roles=roles).consume()
        for start in range(0, len(rows), BATCH):
            session.run(_BARE_EXPECTATIONS, rows=rows[start : start + BATCH]).consume()
    return perf_counter() - began
