"""What the pages of confirmed actions show."""

from dataclasses import dataclass

from webapp.review.action_forms import ActionForm
from webapp.review.offers import Offer
from webapp.review.place import Place


@dataclass(frozen=True)
class ActPage:
    """One action, to be confirmed. `hindrances` is why it cannot be done now; then there is no button."""

    place: Place
    heading: str
    follows: tuple[str, ...]
    basis: str
    form: ActionForm
    fields: tuple[str, ...]
    button: str
    final: bool
    hindrances: tuple[str, ...]
    back: str


@dataclass(frozen=True)
class ActionsPage:
    """Where one review stands and what the reader may do with it."""

    place: Place
    offers: tuple[Offer, ...]
    signed: bool
    back: str
