"""What the manager's form shows."""

from dataclasses import dataclass

from graph.review.enums import Part
from graph.review.models import Evidence, Rating
from graph.text import Text
from webapp.review.action_links import ActionLink
from webapp.review.cards import Card, Group
from webapp.review.form_status import FormProgress
from webapp.review.header import ReviewHeader


@dataclass(frozen=True)
class AssessCard:
    """One expectation with the employee's side beside it; `theirs` is None where there is none or it is withheld.

    `lacks` say what is missing before signing, `marks` what one should know; `needs_look`: the other side changed.
    """

    card: Card
    theirs: Rating | None
    evidence: tuple[Evidence, ...]
    lacks: tuple[str, ...]
    marks: tuple[str, ...]
    needs_look: bool


@dataclass(frozen=True)
class AssessGroup:
    """One category, its cards beside the other side; `agreeable` counts the ratings that "agree with the rest" would
    set."""

    group: Group
    cards: tuple[AssessCard, ...]
    agreeable: int


@dataclass(frozen=True)
class AssessPage:
    """The manager's side by side. `withheld` says why the other side is not shown, '' if it is;
    `by_choice` that the manager chose so.

    `resume` is the key of the card in which something was written last, '' for none.
    """

    header: ReviewHeader
    groups: tuple[AssessGroup, ...]
    withheld: str
    by_choice: bool
    early: bool
    waiting_to_begin: bool
    returned: str
    progress: FormProgress
    saved_at: str
    unrated: tuple[str, str]
    resume: str
    links: tuple[ActionLink, ...]
    may_sign: bool
    words: dict[str, object]
    storage_key: str
    wrong: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, Text], ...] = ()
    all_groups: bool = False

    @property
    def has_target(self) -> bool:
        """Whether a target level is asked, too."""
        return any(one.group.part is Part.TARGET for one in self.groups)
