"""Whose review it is and where it stands, as the head of each page of a review."""

from dataclasses import dataclass
from datetime import date

from graph.review.enums import SIGNED, Capacity
from graph.review.models import Head, LevelRef, PersonRef
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow.table import held_by
from graph.worklists.mapping import due_date
from webapp.i18n import words
from webapp.review.opening import is_waiting
from webapp.review.progress_steps import ProgressSteps, is_over, progress_steps
from webapp.workflow.messages import capacity_word, state_word


@dataclass(frozen=True)
class ReviewHeader:
    """The head of a review for pages. `holder` is who has to act now, '' when it is over; `overdue` says that the day
    `due` has passed."""

    review: str
    person: PersonRef
    level: LevelRef
    target: LevelRef | None
    cycle: Text
    state: str
    revision: int
    holder: str
    due: date | None
    overdue: bool
    progress_steps: ProgressSteps
    away_until: date | None


def header_of(sheet: Sheet) -> ReviewHeader:
    """The head of a sheet in words."""
    head = sheet.head
    due = due_of(head)
    return ReviewHeader(
        review=head.id,
        person=head.person,
        level=head.level,
        target=head.target,
        cycle=head.cycle.name,
        state=state_word(head.state),
        revision=head.revision,
        holder=holder(sheet),
        due=due,
        overdue=due is not None and is_over(head, due),
        progress_steps=progress_steps(sheet),
        away_until=head.away_until,
    )


def holder(sheet: Sheet) -> str:
    """Who holds the review now, by name where it is one person."""
    head = sheet.head
    if is_waiting(head):
        return ""
    who = held_by(head.state, calibration=head.cycle.calibration)
    if who is Capacity.EMPLOYEE:
        return words(head.person.name)
    if who is Capacity.MANAGER and head.manager:
        return words(head.manager.name)
    if who is Capacity.FACILITATOR and not sheet.sessions:
        return capacity_word(Capacity.HR_ADMIN)
    return capacity_word(who) if who else ""


def due_of(head: Head) -> date | None:
    """The date by which the holder should act, None where there is none, or the cycle is not open."""
    if is_waiting(head):
        return None
    dues = {"self_due": head.self_due.isoformat(), "manager_due": head.manager_due.isoformat()}
    return due_date(head.state, dues, head.cycle)


def is_signed(head: Head) -> bool:
    """Whether the current revision stands under a signature."""
    return head.state in SIGNED
