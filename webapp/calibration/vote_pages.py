"""What the pages show on which members vote before the meeting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from graph.calibration.table import SESSION_NAMES, SessionState
from graph.calibration.vote_models import Ballot, BallotLine, Vote, VoteValue
from graph.calibration.votes import reason_of
from graph.text import Text
from reports.gap.decision import LevelDecision
from reports.gap.models import GapReport
from webapp import current, i18n
from webapp.calibration.vote_forms import VALUES, VoteForm
from webapp.name_order import name_key, reviews_told_apart
from webapp.refusals import rule_sentence
from webapp.review import messages
from webapp.review.form_status import storage_key

PERSON = "person"
"""The key of the card on which the person as a whole is voted on."""


@dataclass(frozen=True)
class VoteClash:
    """What is stored now, where the member wrote since the page was drawn."""

    version: int
    value: str
    word: str
    comment: str
    saved_at: datetime | None


@dataclass(frozen=True)
class VoteCard:
    """One thing to vote on: the person as a whole, or a required expectation by the name of its `skill`. `given` is
    what is stored, in words, '' for nothing."""

    key: str
    expectation: str
    skill: Text
    form: VoteForm
    given: str
    clash: VoteClash | None = None


@dataclass(frozen=True)
class VoteLine:
    """Somebody in the list of those who are voted on: what the reader gave, or why they have no vote."""

    name: str
    about: str
    said: str
    address: str
    here: bool


@dataclass(frozen=True)
class VotePage:
    """One person to vote on: their brief, the choice for them (`person`) and for single expectations (`cards`), or
    `barred`, why the reader has no vote. `again` is what they gave to an earlier revision, '' for none. `next_open` is
    the address of the next one without a vote, '' once there is none. `given` counts those given on others."""

    ballot: Ballot
    line: BallotLine
    report: GapReport | None
    language: str
    number: int
    of: int
    before: BallotLine | None
    after: BallotLine | None
    next_open: str
    person: VoteCard
    cards: Sequence[VoteCard]
    barred: str
    again: str
    given: int
    people: Sequence[VoteLine]
    saved_at: str
    storage_key: str
    words: dict[str, object]
    wrong: Sequence[tuple[str, str]] = ()

    @property
    def clashes(self) -> tuple[tuple[str, Text], ...]:
        """The cards that were written elsewhere meanwhile: key and name."""
        return tuple((card.key, card.skill) for card in (self.person, *self.cards) if card.clash)

    @property
    def voted(self) -> int:
        """On how many single expectations the reader voted."""
        return sum(bool(card.given) for card in self.cards)


@dataclass(frozen=True)
class BallotPage:
    """Where no person is left to vote on, or none can be: who was voted on, and what."""

    ballot: Ballot
    state: Text
    people: Sequence[VoteLine]

    @property
    def early(self) -> bool:
        """Whether the votes are not open yet."""
        return self.ballot.state is SessionState.SET_UP


def told_apart(ballot: Ballot) -> Ballot:
    """The ballot in the order of the session's list, people of one name told apart."""
    rows = reviews_told_apart([line.review for line in ballot.lines])
    lines = [replace(line, review=row) for line, row in zip(ballot.lines, rows, strict=True)]
    lines.sort(key=lambda one: (name_key(one.review.person.name), one.review.person.id))
    lines.sort(key=lambda one: LevelDecision(one.recommendation, one.required).by_time)
    return replace(ballot, lines=tuple(lines))


def address_of(ballot: Ballot, line: BallotLine) -> str:
    """The page on which somebody is voted on."""
    return url_for("calibration_voting.vote", session_id=ballot.session, review_id=line.review.id)


def next_open(ballot: Ballot, after: str = "") -> BallotLine | None:
    """The first one without a vote after the review `after`, then from the top; None once all are given."""
    if not ballot.is_open:
        return None
    at = next((n for n, line in enumerate(ballot.lines) if line.review.id == after), -1) + 1
    turned = [*ballot.lines[at:], *ballot.lines[:at]]
    return next((line for line in turned if line.asked and not line.value and line.review.id != after), None)


def ballot_page(ballot: Ballot) -> BallotPage:
    """The list of those who are voted on."""
    return BallotPage(ballot, SESSION_NAMES[ballot.state], people_of(ballot))


