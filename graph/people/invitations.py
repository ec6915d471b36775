"""Invitations: a link with which somebody chooses the first password of their account, once and for some days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from graph.audit.chain import compose
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.people import repository
from graph.people.one_time_links import OneTimeLink, digest_of
from graph.people.password_links import HELD_BACK
from graph.people.repository import name_of
from graph.people.rows import ToInviteRow
from graph.queries import query
from graph.text import Text

INVITE = query("people/invite")
TO_INVITE = query("people/to_invite", ToInviteRow)
INVITATION = OneTimeLink(
    "invitation", query("people/invited"), query("people/accept_invitation"), "accept_invitation", holds_back=HELD_BACK
)

LASTS = timedelta(days=14)
PAGE = 50
"""How many people without an account a page lists."""
EVERYBODY = 1_000_000
"""The size of a page that lists all of them."""


@dataclass(frozen=True)
class InvitationMail:
    """A mail that invites somebody: its state, of `graph.mail.models.MailState`, since when, and what the mail server
    answered last."""

    state: str
    at: datetime
    answer: str

    @classmethod
    def of(cls, row: Sequence[str] | None) -> Self | None:
        """The mail of a row's column, None for none."""
        return cls(row[0], from_iso(row[1]), row[2]) if row else None


@dataclass(frozen=True)
class WithoutAccount:
    """Somebody who cannot sign in yet; `invited_until` is the end of their invitation, None without one, `mail` the
    one that brings it, and `again` says that it ended with a changed email address."""

    person: str
    name: Text
    login: str
    email: str
    language: str
    invited_until: datetime | None
    mail: InvitationMail | None = None
    again: bool = False

    def is_invited(self, now: datetime) -> bool:
        """Whether their invitation still opens: one that has ended is as good as none."""
        return self.invited_until is not None and self.invited_until > now


@dataclass(frozen=True)
class PeopleWithoutAccount:
    """One page of them, by id, and how many there are in all."""

    people: tuple[WithoutAccount, ...]
    count: int


def people_without_account(graph: Graph, context: Context, page: int, size: int = PAGE) -> PeopleWithoutAccount:
    """Who cannot sign in yet and has not left; pages of `size`, the first is 1."""
    row = graph.read_one(TO_INVITE, today=context.today.isoformat(), skip=(page - 1) * size, limit=size)
    if row is None:
        return PeopleWithoutAccount((), 0)
    people = tuple(_without_account(one, one["invited_until"], one["mail"]) for one in row["people"])
    return PeopleWithoutAccount(people, row["all"])


def without_account(rows: Iterable[Mapping[str, Any] | None], today: str) -> tuple[WithoutAccount, ...]:
    """Those of some people, each once, who cannot sign in and have not left; by id. Their maps have `signs_in`."""
    lacking = {
        row["id"]: row
        for row in rows
        if row and not row["signs_in"] and (row["leaves_on"] is None or row["leaves_on"] >= today)
    }
    return tuple(_without_account(lacking[one], lacking[one]["invited_until"]) for one in sorted(lacking))


def _without_account(row: Mapping[str, Any], until: str | None, mail: Sequence[str] | None = None) -> WithoutAccount:
    return WithoutAccount(
        row["id"],
        name_of(row),
        row["login"] or "",
        row["email"] or "",
        row["language"] or "",
        from_iso(until) if until else None,
        InvitationMail.of(mail),
        bool(row.get("invite_again")),
    )


def invite(
    graph: Graph,
    context: Context,
    keys: Mapping[str, str],
    *,
    relied_on: str,
    mails: Mapping[str, Mapping[str, Any]] = {},
) -> tuple[WithoutAccount, ...]:
    """Invites people, each by a key of their own; an earlier invitation ends, and each with a change of the email
    address. Those who were invited, by id.

    `mails` are those that bring the keys, by person. Missing from the answer are people who are not there, have left,
    or have a password: they can sign in; and who has no email address for their mail.
    """
    until = to_iso(context.now + LASTS)
    heads = repository.stream_heads(graph, sorted(keys))
    rows = []
    for person, (seq, head) in sorted(heads.items()):
        mail = [mails[person]] if person in mails else []
        facts = {"until": until, "by": "mail"} if mail else {"until": until}
        event = compose(context, person, seq, head, "invite", facts, relied_on=relied_on)
        rows.append(
            {
                "person": person, "digest": digest_of(keys[person]), "until": until, "event": event.params(),
                "mails": mail,
            }
        )  # fmt: skip
    written = graph.write_many(INVITE, rows=rows, today=context.today.isoformat())
    return tuple(_without_account(row, until) for row in sorted(written, key=lambda row: str(row["id"])))
