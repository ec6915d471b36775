"""Where a review stands: the steps line, who holds it, and until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from graph.clock import day_is_over
from graph.review.enums import Capacity, State
from graph.review.models import Head
from graph.review.sheet import Sheet
from graph.workflow.days import closable_after
from graph.worklists.mapping import waits_to_open
from webapp import current, i18n

_AT: dict[State, str] = {
    State.ASSIGNED: "self",
    State.SELF_DRAFT: "self",
    State.SELF_SUBMITTED: "manager",
    State.MANAGER_DRAFT: "manager",
    State.SIGNED_OFF: "calibration",
    State.CALIBRATED: "shared",
    State.SHARED: "received",
    State.CHALLENGED: "received",
    State.ACKNOWLEDGED: "after",
    State.DECLINED: "after",
    State.CLOSED: "after",
    State.CANCELLED: "",
}


@dataclass(frozen=True)
class ProgressSteps:
    """The steps as the macro `steps` takes them: triples (word, whether it is somebody's name,
    past/now/next), and a sentence below them."""

    steps: tuple[tuple[str, bool, str], ...]
    note: str


def progress_steps(sheet: Sheet) -> ProgressSteps:
    """Where the review stands, in the voice of its reader."""
    head = sheet.head
    own = Capacity.EMPLOYEE in sheet.capacities
    names = ["self", "manager", "calibration", "shared", "received"]
    if not head.cycle.calibration:
        names.remove("calibration")
    at = _AT[head.state]
    if at == "calibration" and not head.cycle.calibration:
        at = "shared"
    position = names.index(at) if at in names else len(names) if at == "after" else -1
    words = {
        "self": _("You") if own else i18n.words(head.person.name),
        "manager": i18n.words(head.manager.name) if head.manager else _("Manager"),
        "calibration": _("Calibration"),
        "shared": _("Share"),
        "received": _("Acknowledge"),
    }
    people = ({"self"} if not own else set()) | ({"manager"} if head.manager else set())
    triples = tuple(
        (words[name], name in people, "past" if number < position else "now" if number == position else "next")
        for number, name in enumerate(names)
    )
    return ProgressSteps(triples, holder_note(head, sheet.capacities))


def holder_note(head: Head, capacities: Collection[Capacity]) -> str:
    """Who holds the review now and until when, as a sentence to a reader who is to it what `capacities` say."""
    if waits_to_open(head.state, head.cycle, current.context().now):
        return _not_open(head)
    return _held(head, capacities)


def _held(head: Head, capacities: Collection[Capacity]) -> str:
    own = Capacity.EMPLOYEE in capacities
    who = _("you") if own else i18n.words(head.person.name)
    manager = _manager(head, capacities)
    match head.state:
        case State.ASSIGNED | State.SELF_DRAFT if own:
            return str(_("Only you can see this until you submit."))
        case State.ASSIGNED | State.SELF_DRAFT:
            return _until(head, who, head.self_due)
        case State.SELF_SUBMITTED | State.MANAGER_DRAFT:
            return _until(head, manager, head.manager_due)
        case State.SIGNED_OFF | State.CALIBRATED:
            return _to_be_shared(head, manager)
        case State.SHARED:
            return _until(head, who, head.cycle.closes_on)
        case State.CHALLENGED:
            return _to_be_decided(capacities)
        case State.ACKNOWLEDGED | State.DECLINED:
            day = i18n.day(closable_after(head))
            return str(_("Nothing more to do. HR closes the review after %(day)s.", day=day))
        case State.CLOSED:
            return str(_("Closed."))
        case State.CANCELLED:
            return str(_("Cancelled."))


def _to_be_decided(capacities: Collection[Capacity]) -> str:
    if Capacity.ARBITER in capacities:
        return str(_("Waiting for you, as the arbiter of the challenge."))
    return str(_("Waiting for the arbiter of the challenge."))


def _not_open(head: Head) -> str:
    if head.cycle.state == "closed":
        return str(_("The cycle is closed. Ask HR if this still has to be done."))
    if is_over(head, head.cycle.opens_on - timedelta(days=1)):
        return str(_("HR has not opened the cycle yet. Until then nothing can be saved or submitted."))
    day = i18n.day(head.cycle.opens_on)
    return str(_("The cycle opens on %(day)s. Until then nothing can be saved or submitted.", day=day))


def _manager(head: Head, capacities: Collection[Capacity]) -> str:
    if Capacity.MANAGER in capacities:
        if head.manager and head.manager.id != current.context().actor:
            return str(_("you, in place of %(manager)s", manager=i18n.words(head.manager.name)))
        return str(_("you"))
    return i18n.words(head.manager.name) if head.manager else str(_("a manager (nobody is assigned today)"))


def _to_be_shared(head: Head, manager: str) -> str:
    day, begun = i18n.day(head.cycle.share_on), is_over(head, head.cycle.share_on - timedelta(days=1))
    if head.state is State.SIGNED_OFF and head.cycle.calibration:
        if begun:
            return str(_("Waiting for calibration."))
        return str(_("Waiting for calibration. Results are shared from %(day)s.", day=day))
    if is_over(head, head.cycle.share_by):
        return _until(head, manager, head.cycle.share_by)
    if begun:
        last = i18n.day(head.cycle.share_by)
        return str(_("Waiting for %(who)s to share it by %(day)s.", who=manager, day=last))
    return str(_("Waiting for %(who)s to share it, possible from %(day)s.", who=manager, day=day))


def _until(head: Head, who: str, last: date) -> str:
    if is_over(head, last):
        return str(_("Waiting for %(who)s, overdue since %(day)s.", who=who, day=i18n.day(last)))
    return str(_("Waiting for %(who)s, due %(day)s.", who=who, day=i18n.day(last)))


def is_over(head: Head, last: date) -> bool:
    """Whether a day has passed where the review's cycle is."""
    return day_is_over(last, head.cycle.time_zone, current.context().now)
