"""The sentence of each rule that can refuse something."""

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later
from wtforms.form import BaseForm

from graph.errors import Reason, Refused
from graph.review.validation import SENTENCES_LENGTH, TITLE, URL, WORDS
from webapp.i18n import day, listed, sentences
from webapp.people_refusals import ABOUT_PEOPLE, PEOPLE

_REVIEW: dict[str, object] = {
    "cycle_open": _later("The cycle is not open. Ask HR if this still has to be done."),
    "something_expected": _later(
        "Nothing is expected at this level, so there is nothing to rate. Ask HR to move the review to another "
        "level, or to cancel it."
    ),
    "something_rated": _later("Nothing is rated yet. Rate at least one expectation first."),
    "self_complete": _later(
        "Some expectations have no rating yet. Rate each one; “not observed” counts too, with a reason."
    ),
    "self_reasons": _later("Give a reason wherever you chose “not observed”."),
    "self_evidence": _later("Some ratings need evidence. Add a link or a note; a note is enough."),
    "same_draft": _later("Something changed after this page was shown. Reload it, check it and try again."),
    "self_overdue": _later(
        "The self-assessment is not overdue yet. Wait until its due date and the grace period have passed."
    ),
    "confirmed_basis": _later(
        "Confirm that you want to proceed, with the self-assessment that was submitted or without one."
    ),
    "comment": _later("Write a comment. The employee reads it, and it is kept."),
    "new_due_date": _later("Enter a new due date: today or later, and no more than two years ahead."),
    "blind_cycle": _later("You can already see everything here. There is nothing left to show."),
    "something_sent": _later(
        "No self-assessment was submitted, so there is none to show. You can sign off without it."
    ),
    "manager_complete": _later(
        "You have not rated some expectations yet. Rate each one; “not observed” counts too, with a reason."
    ),
    "revealed": _later("Show the self-assessment before you sign off."),
    "manager_reasons": _later(
        "Some ratings need a reason: where you differ from the self-assessment, "
        "where a required expectation is not met, and where you chose “not observed”."
    ),
    "recommendation": _later("Choose what you recommend for the level. Above the highest one there is none to reach."),
    "recommendation_reason": _later(
        "Write a sentence: why not the current level? It is not needed where you confirm the level."
    ),
    "sentences": _later("The two sentences are too long: at most %(most)s characters.", most=SENTENCES_LENGTH),
    "ended": _later("This review has not ended: its words are still in use."),
    "own_name": _later("Sign with your name as it stands in your account."),
    "reason": _later("Enter a reason."),
    "other_pin": _later("Choose a version, role or level that differs from the current one and has expectations."),
    "no_other_living_review": _later(
        "This person has another review of this role in the cycle. Cancel that one first."
    ),
    "too_long": _later(
        "This text is too long. The limits are %(words)s characters for a text, %(title)s for a "
        "title and %(link)s for a link.",
        words=f"{WORDS:,}",
        title=TITLE,
        link=f"{URL:,}",
    ),
    "statement": _later("Enter some text first."),
    "ask_to_talk": _later("Enter some text first."),
    "evidence_title": _later("Enter a title for this evidence."),
    "evidence_content": _later("Add a link or write a note. One of them is enough."),
    "evidence_url": _later("A link must start with https:// or http:// and name a website."),
}

