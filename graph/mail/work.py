"""Mails for the workers that send them: what is due, who has one in hand, and how sending it came out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from graph.clock import day, from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.mail.models import Addressee, Mail, MailKind, MailState
from graph.mail.rows import TakeRow
from graph.people.repository import name_of
from graph.queries import query

DUE = query("mail/due")
TAKE = query("mail/take", TakeRow)
END = query("mail/end")
PUT_OFF = query("mail/put_off")
LET_FALL = query("mail/let_fall")
FORGET = query("mail/forget")

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long a mail waits after its first try, its second, and so on; after the last one it has failed."""
STALE_SECONDS = 20.0
"""After how long without a sign of life a worker's mails are perhaps sent."""
KEPT_DAYS = 90
"""For how long a mail that was sent, or not, is remembered."""
_A_TIME = 200
_ANSWER = 500
"""How much of a server's answer is kept."""


@dataclass(frozen=True)
class DueMail:
    """A mail that is to be sent now, and how often that was tried."""

    id: str
    tries: int


def due(graph: Graph, context: Context) -> tuple[DueMail, ...]:
    """The mails to be sent now, a stretch of them, the most urgent first."""
    rows = graph.read_many(DUE, now=to_iso(context.now), limit=_A_TIME)
    return tuple(DueMail(row["id"], row["tries"]) for row in rows)


def take(graph: Graph, context: Context, worker: str, mail: str) -> Mail | None:
    """Takes a mail in hand, None where it is not to be sent any more, or another worker has it."""
    row = graph.write_one(TAKE, mail=mail, worker=worker, now=to_iso(context.now), today=context.today.isoformat())
    return _mail(cast(TakeRow, row)) if row else None


def sent(graph: Graph, context: Context, worker: str, mail: Mail, told: Sequence[str] | None = None) -> bool:
    """Says that the server took it, and what the person has been `told` of by now, None for as before.

    False where it is another worker's by now.
    """
    return _end(graph, context, worker, mail, MailState.SENT, told=told)


def unclear(
    graph: Graph, context: Context, worker: str, mail: Mail, answer: str, told: Sequence[str] | None = None
) -> bool:
    """Says that it was handed over, and nobody knows whether it was taken."""
    return _end(graph, context, worker, mail, MailState.UNCLEAR, answer, told=told)


def too_late(graph: Graph, context: Context, worker: str, mail: Mail, why: str) -> bool:
    """Says that it could not be sent, and is not worth it any more: as `why` says, unless the server said so before."""
    return failed(graph, context, worker, mail, mail.answer or why, for_good=True)


def dropped(graph: Graph, context: Context, worker: str, mail: Mail, why: str) -> bool:
    """Says that nobody wants it any more."""
    return _end(graph, context, worker, mail, MailState.DROPPED, why)


def failed(graph: Graph, context: Context, worker: str, mail: Mail, answer: str, *, for_good: bool) -> bool:
    """Says that it was not sent: it waits for its next try, unless that was the last one or it is `for_good`."""
    again = None if for_good else next_try(context.now, mail.tries)
    state = MailState.WAITING if again else MailState.FAILED
    return _end(graph, context, worker, mail, state, answer, again)


def put_off(graph: Graph, context: Context, mails: Collection[DueMail], answer: str) -> int:
    """Says of mails that wait that the server could not be reached, which counts as a try of each; how many."""
    rows = []
    for one in mails:
        again = next_try(context.now, one.tries + 1)
        state = MailState.WAITING if again else MailState.FAILED
        rows.append(
            {"mail": one.id, "tries": one.tries, "state": state.value, "next_at": to_iso(again) if again else ""}
        )
    return len(graph.write_many(PUT_OFF, rows=rows, answer=answer[:_ANSWER], now=to_iso(context.now)))


def let_fall(graph: Graph, context: Context, worker: str, in_hand: Collection[str]) -> tuple[str, ...]:
    """Marks what silent workers had in hand, and what this one had without knowing of it, as perhaps sent."""
    since = context.now - timedelta(seconds=STALE_SECONDS)
    rows = graph.write_many(
        LET_FALL, worker=worker, in_hand=sorted(in_hand), since=to_iso(since), now=to_iso(context.now)
    )
    return tuple(row["id"] for row in rows)


def forget(graph: Graph, context: Context) -> int:
    """Forgets mails of long ago, a stretch of them; how many."""
    row = graph.write_one(FORGET, before=to_iso(context.now - timedelta(days=KEPT_DAYS)), limit=5_000)
    return int(row["forgotten"]) if row else 0


def next_try(now: datetime, tries: int) -> datetime | None:
    """When a mail is tried again after so many tries, None where it is given up."""
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None


def _end(
    graph: Graph, context: Context, worker: str, mail: Mail, state: MailState, answer: str = "",
    again: datetime | None = None, told: Sequence[str] | None = None,
) -> bool:  # fmt: skip
    row = graph.write_one(
        END,
        mail=mail.id,
        worker=worker,
        state=state.value,
        answer=answer[:_ANSWER],
        next_at=to_iso(again) if again else "",
        told=list(told) if told is not None else None,
        now=to_iso(context.now),
    )
    return row is not None


def _mail(row: TakeRow) -> Mail:
    mail, person = row["mail"], row["person"]
    return Mail(
        id=mail["id"],
        kind=MailKind(mail["kind"]),
        tries=mail["tries"],
        asked_at=from_iso(mail["asked_at"]),
        expires_at=from_iso(mail["expires_at"]),
        digest=mail["digest"] or "",
        reviews=tuple(mail["reviews"] or ()),
        to=Addressee(
            id=person["id"],
            login=person["login"] or "",
            name=name_of(person),
            email=person["email"] or "",
            language=person["language"] or "",
            time_zone=person["time_zone"] or "",
            leaves_on=day(person["leaves_on"]),
            away_until=day(person["away_until"]),
            account=person["account"],
            link=person["link"] or "",
            told=tuple(person["told"] or ()),
            due_mail=not person["no_due_mail"],
        ),
        by=name_of(row["by"]) if row["by"] else None,
        hr=tuple(name_of(one) for one in row["hr"]),
        deputy=name_of(row["deputy"]) if row["deputy"] else None,
        since=day(mail["since"]),
        until=day(mail["until"]),
        answer=mail["answer"] or "",
    )
