"""The lines of the top bar: which pages a person is offered, and which one they are on."""

from dataclasses import dataclass
from functools import lru_cache

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.routing import Map

from graph.people.models import PersonAccount
from webapp import current
from webapp.urls import requested_address


@dataclass(frozen=True)
class Line:
    """One link of the top bar."""

    label: str
    address: str
    here: bool


def lines() -> list[Line]:
    """The links for whoever asks, in their order. A page that this build does not have is not offered."""
    built = rules_of(current_app.url_map)
    return [
        Line(label, address, _here(address, starts))
        for label, address, rule, starts in _offers(current.person())
        if rule in built
    ]


@lru_cache(maxsize=4)
def rules_of(built: Map) -> frozenset[str]:
    """The rules of an application; all are there before its first request."""
    return frozenset(rule.rule for rule in built.iter_rules())


def here() -> str:
    """The address of this page for coming back to it after a change of language; the start page for a form's answer."""
    return requested_address() if request.method == "GET" else "/"


Offer = tuple[str, str, str, tuple[str, ...]]


def _offers(person: PersonAccount | None) -> list[Offer]:
    """Label, address, the rule it needs, and the beginnings of addresses that count as being there."""
    offers: list[Offer] = []
    catalogue: Offer = (_("Skills and roles"), "/skills", "/skills", ("/skills", "/roles", "/domains", "/compare"))
    if person is None:
        return [catalogue] if current.settings().public_catalogue else []
    if person.left:
        return [(_("Your reviews"), "/reviews", "/reviews", ("/reviews",))]
    if person.review:
        mine = f"/reviews/{person.review}"
        offers.append((_("My review"), mine, "/reviews/<review_id>", (mine,)))
    if person.manages:
        offers.append((_("Team"), "/team", "/team", ("/team",)))
    sets_up = bool({"hr_admin", "facilitator"} & set(person.capacities))
    if person.sits_in or sets_up:
        alone = len(person.sits_in) == 1 and not sets_up
        one = f"/calibration/{person.sits_in[0].session_id}" if alone else "/calibration"
        offers.append((_("Committee"), one, "/calibration", ("/calibration",)))
    if "hr_admin" in person.capacities:
        offers.append((_("Cycles"), "/cycles", "/cycles", ("/cycles",)))
        offers.append((_("People"), "/people", "/people", ("/people",)))
    if {"framework_editor", "hr_admin"} & set(person.capacities):
        offers.append((_("Frameworks"), "/frameworks", "/frameworks", ("/frameworks",)))
    if "auditor" in person.capacities:
        offers.append((_("Record"), "/audit", "/audit", ("/audit",)))
    return [*offers, catalogue]


def _here(address: str, starts: tuple[str, ...]) -> bool:
    path = request.path
    return path == address or any(path == start or path.startswith(start + "/") for start in starts)