_CALIBRATION: dict[str, object] = {
    "no_session_in_progress": _later(
        "The calibration session is in progress. Wait until it ends, or ask a facilitator to send the review back."
    ),
    "session_in_progress": _later("You can do this only while your calibration session is in progress."),
    "not_own_report": _later("This person reports to you. Another facilitator has to do this."),
    "no_direct_line": _later(
        "You and this person are in a direct reporting line. Another committee member has to do this."
    ),
    "not_author_or_signer": _later("You wrote or signed this assessment. Another committee member has to do this."),
    "vote_on_oneself": _later("Nobody votes on themselves."),
    "vote_in_line": _later(
        "You and this person are in a direct reporting line, or a dotted one, so you have no vote on them. You can "
        "vote on everybody else."
    ),
    "vote_of_author": _later(
        "You wrote or signed this assessment, so you have no vote on this person. You can vote on everybody else."
    ),
    "adjustment_words": _later("An adjustment needs a value, a reason code and a sentence for the employee."),
    "session_all_signed": _later(
        "Some reviews in the session are not signed off. The session can be locked once all of them are."
    ),
    "undecided": _later(
        "Some reviews in the session have no decision on the level. The session can be locked once all of them do."
    ),
    "decision": _later("Choose what is decided on the level. Above the highest one there is none to reach."),
    "decision_day": _later("Enter the day until which the decision is left open: after today, within two years."),
    "decision_sentence": _later(
        "Write a sentence for the employee, of at most %(most)s characters: they read it with the result.",
        most=SENTENCES_LENGTH,
    ),
    "locked_with_its_session": _later("A review can only be locked together with its whole session."),
    "something_signed": _later("No review in this session is signed off yet. The session can start once one is."),
    "nothing_changed": _later("Nothing was done with a review that you can read since the newest pack."),
    "two_facilitators": _later("A session needs two facilitators, as two lock it together. Name another one."),
    "second_facilitator": _later(
        "No other facilitator is there to confirm. Ask an HR admin to seat another one in this session."
    ),
    "facilitates_it": _later(
        "You facilitate this session, and who gives one of the two confirmations does not choose who gives the other. "
        "Another HR admin has to do this."
    ),
    "seat_of_oneself": _later("Nobody seats themselves. Choose somebody else, or ask another HR admin."),
    "seated_another": _later(
        "This person seated a facilitator of this session, and who gives one of the two confirmations does not choose "
        "who gives the other. Choose somebody else."
    ),
    "calibrated_cycle": _later("This cycle has no calibration, so there is none to waive."),
    "in_no_open_session": _later(
        "This review is in a calibration session. Wait until the session is locked or dissolved."
    ),
    "calibration_done": _later(
        "Calibration is not finished. The result can be shared once the session is locked, or once "
        "HR has waived the calibration."
    ),
}

_DATES: dict[str, object] = {
    "opens_on": _later("the opening day"),
    "self_due": _later("the self-assessment’s due date"),
    "manager_due": _later("the manager’s due date"),
    "share_on": _later("the first day to share"),
    "share_by": _later("the last day to share"),
    "closes_on": _later("the closing day"),
}
"""What a sentence calls the days of a cycle."""

_SET_UP: dict[str, object] = {
    "same_email": _later("The second HR admin is somebody else, with an email address of their own."),
    "same_person": _later("The second HR admin is somebody else, with an ID of their own."),
    "second_review": _later(
        "Somebody would have two reviews of the same role in one cycle. Cancel the other one first, or leave this one "
        "out."
    ),
    "nothing_expected": _later(
        "Nothing is expected at this level, so there is nothing to review. Choose another level or role, or cancel the "
        "review."
    ),
    "draft_version": _later("This framework version is a draft. Publish it first, or choose a published one."),
    "no_manager": _later("Somebody has no manager today. Record one first, or leave them out."),
    "cycle_name": _later("Give the cycle a name, in English, in Chinese or in both."),
    "no_version": _later("Choose at least one framework version."),
    "two_versions": _later("Choose one version of each framework."),
    "unknown_choice": _later("Something you chose is no longer there. Choose again."),
    "unknown_people": _later("Nobody has these IDs or email addresses. Correct or remove them."),
    "date_past": _later("This day is over. Choose a later one."),
    "too_many_days": _later("Enter a number of days from 0 to 90."),
    "cycle_closed": _later("This cycle is closed, so nobody can be added. Reopen one of its reviews first."),
    "opening_under_way": _later("The cycle is being opened already. Wait until that is done, or cancel it."),
    "cycle_not_open": _later("Only dates of an open cycle can be moved."),
    "not_later": _later("Dates can only be moved to later ones. Choose a later day."),
    "past_due": _later("Nobody is expected to write here any more, so there is no due date to move."),
    "own_review": _later("This concerns you yourself. Another HR admin has to do it."),
    "own_line": _later(
        "A direct report of yours, or your manager, is in this session. Somebody else has to dissolve it."
    ),
    "seats_over_line": _later(
        "A direct report of yours, or your manager, is in this session. Another HR admin has to seat somebody in it."
    ),
    "moved": _later("Somebody changed this review at the same moment. Try it again."),
    "not_in_state": _later("The review is in a state in which this cannot be done."),
    "nobody_to_remind": _later("This waits for neither the employee nor the manager, so there is nobody to remind."),
    "holder_left": _later("The person whom this waits for has left. The cycle’s page says what helps."),
    "holder_without_account": _later("The person whom this waits for cannot sign in yet. Invite them first."),
    "date_order": _later("The dates are not in order."),
    "living_reviews": _later(
        "Some reviews in this cycle are neither closed nor cancelled. Finish or cancel them before you close the cycle."
    ),
    "unknown_review": _later("There is no such review. Check the IDs."),
    "in_other_session": _later(
        "A review is already in another open session. Dissolve or lock that session first, or leave the review out."
    ),
    "session_name": _later("Give the session a name, in English, in Chinese or in both."),
    "no_facilitator": _later("A session needs a facilitator to be set up. Name one."),
    "no_review": _later("Nobody is in the session. Choose at least one person."),
    "last_review": _later("Nobody would be left in the session. Dissolve it instead."),
    "past_calibration": _later(
        "A review can no longer be calibrated, or its cycle has no calibration. Leave it out, or reopen it first."
    ),
    "seat_conflict": _later(
        "Somebody would sit over their own review, or over that of their direct report or manager. Leave that "
        "member or that review out."
    ),
}

