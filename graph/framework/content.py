"""What a framework version says, in the one form whose hash is its fingerprint."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.audit.canonical import content_hash
from graph.framework.models import Draft
from graph.text import Text

PARTS = ("domains", "categories", "skills", "roles", "expectations")


def hash_of(content: Mapping[str, Any]) -> str:
    """The fingerprint of a version: SHA-256 over the canonical JSON of its parts; equal words give equal hashes.

    Numbers and ids of versions are not part of it, so an unchanged framework loaded again hashes the same.
    """
    parts = {part: content[part] for part in PARTS}
    parts["expectations"] = sorted(parts["expectations"], key=lambda e: (e["role"], e["level"], e["skill"]))
    parts["roles"] = [{**role, "levels": _ladder(role["levels"])} for role in parts["roles"]]
    parts["skills"] = [{**skill, "requires": sorted(skill["requires"])} for skill in parts["skills"]]
    return content_hash(parts)


def of_draft(draft: Draft) -> dict[str, Any]:
    """The content of a draft, shaped as the graph gives that of a stored version."""
    order = {domain.key: place for place, domain in enumerate(draft.domains)}
    categories = sorted(draft.categories, key=lambda category: order[category.domain])
    home = {category.key: place for place, category in enumerate(categories)}
    return {
        "domains": [{"key": domain.key, **_pair("name", domain.name)} for domain in draft.domains],
        "categories": [{"key": c.key, "domain": c.domain, **_pair("name", c.name)} for c in categories],
        "skills": [
            {
                "key": skill.key,
                "category": skill.category,
                **_pair("name", skill.name),
                **_pair("description", skill.description),
                "updated_on": skill.updated_on,
                "requires": list(skill.requires),
            }
            for skill in sorted(draft.skills, key=lambda skill: home[skill.category])
        ],
        "roles": [
            {
                "key": role.key,
                **_pair("name", role.name),
                "levels": [{"key": x.key, "rank": x.rank, **_pair("name", x.name)} for x in role.levels],
            }
            for role in draft.roles
        ],
        "expectations": [
            {"role": e.role, "level": e.level, "skill": e.skill, "required": e.required, **_pair("text", e.text)}
            for e in draft.expectations
        ],
    }


def _ladder(levels: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(levels, key=lambda level: (level["rank"], level["key"]))


def _pair(stem: str, text: Text) -> dict[str, str]:
    return {f"{stem}_en": text.en, f"{stem}_zh": text.zh}
