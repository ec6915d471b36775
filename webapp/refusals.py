"""The sentence of each rule that can refuse something."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from graph.errors import Reason
from graph.people.passwords import LEAST
from graph.review.validation import TITLE, URL, WORDS
from graph.workflow.guards import SENTENCES_LENGTH
from webapp.i18n import sentences

_REVIEW: dict[str, object] = {
    "cycle_open": _later("The cycle is not open. Ask HR if this still has to be done."),
    "self_complete": _later(
        "Some expectations have no rating yet. Rate each; “not observed” counts too, with a reason."
    ),
    "self_reasons": _later("Where something was not observed, say why."),
    "self_evidence": _later("Some ratings need a piece of evidence: add a link or a note. A note is enough."),
    "same_draft": _later("Something changed since the page was shown. Load it again, look it over, repeat the step."),
    "self_overdue": _later("The self-assessment is not overdue yet: wait for its due date and the days of grace."),
    "confirmed_basis": _later("Confirm that you go on: with the self-assessment that was sent, or without one."),
    "comment": _later("Write a comment: the person reads it, and it is kept."),
    "new_due_date": _later("Give a new due date, today or later, and not more than two years ahead."),
    "blind_cycle": _later("Nothing is withheld from you here: there is nothing left to show."),
    "something_sent": _later("No self-assessment was sent, so there is none to show. You can sign off without it."),
    "manager_complete": _later(
        "Some expectations have no rating of yours yet. Rate each; “not observed” counts too, with a reason."
    ),
    "revealed": _later("First have the self-assessment shown, then sign."),
    "manager_reasons": _later(
        "Some ratings need a reason: where you differ from the self-assessment, "
        "where a required expectation is not met, or where something was not observed."
    ),
    "sentences": _later(
        "The two sentences for the committee are too long: at most %(most)s characters.", most=SENTENCES_LENGTH
    ),
    "reason": _later("Write a reason."),
    "other_pin": _later("Choose a version, role or level that differs from the present one and expects something."),
    "no_other_living_review": _later(
        "This person has another review of this role in the cycle. Cancel that one first."
    ),
    "too_long": _later(
        "A text is too long: at most %(words)s characters for words, %(title)s for a title, %(link)s for a link.",
        words=f"{WORDS:,}",
        title=TITLE,
        link=f"{URL:,}",
    ),
    "statement": _later("Write something first."),
    "ask_to_talk": _later("Write something first."),
    "evidence_title": _later("Give the piece of evidence a title."),
    "evidence_content": _later("Give a link, or write a note: one of them is enough."),
    "evidence_url": _later("A link begins with http:// or https:// and names a site."),
}

_CALIBRATION: dict[str, object] = {
    "no_session_in_progress": _later(
        "Its calibration session is in progress. Wait until it is over, or ask a facilitator to send the review back."
    ),
    "session_in_progress": _later("This can be done only while your calibration session on it is in progress."),
    "not_own_report": _later("This is your own report: another facilitator has to do it."),
    "no_direct_line": _later("You are in a direct line with this person: another member has to do it."),
    "not_author_or_signer": _later("You wrote or signed this assessment: another member has to do it."),
    "adjustment_words": _later("An adjustment needs a value, a reason code and a sentence that the person reads."),
    "session_all_signed": _later("Not every review of the session is signed off. It can be locked once all are."),
    "locked_with_its_session": _later("A review is locked together with its whole session, on the session's page."),
    "something_signed": _later("Nothing of this session is signed off yet. It can start once one review is."),
    "two_facilitators": _later("A session needs two facilitators before its votes open. Name another."),
    "calibrated_cycle": _later("This cycle has no calibration, so there is none to waive."),
    "in_no_open_session": _later("It is in a calibration session. Wait until that is locked or dissolved."),
    "calibration_done": _later(
        "Calibration is not over. It can be shared once its session is locked, or HR has waived the calibration."
    ),
}

_RESULT: dict[str, object] = {
    "share_date_reached": _later("The day from which results are shared has not come yet."),
    "share_by_passed": _later("The manager still has time to share it. HR can do so after the last day to share."),
    "note_for_adjustment": _later("The committee changed a value: write a note that explains it."),
    "names_expectations": _later("Choose at least one expectation that it is about."),
    "challenge_once": _later("A result can be challenged once, and this one was. You can still add a statement."),
    "challenge_window_open": _later("The days to challenge are over. You can still add a statement, or ask to talk."),
    "challenge_window_over": _later(
        "The person can still challenge the result. It can be closed when those days are over."
    ),
    "challenge_window_over_or_left": _later(
        "The person can still challenge the result. It can be closed when those days are over, or the person has left."
    ),
    "close_date_passed_or_left": _later(
        "The closing date has not passed. Before it, only a result that was acknowledged or declined can be closed."
    ),
    "reason_for_each_named": _later("Give a reason for each of the challenged expectations."),
    "arbiter_involved": _later("This person had a hand in the review, or it is their own: choose another."),
}

_PEOPLE: dict[str, object] = {
    "unknown_person": _later("Nobody has this id. Compare it with the list of people."),
    "unknown_place": _later("There is no such person, level or manager. Check the ids."),
    "real_people": _later("This graph holds people who are not of the demo: it does not go there."),
    "wrong_password": _later("This is not your present password."),
    "too_short": _later("Use at least %(least)s characters; three or four words are easy to keep.", least=LEAST),
    "like_your_name": _later("It contains your name or sign-in name. Choose another."),
    "too_uniform": _later("It repeats the same few characters. Choose another."),
}

RULES: dict[str, object] = _REVIEW | _CALIBRATION | _RESULT | _PEOPLE
"""What stands in the way and, where it helps, the way out, by the name of the rule in graph.errors.Reason."""


def rule_sentence(reason: Reason) -> str:
    """What stands in the way, for people."""
    known = RULES.get(reason.rule)
    return str(known or _("A rule stands in the way: %(rule)s.", rule=reason.rule.replace("_", " ")))


def refusal(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """One sentence a rule, each once."""
    return tuple(dict.fromkeys(rule_sentence(reason) for reason in reasons))


def refusal_in_one(reasons: Sequence[Reason]) -> str:
    """The same, one sentence after the other as the reader's language sets them."""
    return sentences(refusal(reasons))
