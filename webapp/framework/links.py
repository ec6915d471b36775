"""Addresses of the catalogue's pages, keeping what the reader has chosen."""

from typing import Any

import flask
from flask import request

from graph.framework.read_models import Named
from webapp.framework.forms import PARAMETERS
from webapp.framework.pages import Link, Pager
from webapp.urls import url_for


def again(anchor: str = "", **changes: Any) -> str:
    """This page with some of its parameters changed; None or '' takes one out."""
    arguments: dict[str, Any] = {**chosen(), **changes}
    values = {name: value for name, value in arguments.items() if value not in (None, "")}
    return flask.url_for(str(request.endpoint), _anchor=anchor or None, **{**values, **(request.view_args or {})})


def chosen() -> dict[str, str]:
    """The parameters of this request that a catalogue page knows; others could be taken for arguments of `url_for`."""
    return {name: value for name, value in request.args.items() if name in PARAMETERS}


def skill_link(skill: Named) -> Link:
    """The page of a skill."""
    return Link(skill.name, url_for("framework.skill", slug=skill.key))


def role_link(slug: str, name: Any, level: str = "") -> Link:
    """The page of a role, a level of it in focus if one is named."""
    return Link(name, url_for("framework.role", slug=slug, level=level or None))


def pager(total: int, page: int, size: int, *, anchor: str = "") -> Pager:
    """The stretch of a list that page number `page` shows, with the addresses of its neighbours."""
    first = (page - 1) * size
    return Pager(
        first=min(first + 1, total),
        last=min(first + size, total),
        total=total,
        before=again(anchor, page=page - 1 if page > 2 else None) if page > 1 else "",
        after=again(anchor, page=page + 1) if first + size < total else "",
    )
