"""What stands in place of a form while a review's cycle is not open."""

from dataclasses import dataclass

from graph.review.enums import Party
from graph.review.models import Head
from graph.review.sheet import Sheet
from webapp import current, i18n
from webapp.review.cards import Group, cards, groups
from webapp.review.progress_steps import ProgressSteps, progress_steps


@dataclass(frozen=True)
class NotOpenPage:
    """A review before its cycle opens, or once it is closed: then what is asked, and what the reader wrote, to
    read; before, nothing. `own` tells the employee's page from their manager's."""

    heading: str
    own: bool
    head: Head
    progress_steps: ProgressSteps
    groups: tuple[Group, ...]


def not_open_page(sheet: Sheet, heading: str, party: Party) -> NotOpenPage:
    """What the employee (self) or their manager sees instead of a form."""
    begun = sheet.head.cycle.has_begun(current.context().now)
    asked = groups(cards(sheet, party, i18n.chosen_language())) if begun else ()
    return NotOpenPage(heading, party is Party.SELF, sheet.head, progress_steps(sheet), asked)
