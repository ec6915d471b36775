"""Drawing the cards of a form: what readers share is drawn once a process, what is one reader's own put in anew."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from webapp import fragment_cache, i18n
from webapp.review.cards import Card, SharedCard
from webapp.review.forms import RatingForm

Drawing = Callable[[SharedCard, RatingForm, "PersonalCard"], Markup]
"""The macro that draws a card."""


@dataclass(frozen=True)
class PersonalCard:
    """What one reader alone sees of a card: texts, or markup that was drawn for them.

    `id` is the expectation's; `version`, `was`, `seen`, `reason` and `comment` stand in the form's fields; `between`
    stands between text and rating, `clash` shows both versions where something else is stored, `attached` and `others`
    are the pieces of evidence.
    """

    id: str
    version: str
    was: str
    seen: str
    reason: str
    comment: str
    between: str
    clash: str
    attached: str
    others: str


def draw_card(
    drawing: Drawing, card: Card, *, seen: int | str = "", between: str = "", clash: str = "", attached: str = "",
    others: str = "",
) -> Markup:  # fmt: skip
    """A card as markup. What came back as typed is drawn by its own form, with what is wrong; what is stored by an
    empty form whose texts are put in: both look the same where they say the same."""
    fields = card.fields
    personal = PersonalCard(
        id=card.expectation.id,
        version=fields.version,
        was=fields.was,
        seen=str(seen),
        reason=fields.reason,
        comment=fields.comment,
        between=between,
        clash=clash,
        attached=attached,
        others=others,
    )
    if card.form is not None:
        card.form.seen.data = personal.seen  # the page that comes back shows this one
        return drawing(card.shared, card.form, personal)
    i18n.words(card.shared.skill)  # the page hears of its language though the card may be drawn already
    return fragment_cache.cached_with_slots(
        lambda shared, slots: drawing(shared, form_of(shared, slots), slots), card.shared, personal
    )


def form_of(shared: SharedCard, personal: PersonalCard) -> RatingForm:
    """The form of a stored rating."""
    texts = {name: getattr(personal, name) for name in ("version", "was", "seen", "reason", "comment")}
    return RatingForm(prefix=shared.key, data={"value": shared.value, **texts})
