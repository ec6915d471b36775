"""Framework drafts and versions to and from the graph; no rule lives here."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from graph.driver import Graph, Row
from graph.errors import Conflict, NotFound
from graph.framework.models import Draft, DraftThere, Source, Version
from graph.framework.version_rows import SlugsRow, VersionContentRow, VersionRow, VersionsRow
from graph.queries import Query, query
from graph.text import Text

BEGIN_DRAFT = query("framework/begin_draft")
CLEAR_DRAFT = query("framework/clear_draft")
ADD_DOMAINS = query("framework/add_domains")
ADD_CATEGORIES = query("framework/add_categories")
ADD_SKILLS = query("framework/add_skills")
ADD_REQUIRES = query("framework/add_requires")
ADD_ROLES = query("framework/add_roles")
ADD_LADDERS = query("framework/add_ladders")
ADD_EXPECTATIONS = query("framework/add_expectations")
ADD_GROWTH = query("framework/add_growth")
FINISH_DRAFT = query("framework/finish_draft")
VERSION_CONTENT = query("framework/version_content", VersionContentRow)
PUBLISH = query("framework/publish")
SLUGS = query("framework/slugs", SlugsRow)
CURRENT_VERSION = query("framework/current_version")
DISCARD_DRAFT = query("framework/discard_draft")
DRAFT_THERE = query("framework/draft_there")
LOADED_AS = query("framework/loaded_as")
VERSIONS = query("framework/versions", VersionsRow)
VERSION = query("framework/version", VersionRow)
KEEP_MAPPING = query("framework/keep_mapping")
KEPT_MAPPING = query("framework/kept_mapping")

BATCH = 5_000


class Filling:
    """One draft being filled; every write checks that nobody else has taken the draft over meanwhile."""

    def __init__(self, graph: Graph, source: Source, stamp: str, there: str, event: Mapping[str, Any] | None) -> None:
        """Takes the draft over from the load `there`, '' for none. Raises Conflict where it is another's by now, or the
        stream of `event` moved."""
        names = {
            **_pair("name", source.name),
            "source": source.source,
            "licence": source.licence,
            "attribution": source.attribution,
        }
        row = graph.write_one(BEGIN_DRAFT, framework=source.key, names=names, stamp=stamp, there=there, event=event)
        if row is None:
            raise Conflict({"framework": source.key})
        self._graph = graph
        self._stamp = stamp
        self.version: str = row["version"]
        self.number: int = row["number"]

    def write(self, draft: Draft, skill_slugs: dict[str, str], role_slugs: dict[str, str]) -> None:
        """Replaces what the draft holds. Raises Conflict if another load took the draft over."""
        if self._graph.write_one(CLEAR_DRAFT, version=self.version, stamp=self._stamp) is None:
            raise Conflict({"version": self.version})
        at = self.version
        self._add(ADD_DOMAINS, _domains(at, draft))
        self._add(ADD_CATEGORIES, _categories(at, draft))
        self._add(ADD_SKILLS, _skills(at, draft, skill_slugs))
        self._add(ADD_REQUIRES, _requires(at, draft))
        self._add(ADD_ROLES, _roles(at, draft, role_slugs), size=500)
        self._add(ADD_LADDERS, _ladders(at, draft))
        self._add(ADD_EXPECTATIONS, _expectations(at, draft))
        self._add(ADD_GROWTH, _growth(at, draft))

    def finish(self, about: Row, event: Mapping[str, Any]) -> Row | None:
        """Says that the draft is filled, and where it comes from; None if another load took it over, or the stream of
        the event moved."""
        return self._graph.write_one(FINISH_DRAFT, version=self.version, stamp=self._stamp, **about, event=event)

    def _add(self, q: Query, rows: Iterable[Row], size: int = BATCH) -> None:
        waiting = iter(rows)
        while batch := list(islice(waiting, size)):
            row = self._graph.write_one(q, version=self.version, stamp=self._stamp, rows=batch)
            if row is None or not row["added"]:
                raise Conflict({"version": self.version})


def slugs(graph: Graph, framework: str, skills: Sequence[str], roles: Sequence[str]) -> Row:
    """The newest slugs of the framework's earlier versions by key, and which are taken: of `skills` and `roles` those
    that other frameworks have, and all that this one ever had."""
    row = graph.read_one(SLUGS, framework=framework, skill_slugs=list(skills), role_slugs=list(roles))
    assert row is not None
    return {
        "own_skills": {pair["key"]: pair["slug"] for pair in row["own_skills"]},
        "own_roles": {pair["key"]: pair["slug"] for pair in row["own_roles"]},
        "taken_skills": {*row["other_skills"], *(pair["slug"] for pair in row["own_skills"])},
        "taken_roles": {*row["other_roles"], *(pair["slug"] for pair in row["own_roles"])},
    }


def content(graph: Graph, version: str) -> Row:
    """Everything a version says. Raises NotFound."""
    row = graph.read_one(VERSION_CONTENT, version=version)
    if row is None:
        raise NotFound("framework version", version)
    return row


def publish(graph: Graph, **params: Any) -> bool:
    """Whether the draft became the published version; False if it moved meanwhile."""
    return graph.write_one(PUBLISH, **params) is not None


def current(graph: Graph, framework: str) -> Version | None:
    """The version of `framework` that the catalogue shows, if there is one."""
    row = graph.read_one(CURRENT_VERSION, framework=framework)
    if row is None:
        return None
    return Version(row["id"], row["framework"], row["number"], row["state"], row["content_hash"])


def discard(graph: Graph, version: str, shown: str, event: Mapping[str, Any]) -> Row | None:
    """Removes a draft, as that load left it where `shown` names one; None if there is no such draft, or the stream of
    the event moved."""
    return graph.write_one(DISCARD_DRAFT, version=version, shown=shown, event=event)


def draft_there(graph: Graph, framework: str) -> DraftThere | None:
    """The draft of a framework, None without one."""
    row = graph.read_one(DRAFT_THERE, framework=framework)
    if row is None:
        return None
    return DraftThere(
        row["number"], row["there"], row["by"] or "", Text.of(row, "name"), row["at"] or "", row["file"] or ""
    )


def loaded_as(graph: Graph, stamp: str) -> Version | None:
    """The version that a load filled whose stamp begins with `stamp`, None without one."""
    row = graph.read_one(LOADED_AS, stamp=stamp)
    if row is None:
        return None
    return Version(row["id"], row["framework"], row["number"], row["state"], row["content_hash"] or "")


def versions(graph: Graph) -> list[Row]:
    """All frameworks with their versions."""
    return graph.read_many(VERSIONS)


def version(graph: Graph, version: str, role: str) -> Row:
    """One version, and what one of its roles expects. Raises NotFound."""
    row = graph.read_one(VERSION, version=version, role=role)
    if row is None:
        raise NotFound("framework version", version)
    return row


def keep_mapping(graph: Graph, id: str, choices: str, actor: str, now: str) -> None:
    """Keeps how files with certain headings are read."""
    graph.write_one(KEEP_MAPPING, id=id, choices=choices, actor=actor, now=now)


def kept_mapping(graph: Graph, id: str) -> str:
    """How they were read before; '' if they never were."""
    row = graph.read_one(KEPT_MAPPING, id=id)
    return row["choices"] if row else ""


def _pair(stem: str, text: Text) -> dict[str, str]:
    return {f"{stem}_en": text.en, f"{stem}_zh": text.zh}


def _domains(at: str, draft: Draft) -> Iterable[Row]:
    for order, domain in enumerate(draft.domains):
        node = {"key": domain.key, **_pair("name", domain.name)}
        yield {"id": f"{at}/domain/{domain.key}", "order": order, "node": node}


def _categories(at: str, draft: Draft) -> Iterable[Row]:
    for order, category in enumerate(draft.categories):
        node = {"key": category.key, **_pair("name", category.name)}
        domain = f"{at}/domain/{category.domain}"
        yield {"id": f"{at}/category/{category.key}", "domain": domain, "order": order, "node": node}


def _skills(at: str, draft: Draft, slugs: dict[str, str]) -> Iterable[Row]:
    for order, skill in enumerate(draft.skills):
        node = {
            "key": skill.key,
            "slug": slugs[skill.key],
            **_pair("name", skill.name),
            **_pair("description", skill.description),
            "updated_on": skill.updated_on,
        }
        category = f"{at}/category/{skill.category}"
        yield {"id": f"{at}/skill/{skill.key}", "category": category, "order": order, "node": node}


def _requires(at: str, draft: Draft) -> Iterable[Row]:
    for skill in draft.skills:
        for base in skill.requires:
            yield {"skill": f"{at}/skill/{skill.key}", "requires": f"{at}/skill/{base}"}


def _roles(at: str, draft: Draft, slugs: dict[str, str]) -> Iterable[Row]:
    for order, role in enumerate(draft.roles):
        id = f"{at}/role/{role.key}"
        node = {"key": role.key, "slug": slugs[role.key], **_pair("name", role.name)}
        levels = [
            {"id": f"{id}/{level.key}", "key": level.key, "rank": level.rank, **_pair("name", level.name)}
            for level in role.levels
        ]
        yield {"id": id, "order": order, "node": node, "levels": levels}


def _ladders(at: str, draft: Draft) -> Iterable[Row]:
    for role in draft.roles:
        for lower, upper in role.steps():
            yield {"level": f"{at}/role/{role.key}/{lower}", "next": f"{at}/role/{role.key}/{upper}"}


def _expectations(at: str, draft: Draft) -> Iterable[Row]:
    for cell in draft.expectations:
        level = f"{at}/role/{cell.role}/{cell.level}"
        node = {"required": cell.required, **_pair("text", cell.text)}
        yield {"id": f"{level}/{cell.skill}", "level": level, "skill": f"{at}/skill/{cell.skill}", "node": node}


def _growth(at: str, draft: Draft) -> Iterable[Row]:
    """From each expectation to the one of the same skill on each next level, where there is one."""
    skills: dict[tuple[str, str], list[str]] = {}
    for cell in draft.expectations:
        skills.setdefault((cell.role, cell.level), []).append(cell.skill)
    for role in draft.roles:
        for lower, upper in role.steps():
            above = set(skills.get((role.key, upper), ()))
            for skill in skills.get((role.key, lower), ()):
                if skill in above:
                    stem = f"{at}/role/{role.key}"
                    yield {"from": f"{stem}/{lower}/{skill}", "into": f"{stem}/{upper}/{skill}"}
