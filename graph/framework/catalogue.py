"""Reading the catalogue: one statement a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.driver import Graph, Row
from graph.errors import NotFound
from graph.framework.read_models import (
    Cell,
    Found,
    Ladder,
    Matrices,
    Named,
    Origin,
    RoleChoice,
    RoleEntry,
    RoleList,
    RoleMatrix,
    Rung,
    SearchResult,
    SkillEntry,
    SkillProfile,
    SkillRow,
    Step,
    ToRate,
)
from graph.framework.rows import CellRow, RoleListRow, RoleMatricesRow, SearchRow, SkillListRow, SkillProfileRow
from graph.framework.search import name_filter, search_queries
from graph.queries import query
from graph.text import Text

SKILL_PROFILE = query("framework/skill_profile", SkillProfileRow)
ROLE_MATRICES = query("framework/role_matrices", RoleMatricesRow)
SKILL_LIST = query("framework/skill_list", SkillListRow)
ROLE_LIST = query("framework/role_list", RoleListRow)
SEARCH = query("framework/search", SearchRow)
MOVED_SKILL = query("framework/moved_skill")
MOVED_ROLE = query("framework/moved_role")

RATING_STATES = ("assigned", "self_draft")
"""The states of a review in which the employee can still rate."""


def skill_profile(
    graph: Graph, slug: str, *, role: str = "", skip: int = 0, limit: int = 40, actor: str = ""
) -> SkillProfile:
    """The published skill with this slug, with `limit` of the roles whose names contain `role`. Raises NotFound."""
    row = graph.read_one(
        SKILL_PROFILE,
        slug=slug,
        role=name_filter(role),
        skip=skip,
        limit=limit,
        actor=actor,
        open_states=list(RATING_STATES),
    )
    if row is None:
        raise NotFound("skill", slug)
    skill = row["skill"]
    return SkillProfile(
        slug=skill["slug"],
        name=Text.of(skill, "name"),
        description=Text.of(skill, "description"),
        updated_on=skill["updated_on"],
        category=_named(row["category"]),
        domain=_named(row["domain"]),
        origin=_origin(row["framework"]),
        requires=tuple(map(_page, row["requires"])),
        leads_to=tuple(map(_page, row["leads_to"])),
        steps=tuple(
            Step(step["key"], Text.of(step, "name"), step["rank"], step["total"], step["required"])
            for step in row["steps"]
        ),
        role_count=row["role_count"],
        matching=row["matching"],
        ladders=tuple(map(_ladder, row["roles"])),
        to_rate=tuple(ToRate(each["review"], each["expectation"]) for each in row["to_rate"]),
    )


def role_matrix(graph: Graph, slug: str, *, choices: int = 60) -> tuple[RoleMatrix, Matrices]:
    """The published role with this slug, and the roles it can be compared with. Raises NotFound."""
    matrices = role_matrices(graph, [slug], choices=choices)
    role = matrices.roles[0]
    if role is None:
        raise NotFound("role", slug)
    return role, matrices


def role_matrices(graph: Graph, slugs: Sequence[str], *, named: str = "", choices: int = 60) -> Matrices:
    """The roles with these slugs side by side, and up to `choices` roles whose names contain `named`."""
    row = graph.read_one(ROLE_MATRICES, slugs=list(slugs), filter=name_filter(named), choices=choices)
    assert row is not None
    matrices = {role["place"]: _matrix(role) for role in row["roles"]}
    return Matrices(
        roles=tuple(matrices.get(place) for place in range(len(slugs))),
        choices=tuple(RoleChoice(_page(role), tuple(map(_named, role["levels"]))) for role in row["choices"]),
        choice_count=row["choice_count"],
    )


def moved_skill(graph: Graph, slug: str) -> str:
    """The slug today of a skill that had this one once; '' if none had."""
    row = graph.read_one(MOVED_SKILL, slug=slug)
    return str(row["slug"]) if row else ""


def moved_role(graph: Graph, slug: str) -> str:
    """The slug today of a role that had this one once; '' if none had."""
    row = graph.read_one(MOVED_ROLE, slug=slug)
    return str(row["slug"]) if row else ""


def skills(graph: Graph) -> tuple[SkillEntry, ...]:
    """Every published skill, by framework, domain and category."""
    return tuple(
        SkillEntry(
            skill=_page(row["skill"]),
            description=Text.of(row["skill"], "description"),
            category=_named(row["category"]),
            domain=_named(row["domain"]),
            origin=_origin(row["framework"]),
            roles=row["roles"],
            expectations=row["expectations"],
        )
        for row in graph.read_many(SKILL_LIST)
    )


def roles(graph: Graph, *, named: str = "", skip: int = 0, limit: int = 60) -> RoleList:
    """Published roles whose names contain `named`, `limit` of them from `skip` on."""
    row = graph.read_one(ROLE_LIST, filter=name_filter(named), skip=skip, limit=limit)
    assert row is not None
    return RoleList(
        row["total"],
        tuple(
            RoleEntry(
                role=_page(role),
                description=Text.of(role, "description"),
                origin=_origin(role["framework"]),
                levels=tuple(map(_named, role["levels"])),
                skills=role["skills"],
            )
            for role in row["roles"]
        ),
    )


def search(graph: Graph, words: str, limit: int = 60) -> tuple[SearchResult, ...]:
    """Skills and roles by names first, then by what is said and expected of them; names that come near where none is
    as typed; best first."""
    asked = search_queries(words)
    if not asked:
        return ()
    return tuple(
        SearchResult(
            row["kind"],
            Found(row["found"]),
            Named(row["slug"], Text.of(row, "name")),
            Text.of(row, "description"),
            Text.of(row["framework"], "name"),
        )
        for row in graph.read_many(SEARCH, **asked.params(), limit=limit)
    )


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["key"], Text.of(row, "name"))


def _page(row: Mapping[str, Any]) -> Named:
    return Named(row["slug"], Text.of(row, "name"))


def _origin(row: Mapping[str, Any]) -> Origin:
    return Origin(
        row["key"],
        Text.of(row, "name"),
        row["number"],
        row.get("source") or "",
        row.get("licence") or "",
        row.get("attribution") or "",
    )


def _cell(row: CellRow) -> Cell:
    return Cell(row["id"], row["required"], Text.of(row, "text"))


def _ladder(role: Row) -> Ladder:
    rungs = tuple(
        Rung(
            level["key"],
            Text.of(level, "name"),
            level["rank"],
            tuple(level["next"]),
            _cell(level["cell"]) if level.get("cell") else None,
        )
        for level in role["levels"]
    )
    return Ladder(role["slug"], Text.of(role, "name"), rungs)


def _matrix(role: Row) -> RoleMatrix:
    rows: dict[str, SkillRow] = {}
    for cell in sorted(role["cells"], key=lambda cell: cell["order"]):
        skill = cell["skill"]
        row = rows.setdefault(
            skill["key"], SkillRow(_page(skill), _named(cell["category"]), _named(cell["domain"]), {})
        )
        row.cells[cell["level"]] = _cell(cell)
    return RoleMatrix(_ladder(role), Text.of(role, "description"), _origin(role["framework"]), tuple(rows.values()))
