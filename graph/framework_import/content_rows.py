"""What a version says as rows, one for each expectation: the form of the files that are read and written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

COLUMNS = (
    "domain", "domain_zh", "domain_key", "category", "category_zh", "category_key", "skill", "skill_zh", "skill_key",
    "skill_text", "skill_text_zh", "requires", "updated_on", "role", "role_zh", "role_key", "level", "level_zh",
    "level_key", "level_order", "required", "text", "text_zh",
)  # fmt: skip
"""The headings of a file that is written; read again they are the same columns."""


def content_rows(content: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The rows of a version's content (`graph.framework.content`), so that reading them gives the same content.

    The first level names every skill, also those of which it expects nothing: the order of skills is kept by that.
    """
    skills = dict(_skills(content))
    order = {key: place for place, key in enumerate(skills)}
    expected: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for cell in content["expectations"]:
        expected.setdefault((cell["role"], cell["level"]), {})[cell["skill"]] = cell
    described: set[str] = set()
    is_first = True
    for role in content["roles"]:
        for level in sorted(role["levels"], key=lambda each: (each["rank"], each["key"])):
            here = expected.get((role["key"], level["key"]), {})
            named: Sequence[str] = list(skills) if is_first else sorted(here, key=order.__getitem__) or list(skills)[:1]
            is_first = False
            for key in named:
                yield {**_skill(skills[key], key in described), **_level(role, level), **_need(here.get(key))}
                described.add(key)


def _skills(content: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    categories = {each["key"]: each for each in content["categories"]}
    domains = {each["key"]: each for each in content["domains"]}
    for skill in content["skills"]:
        category = categories[skill["category"]]
        domain = domains[category["domain"]]
        named = (("domain", domain), ("category", category), ("skill", skill))
        yield (
            skill["key"],
            {
                **{name: text for stem, thing in named for name, text in _named(stem, thing).items()},
                "skill_text": skill["description_en"] or "",
                "skill_text_zh": skill["description_zh"] or "",
                "requires": "; ".join(skill["requires"]),
                "updated_on": skill["updated_on"] or "",
            },
        )


def _skill(said: dict[str, str], again: bool) -> dict[str, str]:
    """What a row says of its skill: description, prerequisites and day once."""
    once = ("skill_text", "skill_text_zh", "requires", "updated_on")
    return {name: "" if again and name in once else text for name, text in said.items()}


def _level(role: Mapping[str, Any], level: Mapping[str, Any]) -> dict[str, str]:
    return {**_named("role", role), **_named("level", level), "level_order": str(level["rank"])}


def _need(cell: Mapping[str, Any] | None) -> dict[str, str]:
    if cell is None:
        return {"required": "", "text": "", "text_zh": ""}
    need = "required" if cell["required"] else "optional"
    return {"required": need, "text": cell["text_en"] or "", "text_zh": cell["text_zh"] or ""}


def _named(stem: str, thing: Mapping[str, Any]) -> dict[str, str]:
    return {stem: thing["name_en"] or "", f"{stem}_zh": thing["name_zh"] or "", f"{stem}_key": thing["key"]}
