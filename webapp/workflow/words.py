"""The workflow in the words of pages: what stands in the way, what an action does, what one may do next."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from graph.errors import Reason
from graph.review.names import ACTIONS, CAPACITIES, STATES
from graph.review.records import Head
from graph.review.states import Action, Capacity, State
from webapp.errors.words import RULES, rule_sentence
from webapp.i18n import day, words

REFUSALS: dict[str, object] = {
    "cycle_open": _later("The cycle is not open."),
    "self_complete": _later("Some expectations have no rating yet."),
    "self_reasons": _later("Where something was not observed, say why."),
    "self_evidence": _later("Some ratings need a piece of evidence."),
    "same_draft": _later("Something changed since the page was shown."),
    "self_overdue": _later("The self-assessment is not overdue yet."),
    "confirmed_basis": _later("Confirm on which self-assessment you go on."),
    "comment": _later("Write a comment: the person reads it, and it is kept."),
    "new_due_date": _later("Give a new due date, today or later."),
    "blind_cycle": _later("There is nothing left to reveal."),
    "something_sent": _later("No self-assessment was sent."),
    "manager_complete": _later("Some expectations have no rating of yours yet."),
    "revealed": _later("First have the self-assessment shown, then sign."),
    "manager_reasons": _later("Some ratings need a reason."),
    "sentences": _later("The sentences for the committee are longer than 280 characters."),
    "reason": _later("Write a reason."),
    "no_session_in_progress": _later("Its calibration session is in progress."),
    "session_in_progress": _later("Its calibration session is not in progress."),
    "not_own_report": _later("You may not do this for your own report."),
    "no_direct_line": _later("You are in a direct line with this person."),
    "not_author_or_signer": _later("You wrote or signed this assessment."),
    "adjustment_words": _later("An adjustment needs a value, a reason code and a sentence."),
    "session_all_signed": _later("Not every review of the session is signed off."),
    "calibrated_cycle": _later("This cycle has no calibration to waive."),
    "in_no_open_session": _later("It is in a calibration session that is not over."),
    "calibration_done": _later("Calibration is not over."),
    "share_date_reached": _later("The day to share has not come."),
    "note_for_adjustment": _later("The committee changed a value: write a note that explains it."),
    "share_by_passed": _later("The manager still has time to share it."),
    "names_expectations": _later("Name the expectations that it is about."),
    "challenge_once": _later("It was challenged before; that can be done once."),
    "challenge_window_open": _later("The days to challenge are over."),
    "challenge_window_over": _later("The days to challenge are not over."),
    "challenge_window_over_or_left": _later("The days to challenge are not over."),
    "close_date_passed_or_left": _later("The closing date of the cycle has not passed."),
    "reason_for_each_named": _later("Give a reason for each of the named expectations."),
    "other_pin": _later("Choose another version, role or level."),
    "no_other_living_review": _later("This person has another review in the cycle."),
    "too_long": _later("A text is longer than 4,000 characters."),
    "signature_name": _later("Type your name: it is your signature."),
    "statement": _later("Write something first."),
    "ask_to_talk": _later("Write something first."),
}
"""What is said when a guard is not met."""

RULES.update(REFUSALS)


def state_word(state: State | str) -> str:
    """A state in the page's language."""
    return words(STATES[State(state)])


def capacity_word(capacity: Capacity) -> str:
    """A capacity in the page's language."""
    return words(CAPACITIES[capacity])


def action_word(action: Action | str) -> str:
    """An action in the page's language."""
    return words(ACTIONS[Action(action)])


def hindrance(reason: Reason, head: Head) -> str:
    """What stands in the way of an action, with the day on which it no longer will where that is known."""
    cycle = head.cycle
    if reason.rule == "share_date_reached":
        return str(_("From %(day)s.", day=day(cycle.share_on)))
    if reason.rule == "share_by_passed":
        return str(_("After %(day)s, if the manager has not shared it by then.", day=day(cycle.share_by)))
    if reason.rule == "self_overdue":
        return str(_("After %(day)s, if nothing was sent by then.", day=day(cycle.grace_ends(head.self_due))))
    if reason.rule == "close_date_passed_or_left":
        return str(_("After %(day)s, when the cycle closes.", day=day(cycle.closes_on)))
    return rule_sentence(reason)


def hindrances(reasons: Sequence[Reason], head: Head) -> tuple[str, ...]:
    """Each hindrance once."""
    return tuple(dict.fromkeys(hindrance(reason, head) for reason in reasons))
