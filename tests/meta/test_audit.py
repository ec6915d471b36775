"""What the audit makes of pip-audit's answers."""

from tests.audit import knows_the_weak_one, weaknesses

UNREACHED = {"dependencies": [{"name": "jinja2", "skip_reason": "not found"}], "fixes": []}
REACHED = {
    "dependencies": [
        {"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "W-1", "fix_versions": ["2.7.2"]}]},
        {"name": "flask", "version": "3.1.2", "vulns": []},
        {"name": "odd", "version": "1", "vulns": [{"id": "W-2", "fix_versions": []}]},
    ],
    "fixes": [],
}


def test_only_a_source_that_names_the_weak_release_is_believed() -> None:
    assert knows_the_weak_one(REACHED)
    assert not knows_the_weak_one(UNREACHED)
    assert not knows_the_weak_one({})


def test_a_weakness_and_a_release_that_was_not_looked_up_are_both_phrase() -> None:
    assert weaknesses(REACHED) == ["jinja2 2.4.1: W-1, mended in: 2.7.2", "odd 1: W-2, mended in: none yet"]
    assert weaknesses(UNREACHED) == ["jinja2: not looked up: not found"]
