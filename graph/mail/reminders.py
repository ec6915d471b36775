"""Mails of those whom HR reminds, one a day each, and who gets none."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.context import Context
from graph.driver import Graph
from graph.mail.digests import BATCH, LASTS, PUT
from graph.mail.models import MailKind
from graph.mail.outbox import stored
from graph.people.repository import name_of
from graph.queries import query
from graph.text import Text

WITHOUT = query("mail/without")


class WhyNoMail(StrEnum):
    """Why somebody who is reminded gets no mail of it."""

    NO_ADDRESS = "no_address"
    AWAY = "away"
    DEMO = "demo"
    NOT_WANTED = "not_wanted"
    HAD_ONE = "had_one"


@dataclass(frozen=True)
class WithoutMail:
    """Somebody who gets no mail of a reminder."""

    person: str
    name: Text
    why: WhyNoMail


def without_mail(graph: Graph, context: Context, people: Collection[str]) -> tuple[WithoutMail, ...]:
    """Who of `people`, who can sign in, would get no mail if they were reminded now; by id."""
    rows = graph.read_many(WITHOUT, people=sorted(people), today=context.today.isoformat())
    return tuple(WithoutMail(row["id"], name_of(row), WhyNoMail(row["why"])) for row in rows)


def put_reminders(graph: Graph, context: Context, told: Mapping[str, Collection[str]]) -> int:
    """Puts a mail for each of those who were reminded, of the reviews of which they were; how many wait for one.

    One a day: who was sent one today reads of the next on their start page alone.
    """
    rows = [
        {
            "person": person,
            "mail": stored(
                context, f"ml-remind-{context.today.isoformat()}-{person}", MailKind.REMINDER, context.now + LASTS,
                reviews=sorted(reviews),
            ),
        }
        for person, reviews in sorted(told.items())
    ]  # fmt: skip
    put = 0
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        put += len(graph.write_many(PUT, rows=batch, today=context.today.isoformat(), about_due=True))
    return put
