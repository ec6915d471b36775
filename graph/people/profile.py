"""One person as HR sees them: who they are, and what they held, hold and will hold, over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from graph.clock import day, from_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound
from graph.people.given_up import GivenUpMail
from graph.people.invitations import InvitationMail
from graph.people.repository import name_of
from graph.people.rows import ProfileRow
from graph.queries import query
from graph.text import Text

PROFILE = query("people/profile", ProfileRow)


@dataclass(frozen=True)
class Held:
    """Something held from a day on, until a day or on; `now` says that it is held today."""

    id: str
    name: Text
    since: date
    until: date | None
    now: bool


@dataclass(frozen=True)
class OwnReview:
    """A review of the person."""

    id: str
    state: str
    cycle_id: str
    cycle: Text


@dataclass(frozen=True)
class Profile:
    """Everything that HR sees of somebody; the newest spell of each list comes first. `managers` are by kind of line.
    `choices` are the levels of the versions that are shown. `demo`: they sign in by a click, as the demo's people do.
    `invited_until` is the end of their invitation, `mail` the one that brings it, `invite_again` says that it ended
    with a changed email address; until `no_link_until` no link for a new password is mailed, `readdressed` says that it
    is since the address was changed; `given_up` are mails to them that nobody saw to since. `seq` and `head` are the
    end of their stream."""

    id: str
    login: str
    name: Text
    name_latin: str
    name_zh: str
    email: str
    language: str
    away_until: date | None
    leaves_on: date | None
    account: bool
    demo: bool
    invited_until: datetime | None
    mail: InvitationMail | None
    no_link_until: datetime | None
    readdressed: bool
    given_up: tuple[GivenUpMail, ...]
    invite_again: bool
    left: bool
    reports: int
    levels: tuple[Held, ...]
    managers: Mapping[str, tuple[Held, ...]]
    departments: tuple[Held, ...]
    capacities: tuple[Held, ...]
    reviews: tuple[OwnReview, ...]
    choices: tuple[tuple[str, Text], ...]
    seq: int
    head: str


def profile(graph: Graph, context: Context, person: str) -> Profile:
    """Somebody's profile, in one statement. Raises NotFound."""
    today = context.today.isoformat()
    found = graph.read_one(PROFILE, person=person, today=today)
    if found is None:
        raise NotFound("person", person)
    row = cast(ProfileRow, found)
    lines: dict[str, list[Held]] = {}
    for kind, manager, start, until, name, name_zh in row["lines"]:
        named = name_of({"name": name, "name_zh": name_zh})
        lines.setdefault(kind, []).append(_held(manager, named, start, until, today))
    return Profile(
        id=row["id"],
        login=row["login"] or "",
        name=name_of(row),
        name_latin=row["name"] or "",
        name_zh=row["name_zh"] or "",
        email=row["email"] or "",
        language=row["language"] or "en",
        away_until=day(row["away_until"]),
        leaves_on=day(row["leaves_on"]),
        account=row["account"],
        demo=row["demo"],
        invited_until=from_iso(row["invited_until"]) if row["invited_until"] else None,
        mail=InvitationMail.of(row["mail"]),
        no_link_until=from_iso(row["no_link_until"]) if row["no_link_until"] else None,
        readdressed=row["readdressed"],
        given_up=tuple(GivenUpMail.of(one) for one in row["given_up"]),
        invite_again=row["invite_again"],
        left=(row["leaves_on"] or today) < today,
        reports=row["reports"],
        levels=_newest(
            _held(level, _both(role, role_zh, name, name_zh), start, until, today)
            for level, start, until, role, role_zh, name, name_zh in row["levels"]
        ),
        managers={kind: _newest(held) for kind, held in lines.items()},
        departments=_named_so(row["departments"], today),
        capacities=_named_so(row["capacities"], today),
        reviews=tuple(OwnReview(one, state, cycle, Text(*names)) for one, state, cycle, *names in row["reviews"]),
        choices=tuple((level, _both(*names)) for level, *names in row["choices"]),
        seq=row["seq"],
        head=row["head"],
    )  # fmt: skip


def _held(id_: str, name: Text, start: str, until: str | None, today: str) -> Held:
    now = start <= today and (until is None or until >= today)
    return Held(id_, name, date.fromisoformat(start), day(until), now)


def _named_so(rows: Iterable[Sequence[Any]], today: str) -> tuple[Held, ...]:
    """What is held by rows of a name, the first and the last day."""
    return _newest(_held(name, Text(name, name), start, until, today) for name, start, until in rows)


def _newest(held: Iterable[Held]) -> tuple[Held, ...]:
    return tuple(sorted(held, key=lambda one: one.since, reverse=True))


def _both(role: str | None, role_zh: str | None, level: str | None, level_zh: str | None) -> Text:
    """Role and level as one name, in the languages in which at least one of them has one."""
    en, zh = (role or role_zh or "", level or level_zh or ""), (role_zh or role or "", level_zh or level or "")
    return Text(f"{en[0]}, {en[1]}" if role or level else "", f"{zh[0]}，{zh[1]}" if role_zh or level_zh else "")
