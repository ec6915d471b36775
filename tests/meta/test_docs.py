"""Every command, setting and permission is documented, and what the README tells people to run exists."""

import re
from collections.abc import Iterator

import click
import pytest

from graph.review.enums import Action
from graph.workflow.policy import Permission
from tests.meta.files import ROOT
from webapp import settings_page
from webapp.cli import main
from webapp.settings import variables

TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def commands(command: click.Command, path: tuple[str, ...] = ("plumbline",)) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its whole name."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found
            yield from commands(found, (*path, name))
    else:
        yield " ".join(path), command


def documented() -> str:
    """README and docs/, with its folders, as one text."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())


def code(text: str) -> str:
    """What stands in a text as code: spans, indented and fenced blocks."""
    fenced = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*fenced, *re.findall(r"`([^`\n]+)`", rest), *re.findall(r"^ {4}.*$", rest, re.MULTILINE)])


def lacking(names: list[str], text: str) -> list[str]:
    """The names that stand nowhere in the text as code."""
    written = code(text)
    return [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written)]


def made(text: str) -> set[str]:
    """The make targets that a text tells people to run."""
    return set(re.findall(r"\bmake ([a-z]+)\b", code(text)))


def test_every_command_is_documented() -> None:
    assert not lacking([name for name, _ in commands(main)], documented())


def test_every_option_is_documented() -> None:
    options = [option for _, each in commands(main) for p in each.params for option in p.opts if option[:2] == "--"]
    assert not lacking(sorted(set(options)), documented())


def test_choices_are_given_as_they_are_documented() -> None:
    """click offers the names of an enum's members, such as AT_ONCE, where it is given members."""
    choices = [p.type.choices for _, each in commands(main) for p in each.params if isinstance(p.type, click.Choice)]
    assert choices
    assert {type(choice) for each in choices for choice in each} == {str}


def test_every_command_explains_itself() -> None:
    for name, command in commands(main):
        assert command.help, name
        assert all(getattr(p, "help", "-") or p.param_type_name == "argument" for p in command.params), name


def test_every_setting_is_documented() -> None:
    assert not lacking([name for name, _ in variables()], documented())


def test_the_table_of_settings_is_the_fields() -> None:
    text = settings_page.PAGE.read_text(encoding="utf-8")
    assert settings_page.table() in text, "run: python -m webapp.settings_page"


def test_every_permission_and_action_is_documented() -> None:
    assert not lacking([each.value for each in [*Permission, *Action]], documented())


def test_the_readme_names_targets_that_exist() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"demo", "test"} <= made(readme)
    assert made(documented()) <= targets


@pytest.mark.parametrize("place", ["README.md", "CONTRIBUTING.md", "docs"])
def test_links_between_pages_lead_somewhere(place: str) -> None:
    start = ROOT / place
    for path in sorted(start.rglob("*.md")) if start.is_dir() else [start]:
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_guard_sees() -> None:
    assert lacking(["plumbline graph check", "PLUMBLINE_PORT"], "run `plumbline graph check` and PLUMBLINE_PORT") == [
        "PLUMBLINE_PORT"
    ]
    assert made("Run `make demo`, or make a cake, or:\n\n    make test ARGS=x\n") == {"demo", "test"}


def test_every_test_that_the_docs_lean_on_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)`", documented()))
    assert "tests/meta/test_access.py" in named
    assert not [name for name in sorted(named) if not (ROOT / name).exists()]
