"""Job families: documents with levels, themes, and competencies that each stand at one level in one theme."""

import csv
import io

import pytest

from graph.framework_import.marks import Need
from graph.framework_import.models import Choices, Reading
from graph.framework_import.reading import read_framework
from graph.text import Text
from tests.graph.framework.sample import dataset, source

PLAIN = Choices()
FAMILY = """\
name: Support
levels:
  - {id: one, name: Agent I}
  - {id: two, name: Agent II}
themes:
  - {id: calls, name: Answering, summary: Picks up and listens.}
  - {id: notes, name: Notes}
competencies:
  - {id: a, level: two, theme: calls, summary: Settles complaints., proficiency: Expert}
  - id: b
    level: one
    theme: calls
    summary: |
      Answers within a minute.
    examples: [Says the name., Asks for the number.]
  - {id: c, level: one, theme: calls, summary: Stays calm., examples: []}
  - {id: d, level: two, theme: notes, summary: Writes notes that others can use.}
"""


def family(text: str, choices: Choices = PLAIN) -> Reading:
    return read_framework(text.encode(), "support.yml", source("support"), choices)


def cells(reading: Reading) -> dict[tuple[str, str, str], str]:
    assert reading.draft, [str(each) for each in reading.problems]
    skills = {each.key: each.name.en for each in reading.draft.skills}
    levels = {(role.key, each.key): each.name.en for role in reading.draft.roles for each in role.levels}
    roles = {each.key: each.name.en for each in reading.draft.roles}
    return {
        (roles[each.role], levels[each.role, each.level], skills[each.skill]): each.text.en
        for each in reading.draft.expectations
    }


def test_a_theme_is_a_skill_and_its_competencies_at_a_level_what_is_expected_there() -> None:
    reading = family(FAMILY)
    assert cells(reading) == {
        ("Support", "Agent I", "Answering"): "Answers within a minute.\n  - Says the name.\n  - Asks for the number.\n"
        "Stays calm.",
        ("Support", "Agent II", "Answering"): "Settles complaints.",
        ("Support", "Agent II", "Notes"): "Writes notes that others can use.",
    }
    assert reading.draft
    assert [(each.key, each.rank) for each in reading.draft.roles[0].levels] == [("one", 1), ("two", 2)]
    assert [(each.key, each.description.en) for each in reading.draft.skills] == [
        ("calls", "Picks up and listens."), ("notes", ""),
    ]  # fmt: skip
    assert all(each.required for each in reading.draft.expectations)
    told = {note.rule: (note.value, note.allowed) for note in reading.notes}
    assert told["column_ignored"] == ("proficiency", "")
    assert told["no_marks"] == ("", Text("required", "必要"))
    optional = family(FAMILY, Choices(unmarked=Need.OPTIONAL)).draft
    assert optional
    assert not any(each.required for each in optional.expectations)


@pytest.mark.parametrize(
    ("part", "instead", "message"),
    [
        ("level: one\n", "level: onee\n",
         "support.yml, competencies 2, level: “onee” is not known. Allowed: one, two. Did you mean “one”?"),
        ("theme: notes,", "", "support.yml, competencies 4, theme: “” is not known. Allowed: calls, notes."),
        ("summary: Stays calm., ", "", "support.yml, competencies 3, summary: is empty. Allowed: a sentence."),
        ("{id: two, name: Agent II}", "{id: one, name: Agent II}",
         "support.yml, levels 2, id: “one” stands in “levels 1” already. Keep one of them."),
        ("{id: notes, name: Notes}", "{id: notes, name: Notes, name: Logs}",
         "support.yml, row 7: “name” stands in row 7 already. Keep one of them."),
        ("    theme: calls\n", "    theme: calls\n    level: two\n",
         "support.yml, row 13: “level” stands in row 11 already. Keep one of them."),
        ("{id: notes, name: Notes}", "{id: notes}", "support.yml, themes 2, name: is empty. Allowed: a name."),
        ("{id: notes, name: Notes}", "Notes", "support.yml, themes 2: is Notes. Allowed: a list of objects."),
        ("[Says the name., Asks for the number.]", "Says the name.",
         "support.yml, competencies 2, examples: is str. Allowed: a list of texts."),
    ],
)  # fmt: skip
def test_problems_name_the_place_and_what_is_allowed(part: str, instead: str, message: str) -> None:
    assert part in FAMILY
    reading = family(FAMILY.replace(part, instead))
    assert reading.draft is None
    assert message in [str(each) for each in reading.problems]


@pytest.mark.parametrize(("name", "count"), [("engineering", 72), ("engineering-v1", 16), ("operations", 12)])
def test_published_families_say_what_their_table_says(name: str, count: int) -> None:
    table = {
        (row["role"], row["level"], row["skill"]): letters(row["description"])
        for row in csv.DictReader(io.StringIO(dataset("ft/ft.csv").decode()))
    }
    found = cells(read_framework(dataset(f"ft/{name}.yml"), f"{name}.yml", source("ft")))
    assert len(found) == count
    assert {place: letters(text) for place, text in found.items()}.items() <= table.items()


def letters(text: str) -> str:
    """A text without its marks, which the table has in ASCII."""
    return "".join(each for each in text if each.isascii() and each.isalnum())
