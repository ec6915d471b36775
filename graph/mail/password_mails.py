"""Mails to people who forgot their password.

What is asked for is kept as it was typed, at the same cost whoever is meant, and looked up by a worker: who asks learns
nothing of who is there.
"""

from collections.abc import Callable
from datetime import timedelta

from graph.audit.chain import compose
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.mail.models import MailKind
from graph.mail.outbox import stored
from graph.people.one_time_links import digest_of
from graph.people.password_links import LASTS
from graph.people.search import email_key
from graph.people.service import login_form
from graph.queries import query

ASK = query("mail/ask_for_password")
REQUESTS = query("mail/password_requests")
OFFER = query("mail/offer_password")

MOST = 3
"""How many links somebody is sent in an hour, whoever asks for them."""
_A_TIME = 50


def ask(graph: Graph, context: Context, typed: str) -> None:
    """Asks for a link for whoever signs in so, or has that email address."""
    graph.write_one(
        ASK, request=f"pr-{context.new_id()}", login=login_form(typed), email_key=email_key(typed) or "",
        now=to_iso(context.now),
    )  # fmt: skip


def offer(graph: Graph, context: Context, key_of: Callable[[str], str], *, leavers: bool = False) -> int:
    """Turns what was asked for into mails, for a worker; how many. `key_of` is as of `outbox.invite_by_mail`, `leavers`
    says that who has left may sign in.

    A request stays for the next call where the record of somebody meant moved on meanwhile.
    """
    since = to_iso(context.now - timedelta(hours=1))
    requests = graph.read_many(
        REQUESTS, today=context.today.isoformat(), leavers=leavers, now=to_iso(context.now), since=since, most=MOST,
        limit=_A_TIME,
    )  # fmt: skip
    offered = 0
    for request in requests:
        until = from_iso(request["asked_at"]) + LASTS
        people = request["people"] if until > context.now else []
        rows = []
        for person, seq, head in people:
            mail = f"ml-{context.new_id()}"
            digest = digest_of(key_of(mail))
            facts = {"until": to_iso(until), "by": "mail"}
            event = compose(context, person, seq, head, "offer_password_link", facts, relied_on="forgotten password")
            rows.append(
                {
                    "person": person, "digest": digest, "until": to_iso(until), "event": event.params(),
                    "mail": stored(context, mail, MailKind.PASSWORD, until, digest=digest),
                }
            )  # fmt: skip
        offered += len(graph.write_many(OFFER, request=request["id"], rows=rows))
    return offered
