"""The script of docs/operations.md that sets up what has no page yet, run as it stands there."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent

from graph.driver import Address, Graph
from graph.people import service
from graph.people.models import NewAccount
from graph.text import Text
from graph.workflow.reading import sheet
from tests.conftest import Ask
from tests.meta.files import ROOT
from tests.webapp.people import setting_up
from webapp.commands.context import context_as
from webapp.settings import load

PEOPLE = ("E-100", "E-101", "E-200", "E-300", "E-301")


def script() -> str:
    """The one indented block of the page that imports the application."""
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    (found,) = re.findall(r"^    from datetime import date\n(?:    .*\n|\n(?=    ))+", page, re.MULTILINE)
    return dedent(found)


def test_the_set_up_script_sets_up_a_review_and_its_session(
    clean_graph: Graph, engine: Address, ask: Ask, tmp_path: Path
) -> None:
    for person in PEOPLE:
        new = NewAccount(person, person.lower(), Text("Lin Qiao", "林乔"), f"{person}@example.org")
        service.create_account(clean_graph, setting_up(), new, relied_on="test")
    named = {
        "PLUMBLINE_DATA": str(tmp_path),
        "NEO4J_URI": engine.uri,
        "NEO4J_USER": engine.user,
        "NEO4J_PASSWORD": engine.password,
        "NEO4J_DATABASE": engine.database,
    }
    first, again = (
        subprocess.run(
            [sys.executable, "-"], input=script(), text=True, cwd=ROOT, env=os.environ | named, capture_output=True
        )
        for _ in range(2)
    )
    assert first.returncode == 0, first.stderr
    assert "Refused: second_review E-101 rv-" in again.stderr

    (row,) = ask(
        "read",
        "review, session, state, seats",
        "MATCH (session:Session)-[:COVERS]->(review:Review)-[:IN_CYCLE]->(:Cycle {state: 'open'}) "
        "RETURN review.id AS review, session.id AS session, session.state AS state, "
        "[(person:Person)-[seat:MEMBER_OF]->(session) | [person.id, seat.as]] AS seats",
    )
    assert row["state"] == "set_up"
    assert sorted(row["seats"]) == [["E-200", "member"], ["E-300", "facilitator"], ["E-301", "facilitator"]]
    seen = sheet(clean_graph, context_as(load(named), "E-101"), row["review"])
    assert seen.head.person.id == "E-101"
    assert seen.head.self_due == date(2027, 1, 29)
    assert seen.head.target is not None
