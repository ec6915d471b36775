"""Who may see and do what: pure rules, closed by default.

What somebody is to a review (their capacities) is found in the graph, in the statement of the act; these rules say
what follows from it. Nobody has another capacity on their own review.
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from graph.review.enums import OWN, RESULT_VISIBLE, SIGNED, Capacity, Party, State
from graph.workflow.action_declaration import EmployeeReads
from graph.workflow.actions import DECLARATIONS

_IN_MANAGERS_HANDS = frozenset({State.SELF_SUBMITTED, State.MANAGER_DRAFT})


class Permission(StrEnum):
    """What can be asked for beside the actions of the workflow."""

    READ_REVIEW = "read_review"
    READ_RESULT = "read_result"
    READ_HISTORY = "read_history"
    READ_COMMITTEE_REPORT = "read_committee_report"
    READ_EMPLOYEE_REPORT = "read_employee_report"
    READ_BLANK_REPORT = "read_blank_report"
    VERIFY_REPORT = "verify_report"
    READ_CONTENT_HASH = "read_content_hash"
    ADD_EVIDENCE = "add_evidence"
    ASK_TO_TALK = "ask_to_talk"
    WRITE_STATEMENT = "write_statement"


@dataclass(frozen=True)
class Ruling:
    """Whether something is allowed; if not, whose right it needs."""

    allowed: bool
    whose: str = ""


C = Capacity
_COMMITTEE = frozenset({C.MEMBER, C.FACILITATOR})
_ONCE_SHARED = frozenset({C.DOTTED, C.FORMER_EMPLOYEE})
_EVER = frozenset(State)

_GRANTS: dict[Permission, tuple[tuple[Capacity, frozenset[State]], ...]] = {
    Permission.READ_REVIEW: (
        (C.EMPLOYEE, _EVER),
        (C.MANAGER, _EVER),
        (C.HR_ADMIN, _EVER),
        (C.MEMBER, SIGNED),
        (C.FACILITATOR, SIGNED),
        (C.ARBITER, frozenset({State.CHALLENGED})),
        (C.DOTTED, RESULT_VISIBLE),
        (C.FORMER_EMPLOYEE, RESULT_VISIBLE),
    ),
    Permission.READ_RESULT: (
        (C.EMPLOYEE, RESULT_VISIBLE),
        (C.MANAGER, SIGNED),
        (C.HR_ADMIN, SIGNED),
        (C.ARBITER, frozenset({State.CHALLENGED})),
        (C.DOTTED, RESULT_VISIBLE),
        (C.FORMER_EMPLOYEE, RESULT_VISIBLE),
    ),
    Permission.READ_HISTORY: (
        (C.EMPLOYEE, _EVER),
        (C.MANAGER, _EVER),
        (C.HR_ADMIN, _EVER),
        (C.AUDITOR, _EVER),
        (C.ARBITER, frozenset({State.CHALLENGED})),
    ),
    Permission.READ_COMMITTEE_REPORT: (
        (C.MANAGER, SIGNED),
        (C.HR_ADMIN, SIGNED),
        (C.MEMBER, SIGNED),
        (C.FACILITATOR, SIGNED),
        (C.ARBITER, frozenset({State.CHALLENGED})),
    ),
    Permission.READ_EMPLOYEE_REPORT: (
        (C.EMPLOYEE, RESULT_VISIBLE),
        (C.MANAGER, SIGNED),
        (C.HR_ADMIN, SIGNED),
        (C.DOTTED, RESULT_VISIBLE),
        (C.FORMER_EMPLOYEE, RESULT_VISIBLE),
    ),
    Permission.READ_BLANK_REPORT: ((C.EMPLOYEE, _EVER), (C.MANAGER, _EVER)),
    Permission.VERIFY_REPORT: (
        *((capacity, _EVER) for capacity in (C.EMPLOYEE, C.MANAGER, C.HR_ADMIN, C.MEMBER, C.FACILITATOR, C.AUDITOR)),
        (C.ARBITER, frozenset({State.CHALLENGED})),  # whoever may download a report may check it
        (C.DOTTED, RESULT_VISIBLE),
    ),
    Permission.READ_CONTENT_HASH: (  # without any words it confirms guessed ratings
        *((capacity, _EVER) for capacity in (C.MANAGER, C.HR_ADMIN, C.MEMBER, C.FACILITATOR, C.AUDITOR)),
        (C.ARBITER, frozenset({State.CHALLENGED})),
        *((capacity, RESULT_VISIBLE) for capacity in (C.EMPLOYEE, C.DOTTED)),
    ),
    Permission.ADD_EVIDENCE: ((C.EMPLOYEE, frozenset({State.ASSIGNED, State.SELF_DRAFT})),),
    Permission.ASK_TO_TALK: ((C.EMPLOYEE, RESULT_VISIBLE - {State.CLOSED}),),
    Permission.WRITE_STATEMENT: ((C.EMPLOYEE, RESULT_VISIBLE - {State.CLOSED}),),
}


def decide(permission: Permission, capacities: Set[Capacity], state: State) -> Ruling:
    """Whether somebody with `capacities` on a review in `state` has `permission`; nothing is granted by default."""
    grants = _GRANTS.get(permission, ())
    if any(capacity in capacities and state in states for capacity, states in grants):
        return Ruling(allowed=True)
    return Ruling(allowed=False, whose=", ".join(sorted({capacity.value for capacity, _ in grants})))


def visible_parties(capacities: Set[Capacity], state: State, *, blind: bool, revealed: bool) -> frozenset[Party]:
    """Whose ratings somebody with `capacities` may see: drafts stay with their author, the sent self-assessment
    goes to the manager at once or after reveal, both sides to the committee once signed and to the employee once
    shared."""
    seen: set[Party] = set()
    if Capacity.EMPLOYEE in capacities:
        seen |= {Party.SELF, Party.SENT}
        if state in RESULT_VISIBLE:
            seen.add(Party.MANAGER)
    if Capacity.MANAGER in capacities:
        seen |= {Party.MANAGER, Party.BLIND}
        if state in SIGNED or (state in _IN_MANAGERS_HANDS and (revealed or not blind)):
            seen.add(Party.SENT)
    signed_readers = _COMMITTEE | {Capacity.HR_ADMIN}
    if (
        (capacities & signed_readers and state in SIGNED)
        or (Capacity.ARBITER in capacities and state is State.CHALLENGED)
        or (capacities & _ONCE_SHARED and state in RESULT_VISIBLE)
    ):
        seen |= {Party.SENT, Party.MANAGER}
    return frozenset(seen)


def sees_adjustments(capacities: Set[Capacity], state: State) -> bool:
    """Whether the committee's changes and decisions are shown: to the employee and dotted lines only once shared."""
    if capacities & (_COMMITTEE | {Capacity.MANAGER, Capacity.HR_ADMIN, Capacity.ARBITER}):
        return True
    return state in RESULT_VISIBLE


def sees_recommendation(capacities: Set[Capacity], state: State, *, decides: bool) -> bool:
    """Whether the manager's recommendation is shown: it is for who decides; the employee and dotted lines read the
    outcome, which it is only where no committee calibrated the review."""
    if capacities & (_COMMITTEE | {Capacity.MANAGER, Capacity.HR_ADMIN, Capacity.ARBITER}):
        return True
    return decides and state in RESULT_VISIBLE


def sees_words(capacities: Set[Capacity], state: State, action: str) -> bool:
    """Whether the words of `action` are shown to somebody with `capacities`; those of an unknown action are not."""
    if capacities & {Capacity.MANAGER, Capacity.HR_ADMIN, Capacity.ARBITER}:
        return True
    declared = DECLARATIONS.get(action)
    if declared is None:
        return False
    if capacities & OWN:
        reads = declared.employee_reads
        return reads is EmployeeReads.ALWAYS or (reads is EmployeeReads.ONCE_SHARED and state in RESULT_VISIBLE)
    return bool(capacities & _COMMITTEE) and declared.committee_reads
