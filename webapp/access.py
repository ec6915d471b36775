"""Who may call an endpoint at all: each view carries an access rule, and one without is refused.

The rule guards the endpoint only. Authority over one review, team or session is asked in the graph, in the statement
of the action.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, request

from graph.errors import Forbidden
from graph.people.models import PersonAccount
from webapp import current

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC_FILES = frozenset({"static", "bootstrap.static"})


class SignInNeeded(Exception):
    """The page needs a signed-in person and there is none."""


class HasLeft(Exception):
    """The person has left and may read their own results only; this is something else."""


class WrittenByAnother(Exception):
    """The form stood on a page that another account had opened in this browser before."""


@dataclass(frozen=True)
class AccessRule:
    """What a view asks of its caller: `kind` is public, catalogue, signed_in, session_checked_in_query or capacity;
    `leavers`: who has left may call it too, where a setting lets them in."""

    kind: str
    capacities: tuple[str, ...] = ()
    leavers: bool = False


@dataclass(frozen=True)
class Route:
    """One rule of the application with its methods and its access rule (None: it has none, and is refused)."""

    endpoint: str
    rule: str
    methods: tuple[str, ...]
    mark: AccessRule | None


def _marked(view: View, mark: AccessRule) -> View:
    view.access_mark = mark  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anybody may call it."""
    return _marked(view, AccessRule("public"))


def catalogue(view: View) -> View:
    """Anybody where the catalogue is public by setting, else whoever is signed in."""
    return _marked(view, AccessRule("catalogue"))


def signed_in(view: View) -> View:
    """Whoever is signed in; what they see is decided in the graph."""
    return _marked(view, AccessRule("signed_in"))


def signed_in_or_left(view: View) -> View:
    """Whoever is signed in, and who has left: what stands there is theirs alone."""
    return _marked(view, AccessRule("signed_in", leavers=True))


def session_checked_in_query(view: View) -> View:
    """Whoever has a session's cookie; whether that session still lives is asked in the view's own statement, so that
    saving costs one. Such a view calls `confirm` before it answers anything that the statement did not find."""
    return _marked(view, AccessRule("session_checked_in_query"))


def capacity(*names: str) -> Callable[[View], View]:
    """Whoever holds one of the named capacities today."""

    def decorate(view: View) -> View:
        return _marked(view, AccessRule("capacity", names))

    return decorate


def rule_of(app: Flask, endpoint: str) -> AccessRule | None:
    """The access rule of an endpoint, None if it has none."""
    if endpoint in PUBLIC_FILES:
        return AccessRule("public")
    mark = getattr(app.view_functions.get(endpoint), "access_mark", None)
    return mark if isinstance(mark, AccessRule) else None


def routes(app: Flask) -> list[Route]:
    """Every rule of the application, for the test that no endpoint is without an access rule."""
    return [
        Route(rule.endpoint, rule.rule, tuple(sorted((rule.methods or set()) - {"HEAD"})), rule_of(app, rule.endpoint))
        for rule in app.url_map.iter_rules()
    ]


def check() -> None:
    """Before each request. Raises SignInNeeded, HasLeft, Forbidden or WrittenByAnother; an address without an endpoint
    goes on to its 404."""
    if request.endpoint is None:
        return
    mark = rule_of(current_app, request.endpoint)
    if mark is None:
        raise Forbidden("unmarked", "nobody")
    if mark.kind == "public" or (mark.kind == "catalogue" and current.settings().public_catalogue):
        return
    if mark.kind == "session_checked_in_query":
        claim()
        return
    person = confirm()
    if mark.kind == "capacity" and not set(mark.capacities) & set(person.capacities):
        raise Forbidden(request.endpoint, mark.capacities[0])
    if request.form.get("written_by", person.id) != person.id:
        raise WrittenByAnother


def claim() -> current.Claim:
    """What the session's cookie says of who asks, at no statement's cost.

    Raises SignInNeeded where it says nothing, or the password was given too long ago.
    """
    claim_made = current.claim()
    if claim_made is None:
        raise SignInNeeded
    return claim_made


def confirm() -> PersonAccount:
    """The signed-in person. Raises SignInNeeded where nobody is, or the session was ended elsewhere, HasLeft where who
    has left may not be."""
    person = current.person()
    if person is None:
        raise SignInNeeded
    mark = rule_of(current_app, request.endpoint or "")
    if person.left and not (mark and mark.leavers):
        raise HasLeft
    return person
