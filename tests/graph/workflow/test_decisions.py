"""Rows 27 and 28 of the workflow table: what a committee decides of a level, and when that is history."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.calibration import locking, setting_up
from graph.calibration import service as calibration
from graph.calibration.candidates import candidates
from graph.calibration.changing import take_out
from graph.calibration.outcome import outcome
from graph.calibration.table import SessionAction
from graph.errors import Forbidden, Refused
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, Outcome, State
from graph.text import Text
from graph.verification.verify import verify
from graph.workflow.commands import Command
from tests.company import (
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    SECOND_FACILITATOR,
    Company,
)
from tests.graph.workflow.test_table import refuses


def test_27_28_a_decision_keeps_the_state_and_the_next_one_replaces_it(company: Company) -> None:
    review = company.bring("rv-27", State.SIGNED_OFF)
    other = company.bring("rv-27-b", State.SIGNED_OFF, COLLEAGUE)
    session = company.session("session-27", [review, other])
    said = {"sentence": "Ready once the launch is through."}
    today = company.now.date()
    too_far = today + timedelta(days=732)
    refuses(company, review, MEMBER, Action.DECIDE, "decision", "decision_sentence")
    for day in (None, today, too_far):
        refuses(company, review, MEMBER, Action.DECIDE, "decision_day", outcome=Outcome.LATER, later_on=day, words=said)
    long = {"sentence": "x" * 281}
    refuses(company, review, MEMBER, Action.DECIDE, "decision_sentence", outcome=Outcome.BELOW, words=long)
    for stranger in (MANAGER, HR, EMPLOYEE):
        with pytest.raises(Forbidden):
            company.do(review, stranger, Action.DECIDE, Command(outcome=Outcome.NEXT, words=said))
    later = Command(outcome=Outcome.LATER, later_on=today + timedelta(days=60), words=said)
    assert company.do(review, MEMBER, Action.DECIDE, later).state is State.SIGNED_OFF
    company.do(review, FACILITATOR, Action.DECIDE, replace(later, outcome=Outcome.NEXT))
    sheet = company.sheet(review, MEMBER)
    assert [(one.value, one.later_on, one.by.id, one.standing) for one in sheet.decisions] == [
        (Outcome.LATER, today + timedelta(days=60), MEMBER, False),
        (Outcome.NEXT, None, FACILITATOR, True),
    ]
    assert sheet.decision
    assert sheet.decision == sheet.decisions[1]
    assert sheet.decision.text == said["sentence"]
    covered = calibration.session(company.graph, company.context(MEMBER), session).reviews
    assert {one.review.id: one.decision for one in covered} == {review: sheet.decision, other: None}
    assert company.sheet(review, EMPLOYEE).decisions == ()
    company.do(review, FACILITATOR, Action.SEND_BACK, Command(words={"reason": "One row is missing."}))
    assert company.sheet(review, MANAGER).decision is None
    company.sign(review)
    facilitator = company.context(FACILITATOR)
    covers = outcome(company.graph, facilitator, session).covers
    with pytest.raises(Refused) as refused:
        locking.confirm(company.graph, facilitator, session, covers)
    (reason,) = refused.value.reasons
    assert (reason.rule, set(reason.about)) == ("undecided", {review, other})
    company.decide(review)
    company.decide(other)
    assert company.lock(session) == 2


def test_an_act_goes_by_the_seat_in_the_session_in_progress(company: Company) -> None:
    """Also of somebody who sat in the session that was locked before, in another seat."""
    review = company.bring("rv-seats", State.SIGNED_OFF)
    company.lock(company.session("session-before", [review]))
    again = Command(words={"reason": "Once more."}, due=company.now.date(), to=State.MANAGER_DRAFT)
    company.do(review, HR, Action.REOPEN, again)
    company.sign(review)
    seats = {MEMBER: "facilitator", FACILITATOR: "member", SECOND_FACILITATOR: "facilitator"}
    new = setting_up.NewSession("session-after", Text("After", "之后"), company.now.date(), (review,), seats)
    setting_up.create(company.graph, company.context(HR), new, "test")
    calibration.move(company.graph, company.context(MEMBER), "session-after", SessionAction.START)
    company.decide(review, MEMBER)
    company.decide(review, FACILITATOR)
    made = company.sheet(review, HR).decisions
    assert sorted(one.session for one in made) == ["session-after", "session-after", "session-before"]
    assert [(one.by.id, one.session) for one in made if one.standing] == [(FACILITATOR, "session-after")]


def test_27_28_a_decision_is_history_once_its_session_is_not_in_force(company: Company) -> None:
    """Taken out, or dissolved: then another session decides; and nobody decides over their own line."""
    out, stays = company.bring("rv-28", State.SIGNED_OFF), company.bring("rv-28-stays", State.SIGNED_OFF, COLLEAGUE)
    company.session("session-28", [out, stays])
    for review in (out, stays):
        company.decide(review)
    hr = company.context(HR)
    now = candidates(company.graph, hr, session="session-28").session
    assert now
    assert take_out(company.graph, hr, now, [out], "On leave.", relied_on="test")
    assert company.sheet(out, HR).decision is None
    assert company.sheet(stays, HR).decision
    calibration.move(company.graph, company.context(FACILITATOR), "session-28", SessionAction.DISSOLVE, "Not needed.")
    assert [one.standing for one in company.sheet(stays, HR).decisions] == [False]
    company.session("session-28-b", [out])
    company.decide(out, MEMBER)
    assert verify(company.graph).clean
    line = Placement(MEMBER, HIRED + timedelta(days=90), manager=EMPLOYEE)
    people.place(company.graph, company.context("system"), [line], relied_on="test")
    words = {"sentence": "Fits."}
    refuses(company, out, MEMBER, Action.DECIDE, "no_direct_line", outcome=Outcome.CONFIRMED, words=words)
