"""The catalogue: what is expected of whom."""

from collections.abc import Callable, Iterable
from itertools import groupby

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from graph.errors import NotFound
from graph.framework import catalogue
from graph.framework.read_models import Named, SkillEntry
from webapp import access, current, i18n
from webapp.framework.compare import compare_page, slug_of
from webapp.framework.forms import catalogue_query
from webapp.framework.links import chosen, pager
from webapp.framework.pages import (
    DomainCard,
    DomainCategory,
    DomainsPage,
    RolesPage,
    SearchPage,
    SkillsPage,
)
from webapp.framework.role import role_page
from webapp.framework.skill import ROLES_A_PAGE, skill_page
from webapp.page import render

blueprint = Blueprint("framework", __name__)

ROLES_LISTED = 60
RESULTS_LISTED = 60


@blueprint.get("/skills/<slug>")
@access.catalogue
def skill(slug: str) -> str | Response:
    """One skill: what each level of each role expects of it; an address that it had once leads to today's."""
    ask = catalogue_query()
    who = current.person()
    try:
        profile = catalogue.skill_profile(
            current.graph(),
            slug,
            role=ask.role,
            skip=(ask.page - 1) * ROLES_A_PAGE,
            limit=ROLES_A_PAGE,
            actor=who.id if who else "",
        )
    except NotFound:
        return _moved("framework.skill", catalogue.moved_skill(current.graph(), slug))
    return render(skill_page(profile, ask, i18n.chosen_language()))


@blueprint.get("/roles/<slug>")
@access.catalogue
def role(slug: str) -> str | Response:
    """One role: its ladder and its matrix of skills by levels; an address that it had once leads to today's."""
    try:
        matrix, others = catalogue.role_matrix(current.graph(), slug)
    except NotFound:
        return _moved("framework.role", catalogue.moved_role(current.graph(), slug))
    return render(role_page(matrix, others, catalogue_query(), i18n.chosen_language()))


@blueprint.get("/skills")
@access.catalogue
def skills() -> str | Response:
    """All skills, by framework, domain and category; with words to look for, the search."""
    if words := catalogue_query().q:
        return redirect(url_for("framework.search", q=words))
    entries = catalogue.skills(current.graph())
    tree = tuple(
        (
            of_framework[0].origin,
            tuple(
                (
                    of_domain[0].domain.name,
                    tuple(
                        (of_category[0].category.name, _anchor(of_category[0]), tuple(of_category))
                        for of_category in _runs(of_domain, lambda entry: entry.category.key)
                    ),
                )
                for of_domain in _runs(of_framework, lambda entry: entry.domain.key)
            ),
        )
        for of_framework in _runs(entries, lambda entry: entry.origin.key)
    )
    return render(SkillsPage(tree, len(entries)))


@blueprint.get("/roles")
@access.catalogue
def roles() -> str:
    """All roles, a stretch at a time."""
    ask = catalogue_query()
    listed = catalogue.roles(current.graph(), named=ask.q, skip=(ask.page - 1) * ROLES_LISTED, limit=ROLES_LISTED)
    several = len({entry.origin.key for entry in listed.roles}) > 1
    return render(RolesPage(listed.roles, ask.q, several, pager(listed.total, ask.page, ROLES_LISTED)))


@blueprint.get("/domains")
@access.catalogue
def domains() -> str:
    """All domains with their categories."""
    entries = catalogue.skills(current.graph())
    cards = tuple(
        DomainCard(
            name=run[0].domain.name,
            framework=run[0].origin.name,
            skills=len(run),
            categories=tuple(
                DomainCategory(part[0].category.name, _anchor(part[0]), tuple(_names(part)))
                for part in _runs(run, lambda entry: entry.category.key)
            ),
        )
        for run in _runs(entries, lambda entry: (entry.origin.key, entry.domain.key))
    )
    return render(DomainsPage(cards, len({entry.origin.key for entry in entries}) > 1))


@blueprint.get("/search")
@access.catalogue
def search() -> str:
    """Skills and roles by their names and by what is expected, in either language, also where a letter is wrong."""
    ask = catalogue_query()
    results = catalogue.search(current.graph(), ask.q, RESULTS_LISTED)
    groups = tuple((found.name, tuple(finds)) for found, finds in groupby(results, key=lambda find: find.found))
    return render(SearchPage(ask.q, len(results), groups, len(results) == RESULTS_LISTED))


@blueprint.get("/compare")
@access.catalogue
def compare() -> str:
    """Two roles, or two levels, side by side."""
    ask = catalogue_query()
    matrices = catalogue.role_matrices(current.graph(), [slug_of(ask.left), slug_of(ask.right)], named=ask.q)
    return render(compare_page(matrices, ask, i18n.chosen_language()))


def _moved(endpoint: str, slug: str) -> Response:
    """Leads to the address of today, with what was chosen on the page. Raises NotFound where there is none."""
    if not slug:
        raise NotFound("page", endpoint)
    return redirect(url_for(endpoint, slug=slug, **chosen()), 301)  # type: ignore[arg-type]


def _runs(entries: Iterable[SkillEntry], key: Callable[[SkillEntry], object]) -> list[list[SkillEntry]]:
    return [list(run) for _, run in groupby(entries, key=key)]


def _names(entries: list[SkillEntry]) -> list[Named]:
    return [entry.skill for entry in entries]


def _anchor(entry: SkillEntry) -> str:
    return f"{entry.origin.key}-{entry.category.key}"
