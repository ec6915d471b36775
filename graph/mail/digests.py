"""The mail of a day: what was handed to somebody since their last one, and what is due."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from graph.context import Context
from graph.driver import Graph
from graph.mail.models import MailKind
from graph.mail.outbox import stored
from graph.queries import query
from graph.review.enums import SIGNED
from graph.worklists.models import ReviewRow, SessionRow
from graph.worklists.tasks import Tasks, task_list, task_lists

PUT = query("mail/put")
TO_TELL = query("mail/to_tell")
SET_TOLD = query("mail/set_told")
LAST_DAY = query("mail/last_day")
END_DAY = query("mail/end_day")

BATCH = 500
LASTS = timedelta(hours=20)
"""How long a mail of a day is worth sending."""


@dataclass(frozen=True)
class Digest:
    """What waits for somebody: what they were not told of yet, and the rest, which is empty where nothing of it is to
    be said. `told` is what they have been told of once they have read it, `handed` says that something is new."""

    new: Tasks
    rest: Tasks
    told: tuple[str, ...]
    handed: bool
    wanted: bool


def digest(graph: Graph, context: Context, told: Collection[str], days: int, *, due_mail: bool) -> Digest:
    """The digest of the actor, of what their start page says waits for them; `days` before it is due something is said.

    It is `wanted` where something is new, or, with `due_mail`, due or overdue.
    """
    return _digest(context, task_list(graph, context), told, days, due_mail=due_mail)


def _digest(context: Context, everything: Tasks, told: Collection[str], days: int, *, due_mail: bool) -> Digest:
    tasks = _waiting(everything)
    keys = {key: one for key, one in _keyed(tasks)}
    new = keys.keys() - set(told)
    due = due_mail and any(_is_due(one, context.today, days) for one in keys.values())
    return Digest(
        new=only(tasks, {id(keys[key]) for key in new}),
        rest=only(tasks, {id(keys[key]) for key in keys.keys() - new} if due_mail else set()),
        told=tuple(sorted(keys)),
        handed=bool(new),
        wanted=bool(new) or due,
    )


def reminder(graph: Graph, context: Context, reviews: Collection[str]) -> Tasks:
    """What still waits for the actor of the reviews of which they are reminded."""
    tasks = _waiting(task_list(graph, context))
    return only(tasks, {id(row) for row in (*tasks.own, *tasks.reports) if row.id in reviews})


def put_digests(
    graph: Graph, context: Context, day: date, days: int, goes_on: Callable[[], bool] = lambda: True
) -> int | None:
    """Puts the mails of a day, once, for those for whom one is wanted; how many, None where that was done already.

    Their tasks are asked for `BATCH` people at a time.

    Cut short anywhere, the next call goes on.
    """
    last = graph.read_one(LAST_DAY)
    if last and last["day"] >= day.isoformat():
        return None
    after, count = "", 0
    while people := graph.read_many(
        TO_TELL, after=after, today=context.today.isoformat(), day=day.isoformat(), limit=BATCH
    ):
        count += _put(graph, context, day, days, people)
        after = people[-1]["id"]
        if not goes_on():
            return count
    graph.write_one(END_DAY, day=day.isoformat())
    return count


def only(tasks: Tasks, wanted: Collection[int]) -> Tasks:
    """Of what waits, the rows and sessions with these identities."""
    return replace(
        tasks,
        own=tuple(row for row in tasks.own if id(row) in wanted),
        reports=tuple(row for row in tasks.reports if id(row) in wanted),
        to_arbitrate=tuple(row for row in tasks.to_arbitrate if id(row) in wanted),
        sessions=tuple(one for one in tasks.sessions if id(one) in wanted),
    )


def _put(graph: Graph, context: Context, day: date, days: int, people: list[dict[str, Any]]) -> int:
    mails, changed = [], []
    tasks = task_lists(graph, context, [row["id"] for row in people])
    for row in people:
        one = _digest(context, tasks[row["id"]], row["told"], days, due_mail=row["due_mail"])
        if one.wanted:
            mail = stored(
                context, f"ml-day-{day.isoformat()}-{row['id']}", MailKind.DIGEST, context.now + LASTS, reviews=[],
                handed=one.handed,
            )  # fmt: skip
            mails.append({"person": row["id"], "mail": mail})
        elif gone := set(row["told"]) - set(one.told):
            changed.append({"person": row["id"], "told": sorted(set(row["told"]) - gone)})
    if changed:
        graph.write_one(SET_TOLD, rows=changed)
    return len(graph.write_many(PUT, rows=mails, today=context.today.isoformat(), about_due=False)) if mails else 0


def _waiting(tasks: Tasks) -> Tasks:
    """What waits for the person: not what waits for others, nor what HR looks after."""
    return replace(tasks, own=tasks.mine, reports=tasks.as_manager, cycles=(), set_up=(), given_up=0)


def _keyed(tasks: Tasks) -> Iterator[tuple[str, ReviewRow | SessionRow]]:
    """What waits, each with a name that changes when it is handed to the person anew."""
    for row in (*tasks.own, *tasks.reports, *tasks.to_arbitrate):
        part = f"{row.held_by.value if row.held_by else ''}{'+' if row.state in SIGNED else ''}"
        yield f"{row.id} {part} {row.revision} {row.sent_at}", row
    for session in tasks.sessions:
        # A member who was made a facilitator after the start is told anew.
        seated = f" {session.seated_at.isoformat()}" if session.seated_at else ""
        yield f"{session.id} {session.state}{seated}", session


def _is_due(one: ReviewRow | SessionRow, today: date, days: int) -> bool:
    if isinstance(one, SessionRow):
        return one.meets_on is not None and today <= one.meets_on <= today + timedelta(days=days)
    return one.overdue or (one.due is not None and one.due <= today + timedelta(days=days))
