"""People between records and rows; no rule."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from graph.audit.chain import Event
from graph.clock import day, from_iso, to_iso
from graph.driver import Graph
from graph.people.holdings import CAPACITY, DEPARTMENT, LEVEL, Holdings, holdings_of, line_to
from graph.people.models import Credentials, DemoPerson, NewAccount, PersonAccount, Seat
from graph.people.rows import AccountRow
from graph.people.search import found_by
from graph.people.timeline import Spell
from graph.queries import query
from graph.text import Text

ACCOUNT = query("people/account", AccountRow)
CREDENTIALS = query("people/credentials")
CREATE_ACCOUNT = query("people/create_account")
SET_PASSWORD = query("people/set_password")
END_SESSION = query("people/end_session")
END_SESSIONS = query("people/end_sessions")
SET_PREFERENCES = query("people/set_preferences")
STREAM_HEADS = query("people/stream_heads")
PLACE = query("people/place")
LINES_ABOVE = query("people/lines_above")
HELD = query("people/held")
OVERLAPPING = query("people/overlapping")
DEMO_PEOPLE = query("people/demo_people")


def account(
    graph: Graph, person: str, session_version: int, today: date, session_key: str = "", *, leavers: bool = False
) -> PersonAccount | None:
    """The account, None if the session version is no longer the person's, the session was ended alone, or the person
    has left, unless `leavers` are let in.

    Without `session_key` for a session that is only beginning.
    """
    row = graph.read_one(
        ACCOUNT,
        person=person,
        session_version=session_version,
        session_key=session_key,
        today=today.isoformat(),
        leavers=leavers,
    )
    return _account(cast(AccountRow, row)) if row else None


def _account(row: AccountRow) -> PersonAccount:
    who, left = row["person"], row["left"]
    return PersonAccount(
        id=who["id"],
        login=who["login"] or "",
        name=name_of(who),
        email=who["email"] or "",
        language=who["language"] or "en",
        time_zone=who["time_zone"] or "",
        session_version=who["session_version"],
        capacities=() if left else tuple(row["capacities"]),
        manages=row["manages"] and not left,
        sits_in=() if left else tuple(Seat(seat["id"], seat["as"]) for seat in row["sits_in"]),
        review=None if left else row["review"],
        rates_first=bool(who["rates_first"]),
        left=left,
        due_mail=not who["no_due_mail"],
        no_link_until=from_iso(who["no_link_until"]) if who["no_link_until"] else None,
    )


def name_of(row: Mapping[str, Any]) -> Text:
    """A person's name of `name` and `name_zh`; either stands in for the other without a mark."""
    latin, chinese = row.get("name") or "", row.get("name_zh") or ""
    return Text(latin or chinese, chinese or latin)


def credentials(graph: Graph, login: str) -> Credentials | None:
    """What checking the password of `login` needs, None for an unknown login."""
    row = graph.read_one(CREDENTIALS, login=login)
    if row is None:
        return None
    return Credentials(
        person=row["person"],
        login=row["login"],
        name=row["name"] or "",
        password_hash=row["password_hash"] or "",
        session_version=row["session_version"],
        seq=row["seq"],
        head=row["head"],
        leaves_on=day(row["leaves_on"]),
    )


def create(graph: Graph, new: NewAccount, password_hash: str, event: Event) -> None:
    """Raises Conflict if the id, the sign-in name or the email address is taken."""
    person = {
        "id": new.id,
        "login": new.login,
        "name": new.name.en,
        "name_zh": new.name.zh,
        "email": new.email,
        "language": new.language,
        "time_zone": new.time_zone,
        "password_hash": password_hash,
        "session_version": 1,
        "demo": new.demo,
        "away_until": new.away_until.isoformat() if new.away_until else None,
        "seq": event.seq,
        "head": event.hash,
        **found_by(new.id, new.login, new.email, new.name.en, new.name.zh),
    }
    graph.write_one(CREATE_ACCOUNT, person=person, event=event.params())


