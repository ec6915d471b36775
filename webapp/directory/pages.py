"""What the pages of people show."""

from dataclasses import dataclass

from graph.people.listing import PersonLine
from graph.people.profile import Held, OwnReview, Profile
from webapp.directory.forms import AbsenceForm, CapacityForm, DetailsForm, MoveForm, PeopleForm
from webapp.mail.pages import GivenUpLine


@dataclass(frozen=True)
class PeoplePage:
    """A stretch of those who fit. `active` counts the filters beside the search, which are folded up unless
    `filters_open`. `before` and `after` are the addresses of the neighbouring stretches, '' for none;
    `exports` those of the files, by their words."""

    form: PeopleForm
    people: tuple[PersonLine, ...]
    total: int
    first: int
    last: int
    before: str
    after: str
    exports: tuple[tuple[str, str], ...]
    filtered: bool
    active: int
    filters_open: bool


@dataclass(frozen=True)
class HeldLine:
    """A spell of what somebody holds, what that is called, and its page, '' for none."""

    name: str
    address: str
    spell: Held


@dataclass(frozen=True)
class HeldList:
    """What somebody held, holds and will hold of one thing: `what` is its field in the form."""

    what: str
    title: str
    rows: tuple[HeldLine, ...]
    form: MoveForm
    open: bool


@dataclass(frozen=True)
class ReviewLine:
    """A review with the words of its state."""

    review: OwnReview
    state: str


@dataclass(frozen=True)
class PersonPage:
    """One person. `own` says that it is the reader, who changes nothing of this about themselves; `account` says
    whether they can sign in, or are invited; `by_mail`: a new password comes by mail; `given_up` are mails to them that
    could not be delivered."""

    profile: Profile
    own: bool
    lists: tuple[HeldList, ...]
    reviews: tuple[ReviewLine, ...]
    details: DetailsForm
    absence: AbsenceForm
    capacities: tuple[HeldLine, ...]
    capacity: CapacityForm
    details_open: bool
    absence_open: bool
    capacity_open: bool
    account: str
    by_mail: bool
    given_up: tuple[GivenUpLine, ...]