_ABOUT: dict[str, Callable[[tuple[str, ...]], str]] = ABOUT_PEOPLE | {
    "second_review": lambda about: str(
        _("%(person)s: the other review is %(reviews)s.", person=about[0], reviews=listed(about[1:]))
    ),
    "in_other_session": lambda about: str(_("%(review)s is in %(session)s.", review=about[0], session=about[1])),
    "seat_conflict": lambda about: str(_("%(person)s cannot sit over %(review)s.", person=about[0], review=about[1])),
}
"""What is said after the sentence of a rule, where it names what it concerns in pairs."""
_LISTED = frozenset(
    {
        "several_people",
        "living_reviews", "nothing_expected", "unknown_review", "past_calibration", "unknown_person", "draft_version",
        "no_manager", "unknown_choice", "unknown_people", "holder_left", "holder_without_account",
    }
)  # fmt: skip
"""Rules after which the ids of what they concern are listed."""

_RESULT: dict[str, object] = {
    "share_date_reached": _later("The date from which results can be shared has not come yet."),
    "share_by_passed": _later(
        "The manager still has time to share the result. HR can share it once the last day to share has passed."
    ),
    "note_for_adjustment": _later("The committee changed a rating. Write a note that explains it."),
    "names_expectations": _later("Choose at least one expectation to challenge."),
    "challenge_once": _later(
        "A result can be challenged only once, and this one already has been. You can still add a statement."
    ),
    "challenge_window_open": _later("The challenge period is over. You can still add a statement or ask to talk."),
    "challenge_window_over": _later(
        "The employee can still challenge the result. The review can be closed when the challenge period is over."
    ),
    "challenge_window_over_or_left": _later(
        "The employee can still challenge the result. The review can be closed when the challenge "
        "period is over or the employee has left."
    ),
    "close_date_passed_or_left": _later(
        "The closing date has not passed. Until then, a review can be closed only if its result was "
        "acknowledged or declined."
    ),
    "reason_for_each_named": _later("Enter a reason for each challenged expectation."),
    "arbiter_involved": _later("This person took part in the review, or it is their own. Choose somebody else."),
}

RULES: dict[str, object] = _REVIEW | _CALIBRATION | _SET_UP | _RESULT | PEOPLE
"""What stands in the way and, where it helps, the way out, by the name of the rule in graph.errors.Reason."""


def rule_sentence(reason: Reason) -> str:
    """What stands in the way, for people."""
    if reason.rule == "cycle_open" and reason.about:
        opens = day(reason.about[0])
        return str(_("The cycle opens on %(day)s. Until then nothing can be saved or submitted.", day=opens))
    if reason.rule == "no_hr_admin" and reason.about:
        first = day(reason.about[0])
        return str(_("From %(day)s on nobody would be an HR admin. Make somebody else one first.", day=first))
    if reason.rule == "date_order" and len(reason.about) > 1:
        return str(_("This day is before %(before)s. Choose a later one.", before=_DATES[reason.about[1]]))
    known = RULES.get(reason.rule)
    sentence = str(known or _("A rule does not allow this: %(rule)s.", rule=reason.rule.replace("_", " ")))
    return sentences((sentence, about)) if (about := _about(reason)) else sentence


def _about(reason: Reason) -> str:
    if not reason.about:
        return ""
    if reason.rule in _ABOUT:
        return _ABOUT[reason.rule](reason.about)
    return str(_("That is: %(ids)s.", ids=listed(reason.about))) if reason.rule in _LISTED else ""


def refusal(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """One sentence a rule, each once."""
    return tuple(dict.fromkeys(rule_sentence(reason) for reason in reasons))


def refusal_in_one(reasons: Sequence[Reason]) -> str:
    """The same, one sentence after the other as the reader's language sets them."""
    return sentences(refusal(reasons))


def put_on_form(
    refused: Refused,
    form: BaseForm,
    field_of_rule: Mapping[str, str],
    *,
    other: str = "",
    sentence_of: Callable[[Reason], str] = rule_sentence,
) -> None:
    """Puts each reason beside the field that its rule is about, else beside `other`; '' stands for above the form."""
    for reason in refused.reasons:
        name, sentence = field_of_rule.get(reason.rule, other), sentence_of(reason)
        if name and name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            form.form_errors.append(sentence)
