"""One dossier as the rules judge it, for one kind of reader."""

from dataclasses import dataclass

from graph.report.models import Dossier
from graph.review.models import Decision
from reports.gap import rules
from reports.gap.decision import LevelDecision
from reports.gap.models import Variant
from reports.gap.rules import Flag, Judged
from reports.wording import Language


@dataclass(frozen=True)
class Judgement:
    """What the rules found in one dossier, ready to be put into words. Flags are empty for the employee's copy."""

    dossier: Dossier
    variant: Variant
    language: Language
    current: tuple[Judged, ...]
    target: tuple[Judged, ...]
    off: tuple[Judged, ...]

    @property
    def flagging(self) -> bool:
        """Whether the reader is shown flags."""
        return self.variant is Variant.COMMITTEE

    @property
    def deciding(self) -> bool:
        """Whether the reader is asked about the level: on a committee's copy, until it is settled."""
        head = self.dossier.sheet.head
        settled = head.calibration is not None or head.recommendation_decides or self.dossier.sheet.decision is not None
        return self.flagging and not settled

    @property
    def final(self) -> bool:
        """Whether a committee has locked its session, so that what it decided is final."""
        calibration = self.dossier.sheet.head.calibration
        return calibration is not None and calibration.session is not None

    @property
    def outcome(self) -> Decision | None:
        """What the committee decided, as far as this reader is told: the employee's copy says what is final alone."""
        return self.dossier.sheet.decision if self.final or self.flagging else None

    def flags(self, judged: Judged) -> tuple[Flag, ...]:
        """The row's flags that this reader is shown."""
        return rules.flags(judged) if self.flagging else ()

    @property
    def flagged(self) -> tuple[Judged, ...]:
        """The ratings that are flagged, in the brief's order, those without a number last; none if not shown."""
        if not self.flagging:
            return ()
        in_order = (*self.off, *(j for j in self.current if j not in self.off))
        return tuple(j for j in in_order if rules.stands_out(j))

    @property
    def decision(self) -> LevelDecision:
        """What is to be decided about the level."""
        signature = self.dossier.sheet.sign_off
        required = (j for j in self.current if j.expectation.required)
        return LevelDecision(
            signature.recommendation if signature else None, tuple((j.value, j.self_value) for j in required)
        )

    @property
    def numbers(self) -> dict[str, int]:
        """Expectation id -> its number on the brief."""
        return {j.expectation.id: n for n, j in enumerate(self.off[: rules.ROWS_ON_BRIEF], start=1)}

    @property
    def comparing(self) -> bool:
        """Whether there is something in a last cycle to compare with: rated against the same text."""
        return any(judged.last_value for judged in self.current)
