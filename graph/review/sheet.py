"""A review as one reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.review.enums import Capacity, Part, Party
from graph.review.models import (
    Adjustment,
    Assessment,
    Decision,
    Evidence,
    Expectation,
    Head,
    LastRating,
    PersonRef,
    Rating,
    RecordedWords,
    SessionRef,
    SignOff,
)
from graph.text import Text


@dataclass(frozen=True)
class Sheet:
    """A review as one reader may see it: what is withheld from them is not in it.

    `capacities` are those in which the reader may act here. `ratings` maps (party, expectation id) to the rating.
    """

    head: Head
    capacities: frozenset[Capacity]
    expectations: tuple[Expectation, ...]
    assessments: Mapping[Party, Assessment]
    ratings: Mapping[tuple[Party, str], Rating]
    last: Mapping[str, LastRating]
    last_cycle: Text | None
    evidence: tuple[Evidence, ...]
    adjustments: tuple[Adjustment, ...]
    sign_offs: tuple[SignOff, ...]
    sessions: tuple[SessionRef, ...]
    words: tuple[RecordedWords, ...] = ()
    arbiter: PersonRef | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def statement(self) -> str:
        """The employee's statement, the newest one; '' if there is none."""
        return self.last_words("statement", "statement")

    def last_words(self, action: str, kind: str) -> str:
        """The newest words of `kind` said at `action`, '' if there are none."""
        return next((s.text for s in reversed(self.words) if s.action == action and s.kind == kind), "")

    def rating(self, party: Party, expectation: str) -> Rating | None:
        """The rating of `party` on `expectation`, None if there is none or it is withheld."""
        return self.ratings.get((party, expectation))

    def to_rate(self, part: Part) -> tuple[Expectation, ...]:
        """The expectations of `part` that need a value, in order; unchanged target texts are not asked."""
        return tuple(e for e in self.expectations if e.part is part and not e.unchanged)

    @property
    def all_to_rate(self) -> tuple[Expectation, ...]:
        """The expectations of both parts that need a value, in the order of the form."""
        return self.to_rate(Part.CURRENT) + self.to_rate(Part.TARGET)

    def other_author(self, rating: Rating | None) -> PersonRef | None:
        """Who gave a value of the manager's side, where that is not its signer or, before that, today's manager."""
        responsible = self.sign_off.by if self.sign_off else self.head.manager
        if rating is None or rating.value is None or rating.party is not Party.MANAGER:
            return None
        return rating.author if responsible is None or rating.author.id != responsible.id else None

    @property
    def sign_off(self) -> SignOff | None:
        """The signature under the current revision, if it is signed."""
        return next((s for s in self.sign_offs if s.revision == self.head.revision), None)

    def calibrated(self, expectation: str) -> Adjustment | None:
        """The standing adjustment on `expectation` in the current revision."""
        return next((a for a in self.adjustments if a.standing and a.expectation == expectation), None)

    @property
    def decision(self) -> Decision | None:
        """The standing decision on the level in the current revision."""
        return next((one for one in self.decisions if one.standing), None)
