"""Putting mails where workers find them."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.mail.models import MailKind, MailState
from graph.people import invitations
from graph.people.invitations import LASTS, WithoutAccount
from graph.people.one_time_links import digest_of

NOTICE_LASTS = timedelta(days=14)
"""How long a mail is worth sending that tells of a changed address, or of a deputy."""


def address_notice(context: Context) -> dict[str, Any]:
    """A mail to the former address of somebody whose address is changed now, as `changing.change_details` and an import
    of people put it."""
    return stored(context, f"ml-{context.new_id()}", MailKind.ADDRESS, context.now + NOTICE_LASTS)


def deputy_notice(context: Context) -> dict[str, Any]:
    """A mail to somebody whose deputy is named or ended by somebody else, as `deputies.name_deputy` puts it."""
    return stored(context, f"ml-{context.new_id()}", MailKind.DEPUTY, context.now + NOTICE_LASTS)


def invite_by_mail(
    graph: Graph, context: Context, people: Iterable[str], key_of: Callable[[str], str], *, relied_on: str
) -> tuple[WithoutAccount, ...]:
    """Invites people by a mail each, which a worker sends; an earlier invitation ends. Those who get one, by id.

    `key_of` gives the key of the link in the mail of an id, the same at each call: it is kept nowhere. Missing are
    people as of `invitations.invite`, and those without an email address.
    """
    keys, mails = {}, {}
    for person in people:
        mail = f"ml-{context.new_id()}"
        keys[person] = key_of(mail)
        digest = digest_of(keys[person])
        mails[person] = stored(context, mail, MailKind.INVITATION, context.now + LASTS, digest=digest)
    return invitations.invite(graph, context, keys, relied_on=relied_on, mails=mails)


def stored(context: Context, mail: str, kind: MailKind, expires_at: datetime, **more: Any) -> dict[str, Any]:
    """A mail as a statement takes it: it waits, to be sent at once."""
    return {
        "id": mail,
        "kind": kind.value,
        "state": MailState.WAITING.value,
        "tries": 0,
        "asker": context.actor,
        "asked_at": to_iso(context.now),
        "next_at": to_iso(context.now),
        "expires_at": to_iso(expires_at),
        **more,
    }
