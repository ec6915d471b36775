"""The guards of the workflow's rows: each a pure question that gives the reasons against, none when it is met."""

from collections.abc import Callable
from datetime import datetime, timedelta

from graph.clock import day_in, day_is_over
from graph.cycle.models import Cycle
from graph.errors import Reason
from graph.review.completeness import Rule, missing_in
from graph.review.enums import Action, Capacity, Part, Party, Recommendation, State
from graph.review.full_review import FullReview
from graph.workflow.commands import Command
from graph.workflow.days import challenge_ends, closable_after
from graph.workflow.table import Row
from graph.workflow.visibility import visible_to

SENTENCES_LENGTH = 280
"""Characters of the manager's two sentences."""

FARTHEST_DUE = timedelta(days=731)
"""How far ahead a new due date may lie: what is farther is a slip, and beyond the calendar's end no day is counted."""

OPEN_SESSION = ("set_up", "pre_vote", "in_session")

Guard = Callable[[FullReview, Command], tuple[Reason, ...]]
GUARDS: dict[str, Guard] = {}
GUARDS_OF_INPUT: set[str] = set()
"""Guards about what the actor types: they say nothing before the act."""


def reasons_against(row: Row, now: FullReview, command: Command) -> tuple[Reason, ...]:
    """Every reason why `row` may not be taken, in the order of its guards."""
    return tuple(reason for name in row.guards for reason in GUARDS[name](now, command))


def _guard(rule: str, *, of_input: bool = False) -> Callable[[Callable[[FullReview, Command], bool]], Guard]:
    """Registers a yes-or-no guard under its rule's name; `of_input` where it is about what the actor types."""

    def register(is_met: Callable[[FullReview, Command], bool]) -> Guard:
        def ask(now: FullReview, command: Command) -> tuple[Reason, ...]:
            return () if is_met(now, command) else (Reason(rule),)

        GUARDS[rule] = ask
        if of_input:
            GUARDS_OF_INPUT.add(rule)
        return ask

    return register


def _completeness_guard(rule: str, party: Party, *rules: Rule) -> None:
    """Judged by what the actor may see: a reason that must be given for a difference would tell of a rating that is
    withheld from them. What they may not see yet, the guard `revealed` keeps them from signing."""

    def ask(now: FullReview, command: Command) -> tuple[Reason, ...]:
        del command
        missing = [one for one in missing_in(visible_to(now), party) if one.rule in rules]
        return (Reason(rule, tuple(one.expectation.id for one in missing)),) if missing else ()

    GUARDS[rule] = ask


_completeness_guard("self_complete", Party.SELF, Rule.RATING)
_completeness_guard("self_reasons", Party.SELF, Rule.REASON_NOT_OBSERVED)
_completeness_guard("self_evidence", Party.SELF, Rule.EVIDENCE)
_completeness_guard("manager_complete", Party.MANAGER, Rule.RATING)
_completeness_guard("manager_reasons", Party.MANAGER, Rule.REASON_DIFFERS, Rule.REASON_UNMET, Rule.REASON_NOT_OBSERVED)


def not_open(cycle: Cycle, now: datetime) -> tuple[Reason, ...]:
    """Why nothing can be written in a cycle, with the day on which it opens where that lies ahead."""
    if cycle.is_open(now):
        return ()
    ahead = cycle.state != "closed" and day_in(cycle.time_zone, now) < cycle.opens_on
    return (Reason("cycle_open", (cycle.opens_on.isoformat(),) if ahead else ()),)


def _cycle_open(now: FullReview, command: Command) -> tuple[Reason, ...]:
    del command
    return not_open(now.head.cycle, now.now)


GUARDS["cycle_open"] = _cycle_open


@_guard("something_expected")
def _something_expected(now: FullReview, command: Command) -> bool:
    return bool(now.sheet.all_to_rate)


@_guard("something_rated")
def _something_rated(now: FullReview, command: Command) -> bool:
    rated = [now.sheet.rating(_side(now), e.id) for e in now.sheet.all_to_rate]
    return not rated or any(one and one.value for one in rated)


@_guard("same_draft", of_input=True)
def _same_draft(now: FullReview, command: Command) -> bool:
    stored = now.sheet.assessments.get(_side(now))
    return stored is None or command.draft == stored.draft  # where there is none, a guard before says what lacks


def _side(now: FullReview) -> Party:
    return Party.SELF if now.head.state is State.SELF_DRAFT else Party.MANAGER


@_guard("self_overdue")
def _self_overdue(now: FullReview, command: Command) -> bool:
    head = now.head
    return day_is_over(head.cycle.grace_ends(head.self_due), head.cycle.time_zone, now.now)


@_guard("confirmed_basis", of_input=True)
def _confirmed_basis(now: FullReview, command: Command) -> bool:
    return command.confirm == ("with" if now.head.sent_at else "without")


@_guard("comment", of_input=True)
def _comment(now: FullReview, command: Command) -> bool:
    return bool(command.text_of("comment"))


@_guard("reason", of_input=True)
def _reason(now: FullReview, command: Command) -> bool:
    return bool(command.text_of("reason"))


@_guard("new_due_date", of_input=True)
def _new_due_date(now: FullReview, command: Command) -> bool:
    return command.due is not None and now.today <= command.due <= now.today + FARTHEST_DUE


@_guard("blind_cycle")
def _blind_cycle(now: FullReview, command: Command) -> bool:
    return now.head.cycle.blind and not now.head.revealed


@_guard("something_sent")
def _something_sent(now: FullReview, command: Command) -> bool:
    return now.head.sent_at is not None


@_guard("revealed")
def _revealed(now: FullReview, command: Command) -> bool:
    return not now.head.cycle.blind or now.head.revealed or now.head.sent_at is None


@_guard("sentences", of_input=True)
def _sentences(now: FullReview, command: Command) -> bool:
    return len(command.text_of("sentences")) <= SENTENCES_LENGTH


@_guard("recommendation", of_input=True)
def _recommendation(now: FullReview, command: Command) -> bool:
    if command.recommendation is Recommendation.NEXT:
        return bool(now.head.next_levels)
    return command.recommendation is not None


@_guard("recommendation_reason", of_input=True)
def _recommendation_reason(now: FullReview, command: Command) -> bool:
    return command.recommendation in (None, Recommendation.CONFIRMED) or bool(command.text_of("sentences"))


@_guard("own_name", of_input=True)
def _own_name(now: FullReview, command: Command) -> bool:
    return Capacity.MANAGER in now.edges and now.reader_name.is_called(command.name)


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
    authors = {rating.author.id for (party, _), rating in now.sheet.ratings.items() if party is Party.MANAGER}
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


@_guard("other_pin", of_input=True)
def _other_pin(now: FullReview, command: Command) -> bool:
    head, pin = now.head, command.pin
    target = head.target.id if head.target else ""
    return pin is not None and (pin.version, pin.level, pin.target) != (
        head.framework.version_id,
        head.level.id,
        target,
    )


@_guard("no_other_living_review")
def _no_other_living_review(now: FullReview, command: Command) -> bool:
    return now.role not in now.other_roles


def _window_open(now: FullReview) -> bool:
    ends = challenge_ends(now.head)
    return ends is not None and not day_is_over(ends, now.head.cycle.time_zone, now.now)


def _closable(now: FullReview) -> bool:
    ends = closable_after(now.head)
    return ends is None or day_is_over(ends, now.head.cycle.time_zone, now.now)


def _left(now: FullReview) -> bool:
    return now.leaves_on is not None and now.leaves_on < now.today