def set_password(graph: Graph, person: str, password_hash: str, event: Event, no_link_until: datetime) -> int | None:
    """The new session version, None if the stream's head had moved. After a first password no link for another one is
    mailed until `no_link_until`."""
    row = graph.write_one(
        SET_PASSWORD, person=person, password_hash=password_hash, event=event.params(),
        no_link_until=to_iso(no_link_until),
    )  # fmt: skip
    return int(row["session_version"]) if row else None


def end_session(graph: Graph, person: str, session_key: str, now: datetime, until: datetime, most: int) -> None:
    """Ends the session of that key, which is remembered `until` then; all of the person's, if there are more than
    `most` to remember."""
    graph.write_one(
        END_SESSION, person=person, session_key=session_key, now=to_iso(now), until=to_iso(until), most=most
    )


def end_sessions(graph: Graph, person: str, event: Event) -> int | None:
    """The new session version, None if the stream's head had moved."""
    row = graph.write_one(END_SESSIONS, person=person, event=event.params())
    return int(row["session_version"]) if row else None


def set_preferences(
    graph: Graph,
    person: str,
    language: str | None,
    time_zone: str | None,
    rates_first: bool | None,
    due_mail: bool | None,
) -> None:
    """Sets what is not None."""
    no_due_mail = None if due_mail is None else not due_mail
    graph.write_one(
        SET_PREFERENCES, person=person, language=language, time_zone=time_zone, rates_first=rates_first,
        no_due_mail=no_due_mail,
    )  # fmt: skip


def stream_heads(graph: Graph, people: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The number and hash of each person's last event."""
    rows = graph.read_many(STREAM_HEADS, people=list(people))
    return {row["person"]: (row["seq"], row["head"]) for row in rows}


def held(graph: Graph, people: Sequence[str]) -> dict[str, Holdings]:
    """What people hold by dated edges; nobody who is not there."""
    return {row["person"]: holdings_of(row) for row in graph.read_many(HELD, people=list(people))}


def lines_above(graph: Graph, people: Sequence[str], since: date) -> tuple[str, dict[str, list[Spell]]]:
    """Which change of a line manager was the last, and the lines of some people and of all above them that are not over
    on a day."""
    row = graph.read_one(LINES_ABOVE, people=list(people), since=since.isoformat())
    assert row
    lines: dict[str, list[Spell]] = {}
    for person, manager, start, until in row["lines"]:
        lines.setdefault(person, []).append(Spell(start, manager, until))
    return row["changed"], lines


def place(
    graph: Graph,
    changes: Sequence[tuple[str, Mapping[str, Sequence[Spell]], Event]],
    change: str | None = None,
    seen: str | None = None,
) -> set[str]:
    """Writes what people hold from now on: the kind of line, what changes, and the event. The ids of those written.

    `change` is the name that this change gets where line managers are among it, `seen` the change of any line manager
    that was the last when it was judged: nothing is written where there was another one since.
    """
    rows = [
        {
            "person": event.stream,
            "kind": kind,
            "levels": _rows(spells, LEVEL),
            "lines": _rows(spells, line_to(kind)),
            "departments": _rows(spells, DEPARTMENT),
            "capacities": _rows(spells, CAPACITY),
            "event": event.params(),
        }
        for kind, spells, event in changes
    ]
    return {row["person"] for row in graph.write_many(PLACE, rows=rows, seen=seen, changes=change)}


def _rows(spells: Mapping[str, Sequence[Spell]], what: str) -> list[list[str | None]] | None:
    return [each.row() for each in spells[what]] if what in spells else None


def overlapping(graph: Graph) -> list[str]:
    """The ids of people who hold two levels, or two lines of one kind, on one day."""
    return [row["person"] for row in graph.read_many(OVERLAPPING)]


def demo_people(graph: Graph, today: date) -> list[DemoPerson]:
    """The demo's people by name."""
    rows = graph.read_many(DEMO_PEOPLE, today=today.isoformat())
    return [
        DemoPerson(
            login=row["login"],
            name=name_of(row),
            role=Text(row["role"] or "", row["role_zh"] or ""),
            level=Text(row["level"] or "", row["level_zh"] or ""),
            manages=row["manages"],
            seat=row["seat"],
            capacities=tuple(row["capacities"]),
            state=row["state"],
        )
        for row in rows
    ]
