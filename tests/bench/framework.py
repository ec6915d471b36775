"""A framework of a real size: the starter's skills over and over, in a role of 15 skills and one of 75."""

from dataclasses import replace

from graph.context import Context
from graph.driver import Graph
from graph.framework import service
from graph.framework.models import Category, Domain, Draft, Expectation, Role, Skill, Source
from graph.framework_import.starter import starter
from graph.text import Text

KEY = "bench"
VERSION = f"{KEY}@1"
NARROW, WIDE = 15, 75
ROLES = {"narrow": NARROW, "wide": WIDE}
LEVELS = ("junior", "middle", "senior", "lead", "principal")
PER_CATEGORY = 8


def level_id(role: str, level: str) -> str:
    """The id of a level of `narrow` or `wide`."""
    return f"{VERSION}/role/{role}/{level}"


def build(context: Context, graph: Graph) -> None:
    """Publishes the framework; nothing where it is there already."""
    service.ensure_published(context, graph, draft(KEY, ROLES), relied_on="bench")


def draft(framework: str, roles: dict[str, int]) -> Draft:
    """A framework with these roles, each with so many expectations a level."""
    pattern = starter().draft
    assert pattern is not None
    widest = max(roles.values())
    categories = tuple(
        Category(f"category-{number}", "practice", Text(f"Field {number + 1}", f"领域 {number + 1}"))
        for number in range(-(-widest // PER_CATEGORY))
    )
    ladder = pattern.roles[0].levels
    return Draft(
        source=Source(framework, Text("Engineering practice", "工程实践")),
        domains=(Domain("practice", Text("Practice", "实践")),),
        categories=categories,
        skills=tuple(_skill(pattern, number) for number in range(widest)),
        roles=tuple(Role(key, Text(f"{key.title()} engineer", f"工程师 {key}"), ladder) for key in roles),
        expectations=tuple(
            Expectation(role, level.key, f"skill-{number}", required, text)
            for role, skills in roles.items()
            for number in range(skills)
            for level in ladder
            for required, text in [_cell(pattern, number, level.key)]
        ),
    )


def _skill(pattern: Draft, number: int) -> Skill:
    of = pattern.skills[number % len(pattern.skills)]
    name = Text(f"{of.name.en} {number + 1}", f"{of.name.zh} {number + 1}")
    return replace(of, key=f"skill-{number}", category=f"category-{number // PER_CATEGORY}", name=name, requires=())


def _cell(pattern: Draft, number: int, level: str) -> tuple[bool, Text]:
    """What the starter says of a skill at a level, else at the nearest one: neighbours differ as real ones do."""
    key = pattern.skills[number % len(pattern.skills)].key
    said = {e.level: e for e in pattern.expectations if e.skill == key}
    nearest = min(said, key=lambda other: abs(LEVELS.index(other) - LEVELS.index(level)))
    return said[nearest].required, said[nearest].text
