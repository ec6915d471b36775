"""The guards of the workflow's rows: each a pure question that gives the reasons against, none when it is met.

Here stand those of writing and signing; `result_guards` has those of what comes after the signature.
"""

from collections.abc import Mapping
from datetime import datetime

from graph.clock import day_in, day_is_over
from graph.cycle.models import Cycle
from graph.errors import Reason
from graph.review.completeness import Rule, missing_in
from graph.review.enums import Capacity, Party, Recommendation, State
from graph.review.full_review import FullReview
from graph.review.validation import SENTENCES_LENGTH
from graph.workflow.commands import Command
from graph.workflow.days import FARTHEST
from graph.workflow.guard_sets import Guard, GuardSet
from graph.workflow.result_guards import RESULT
from graph.workflow.table import Row
from graph.workflow.visibility import visible_to

WRITING = GuardSet()
_guard = WRITING.guard


def reasons_against(row: Row, now: FullReview, command: Command) -> tuple[Reason, ...]:
    """Every reason why `row` may not be taken, in the order of its guards."""
    return tuple(reason for name in row.guards for reason in GUARDS[name](now, command))


def _completeness_guard(rule: str, party: Party, *rules: Rule) -> None:
    """Judged by what the actor may see: a reason that must be given for a difference would tell of a rating that is
    withheld from them. What they may not see yet, the guard `revealed` keeps them from signing."""

    def ask(now: FullReview, command: Command) -> tuple[Reason, ...]:
        del command
        missing = [one for one in missing_in(visible_to(now), party) if one.rule in rules]
        return (Reason(rule, tuple(one.expectation.id for one in missing)),) if missing else ()

    WRITING.by_rule[rule] = ask


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


WRITING.by_rule["cycle_open"] = _cycle_open


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
    return command.due is not None and now.today <= command.due <= now.today + FARTHEST


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


GUARDS: Mapping[str, Guard] = WRITING.by_rule | RESULT.by_rule
"""Every guard by the name of its rule."""
GUARDS_OF_INPUT = frozenset(WRITING.of_input | RESULT.of_input)
"""Guards about what the actor types: they say nothing before the act."""
