"""Every rule that can refuse something has its sentence."""

import ast
from pathlib import Path

import graph
from graph.review.guards import GUARDS
from webapp.errors.rules import RULES


def named_rules() -> set[str]:
    """The rules that graph's code names: in a Reason, or as a guard."""
    found = set(GUARDS) | {"statement", "ask_to_talk"}  # graph.review.service.state_words names its action
    for path in Path(graph.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Reason"
                and node.args
            ):
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    found.add(str(name.value))
    return found


def test_every_rule_has_a_sentence_and_every_sentence_a_rule() -> None:
    rules = named_rules()
    assert {"same_draft", "evidence_url", "wrong_password"} <= rules
    assert rules - set(RULES) == set()
    assert set(RULES) - rules == set()
