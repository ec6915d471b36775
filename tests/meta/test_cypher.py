"""Every query file: bound once, planned by the engine without scanning, and named as the layers name things."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

import graph as graph_package
import reports as reports_package
import webapp as webapp_package
from graph.driver import Address, Graph
from graph.errors import QueryContractError
from graph.queries import ROOT as CYPHER
from graph.queries import Query, all_queries, bound, load
from graph.report.person_in_session import PERSON
from graph.together import together
from tests.meta.files import ROOT

SCANS = {"NodeByLabelScan", "AllNodesScan", "UnionNodeByLabelsScan", "CartesianProduct"}
NOT_IMPORTED = re.compile(r"graph\.embedded\.(host|lock)|webapp\.(wsgi|gunicorn_conf)|.*\.__main__")
BINDING = re.compile(r"""\bquery\(\s*["']([\w/]+)["']""")
UNKNOWN = ("01N50", "01N51", "01N52")
"""What the engine answers to a label, a type, a property that nothing has and no migration made."""
ABOUT_ITSELF = re.compile(r"^\s*(SHOW\b|CALL db\.awaitIndexes)", re.MULTILINE)


def import_everything() -> None:
    """Imports every module, so that every query file that has an owner is bound."""
    for package in (graph_package, reports_package, webapp_package):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not NOT_IMPORTED.fullmatch(module.name):
                importlib.import_module(module.name)


def bindings(source: str) -> list[str]:
    """The query files that a module binds."""
    return BINDING.findall(source)


def scans(plan: dict[str, Any]) -> Iterator[str]:
    """The operators of a plan that read everything there is."""
    operator = plan["operatorType"].split("@")[0]
    if operator in SCANS and not (operator == "CartesianProduct" and not _reads_twice(plan)):
        yield f"{operator}({plan.get('args', {}).get('Details', '')})"
    for child in plan.get("children", ()):
        yield from scans(child)


def _reads_twice(product: dict[str, Any]) -> bool:
    """Whether a product multiplies unbounded sides; joining two rows found by their ids is none of that."""
    return not all(_is_sought(child) for child in product.get("children", ()))


def _is_sought(plan: dict[str, Any]) -> bool:
    leaves = list(_leaves(plan))
    return all("Seek" in leaf or leaf in ("Argument", "SingleRow") for leaf in leaves)


def _leaves(plan: dict[str, Any]) -> Iterator[str]:
    children = plan.get("children", ())
    if not children:
        yield plan["operatorType"].split("@")[0]
    for child in children:
        yield from _leaves(child)


@pytest.fixture(scope="module")
def session(engine: Address, graph: Graph) -> Iterator[neo4j.Session]:
    """A session that plans and runs nothing; the graph fixture has seen to the schema."""
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver,
        driver.session(database=engine.database) as session,
    ):
        yield session


def explained(session: neo4j.Session, text: str) -> neo4j.ResultSummary:
    """What the engine says of a statement that it plans and does not run."""
    return session.run("EXPLAIN " + text).consume()


def scans_of(summary: neo4j.ResultSummary) -> list[str]:
    """The operators of its plan that read everything there is."""
    assert summary.plan
    return list(scans(summary.plan))


def unknown_names(summary: neo4j.ResultSummary) -> list[str]:
    """What the engine says of labels, types and properties of a statement that it does not know."""
    return [status.status_description for status in summary.gql_status_objects if status.gql_status in UNKNOWN]


def test_every_file_has_one_owner() -> None:
    import_everything()
    files = {query.name for query in all_queries()}
    assert files == set(bound())
    written = Counter(
        name
        for package in ("graph", "reports", "webapp")
        for path in (ROOT / package).rglob("*.py")
        if path != ROOT / "graph" / "queries.py"
        for name in bindings(path.read_text(encoding="utf-8"))
    )
    assert {name: count for name, count in written.items() if count > 1} == {}
    assert written.keys() == files


def test_only_the_graph_package_binds_queries() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for package in ("reports", "webapp")
        for path in (ROOT / package).rglob("*.py")
        if bindings(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_files_are_named_by_nouns_and_words() -> None:
    names = [path.relative_to(CYPHER).as_posix() for path in CYPHER.rglob("*.cypher")]
    assert len(names) > 20
    assert not [name for name in names if not re.fullmatch(r"[a-z_]+/(\d{4}_)?[a-z_]+\.cypher", name)]


@pytest.mark.heavy
@pytest.mark.parametrize("q", all_queries(), ids=lambda q: q.name)
def test_a_query_is_planned_without_a_scan_and_names_what_a_migration_made(q: Query, session: neo4j.Session) -> None:
    summary = explained(session, q.text)
    assert unknown_names(summary) == []
    if ABOUT_ITSELF.search(q.text):
        assert q.name.startswith("schema/"), "only the schema asks the engine about itself"
        return
    assert not scans_of(summary)


@pytest.mark.heavy
def test_what_is_asked_together_is_planned_without_a_scan(session: neo4j.Session) -> None:
    assert PERSON.columns == ("session", "sheet", "record", "comparables")
    found = scans_of(explained(session, PERSON.text))
    assert [one for one in found if not one.startswith("CartesianProduct")] == [], "each part gives one row"


def test_only_what_reads_is_asked_together() -> None:
    with pytest.raises(QueryContractError, match="calibration/lock"):
        together("tests/both", session=load("calibration/session"), lock=load("calibration/lock"))


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (p:Person) RETURN p.id AS id",
        "MATCH (n) WHERE n.id = $id RETURN n.id AS id",
        "MATCH (p:Person {nickname: $x}) RETURN p.id AS id",
        "MATCH (p:Person {id: $x}) CALL { MATCH (r:Review) RETURN count(r) AS n } RETURN p.id AS id, n",
    ],
)
def test_the_guard_sees_a_scan(text: str, session: neo4j.Session) -> None:
    assert scans_of(explained(session, text))


def test_the_guard_sees_an_unknown_name(session: neo4j.Session) -> None:
    assert (
        len(unknown_names(explained(session, "MATCH (p:Person {id: $x})-[:MET_AT]->(c:Cafe) RETURN c.colour AS x")))
        == 3
    )


def test_the_guard_lets_a_seek_pass(session: neo4j.Session) -> None:
    assert not scans_of(explained(session, "MATCH (p:Person {id: $x}) RETURN p.id AS id"))


def test_the_guard_sees_bindings() -> None:
    assert bindings("A = query('people/stream_heads')\nB = query(\n    \"audit/x\"\n)") == [
        "people/stream_heads",
        "audit/x",
    ]
