"""What is said of a review whose cycle is not open."""

from flask_babel import gettext as _

from graph.cycle.models import Cycle
from graph.review.models import Head
from graph.workflow.guards import not_open
from graph.worklists.mapping import waits_to_open
from webapp import current, i18n


def is_waiting(head: Head) -> bool:
    """Whether nobody can write, since the cycle is not open."""
    return waits_to_open(head.state, head.cycle, current.context().now)


def opening(cycle: Cycle) -> str:
    """When a cycle opens, as a short phrase; '' while it is open."""
    reasons = not_open(cycle, current.context().now)
    if not reasons:
        return ""
    if cycle.state == "closed":
        return str(_("the cycle is closed"))
    return str(_("opens on %(day)s", day=i18n.day(cycle.opens_on)) if reasons[0].about else _("not opened by HR yet"))
