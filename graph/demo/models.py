"""The demo company as its data files say it, and what loading it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.review.enums import Outcome, Recommendation, State
from graph.text import Text

SENT_BACK, UNDECIDED = "sent_back", "undecided"
"""Asides of reviews in a session in progress: what it sent back to the manager, and whom it has not come to yet."""


@dataclass(frozen=True)
class Member:
    """One person of the demo company; `role`, `level` and `target` are keys of the starter framework, '' for none.

    `previous_level` is what they held from `joined` until `since`; `away_days` counts from the demo's today.
    """

    id: str
    login: str
    name: Text
    email: str
    language: str
    time_zone: str
    manager: str
    department: Text
    role: str
    level: str
    since: date | None
    previous_level: str
    target: str
    joined: date
    away_days: int | None
    capacity: str


@dataclass(frozen=True)
class Story:
    """Where one review of the running cycle is to stand, and on the way to it what happened.

    `session` is 'pilot' (done early), 'documents' (meets today), 'autumn' or ''; `shape` says how the person is doing;
    `aside` is one thing worth seeing; the due days count from today, None for the cycle's. `recommendation` is what the
    manager signs, `outcome` what a committee decides.
    """

    person: str
    state: State
    session: str
    shape: str
    aside: str
    self_due: int | None
    manager_due: int | None
    recommendation: Recommendation
    outcome: Outcome


@dataclass(frozen=True)
class Persona:
    """Somebody to try the demo as: `shows` says what there is to see, `review` where to look ('' for nowhere)."""

    person: str
    login: str
    name: Text
    shows: Text
    review: str = ""


@dataclass(frozen=True)
class DemoCompany:
    """What stands in the graph. `reviews` maps person ids to the running cycle's reviews, `created` says whether
    this load made it; `report` is the signed-off review whose gap report is shown first. Of the sessions, in `session`
    the votes are under way, and `meeting` is in progress."""

    cycle: str
    last_cycle: str
    session: str
    meeting: str
    reviews: Mapping[str, str]
    last_reviews: Mapping[str, str]
    personas: tuple[Persona, ...]
    report: str
    created: bool
