"""Mails to people that were given up: each stands with HR until somebody saw to it."""

from dataclasses import dataclass
from datetime import datetime

from graph.clock import from_iso
from graph.people.repository import name_of
from graph.people.rows import GivenUpRow
from graph.text import Text


@dataclass(frozen=True)
class GivenUpMail:
    """A mail that was not delivered: its kind, of `graph.mail.models.MailKind`, to whom and where it went, who caused
    it, when, when it was tried last, what the mail server answered then, and until when it is worth sending."""

    id: str
    kind: str
    person: str
    name: Text
    address: str
    asker: str
    asked_at: datetime
    tried_at: datetime
    answer: str
    expires_at: datetime

    @classmethod
    def of(cls, row: GivenUpRow) -> "GivenUpMail":
        """The mail of a row."""
        mail, person = row["mail"], row["person"]
        return cls(
            id=mail["id"],
            kind=mail["kind"],
            person=person["id"],
            name=name_of(person),
            address=row["address"] or "",
            asker=mail["asker"] or "",
            asked_at=from_iso(mail["asked_at"]),
            tried_at=from_iso(mail["tried_at"]),
            answer=mail["answer"] or "",
            expires_at=from_iso(mail["expires_at"]),
        )
