"""What can be done with people and their accounts. Each change appends an event to the person's stream."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from graph.audit.chain import GENESIS, Event, compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.people import passwords, repository
from graph.people.models import Credentials, DemoPerson, NewAccount, PersonAccount, SignIn, can_be_id
from graph.people.password_links import HELD_BACK
from graph.people.placing import place as place

OWN_ACCOUNT = "own account"
"""What an act on one's own account relies on."""

ENDED_AT_MOST = 500
"""How many ended sessions are remembered with an account before all of its sessions are ended instead."""
_ON_ITS_WAY = timedelta(hours=1)
"""How long a request that began before somebody signed out may still take to be answered."""


def login_form(login: str) -> str:
    """How a login is compared and kept: trimmed, without regard to case."""
    return login.strip().casefold()


def account(
    graph: Graph, context: Context, session_version: int, session_key: str, *, leavers: bool = False
) -> PersonAccount | None:
    """The actor's account, None if that session version, or the one session of that key, has been ended, or the actor
    has left, unless `leavers` are let in.

    One round trip.
    """
    return repository.account(graph, context.actor, session_version, context.today, session_key, leavers=leavers)


def sign_in(graph: Graph, context: Context, login: str, password: str, *, leavers: bool = False) -> SignIn:
    """The account that login and password open, if they do and its person has not left or `leavers` are let in; a wrong
    password takes as long as an unknown login."""
    credentials = repository.credentials(graph, login_form(login))
    right = passwords.fits(credentials.password_hash if credentials else "", password)
    if credentials is None:
        return SignIn("", None)
    opened = None
    if right:
        version = credentials.session_version
        opened = repository.account(graph, credentials.person, version, context.today, leavers=leavers)
    left = right and opened is None and credentials.leaves_on is not None and credentials.leaves_on < context.today
    return SignIn(credentials.person, opened, credentials.leaves_on if left else None)


def account_by_login(graph: Graph, context: Context, login: str) -> PersonAccount | None:
    """The account of that sign-in name, for who has proved otherwise than by its password that it is theirs."""
    credentials = repository.credentials(graph, login_form(login))
    if credentials is None:
        return None
    return repository.account(graph, credentials.person, credentials.session_version, context.today)


def demo_sign_in(graph: Graph, context: Context, login: str) -> PersonAccount:
    """The account of one of the demo's people, without a password. Raises NotFound for anybody else."""
    offered = {each.login for each in repository.demo_people(graph, context.today)}
    person = account_by_login(graph, context, login)
    if person is None or person.login not in offered:
        raise NotFound("person", login)
    return person


def demo_people(graph: Graph, context: Context) -> list[DemoPerson]:
    """The people whom a demo offers on its sign-in page."""
    return repository.demo_people(graph, context.today)


def create_account(graph: Graph, context: Context, new: NewAccount, *, relied_on: str = "command line") -> None:
    """Creates a person with an account.

    Raises Refused for a weak password or `id_form`, Conflict for a taken id, sign-in name or email address.
    """
    login = login_form(new.login)
    if not can_be_id(new.id):
        raise Refused([Reason("id_form")])
    if new.password:
        _check_password(new.password, login, new.name.en)
    event = compose(context, new.id, 0, GENESIS, "create_account", {"login": login}, relied_on=relied_on)
    repository.create(
        graph, replace(new, login=login, password=""), passwords.hashed(new.password) if new.password else "", event
    )


def set_password(graph: Graph, context: Context, login: str, password: str, *, relied_on: str = "command line") -> int:
    """Sets anybody's password, for the command line; ends all their sessions; the new session version.

    Raises NotFound for an unknown login, Refused for a weak password.
    """
    credentials = _known(graph, login)
    _check_password(password, credentials.login, credentials.name)
    return _write_password(graph, context, credentials, password, "set_password", relied_on)


def change_password(graph: Graph, context: Context, login: str, old: str, new: str) -> int:
    """Changes one's own password and ends all one's sessions; the new session version.

    Raises Refused with `wrong_password`, or with what is wrong with the new one.
    """
    credentials = _known(graph, login)
    if credentials.person != context.actor:
        raise Forbidden("change_password", "employee")
    if not passwords.fits(credentials.password_hash, old):
        raise Refused([Reason("wrong_password")])
    _check_password(new, credentials.login, credentials.name)
    return _write_password(graph, context, credentials, new, "change_password", OWN_ACCOUNT)


def sign_out(graph: Graph, context: Context, session_key: str, lasts: timedelta) -> None:
    """Ends one session of the actor, whose cookies live no longer than `lasts` after it.

    No event, as signing in is none either.
    """
    repository.end_session(
        graph, context.actor, session_key, context.now, context.now + lasts + _ON_ITS_WAY, ENDED_AT_MOST
    )


def sign_out_everywhere(graph: Graph, context: Context) -> int:
    """Ends all sessions of the actor; the new session version."""
    stream_head = repository.stream_heads(graph, [context.actor]).get(context.actor)
    if stream_head is None:
        raise NotFound("person", context.actor)
    event = _next(context, context.actor, stream_head, "sign_out_everywhere", {}, OWN_ACCOUNT)
    version = repository.end_sessions(graph, context.actor, event)
    if version is None:
        raise Conflict({})
    return version


def set_preferences(
    graph: Graph,
    context: Context,
    *,
    language: str | None = None,
    time_zone: str | None = None,
    rates_first: bool | None = None,
    due_mail: bool | None = None,
) -> None:
    """Sets the actor's language ('en' or 'zh'), time zone, whether as a manager they rate before reading, and whether
    they want mail about due dates; None leaves as is. No event: it concerns nobody else."""
    repository.set_preferences(graph, context.actor, language, time_zone, rates_first, due_mail)


def _known(graph: Graph, login: str) -> Credentials:
    credentials = repository.credentials(graph, login_form(login))
    if credentials is None:
        raise NotFound("person", login)
    return credentials


def _check_password(password: str, login: str, name: str) -> None:
    rules = passwords.objections(password, login, name)
    if rules:
        raise Refused([Reason(rule) for rule in rules])


def _write_password(
    graph: Graph, context: Context, credentials: Credentials, password: str, action: str, relied_on: str
) -> int:
    event = _next(context, credentials.person, (credentials.seq, credentials.head), action, {}, relied_on)
    until = context.now + HELD_BACK
    version = repository.set_password(graph, credentials.person, passwords.hashed(password), event, until)
    if version is None:
        raise Conflict({})
    return version


def _next(
    context: Context, person: str, stream_head: tuple[int, str], action: str, facts: Mapping[str, Any], relied_on: str
) -> Event:
    return compose(context, person, stream_head[0], stream_head[1], action, facts, relied_on=relied_on)
