"""The schema on the engine: whole, repeatable, and what it promises."""

import pytest

from graph import schema
from graph.driver import Graph
from graph.errors import Conflict, PlumblineError, QueryContractError
from graph.queries import parse
from tests.conftest import Ask

LABELS = [
    "Framework",
    "FrameworkVersion",
    "Domain",
    "Category",
    "Skill",
    "Role",
    "Level",
    "Expectation",
    "Person",
    "Capacity",
    "Cycle",
    "Review",
    "Assessment",
    "Rating",
    "Evidence",
    "Adjustment",
    "Session",
    "Vote",
    "SignOff",
    "Event",
    "Words",
    "Issued",
    "Seal",
    "Schema",
]


def test_migrating_again_changes_nothing(graph: Graph) -> None:
    assert schema.check(graph) == []
    assert schema.migrate(graph) == []


def test_what_is_missing_is_named_and_put_back(graph: Graph) -> None:
    graph.apply_schema(parse("tests/drop", "// Drops.\n// access: schema\nDROP INDEX skill_slug"))
    assert schema.check(graph) == ["skill_slug"]
    assert schema.migrate(graph) == ["skill_slug"]
    assert schema.check(graph) == []


def test_a_stamped_schema_is_not_looked_at_again(graph: Graph) -> None:
    schema.migrate(graph)
    graph.reset_round_trips()
    assert schema.ensure(graph) == []
    assert graph.round_trips == 1


def test_another_stamp_or_none_has_the_schema_looked_at(graph: Graph, ask: Ask) -> None:
    for forget in ("SET s.version = 'of an older release'", "DELETE s"):
        graph.apply_schema(parse("tests/drop", "// Drops.\n// access: schema\nDROP INDEX skill_slug"))
        ask("write", "", f"MATCH (s:Schema {{id: 'schema'}}) {forget}")
        assert schema.ensure(graph) == ["skill_slug"]
        assert ask("read", "version", "MATCH (s:Schema) RETURN s.version AS version") == [{"version": schema.version()}]


def test_a_migration_that_was_cut_short_leaves_no_stamp(clean_graph: Graph, ask: Ask) -> None:
    clean_graph.apply_schema(parse("tests/drop", "// Drops.\n// access: schema\nDROP CONSTRAINT skill_id"))
    ask("write", "", "CREATE (:Skill {id: 'one'}), (:Skill {id: 'one'})")
    with pytest.raises(PlumblineError):
        schema.ensure(clean_graph)
    assert ask("read", "version", "MATCH (s:Schema) RETURN s.version AS version") == []
    ask("write", "", "MATCH (s:Skill) DELETE s")
    assert schema.ensure(clean_graph) == ["skill_id"]


@pytest.mark.parametrize("label", LABELS)
def test_each_label_has_unique_ids(clean_graph: Graph, ask: Ask, label: str) -> None:
    ask("write", "", f"CREATE (:{label} {{id: $id}})", id="one")
    with pytest.raises(Conflict):
        ask("write", "", f"CREATE (:{label} {{id: $id}})", id="one")


def test_two_events_cannot_take_one_place(clean_graph: Graph, ask: Ask) -> None:
    ask("write", "", "CREATE (:Event {id: 'a', stream: 's', seq: 1})")
    ask("write", "", "CREATE (:Event {id: 'b', stream: 's', seq: 2})")
    with pytest.raises(Conflict):
        ask("write", "", "CREATE (:Event {id: 'c', stream: 's', seq: 2})")


def test_an_index_of_an_earlier_release_is_dropped_by_its_file() -> None:
    statement = parse("schema/0001_x", "// Drops.\n// access: schema\nDROP INDEX x IF EXISTS")
    assert (schema.drops(statement), schema.name_of(statement)) == (True, "x")
    assert "catalogue" not in schema.declared()


def test_a_schema_file_creates_one_thing() -> None:
    with pytest.raises(QueryContractError):
        schema.name_of(parse("schema/0001_x", "// Drops.\n// access: schema\nDROP INDEX x"))
