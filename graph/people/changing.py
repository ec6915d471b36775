"""What HR changes of a person: details, absence, leaving; where they stand from a day on. Each with its event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graph.audit.chain import compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.people import repository
from graph.people.capacities import hr_admins
from graph.people.models import Placement
from graph.people.password_links import HELD_BACK
from graph.people.placing import place
from graph.people.repository import name_of
from graph.people.search import email_key, found_by, plain
from graph.people.service import login_form
from graph.queries import query

CHANGE = query("people/change")
NAMED = query("people/named")
TAKEN = query("people/taken")
HR = "hr_admin"
_SAID = ("away_until", "leaves_on", "language", "login")
Notice = Callable[[], Mapping[str, Any]]
"""Gives a mail of its own at each call, as `graph.mail.outbox` makes it."""


@dataclass(frozen=True)
class Details:
    """Who somebody is."""

    name: str
    name_zh: str
    email: str
    login: str
    language: str


def change_details(
    graph: Graph, context: Context, person: str, seq: int, details: Details, *, notice: Notice | None = None
) -> None:
    """Changes who somebody is. `seq` is the number of their last event as the page showed it.

    With the email address of an account its link for a forgotten password ends, and none is mailed for `HELD_BACK`.
    `notice` gives the mail that tells the former address, None where no mail is sent.

    Raises NotFound, Conflict where their stream has moved since, Refused `email_taken`, `login_taken`, each with the id
    and the names of whose it is.
    """
    login = login_form(details.login)
    found = found_by(person, login, details.email, details.name, details.name_zh)
    facts = {"name": details.name, "name_zh": details.name_zh, "email": details.email, "login": login}
    try:
        _change(graph, context, person, seq, {**facts, "language": details.language}, found, notice=notice)
    except Conflict as conflict:
        reasons = _taken(graph, person, login, details.email) if "constraint" in conflict.current else ()
        if reasons:
            raise Refused(reasons) from conflict
        raise


def _taken(graph: Graph, person: str, login: str, email: str) -> tuple[Reason, ...]:
    rows = graph.read_many(TAKEN, person=person, login=login, email_key=email_key(email))
    reasons = []
    for row in rows:
        name = name_of(row)
        about = (row["id"], name.en, name.zh)
        reasons.append(Reason("email_taken", about) if row["what"] == "email" else Reason("login_taken", about))
    return tuple(reasons)


def change_absence(
    graph: Graph, context: Context, person: str, seq: int, away_until: date | None, leaves_on: date | None
) -> None:
    """Sets until when somebody is away, and their last day; None takes it away.

    Nobody ends or extends their own employment: Forbidden. Raises NotFound, Conflict as `change_details`, Refused
    `no_hr_admin` where nobody would be one from a day on.
    """
    if person == context.actor:
        raise Forbidden("change_absence", HR)
    days = {
        "away_until": away_until.isoformat() if away_until else None,
        "leaves_on": leaves_on.isoformat() if leaves_on else None,
    }
    admins = hr_admins(graph)
    own = admins.spells.get(person, ())
    if leaves_on and any(each.until is None or each.until > leaves_on.isoformat() for each in own):
        admins.require(person, own, days["leaves_on"], max(leaves_on + timedelta(days=1), context.today))
    _change(graph, context, person, seq, days, {}, seen=admins.changed if own else None)


def _change(
    graph: Graph,
    context: Context,
    person: str,
    seq: int,
    details: Mapping[str, Any],
    beside: Mapping[str, Any],
    seen: str | None = None,
    notice: Notice | None = None,
) -> None:
    head = repository.stream_heads(graph, [person]).get(person)
    if head is None:
        raise NotFound("person", person)
    facts = {"fields": sorted(details), **{key: value for key, value in details.items() if key in _SAID}}
    event = compose(context, person, head[0], head[1], "change_person", facts, relied_on=HR)
    moved = head[0] != seq
    written = {
        "person": person, "details": {**details, **beside}, "event": event.params(), "seen": seen,
        "no_link_until": to_iso(context.now + HELD_BACK), "notices": [notice()] if notice else [],
    }  # fmt: skip
    if moved or graph.write_one(CHANGE, **written) is None:
        raise Conflict({})


def move(graph: Graph, context: Context, seq: int, placement: Placement) -> bool:
    """Places somebody from a day on, corrects the start of what they hold, or ends it; whether that changed anything.

    Raises Forbidden for oneself and for who would appoint themselves a reviewer, NotFound, Conflict where their stream
    has moved since the page was drawn, Refused `nothing_named` where the placement says nothing, `own_line` for who
    would make themselves somebody's manager, and as `place` does.
    """
    if not (placement.level or placement.manager or placement.department or placement.ends):
        raise Refused([Reason("nothing_named")])
    if placement.person == context.actor or (placement.kind == "appointed" and placement.manager == context.actor):
        raise Forbidden("place", "another hr_admin")
    if placement.manager == context.actor:
        raise Refused([Reason("own_line")])
    head = repository.stream_heads(graph, [placement.person]).get(placement.person)
    if head is None:
        raise NotFound("person", placement.person)
    if head[0] != seq:
        raise Conflict({})
    return bool(place(graph, context, [placement], relied_on=HR))


def manager_named(graph: Graph, text: str, person: str) -> str:
    """The id of the one whom a text names, to be somebody's manager.

    Raises Refused as `person_named`, and `own_manager`.
    """
    named = person_named(graph, text)
    if named == person:
        raise Refused([Reason("own_manager")])
    return named


def person_named(graph: Graph, text: str) -> str:
    """The id of the one whom a text names by id, sign-in name, email or name.

    Raises Refused: `nothing_named`, `nobody_named`, `several_people` with their ids.
    """
    if not text.strip():
        raise Refused([Reason("nothing_named")])
    rows = graph.read_many(NAMED, text=text.strip(), plain=plain(text))
    ids = sorted({str(row["id"]) for row in rows})
    exact = [one for one in ids if one == text.strip()]
    chosen = exact or ids
    if len(chosen) != 1:
        raise Refused([Reason("several_people", tuple(chosen)) if chosen else Reason("nobody_named")])
    return chosen[0]