def people_of(ballot: Ballot, here: str = "") -> list[VoteLine]:
    """Those who are signed off, each with what the reader gave."""
    return [
        VoteLine(
            i18n.words(line.review.person.name), _role_and_level(line), _said(line), address_of(ballot, line),
            line.review.id == here,
        )
        for line in ballot.lines
        if line.signed
    ]  # fmt: skip


def vote_page(
    ballot: Ballot,
    line: BallotLine,
    report: GapReport | None,
    forms: Mapping[str, VoteForm] | None = None,
    clashes: Collection[str] = (),
) -> VotePage:
    """One person's page as stored, or as sent where something came back with it."""
    signed = [one for one in ballot.lines if one.signed]
    at = signed.index(line)
    open_next = next_open(ballot, line.review.id)
    cards = [_card(ballot, line, key, (forms or {}).get(key), key in clashes) for key in keys_of(ballot)]
    return VotePage(
        ballot=ballot,
        line=line,
        report=report,
        language=i18n.chosen_language(),
        number=at + 1,
        of=len(signed),
        before=signed[at - 1] if at else None,
        after=signed[at + 1] if at + 1 < len(signed) else None,
        next_open=address_of(ballot, open_next) if open_next else "",
        person=cards[0],
        cards=cards[1:],
        barred=rule_sentence(reason_of(line.bar)) if line.bar else "",
        again=value_word(line.before) if line.before else "",
        given=ballot.given - (line.value is not None),
        people=people_of(ballot, line.review.id),
        saved_at=_saved_at(ballot.votes.values()),
        storage_key=storage_key(f"{ballot.session}/{line.review.id}", str(line.revision), "vote"),
        words=_words(ballot),
        wrong=_wrong(cards),
    )


def keys_of(ballot: Ballot) -> dict[str, str]:
    """The keys of the cards, each with its expectation, '' for the person as a whole."""
    return {PERSON: "", **{f"e-{one.key}": one.id for one in ballot.expectations}}


def value_word(value: VoteValue | None) -> str:
    """What a vote is called."""
    return str(VALUES[value][0]) if value else str(_("not voted yet"))


def _card(ballot: Ballot, line: BallotLine, key: str, form: VoteForm | None, clash: bool) -> VoteCard:
    expectation = keys_of(ballot)[key]
    skill = next((one.skill for one in ballot.expectations if one.id == expectation), line.review.person.name)
    vote = ballot.votes.get(expectation)
    given = value_word(vote.value) if vote and vote.value else ""
    return VoteCard(key, expectation, skill, form or VoteForm.of(key, vote), given, _clash(vote) if clash else None)


def _clash(vote: Vote | None) -> VoteClash:
    if vote is None:
        return VoteClash(0, "", value_word(None), "", None)
    return VoteClash(vote.version, vote.value or "", value_word(vote.value), vote.note, vote.saved_at)


def _said(line: BallotLine) -> str:
    if line.bar:
        return str(_("you have no vote"))
    return value_word(line.value)


def _role_and_level(line: BallotLine) -> str:
    level = line.review.level
    return str(_("%(role)s, %(level)s", role=i18n.words(level.role), level=i18n.words(level.level))) if level else ""


def _wrong(cards: Sequence[VoteCard]) -> list[tuple[str, str]]:
    return [
        (control.id, i18n.error_naming(i18n.listed((i18n.words(card.skill), str(control.label.text))), str(error)))
        for card in cards
        for control in card.form
        for error in control.errors
    ]


def _saved_at(votes: Collection[Vote]) -> str:
    if not votes:
        return ""
    newest = max(vote.saved_at for vote in votes)
    today = newest.astimezone(current.zone()).date() == current.context().now.astimezone(current.zone()).date()
    return i18n.clock_time(newest) if today else i18n.moment(newest)


def _words(ballot: Ballot) -> dict[str, object]:
    """The sentences of saving, with those of votes."""
    return {
        **messages.autosave_words(),
        "given": _("%(given)s of %(all)s given", given="{given}", all=len(ballot.asked)),
        "not_rated": value_word(None),
        "values": {value.value: value_word(value) for value in VoteValue},
    }
