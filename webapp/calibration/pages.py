"""What the committee's pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.calibration.models import Session, SessionReview, Unseated
from graph.text import Text
from graph.worklists.models import SessionRow
from reports.gap.models import GapReport
from reports.gap.rules import Judged
from webapp.calibration.forms import MoveForm, PartForm, ProposalForm, SeatForm, SessionForm, TakeOutForm, TogetherForm
from webapp.calibration.live import Live
from webapp.calibration.meeting_notes import NotesPart
from webapp.calibration.person_forms import AdjustForm, DecideForm
from webapp.calibration.votes_cast import VotesCast


@dataclass(frozen=True)
class Remedy:
    """A click that helps: its words, and the name and value of its button."""

    label: str
    name: str
    value: str


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of a session; what `blocks` keeps it from being saved, the rest from going on later."""

    said: str
    remedies: tuple[Remedy, ...]
    blocks: bool


@dataclass(frozen=True)
class CandidateLine:
    """A review that is or could be in the session."""

    id: str
    name: str
    about: str
    manager: str
    signed: bool


@dataclass(frozen=True)
class SeatLine:
    """Somebody who sits in the session; or what was typed for nobody, with those who may be meant (words, id)."""

    said: str
    person: str
    role: str
    meant: tuple[tuple[str, str], ...] = ()
    typed: str = ""


@dataclass(frozen=True)
class SessionFormPage:
    """A session as it is put together, a new one or one that has not started (`session` is its id, '' for a new one).
    `chosen` are its reviews, `found` the first of those that match the filters and are not chosen, `matches` how many
    those are, `taken` how many more are in another session; `moved` are for another one. `zone` is whose
    clocks tell the time of the meeting."""

    form: SessionForm
    session: str
    name: str
    state: Text | None
    chosen: Sequence[CandidateLine]
    signed: int
    found: Sequence[CandidateLine]
    matches: int
    taken: int
    moved: Sequence[CandidateLine]
    seats: Sequence[SeatLine]
    obstacles: Sequence[Obstacle]
    cycles: int
    zone: str


@dataclass(frozen=True)
class PartLine:
    """One of several sessions that are proposed."""

    number: int
    form: PartForm
    people: Sequence[CandidateLine]
    seats: Sequence[SeatLine]
    obstacles: Sequence[Obstacle]


@dataclass(frozen=True)
class ProposePage:
    """Sessions for the signed reviews of a cycle that are in none: `free` are so many, `left` those that stand in none
    of the proposed ones either; `own`: the reader's is signed, too, and another has to place it. `wrong` are errors
    with the ids of what they are about, `general` those of a session as a
    whole. `zone` is whose clocks tell the time of the meetings."""

    form: ProposalForm
    name: str
    free: int
    own: bool
    parts: Sequence[PartLine]
    left: Sequence[CandidateLine]
    zone: str
    wrong: Sequence[tuple[str, str]]
    general: Sequence[str]


@dataclass(frozen=True)
class TakeOutPage:
    """Taking people out of a session in progress; `chosen` are the ids that were ticked, `back` is where the reader
    came from: who does not sit in the session has no page of it."""

    form: TakeOutForm
    name: str
    people: Sequence[CandidateLine]
    chosen: Sequence[str]
    back: str


@dataclass(frozen=True)
class SeatPage:
    """Seating another facilitator in a session in progress: who facilitates it now, and who can be chosen by a click
    (words, id), `meant` says by which name that was typed. `chosen` is who is meant, '' for nobody yet. `blockers` say
    why the reader seats nobody here; `conflict`: who was chosen may not sit over somebody in it."""

    form: SeatForm
    session: str
    name: str
    facilitators: Sequence[str]
    offered: Sequence[tuple[str, str]]
    meant: str
    chosen: str
    blockers: Sequence[str]
    conflict: bool
    back: str


@dataclass(frozen=True)
class MovePage:
    """A step of a session, to be confirmed: what comes of it, what stands in its way and, where the session can still
    change, the page where it does."""

    heading: str
    button: str
    state: Text
    follows: Sequence[str]
    blockers: Sequence[str]
    change: str
    form: MoveForm
    final: bool
    back: str


@dataclass(frozen=True)
class SessionLine:
    """A session in the list; `address` is its page where the reader sits in it, `ways` what else they can do (words,
    address)."""

    row: SessionRow
    state: Text
    address: str
    ways: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SessionsPage:
    """The sessions in which the reader sits, to HR all of them, with the signed reviews that are in none."""

    sessions: Sequence[SessionLine]
    unseated: Sequence[Unseated]
    may_set_up: bool
    hr: bool


@dataclass(frozen=True)
class StandsNow:
    """What somebody else decided or changed meanwhile: who, what, and their sentence."""

    by: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Deciding:
    """Deciding on a person's level. `recommended` is what the manager recommends; `form` is None where the reader may
    not decide, and `blockers` say why; `meanwhile` is what stands where somebody was faster."""

    recommended: str
    form: DecideForm | None
    blockers: Sequence[str]
    again: bool
    meanwhile: StandsNow | None


@dataclass(frozen=True)
class Adjusting:
    """The open form over one rating; `withdraws`: the manager's rating shall stand again."""

    form: AdjustForm
    withdraws: bool
    meanwhile: StandsNow | None


@dataclass(frozen=True)
class RatingLine:
    """One rating with both sides: `number` is its row on the brief (0: none), `flags` why it stands out, `asked` who
    questions it, `comparable` how people of the same level were rated elsewhere. `adjust` and `withdraw` are addresses
    that open its form, '' where there is none to open; `adjusting` is the form, once it is open."""

    key: str
    number: int
    judged: Judged
    flags: Sequence[str]
    asked: str
    comparable: str
    reason: str
    adjust: str
    withdraw: str
    adjusting: Adjusting | None


@dataclass(frozen=True)
class PersonPage:
    """One person in a session: the brief, votes and notes (from the session's start on, None before), what there is to
    decide, the ratings to talk about (`rows`) and the `others`, the way to the one before and after in the session's
    list. `adjust_blockers` say why the reader changes no rating; `send_back` is the address where that is confirmed,
    '' with `send_back_blockers`, if there is something to say, where it cannot be. `wrong` are errors with the ids of
    what they are about, `general` those of a form as a whole."""

    session: Session
    live: Live
    report: GapReport
    votes: VotesCast | None
    notes: NotesPart | None
    deciding: Deciding
    rows: Sequence[RatingLine]
    others: Sequence[RatingLine]
    adjust_blockers: Sequence[str]
    send_back: str
    send_back_blockers: Sequence[str]
    wrong: Sequence[tuple[str, str]]
    general: Sequence[str]
    number: int
    of: int
    before: SessionReview | None
    after: SessionReview | None
    language: str


@dataclass(frozen=True)
class TogetherPage:
    """Whose levels can be confirmed together; `chosen` are the ids that are ticked."""

    form: TogetherForm
    session: str
    name: str
    people: Sequence[CandidateLine]
    chosen: Sequence[str]
