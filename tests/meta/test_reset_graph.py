"""What a test leaves of the company it shares with others is set back, whatever it was."""

from graph.driver import Graph
from tests.company import COLLEAGUE, EMPLOYEE, new_company
from tests.conftest import Ask

LOGINS = "MATCH (p:Person) WHERE p.id IN [$one, $other] RETURN p.id AS id, p.login AS login ORDER BY p.id"
SWAP = """
MATCH (one:Person {id: $one}), (other:Person {id: $other})
WITH one, other, one.login AS first, other.login AS second
SET one.login = null
WITH one, other, first, second
SET other.login = first
WITH one, second
SET one.login = second
"""


def test_swapped_values_that_are_unique_are_set_back(graph: Graph, ask: Ask) -> None:
    two = {"one": EMPLOYEE, "other": COLLEAGUE}
    new_company(graph)
    before = ask("read", "id, login", LOGINS, **two)
    ask("write", "", SWAP, **two)
    assert [row["login"] for row in ask("read", "id, login", LOGINS, **two)] == [row["login"] for row in before][::-1]
    new_company(graph)
    assert ask("read", "id, login", LOGINS, **two) == before
