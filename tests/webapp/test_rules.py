"""Every rule that can refuse something has its sentence, in both languages."""

import ast
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

import graph
from graph.errors import Reason
from graph.people.passwords import objections
from graph.workflow.guards import GUARDS
from graph.workflow.table import TABLE
from webapp.refusals import RULES, rule_sentence

ROOM = Path(graph.__file__).parent
OF_PASSWORDS = set(
    objections("anna", "anna", "Anna") + objections("a" * 300, "", "") + objections("password1234", "", "")
)
COMPUTED = {
    "workflow/guards.py": set(GUARDS),
    "workflow/guard_sets.py": set(GUARDS),
    "workflow/statements.py": {"statement", "ask_to_talk"},  # the rule has the name of the action
    "people/service.py": OF_PASSWORDS,
    "people/one_time_links.py": OF_PASSWORDS,
    "organisation/set_up.py": OF_PASSWORDS,
    "bulk/job.py": set(),  # what was kept of reasons that others gave
}
"""The rules of the files that do not write a rule's name into the Reason itself."""


def reasons() -> list[tuple[str, ast.expr]]:
    """Each Reason that graph's code makes: the file, and the expression that gives its rule."""
    return [
        (str(path.relative_to(ROOM)), node.args[0])
        for path in sorted(ROOM.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason" and node.args
    ]


def named_rules() -> set[str]:
    """The rules that graph's code names: in a Reason, or where one is computed."""
    written = {str(rule.value) for _, rule in reasons() if isinstance(rule, ast.Constant)}
    return written.union(*COMPUTED.values())


def test_a_rule_is_written_out_or_known_to_be_computed() -> None:
    assert {file for file, rule in reasons() if not isinstance(rule, ast.Constant)} == set(COMPUTED)


def test_every_guard_of_the_table_is_a_rule() -> None:
    assert {guard for row in TABLE for guard in row.guards} <= set(GUARDS)


def test_every_rule_has_a_sentence_and_every_sentence_a_rule() -> None:
    rules = named_rules()
    assert {"same_draft", "evidence_url", "wrong_password", "too_uniform"} <= rules
    assert rules - set(RULES) == set()
    assert set(RULES) - rules == set()


@pytest.mark.parametrize(("language", "end"), [("en", "."), ("zh_Hans_CN", "。")])
def test_each_is_a_whole_sentence_with_its_numbers(app: Flask, language: str, end: str) -> None:
    with app.test_request_context("/"), force_locale(language):
        said = {rule: rule_sentence(Reason(rule)) for rule in RULES}
    assert {rule: text for rule, text in said.items() if not text.endswith(end) or "%(" in text} == {}
    assert "4,000" in said["too_long"]
    assert "280" in said["sentences"]
