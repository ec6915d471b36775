"""The contract of query files, and that it is kept."""

import pytest

from graph import queries
from graph.errors import QueryContractError
from graph.queries import STATEMENT_SECONDS, load, parse

GOOD = """// Finds the people of a manager,
// by their line.
// access: read
// params: manager,
//   today
// returns: many (id, name)
MATCH (p:Person {id: $manager}) WHERE $today <> 'SET $x' // CREATE $y
RETURN p.id AS id, p.name AS name
"""


def header(access: str = "read", params: str = "none", returns: str = "one (x)") -> str:
    return f"// A sentence.\n// access: {access}\n// params: {params}\n// returns: {returns}\n"


def test_a_header_is_read() -> None:
    query = parse("people/team", GOOD)
    assert (query.access, query.shape, query.columns) == ("read", "many", ("id", "name"))
    assert query.params == {"manager", "today"}
    assert query.summary == "Finds the people of a manager, by their line."
    assert query.seconds == STATEMENT_SECONDS
    assert parse("a/file", header() + "// seconds: 10\nRETURN 1 AS x").seconds == 10
    assert load("pack/progress").seconds == 10


def test_what_whole_maps_bring_is_read() -> None:
    text = (
        header("write", "row", "nothing").rstrip()
        + "\n// writes: Review seq, self_due;\n//   Event id, at\nCREATE (n) SET n = $row"
    )
    assert parse("a/file", text).writes == {"seq", "self_due", "id", "at"}
    assert parse("people/team", GOOD).writes == frozenset()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("RETURN 1 AS x", "begins with a sentence"),
        ("// A sentence.\nRETURN 1 AS x", "access must be"),
        ("// A sentence.\n// access: admin\n// params: none\n// returns: nothing\nRETURN 1", "access must be"),
        ("// A sentence.\n// access: read\nRETURN 1 AS x", "lacks params, returns"),
        ("// A sentence.\n// access: read\n" + header() + "RETURN 1 AS x", "access twice"),
        (header(), "no statement"),
        (header() + "// writes: Event id\nRETURN 1 AS x", "access is write"),
        (
            header("write", "row", "nothing") + "// writes: id, at\nCREATE (n) SET n = $row",
            "a label and its properties",
        ),
        (header("write", "none", "nothing") + "RETURN 1", "nothing is written"),
        (header() + "// seconds: 60\nRETURN 1 AS x", "seconds must be"),
        (header() + "// seconds: soon\nRETURN 1 AS x", "seconds must be"),
        (header() + "// seconds: 0\nRETURN 1 AS x", "seconds must be"),
        (header(returns="some (x)") + "RETURN 1 AS x", "returns must be"),
        (header(returns="one ()") + "RETURN 1 AS x", "returns must be"),
        (header() + "MATCH (n)", "returns nothing"),
        (header(params="a") + "RETURN 1 AS x", "declared but unused ['a']"),
        (header() + "RETURN $a AS x", "undeclared ['a']"),
        (header(params="a") + "RETURN '$a' AS x", "declared but unused ['a']"),
        (header(access="write") + "RETURN 1 AS x", "nothing is written"),
        *(
            (header() + f"MATCH (n) {word} n RETURN 1 AS x", f"the statement has {word.upper()}")
            for word in ("CREATE", "MERGE", "SET", "DELETE", "detach delete", "remove", "DROP")
            if word != "detach delete"
        ),
        (header() + "MATCH (n) detach delete n RETURN 1 AS x", "the statement has DELETE"),
    ],
)
def test_a_broken_contract_is_refused(text: str, says: str) -> None:
    with pytest.raises(QueryContractError) as error:
        parse("a/file", text)
    assert says in str(error.value)
    assert "a/file" in str(error.value)


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (n {set: 1}) RETURN n.create AS x",
        "MATCH (n:Set) RETURN n.x AS x",
        "RETURN 'we MERGE' AS x",
        "RETURN 1 AS `DELETE x`, 2 AS x /* SET\n */",
    ],
)
def test_words_that_only_look_like_writes_are_no_writes(statement: str) -> None:
    assert parse("a/file", header() + statement).access == "read"


def test_a_file_is_bound_once() -> None:
    from graph import schema  # binds schema/indexes

    assert schema.INDEXES.name in queries.bound()
    with pytest.raises(QueryContractError, match="bound twice"):
        queries.query("schema/indexes")


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(QueryContractError, match="nouns/none: there is no such file"):
        queries.load("nouns/none")


def test_every_file_keeps_its_contract_and_schema_files_are_apart() -> None:
    names = [query.name for query in queries.all_queries()]
    assert "schema/indexes" in names
    assert not [name for name in names if queries.SCHEMA_FILE.fullmatch(name)]
    assert {query.access for query in queries.schema_files()} == {"schema"}
