"""What HR does about mails that were given up: reads which, has them tried again, or takes them off the list."""

from dataclasses import dataclass
from typing import cast

from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.mail.models import MailKind
from graph.mail.outbox import NOTICE_LASTS
from graph.mail.rows import GivenUpMailsRow
from graph.people.given_up import GivenUpMail
from graph.queries import query

GIVEN_UP = query("mail/given_up", GivenUpMailsRow)
TRY_AGAIN = query("mail/try_again")
SETTLE = query("mail/settle")

PAGE = 50
_TOLD = frozenset({MailKind.ADDRESS, MailKind.DEPUTY})
"""What tells somebody of what an HR admin did."""


@dataclass(frozen=True)
class GivenUpMails:
    """One page of them, the newest first, and how many there are in all."""

    mails: tuple[GivenUpMail, ...]
    count: int


def given_up(graph: Graph, page: int) -> GivenUpMails:
    """The mails that nobody saw to since; the first page is 1."""
    row = cast(GivenUpMailsRow, graph.read_one(GIVEN_UP, skip=(page - 1) * PAGE, limit=PAGE))
    return GivenUpMails(tuple(GivenUpMail.of(one) for one in row["mails"]), row["all"])


def try_again(graph: Graph, context: Context, mail: str) -> int:
    """Lets a mail wait once more, or all of them where `mail` is ''; how many. Those that are not worth sending any
    more stay given up."""
    until = to_iso(context.now + NOTICE_LASTS)
    return len(graph.write_many(TRY_AGAIN, mail=mail, now=to_iso(context.now), notice_until=until))


def settle(graph: Graph, context: Context, mail: str) -> int:
    """Takes a mail off the list, or all of them where `mail` is ''; how many. Whoever changed an address or named a
    deputy does not take off the mail that tells of it."""
    told = [kind.value for kind in _TOLD]
    return len(graph.write_many(SETTLE, mail=mail, told=told, actor=context.actor, now=to_iso(context.now)))


def may_try_again(mail: GivenUpMail, context: Context) -> bool:
    """Whether it is still worth sending."""
    return mail.kind in _TOLD or mail.expires_at > context.now


def may_settle(mail: GivenUpMail, context: Context) -> bool:
    """Whether the actor may take it off the list."""
    return mail.kind not in _TOLD or mail.asker != context.actor
