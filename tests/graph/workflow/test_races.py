"""Who loses a race is refused, and the chain stays whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from graph.errors import Conflict, PlumblineError, Refused
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Part, Party, State, Value
from graph.verification.verify import verify
from graph.workflow import saving, transitions
from graph.workflow.available_actions import read_with_actions
from graph.workflow.commands import Command
from tests.budget import Budget
from tests.company import EMPLOYEE, MANAGER, Company

WRITERS = 8


@pytest.mark.sweep
def test_8_writers_on_one_review_have_exactly_one_winner_each_time(company: Company, budget: Budget) -> None:
    review = company.bring("rv-race", State.SELF_SUBMITTED)
    gate = Barrier(WRITERS)
    seq = company.sheet(review, EMPLOYEE).head.seq

    def write(_: int) -> list[int]:
        won = []
        for turn in range(budget.turns):
            gate.wait()
            action = Action.WITHDRAW if turn % 2 == 0 else Action.SUBMIT
            try:
                command = Command(seq=seq + turn, draft=company.sheet(review, EMPLOYEE).assessments[Party.SELF].draft)
                won.append(transitions.perform(company.graph, company.context(EMPLOYEE), review, action, command).seq)
            except (Conflict, Refused):
                pass
            gate.wait()
        return won

    with ThreadPoolExecutor(WRITERS) as pool:
        wins = [seq for won in pool.map(write, range(WRITERS)) for seq in won]
    assert sorted(wins) == [seq + turn + 1 for turn in range(budget.turns)]
    assert company.sheet(review, EMPLOYEE).head.seq == seq + budget.turns
    assert verify(company.graph).clean


def test_8_writers_on_one_rating_lose_no_update(company: Company) -> None:
    review = company.bring("rv-race-save", State.SELF_DRAFT)
    expectation = company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[0].id

    def write(writer: int) -> int:
        accepted = 0
        for turn in range(20):
            stored = company.sheet(review, EMPLOYEE).rating(Party.SELF, expectation)
            draft = RatingDraft(expectation, stored.version if stored else 0, Value.MEETS, f"{writer} {turn}")
            accepted += saving.save(company.graph, company.context(EMPLOYEE), review, Party.SELF, draft).accepted
        return accepted

    before = company.sheet(review, EMPLOYEE).rating(Party.SELF, expectation)
    with ThreadPoolExecutor(WRITERS) as pool:
        accepted = sum(pool.map(write, range(WRITERS)))
    after = company.sheet(review, EMPLOYEE).rating(Party.SELF, expectation)
    assert before is not None
    assert after is not None
    assert accepted > 0
    assert after.version == before.version + accepted


def test_a_stale_save_changes_nothing_and_brings_what_is_stored(company: Company) -> None:
    review = company.bring("rv-stale", State.SELF_DRAFT)
    expectation = company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[0].id
    draft = RatingDraft(expectation, 1, Value.EXCEEDS, "the newer words")
    context = company.context(EMPLOYEE)
    assert saving.save(company.graph, context, review, Party.SELF, draft).accepted
    stale = saving.save(company.graph, context, review, Party.SELF, RatingDraft(expectation, 1, Value.NOT_YET, "older"))
    assert not stale.accepted
    assert (stale.version, stale.value, stale.comment) == (2, Value.EXCEEDS, "the newer words")


def test_a_save_cannot_slip_in_beside_a_submit(company: Company) -> None:
    review = company.bring("rv-slip", State.SELF_DRAFT)
    expectation = company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[0].id
    for turn in range(10):
        draft = company.draft_of(review, EMPLOYEE, Party.SELF)
        version = company.sheet(review, EMPLOYEE).rating(Party.SELF, expectation).version  # type: ignore[union-attr]

        def submit(draft: int = draft) -> bool:
            try:
                company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=draft))
            except PlumblineError:
                return False
            return True

        def save(version: int = version, turn: int = turn) -> bool:
            late = RatingDraft(expectation, version, Value.MEETS, f"late {turn}")
            return saving.save(company.graph, company.context(EMPLOYEE), review, Party.SELF, late).accepted

        with ThreadPoolExecutor(2) as pool:
            sent, saved = pool.submit(submit), pool.submit(save)
        assert sent.result() != saved.result()
        if sent.result():
            company.do(review, EMPLOYEE, Action.WITHDRAW)


def test_who_loses_sees_the_present_state(company: Company) -> None:
    review = company.bring("rv-loser", State.MANAGER_DRAFT)
    seq = company.sheet(review, MANAGER).head.seq
    company.sign(review)
    with pytest.raises(Conflict) as lost:
        company.do(review, MANAGER, Action.RETURN, Command(seq=seq))
    assert lost.value.current["state"] == "signed_off"
    assert "recall" in lost.value.current["may"]


def test_a_reading_of_another_review_or_by_another_is_a_mistake_of_ours(company: Company) -> None:
    review, other = (company.bring(name, State.SELF_SUBMITTED) for name in ("rv-handed-on", "rv-another"))
    of_manager = read_with_actions(company.graph, company.context(MANAGER), other)
    for actor, of in ((MANAGER, review), (EMPLOYEE, other)):
        with pytest.raises(ValueError, match="the reading is of"):
            transitions.perform(company.graph, company.context(actor), of, Action.RETURN, Command(), of_manager)
