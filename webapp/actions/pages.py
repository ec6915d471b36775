"""What the pages of confirmed actions show."""

from dataclasses import dataclass

from graph.review.models import Decision
from reports.gap.rules import Judged
from webapp.actions.forms import ActionForm
from webapp.review.action_links import ActionLink
from webapp.review.header import ReviewHeader


@dataclass(frozen=True)
class Calibrated:
    """What the committee decided and changed of a review, for whoever shares it."""

    decision: Decision | None
    changes: tuple[Judged, ...]


@dataclass(frozen=True)
class ActPage:
    """One action, to be confirmed. `blockers` is why it cannot be done now; then there is no button. `calibration`:
    the cycle has one; `calibrated` is what came of it, where the act is to share that."""

    header: ReviewHeader
    action: str
    heading: str
    follows: tuple[str, ...]
    basis: str
    form: ActionForm
    fields: tuple[str, ...]
    calibration: bool
    calibrated: Calibrated | None
    button: str
    final: bool
    blockers: tuple[str, ...]
    back: str


@dataclass(frozen=True)
class ActionsPage:
    """Where one review stands and what the reader may do with it."""

    header: ReviewHeader
    links: tuple[ActionLink, ...]
    signed: bool
    back: str
