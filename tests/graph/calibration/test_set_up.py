"""Setting up a session: who may not sit over whom, and that no review is in two that are open."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from graph.calibration import service, setting_up
from graph.calibration.candidates import candidates
from graph.calibration.setting_up import NewSession
from graph.calibration.table import SessionAction
from graph.errors import Reason, Refused
from graph.people import service as people
from graph.people.absence import Absence, set_absences
from graph.people.models import Placement
from graph.review.enums import Action, State
from graph.text import Text
from graph.workflow.commands import Command
from tests.company import (
    AUDITOR,
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SECOND_FACILITATOR,
    Company,
)

SEATS = {MEMBER: "member", FACILITATOR: "facilitator", SECOND_FACILITATOR: "facilitator"}


def create(company: Company, name: str, reviews: Sequence[str], seats: Mapping[str, str] = SEATS) -> bool:
    new = NewSession(name, Text("Autumn", "秋季"), company.now.date(), tuple(reviews), seats)
    return setting_up.create(company.graph, company.context(HR), new, "test")


def refused(company: Company, reviews: Sequence[str], seats: Mapping[str, str] = SEATS) -> set[Reason]:
    with pytest.raises(Refused) as refusal:
        create(company, "not-to-be", reviews, seats)
    return set(refusal.value.reasons)


def move(company: Company, session: str, action: SessionAction, reason: str = "") -> None:
    service.move(company.graph, company.context(FACILITATOR), session, action, reason)


def test_a_review_is_in_one_open_session(company: Company) -> None:
    one, other = company.bring("rv-s1", State.SIGNED_OFF), company.bring("rv-s2", State.SELF_DRAFT, COLLEAGUE)
    assert create(company, "first", [one])
    assert not create(company, "first", [one, other]), "the same id is the same session"
    assert refused(company, [one, other]) == {Reason("in_other_session", (one, "first"))}
    assert create(company, "second", [other])
    move(company, "first", SessionAction.DISSOLVE, "Set up twice.")
    assert create(company, "third", [one])


def test_nobody_sits_over_their_own_review_their_report_or_their_manager(company: Company) -> None:
    own, of_manager = company.bring("rv-s3", State.ASSIGNED), company.bring("rv-s4", State.ASSIGNED, MANAGER)
    for seat, review in ((EMPLOYEE, own), (MANAGER, own), (MANAGER, of_manager), (HEAD, of_manager), (COLLEAGUE, "")):
        reviews, seats = [own, of_manager], {**SEATS, seat: "member"}
        if seat == COLLEAGUE:  # who shares a manager with the employee reports to one whose review is covered
            assert refused(company, reviews, seats) == {Reason("seat_conflict", (COLLEAGUE, of_manager))}
        else:
            assert Reason("seat_conflict", (seat, review)) in refused(company, reviews, seats)


def test_what_cannot_be_calibrated_and_who_is_not_there_are_named(company: Company) -> None:
    calibrated, shared = company.bring("rv-s5", State.CALIBRATED), company.bring("rv-s6", State.SHARED)
    cancelled, ready = company.bring("rv-s7", State.CANCELLED), company.bring("rv-s8", State.SIGNED_OFF)
    assert refused(company, [calibrated, shared, cancelled, ready]) == {
        Reason("past_calibration", (calibrated, shared, cancelled))
    }
    set_absences(company.graph, [Absence(AUDITOR, leaves_on=company.now.date() - timedelta(days=1))])
    seats = {**SEATS, "nobody": "member", AUDITOR: "member"}
    expected = {Reason("unknown_review", ("rv-none",)), Reason("unknown_person", (AUDITOR, "nobody"))}
    assert refused(company, [ready, "rv-none"], seats) == expected
    set_absences(company.graph, [Absence(AUDITOR)])


def test_of_two_set_up_at_once_one_is_refused(company: Company) -> None:
    for turn in range(6):
        review, gate = company.bring(f"rv-once-{turn}", State.SIGNED_OFF), Barrier(2)

        def call(caller: int, review: str = review, gate: Barrier = gate) -> bool:
            gate.wait()
            try:
                return create(company, f"{review}-{caller}", [review])
            except Refused:
                return False

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(call, range(2))) == [False, True]


def test_who_became_the_manager_meanwhile_keeps_the_votes_closed(company: Company) -> None:
    review = company.bring("rv-s9", State.SIGNED_OFF, COLLEAGUE)
    create(company, "moving", [review])
    for manager, open_to in ((MEMBER, False), (OTHER_MANAGER, True)):
        line = Placement(COLLEAGUE, HIRED + timedelta(days=90), manager=manager)
        people.place(company.graph, company.context("system"), [line], relied_on="test")
        if open_to:
            move(company, "moving", SessionAction.OPEN_VOTES)
        else:
            for action in (SessionAction.OPEN_VOTES, SessionAction.START):
                with pytest.raises(Refused) as refusal:
                    move(company, "moving", action)
                assert refusal.value.reasons == (Reason("seat_conflict", (MEMBER, review)),)


def test_who_came_to_report_to_somebody_reviewed_keeps_the_votes_closed(company: Company) -> None:
    review = company.bring("rv-s12", State.ASSIGNED, MANAGER)
    create(company, "above", [review])
    line = Placement(MEMBER, HIRED + timedelta(days=90), manager=MANAGER)
    people.place(company.graph, company.context("system"), [line], relied_on="test")
    with pytest.raises(Refused) as refusal:
        move(company, "above", SessionAction.OPEN_VOTES)
    assert refusal.value.reasons == (Reason("seat_conflict", (MEMBER, review)),)


def test_a_cancelled_review_does_not_keep_its_session_open(company: Company) -> None:
    ready, cancelled = company.bring("rv-s10", State.SIGNED_OFF), company.bring("rv-s11", State.SIGNED_OFF)
    create(company, "smaller", [ready, cancelled])
    company.do(cancelled, HR, Action.CANCEL, Command(words={"reason": "Left the company."}))
    move(company, "smaller", SessionAction.START)
    context = company.context(FACILITATOR)
    opened = service.session(company.graph, context, "smaller")
    assert [one.review.id for one in opened.reviews] == [ready]
    assert company.lock("smaller") == 1
    assert company.sheet(ready, HR).head.state is State.CALIBRATED


def test_people_are_looked_for_by_so_many_names_at_most(company: Company) -> None:
    hr, names = company.context(HR), [f"nobody {number}" for number in range(1000)]
    assert candidates(company.graph, hr, typed=["zhang"]).found
    assert not candidates(company.graph, hr, typed=[*names, "zhang"]).found


def test_with_one_facilitator_nothing_starts_that_nobody_could_lock(company: Company) -> None:
    review = company.bring("rv-s13", State.SIGNED_OFF)
    create(company, "alone", [review], {MEMBER: "member", FACILITATOR: "facilitator"})
    for action in (SessionAction.OPEN_VOTES, SessionAction.START):
        with pytest.raises(Refused) as refusal:
            move(company, "alone", action)
        assert refusal.value.reasons == (Reason("two_facilitators"),)
