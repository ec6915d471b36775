"""The guards of what comes after the signature: calibrating, sharing, challenging, closing."""

from graph.clock import day_is_over
from graph.review.enums import Action, Capacity, Outcome, Part, Party, State
from graph.review.full_review import FullReview
from graph.review.validation import SENTENCES_LENGTH
from graph.workflow.commands import Command
from graph.workflow.days import FARTHEST, challenge_ends, closable_after
from graph.workflow.guard_sets import GuardSet

RESULT = GuardSet()
_guard = RESULT.guard

OPEN_SESSION = ("set_up", "pre_vote", "in_session")


@_guard("no_session_in_progress")
def _no_session_in_progress(now: FullReview, command: Command) -> bool:
    return not any(session.state == "in_session" for session in now.sheet.sessions)


@_guard("session_in_progress")
def _session_in_progress(now: FullReview, command: Command) -> bool:
    mine = {edge.get("session") for edge in now.edges.values()}
    return any(session.state == "in_session" and session.id in mine for session in now.sheet.sessions)


@_guard("not_own_report")
def _not_own_report(now: FullReview, command: Command) -> bool:
    return Capacity.MANAGER not in now.edges and not now.direct_line


@_guard("no_direct_line")
def _no_direct_line(now: FullReview, command: Command) -> bool:
    return not now.direct_line


@_guard("not_author_or_signer")
def _not_author_or_signer(now: FullReview, command: Command) -> bool:
    written = now.sheet.assessments.get(Party.MANAGER)
    authors = set(written.authors) if written else set()  # also of values that somebody replaced
    signers = {who.id for event in now.events if event.action == Action.SIGN_OFF for who in event.parties}
    return now.actor not in authors | signers


@_guard("adjustment_words", of_input=True)
def _adjustment_words(now: FullReview, command: Command) -> bool:
    named = len(command.expectations) == 1 and now.sheet.rating(Party.MANAGER, command.expectations[0]) is not None
    return named and command.value is not None and bool(command.reason_code) and bool(command.text_of("reason"))


@_guard("session_all_signed", of_input=True)
def _session_all_signed(now: FullReview, command: Command) -> bool:
    """A single review is never locked; the session's lock asks this of all of its reviews."""
    return now.head.state is State.SIGNED_OFF


@_guard("undecided", of_input=True)
def _undecided(now: FullReview, command: Command) -> bool:
    """As the rule before, by the session's lock."""
    return now.sheet.decision is not None


@_guard("decision", of_input=True)
def _decision(now: FullReview, command: Command) -> bool:
    if command.outcome is Outcome.NEXT:
        return bool(now.head.next_levels)
    return command.outcome is not None


@_guard("decision_day", of_input=True)
def _decision_day(now: FullReview, command: Command) -> bool:
    if command.outcome is not Outcome.LATER:
        return True
    return command.later_on is not None and now.today < command.later_on <= now.today + FARTHEST


@_guard("decision_sentence", of_input=True)
def _decision_sentence(now: FullReview, command: Command) -> bool:
    return 0 < len(command.text_of("sentence")) <= SENTENCES_LENGTH


@_guard("calibrated_cycle")
def _calibrated_cycle(now: FullReview, command: Command) -> bool:
    return now.head.cycle.calibration


@_guard("in_no_open_session")
def _in_no_open_session(now: FullReview, command: Command) -> bool:
    return not any(session.state in OPEN_SESSION for session in now.sheet.sessions)


@_guard("calibration_done")
def _calibration_done(now: FullReview, command: Command) -> bool:
    return now.head.state is State.CALIBRATED or not now.head.cycle.calibration


@_guard("share_date_reached")
def _share_date_reached(now: FullReview, command: Command) -> bool:
    return now.today >= now.head.cycle.share_on


@_guard("share_by_passed")
def _share_by_passed(now: FullReview, command: Command) -> bool:
    return day_is_over(now.head.cycle.share_by, now.head.cycle.time_zone, now.now)


@_guard("note_for_adjustment", of_input=True)
def _note_for_adjustment(now: FullReview, command: Command) -> bool:
    return not any(change.standing for change in now.sheet.adjustments) or bool(command.text_of("note"))


@_guard("names_expectations", of_input=True)
def _names_expectations(now: FullReview, command: Command) -> bool:
    to_rate = {e.id for part in Part for e in now.sheet.to_rate(part)}
    return bool(command.expectations) and set(command.expectations) <= to_rate


@_guard("challenge_once")
def _challenge_once(now: FullReview, command: Command) -> bool:
    return not any(words.action == Action.CHALLENGE for words in now.sheet.words)


@_guard("challenge_window_open")
def _challenge_window_open(now: FullReview, command: Command) -> bool:
    return _window_open(now)


@_guard("challenge_window_over")
def _challenge_window_over(now: FullReview, command: Command) -> bool:
    return _closable(now)


@_guard("challenge_window_over_or_left")
def _challenge_window_over_or_left(now: FullReview, command: Command) -> bool:
    return _left(now) or not _window_open(now)


@_guard("close_date_passed_or_left")
def _close_date_passed_or_left(now: FullReview, command: Command) -> bool:
    return _left(now) or _closable(now)


@_guard("reason_for_each_named", of_input=True)
def _reason_for_each_named(now: FullReview, command: Command) -> bool:
    return all(command.text_of(f"reason:{named}") for named in now.head.challenged)


def _window_open(now: FullReview) -> bool:
    ends = challenge_ends(now.head)
    return ends is not None and not day_is_over(ends, now.head.cycle.time_zone, now.now)


def _closable(now: FullReview) -> bool:
    ends = closable_after(now.head)
    return ends is None or day_is_over(ends, now.head.cycle.time_zone, now.now)


def _left(now: FullReview) -> bool:
    return now.leaves_on is not None and now.leaves_on < now.today
