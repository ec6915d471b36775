"""What the pages of invitations show."""

from dataclasses import dataclass
from datetime import datetime

from graph.people.invitations import WithoutAccount
from webapp.invitations.forms import InviteForm


@dataclass(frozen=True)
class PersonLine:
    """Somebody who cannot sign in yet, where the mail stands that invited them, or that they are to be invited again
    ('' for neither), and whether they are chosen."""

    who: WithoutAccount
    mail: str
    chosen: bool


@dataclass(frozen=True)
class PeoplePage:
    """Who cannot sign in yet, a page of them, to choose from; `count` is how many there are in all. `cycle` is the id
    of the one whose people they are, who then are all chosen; '' for everybody. `by_mail` says that mails can be sent.
    """

    people: tuple[PersonLine, ...]
    count: int
    number: int
    last: int
    form: InviteForm
    cycle: str
    by_mail: bool


@dataclass(frozen=True)
class InvitationLine:
    """Somebody's invitation as it is handed over."""

    who: WithoutAccount
    link: str


@dataclass(frozen=True)
class LinksPage:
    """The links that were made, shown this once; `refused` is how many of the chosen got none."""

    lines: tuple[InvitationLine, ...]
    refused: int
    until: datetime
