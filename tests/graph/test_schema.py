"""The schema on the engine: whole, repeatable, and what it promises."""

import pytest

from graph import schema
from graph.driver import Graph
from graph.errors import Conflict, QueryContractError
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
]


def test_migrating_again_changes_nothing(graph: Graph) -> None:
    assert schema.check(graph) == []
    assert schema.migrate(graph) == []


def test_what_is_missing_is_named_and_put_back(graph: Graph) -> None:
    graph.apply_schema(parse("tests/drop", "// Drops.\n// access: schema\nDROP INDEX skill_slug"))
    assert schema.check(graph) == ["skill_slug"]
    assert schema.migrate(graph) == ["skill_slug"]
    assert schema.check(graph) == []


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


@pytest.mark.parametrize("words", ["评估", "evaluation", "语言模型", "eval*"])
def test_the_catalogue_is_found_in_both_languages(clean_graph: Graph, ask: Ask, words: str) -> None:
    ask(
        "write",
        "",
        "CREATE (:Skill {id: 'a', name_en: 'LLM Evaluation', name_zh: '大语言模型评估'})",
    )
    found = ask(
        "read",
        "id",
        "CALL db.index.fulltext.queryNodes('catalogue', $words) YIELD node RETURN node.id AS id",
        words=words,
    )
    assert found == [{"id": "a"}]


def test_a_schema_file_creates_one_thing() -> None:
    with pytest.raises(QueryContractError):
        schema.name_of(parse("schema/0001_x", "// Drops.\n// access: schema\nDROP INDEX x"))
