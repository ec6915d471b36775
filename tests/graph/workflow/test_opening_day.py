"""What a cycle's opening day means, what closing and reopening do to it, and when HR may close a review."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from graph.cycle import service as cycles
from graph.cycle.models import Cycle
from graph.errors import Conflict, PlumblineError, Reason, Refused
from graph.review.drafts import EvidenceDraft
from graph.review.enums import Action, Party, State
from graph.workflow import saving
from graph.workflow.commands import Command
from graph.workflow.days import closable_after
from graph.worklists.progress import cycle_progress
from graph.worklists.tasks import task_list
from graph.worklists.team import team
from tests.company import EMPLOYEE, HR, MANAGER, Company


def a_cycle(company: Company, name: str, **changed: object) -> Cycle:
    cycle = replace(company.cycle, id=name, **changed)  # type: ignore[arg-type]
    cycles.create(company.graph, cycle)
    return cycle


def at(company: Company, moment: datetime) -> Company:
    return replace(company, now=moment)


def refusals(company: Company, review: str) -> list[Reason]:
    """Why each act of the first days is refused: a save of either side, a piece of evidence, the acts themselves."""
    expectation = company.sheet(review, EMPLOYEE).all_to_rate[0].id
    piece = EvidenceDraft("Release log", "https://docs.example/releases", "", (expectation,))
    acts = (
        lambda: company.rate(review, EMPLOYEE, Party.SELF),
        lambda: company.rate(review, MANAGER, Party.MANAGER),
        lambda: saving.add_evidence(company.graph, company.context(EMPLOYEE), review, piece),
        lambda: company.do(review, EMPLOYEE, Action.SAVE),
    )
    reasons: list[Reason] = []
    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        reasons += refusal.value.reasons
    return reasons


def waiting(company: Company, review: str) -> dict[str, bool]:
    """On which lists a review waits for somebody."""
    own = task_list(company.graph, company.context(EMPLOYEE))
    others = task_list(company.graph, company.context(MANAGER))
    lines = [row.review for row in team(company.graph, company.context(MANAGER)) if row.review]
    rows = [row for row in company.reviews_in(company.sheet(review, HR).head.cycle.id) if row.id == review]
    return {
        "own": review in {row.id for row in own.mine},
        "manager": review in {row.id for row in others.as_manager},
        "team": any(row.id == review and not row.not_open for row in lines),
        "held": any(row.held_by is not None or row.due is not None for row in rows),
    }


def test_nothing_waits_and_nothing_is_saved_before_the_opening_day_where_the_cycle_is(company: Company) -> None:
    opens = date(2027, 3, 28)
    cycle = a_cycle(company, "ahead", opens_on=opens, time_zone="America/Santiago", self_due=date(2027, 4, 9))
    review = company.assign("rv-ahead", cycle=cycle)
    eve = at(company, datetime(2027, 3, 28, 2, 59, tzinfo=UTC))  # 23:59 on the 27th in Santiago, the 28th in Shanghai
    assert set(refusals(eve, review)) == {Reason("cycle_open", ("2027-03-28",))}
    assert waiting(eve, review) == {"own": False, "manager": False, "team": False, "held": False}
    day = at(company, datetime(2027, 3, 28, 3, 0, tzinfo=UTC))
    assert waiting(day, review) == {"own": True, "manager": False, "team": True, "held": True}
    day.rate(review, MANAGER, Party.MANAGER)
    day.rate(review, EMPLOYEE, Party.SELF)
    assert day.sheet(review, EMPLOYEE).head.state is State.SELF_DRAFT


def test_a_draft_cycle_asks_nothing_of_anybody(company: Company) -> None:
    cycle = a_cycle(company, "draft", state="draft")
    review = company.assign("rv-draft", cycle=cycle)
    assert set(refusals(company, review)) == {Reason("cycle_open")}
    assert not any(waiting(company, review).values())
    late = at(company, company.now + timedelta(days=30))
    with pytest.raises(Refused) as refusal:
        late.do(review, MANAGER, Action.PROCEED, Command(confirm="without"))
    assert Reason("cycle_open") in refusal.value.reasons
    cycles.set_state(company.graph, cycle.id, "draft", "open")
    company.rate(review, EMPLOYEE, Party.SELF)
    assert waiting(company, review)["own"]


def test_a_cycle_is_not_closed_over_reviews_that_are_not(company: Company) -> None:
    cycle = a_cycle(company, "closing")
    review = company.assign("rv-closing", cycle=cycle)
    with pytest.raises(Refused) as refusal:
        cycles.set_state(company.graph, cycle.id, "open", "closed")
    assert refusal.value.reasons == (Reason("living_reviews", (review,)),)
    company.do(review, HR, Action.CANCEL, Command(words={"reason": "Moved away."}))
    cycles.set_state(company.graph, cycle.id, "open", "closed")
    with pytest.raises(Conflict):
        cycles.set_state(company.graph, cycle.id, "open", "closed")
    with pytest.raises(Refused):
        company.do(review, HR, Action.RESTORE, Command(words={"reason": "Back again."}))


def closed_review(company: Company, name: str) -> tuple[Cycle, str]:
    """A closed review in a closed cycle."""
    cycle = a_cycle(company, name)
    review = company.bring(f"rv-{name}", State.CLOSED, cycle=cycle)
    cycles.set_state(company.graph, cycle.id, "open", "closed")
    return cycle, review


@pytest.mark.parametrize("to", [State.SELF_DRAFT, State.MANAGER_DRAFT])
def test_a_reopened_review_opens_its_cycle(company: Company, to: State) -> None:
    cycle, review = closed_review(company, f"again-{to}")
    words = {"reason": "A rating was given to the wrong person."}
    done = company.do(review, HR, Action.REOPEN, Command(words=words, to=to, due=cycle.closes_on))
    assert done.state is to
    assert company.sheet(review, HR).head.cycle.state == "open"
    if to is State.SELF_DRAFT:
        company.submit(review)
    company.sign(review)
    assert company.sheet(review, HR).head.state is State.SIGNED_OFF


def test_reopening_beside_closing_never_leaves_work_in_a_closed_cycle(company: Company) -> None:
    for turn in range(4):
        cycle = a_cycle(company, f"beside-{turn}")
        review = company.bring(f"rv-beside-{turn}", State.CLOSED, cycle=cycle)
        gate = Barrier(2)

        def reopen(review: str = review, gate: Barrier = gate) -> None:
            gate.wait()
            words, due = {"reason": "A mistake."}, company.now.date()
            company.do(review, HR, Action.REOPEN, Command(words=words, to=State.SELF_DRAFT, due=due))

        def close(cycle: Cycle = cycle, gate: Barrier = gate) -> None:
            gate.wait()
            try:
                cycles.set_state(company.graph, cycle.id, "open", "closed")
            except PlumblineError:
                return

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(reopen), pool.submit(close)]:
                done.result()
        head = company.sheet(review, HR).head
        assert (head.state, head.cycle.state) == (State.SELF_DRAFT, "open")


@pytest.mark.parametrize("state", [State.SHARED, State.ACKNOWLEDGED, State.DECLINED])
def test_hr_closes_the_day_after_the_one_that_pages_name(company: Company, state: State) -> None:
    for name, closes in (("soon", 2), ("late", 40)):  # the last day to challenge is the tenth
        cycle = a_cycle(company, f"{name}-{state}", closes_on=company.now.date() + timedelta(days=closes))
        review = company.bring(f"rv-{name}-{state}", state, cycle=cycle)
        last = closable_after(company.sheet(review, HR).head)
        assert last == company.now.date() + timedelta(days=40 if (name, state) == ("late", State.SHARED) else 10)
        on_the_day = at(company, datetime.combine(last, datetime.min.time(), UTC) + timedelta(hours=12))
        with pytest.raises(Refused):
            on_the_day.do(review, HR, Action.CLOSE)
        assert at(company, on_the_day.now + timedelta(days=1)).do(review, HR, Action.CLOSE).state is State.CLOSED


def test_a_review_without_expectations_is_no_dead_end(company: Company) -> None:
    """As earlier versions could assign one: no act on it is a conflict for ever, HR is told and may cancel it."""
    cycle = a_cycle(company, "nothing")
    review = company.assign("rv-nothing", cycle=cycle, target="")
    company.lose_expectations(review)
    company.do(review, EMPLOYEE, Action.SAVE)
    with pytest.raises(Refused) as refusal:
        company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=0))
    assert refusal.value.reasons == (Reason("something_expected"),)
    late = at(company, company.now + timedelta(days=9))
    late.do(review, MANAGER, Action.PROCEED, Command(confirm="without"))
    with pytest.raises(Refused) as refusal:
        company.do(review, MANAGER, Action.SIGN_OFF, Command(draft=0, name="Manager Zhang"))
    assert Reason("something_expected") in refusal.value.reasons
    progress = cycle_progress(company.graph, company.context(HR), cycle.id)[1]
    assert [(one.review.id, one.why) for one in progress.stuck] == [(review, "nothing_expected")]
    company.do(review, HR, Action.CANCEL, Command(words={"reason": "Nothing is expected there."}))
    assert cycle_progress(company.graph, company.context(HR), cycle.id)[1].stuck == ()


def test_what_nobody_rated_is_refused_in_words_and_no_conflict(company: Company) -> None:
    """At a level without required expectations everything may be left, but not all of it: there would be no draft."""
    review = company.assign("rv-unrated", cycle=a_cycle(company, "unrated"))
    company.do(review, EMPLOYEE, Action.SAVE)
    late = at(company, company.now + timedelta(days=9))
    for act, actor in ((Action.SUBMIT, EMPLOYEE), (Action.SIGN_OFF, MANAGER)):
        with pytest.raises(Refused) as refusal:
            company.do(review, actor, act, Command(draft=0, name="Manager Zhang"))
        assert Reason("something_rated") in refusal.value.reasons
        if act is Action.SUBMIT:
            late.do(review, MANAGER, Action.PROCEED, Command(confirm="without"))
