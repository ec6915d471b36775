"""Locking a session: two facilitators confirm the same, and what was locked stays as it was."""

from collections.abc import Callable

import pytest

from graph.calibration import locking
from graph.calibration.outcome import outcome
from graph.calibration.table import SessionState
from graph.errors import Conflict, NotFound, Reason, Refused
from graph.review.enums import Action, Outcome, Part, State, Value
from graph.verification.verify import verify
from graph.workflow.commands import Command
from tests.company import COLLEAGUE, EMPLOYEE, FACILITATOR, HR, MANAGER, MEMBER, SECOND_FACILITATOR, Company


def adjusted(company: Company, review: str, value: Value) -> None:
    named = company.sheet(review, MEMBER).to_rate(Part.CURRENT)[0].id
    words = {"reason": "No test ran yet."}
    company.do(
        review, MEMBER, Action.ADJUST,
        Command(value=value, reason_code="evidence", expectations=(named,), words=words),
    )  # fmt: skip


def test_two_facilitators_confirm_the_same(company: Company) -> None:
    """One alone locks nothing, however often; what is recorded between the two voids the first."""
    one, two = company.bring("rv-lock-a", State.SIGNED_OFF), company.bring("rv-lock-b", State.SIGNED_OFF, COLLEAGUE)
    company.session("session-lock-a", [one, two])
    graph, first, second = company.graph, company.context(FACILITATOR), company.context(SECOND_FACILITATOR)
    company.decide(one)
    covers = outcome(graph, first, "session-lock-a").covers
    with pytest.raises(Refused) as refused:
        locking.confirm(graph, first, "session-lock-a", covers)
    assert refused.value.reasons == (Reason("undecided", (two,)),)
    company.decide(two, outcome=Outcome.LATER)
    now = outcome(graph, first, "session-lock-a")
    for _ in range(2):
        assert locking.confirm(graph, first, "session-lock-a", now.covers) is locking.Confirmed.FIRST
    stands = outcome(graph, second, "session-lock-a")
    assert stands.seq == now.seq + 1  # confirming twice is confirming once
    assert stands.first
    assert (stands.first.by.id, stands.first.covers == stands.covers) == (FACILITATOR, True)
    adjusted(company, one, Value.DEVELOPING)
    with pytest.raises(Conflict):
        locking.confirm(graph, second, "session-lock-a", now.covers)
    moved = outcome(graph, second, "session-lock-a")
    assert moved.first
    assert moved.first.covers != moved.covers
    assert locking.confirm(graph, second, "session-lock-a", moved.covers) is locking.Confirmed.FIRST
    assert outcome(graph, first, "session-lock-a").state is SessionState.IN_SESSION
    assert locking.confirm(graph, first, "session-lock-a", moved.covers) is locking.Confirmed.LOCKED
    locked = outcome(graph, company.context(MEMBER), "session-lock-a")
    assert (locked.state, {each.state for each in locked.people}) == (SessionState.LOCKED, {State.CALIBRATED})
    assert verify(graph).clean


def test_what_was_locked_stays_as_it_was(company: Company) -> None:
    """A later revision makes decisions and changes history; the session's list keeps them, and says so. HR reads it,
    without their own review; strangers find nothing."""
    one = company.bring("rv-lock-c", State.SIGNED_OFF)
    company.session("session-lock-c", [one])
    adjusted(company, one, Value.NOT_YET)
    adjusted(company, one, Value.DEVELOPING)
    with pytest.raises(NotFound):
        outcome(company.graph, company.context(HR), "session-lock-c")
    company.lock("session-lock-c", Outcome.NEXT)
    before = outcome(company.graph, company.context(HR), "session-lock-c").people[0]
    (change,) = before.changes
    assert (change.before, change.value, change.text) == (Value.MEETS, Value.DEVELOPING, "No test ran yet.")
    assert before.decision
    assert (before.decision.value, before.revised) == (Outcome.NEXT, False)
    reopen = Command(words={"reason": "A number was wrong."}, due=company.cycle.closes_on, to=State.MANAGER_DRAFT)
    company.do(one, HR, Action.REOPEN, reopen)
    assert company.sheet(one, HR).decision is None
    after = outcome(company.graph, company.context(HR), "session-lock-c").people[0]
    assert (after.changes, after.decision and after.decision.value) == (before.changes, Outcome.NEXT)
    assert (after.revision, after.revised) == (1, True)
    company.do(one, HR, Action.CANCEL, Command(words={"reason": "Moved to another house."}))
    (cancelled,) = outcome(company.graph, company.context(HR), "session-lock-c").people
    assert (cancelled.cancelled, cancelled.changes) == (True, before.changes)
    for stranger in (EMPLOYEE, MANAGER):
        with pytest.raises(NotFound):
            outcome(company.graph, company.context(stranger), "session-lock-c")


def test_what_was_marked_as_locked_is_verified(company: Company, ask: Callable[..., object]) -> None:
    """The marks that the outcome is read by say what the events say, also once a later revision is the current one."""
    one = company.bring("rv-lock-e", State.SIGNED_OFF)
    company.session("session-lock-e", [one])
    adjusted(company, one, Value.NOT_YET)
    adjusted(company, one, Value.DEVELOPING)
    company.lock("session-lock-e", Outcome.NEXT)
    in_session = "(:Session {id: 'session-lock-e'})"
    for marked, before in (
        (f"MATCH (one:Decision)-[:DECIDED_IN]->{in_session} SET one.locked", "true"),
        (f"MATCH (one:Adjustment {{standing: true}})-[:DECIDED_IN]->{in_session} SET one.locked", "true"),
        (f"MATCH (one:Adjustment {{standing: false}})-[:DECIDED_IN]->{in_session} SET one.locked", "null"),
        (f"MATCH {in_session}-[one:COVERS]->() SET one.locked_revision", "1"),
        ("MATCH (one:Review {id: 'rv-lock-e'}) SET one.ratings_changed", "1"),
    ):
        assert verify(company.graph).clean
        ask("write", "", f"{marked} = {'null' if before != 'null' else 'true'}")
        assert not verify(company.graph).clean, marked
        ask("write", "", f"{marked} = {before}")
    reopen = Command(words={"reason": "A number was wrong."}, due=company.cycle.closes_on, to=State.MANAGER_DRAFT)
    company.do(one, HR, Action.REOPEN, reopen)
    assert verify(company.graph).clean


def test_a_lock_needs_the_other_facilitator_to_be_there(company: Company, ask: Callable[..., object]) -> None:
    one = company.bring("rv-lock-d", State.SIGNED_OFF)
    company.session("session-lock-d", [one])
    company.decide(one)
    ask("write", "", "MATCH (p:Person {id: $id}) SET p.leaves_on = '2026-01-02'", id=SECOND_FACILITATOR)
    first = company.context(FACILITATOR)
    with pytest.raises(Refused) as refused:
        locking.confirm(company.graph, first, "session-lock-d", outcome(company.graph, first, "session-lock-d").covers)
    assert refused.value.reasons == (Reason("second_facilitator"),)
