"""What HR changes of a person: details, absence, leaving; where they stand from a day on. Each with its event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.audit.chain import compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.people import repository
from graph.people.models import Placement
from graph.people.placing import place
from graph.people.search import found_by, plain
from graph.people.service import login_form
from graph.queries import query

CHANGE = query("people/change")
NAMED = query("people/named")
HR = "hr_admin"
_SAID = ("away_until", "leaves_on", "language", "login")


@dataclass(frozen=True)
class Details:
    """Who somebody is."""

    name: str
    name_zh: str
    email: str
    login: str
    language: str


def change_details(graph: Graph, context: Context, person: str, seq: int, details: Details) -> None:
    """Changes who somebody is. `seq` is the number of their last event as the page showed it.

    Raises NotFound, Conflict where their stream has moved since or the sign-in name is taken.
    """
    login = login_form(details.login)
    found = found_by(person, login, details.email, details.name, details.name_zh)
    facts = {"name": details.name, "name_zh": details.name_zh, "email": details.email, "login": login}
    _change(graph, context, person, seq, {**facts, "language": details.language}, found)


def change_absence(
    graph: Graph, context: Context, person: str, seq: int, away_until: date | None, leaves_on: date | None
) -> None:
    """Sets until when somebody is away, and their last day; None takes it away.

    Nobody ends or extends their own employment: Forbidden. Raises NotFound, Conflict as `change_details`.
    """
    if person == context.actor:
        raise Forbidden("change_absence", HR)
    days = {
        "away_until": away_until.isoformat() if away_until else None,
        "leaves_on": leaves_on.isoformat() if leaves_on else None,
    }
    _change(graph, context, person, seq, days, {})


def _change(
    graph: Graph, context: Context, person: str, seq: int, details: Mapping[str, Any], beside: Mapping[str, Any]
) -> None:
    head = repository.stream_heads(graph, [person]).get(person)
    if head is None:
        raise NotFound("person", person)
    facts = {"fields": sorted(details), **{key: value for key, value in details.items() if key in _SAID}}
    event = compose(context, person, head[0], head[1], "change_person", facts, relied_on=HR)
    moved = head[0] != seq
    if moved or graph.write_one(CHANGE, person=person, details={**details, **beside}, event=event.params()) is None:
        raise Conflict({})


def move(graph: Graph, context: Context, seq: int, placement: Placement) -> bool:
    """Places somebody from a day on, corrects the start of what they hold, or ends it; whether that changed anything.

    Raises Forbidden for oneself, NotFound, Conflict where their stream has moved since the page was drawn, Refused
    `nothing_named` where the placement says nothing.
    """
    if not (placement.level or placement.manager or placement.department or placement.ends):
        raise Refused([Reason("nothing_named")])
    if placement.person == context.actor:
        raise Forbidden("place", HR)
    head = repository.stream_heads(graph, [placement.person]).get(placement.person)
    if head is None:
        raise NotFound("person", placement.person)
    if head[0] != seq:
        raise Conflict({})
    return bool(place(graph, context, [placement], relied_on=HR))


def manager_named(graph: Graph, text: str, person: str, on: date) -> str:
    """The id of the one whom a text names by id, sign-in name, email or name, to be somebody's manager from a day on.

    Raises Refused: `nothing_named`, `nobody_named`, `several_people` with their ids, `own_manager`, `ring` where that
    one is below them.
    """
    if not text.strip():
        raise Refused([Reason("nothing_named")])
    rows = graph.read_many(NAMED, text=text.strip(), plain=plain(text), person=person, on=on.isoformat())
    below = {row["id"] for row in rows if row["below"]}
    ids = sorted({str(row["id"]) for row in rows})
    exact = [one for one in ids if one == text.strip()]
    chosen = exact or ids
    if len(chosen) != 1:
        raise Refused([Reason("several_people", tuple(chosen)) if chosen else Reason("nobody_named")])
    if chosen[0] == person:
        raise Refused([Reason("own_manager")])
    if chosen[0] in below:
        raise Refused([Reason("ring")])
    return chosen[0]
