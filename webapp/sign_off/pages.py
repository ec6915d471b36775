"""What the page of the signature shows."""

from dataclasses import dataclass

from graph.review.models import Adjustment, Expectation, Rating, SignOff
from graph.text import Text
from webapp.review.action_links import ActionLink
from webapp.review.header import ReviewHeader
from webapp.sign_off.forms import SignForm


@dataclass(frozen=True)
class SignedRow:
    """One rating as it is or will be signed. `lacks` says what is missing, `marks` what a reader should know."""

    key: str
    expectation: Expectation
    sent: Rating | None
    mine: Rating | None
    adjustment: Adjustment | None
    lacks: tuple[str, ...]
    marks: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class SignedGroup:
    """The rows of one category of one level."""

    title: Text
    rows: tuple[SignedRow, ...]


@dataclass(frozen=True)
class SignPage:
    """What exactly is signed. Before the signature `form` is there and `missing` says what stands in the way;
    afterwards `sign_off` is there. `recommending` says of which levels the recommendation speaks, and who reads it,
    `follows` what a signature comes to. `content_hash` covers the frozen revision. `in_place_of` is the manager whose
    deputy the reader is.
    """

    header: ReviewHeader
    groups: tuple[SignedGroup, ...]
    target_groups: tuple[SignedGroup, ...]
    counts: tuple[str, ...]
    missing: tuple[SignedRow, ...]
    blocked: tuple[str, ...]
    form: SignForm | None
    recommending: str
    follows: tuple[str, ...]
    sign_off: SignOff | None
    content_hash: str
    basis: str
    links: tuple[ActionLink, ...]
    assess: str
    time_zone: str
    waits: str
    in_place_of: Text | None
