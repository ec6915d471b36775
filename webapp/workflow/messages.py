"""The workflow in the words of pages: what stands in the way, what an action does, what one may do next."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from graph.errors import Reason
from graph.review.enums import Action, Capacity, Outcome, Recommendation, State
from graph.review.models import Head
from graph.workflow.actions import label_of
from graph.workflow.days import closable_after
from graph.workflow.labels import CAPACITIES, OUTCOMES, RECOMMENDATIONS, STATES
from webapp.i18n import day, words
from webapp.refusals import rule_sentence


def state_word(state: State | str) -> str:
    """A state in the page's language."""
    return words(STATES[State(state)])


def capacity_word(capacity: Capacity) -> str:
    """A capacity in the page's language."""
    return words(CAPACITIES[capacity])


def action_label(action: Action) -> str:
    """What a button calls an action, in the page's language."""
    return _capital(words(label_of(action)))


def recommendation_label(recommendation: Recommendation) -> str:
    """What a manager recommends, in the page's language."""
    return _capital(words(RECOMMENDATIONS[recommendation]))


def outcome_word(outcome: Outcome, later_on: date | None = None) -> str:
    """What a committee decided of the level, with the day of what is to be decided later, in the page's language."""
    word = words(OUTCOMES[outcome])
    return str(_("%(outcome)s, on %(day)s", outcome=word, day=day(later_on))) if later_on else word


def outcome_label(outcome: Outcome, later_on: date | None = None) -> str:
    """The same at the beginning of a line."""
    return _capital(outcome_word(outcome, later_on))


_CLOSING = frozenset({"close_date_passed_or_left", "challenge_window_over", "challenge_window_over_or_left"})


def blocker(reason: Reason, head: Head) -> str:
    """What stands in the way of an action, with the day on which it no longer will where that is known."""
    cycle = head.cycle
    if reason.rule == "share_date_reached":
        return str(_("Available from %(day)s.", day=day(cycle.share_on)))
    if reason.rule == "share_by_passed":
        return str(
            _("Available after %(day)s, if the manager has not shared the result by then.", day=day(cycle.share_by))
        )
    if reason.rule == "self_overdue":
        return str(
            _(
                "Available after %(day)s, if nothing has been submitted by then.",
                day=day(cycle.grace_ends(head.self_due)),
            )
        )
    ends = closable_after(head) if reason.rule in _CLOSING else None
    if ends and ends == cycle.closes_on:
        return str(_("Available after %(day)s, when the cycle closes.", day=day(ends)))
    if ends:
        return str(_("Available after %(day)s, when the challenge period is over.", day=day(ends)))
    return rule_sentence(reason)


def blockers(reasons: Sequence[Reason], head: Head) -> tuple[str, ...]:
    """Each blocker once."""
    return tuple(dict.fromkeys(blocker(reason, head) for reason in reasons))


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
