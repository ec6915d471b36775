"""How the members of a session voted on one person, by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from graph.calibration.models import Session, SessionReview
from graph.calibration.vote_models import CastVote, VoteValue
from graph.text import Text
from webapp.i18n import listed, words


@dataclass(frozen=True)
class CastLine:
    """Who voted how on the person as a whole, or on one of their ratings; names in the reader's language."""

    about: str
    agree: str
    question: str
    abstain: str


@dataclass(frozen=True)
class VotesCast:
    """The votes on one person, by name; `missing` are the members without one on the person as a whole."""

    lines: Sequence[CastLine]
    missing: str


def votes_cast(session: Session, review: SessionReview, skills: Mapping[str, Text]) -> VotesCast:
    """The votes on the person of a review, as the session's statement gives them; `skills` are the names of the
    expectations that can be voted on, in their order."""
    names = {member.person.id: words(member.person.name) for member in session.members}
    by_expectation: dict[str, list[CastVote]] = {}
    for vote in review.votes:
        by_expectation.setdefault(vote.expectation, []).append(vote)
    whole = by_expectation.pop("", [])
    about = [(str(_("The person as a whole")), whole)] if whole else []
    about += [(words(skills[one]), by_expectation[one]) for one in skills if one in by_expectation]
    voters = {vote.by for vote in whole}
    return VotesCast(
        lines=tuple(_line(said, of, names) for said, of in about),
        missing=listed(name for key, name in names.items() if key not in voters),
    )


def _line(about: str, votes: Iterable[CastVote], names: Mapping[str, str]) -> CastLine:
    by: dict[VoteValue, list[str]] = {value: [] for value in VoteValue}
    for vote in votes:
        by[vote.value].append(names.get(vote.by, vote.by))
    return CastLine(about, *(listed(by[value]) for value in VoteValue))
