"""What pages of a session follow: what raises its changes, and that the locks of a session come before its reviews'."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from graph import disk_room
from graph.calibration import changing, live, locking, notes, service
from graph.calibration.candidates import candidates
from graph.calibration.outcome import outcome
from graph.calibration.table import SessionAction, SessionState
from graph.driver import Address, Graph
from graph.errors import Conflict, Refused
from graph.review.enums import Action, Part, State, Value
from graph.verification.verify import verify
from graph.workflow.commands import Command
from tests.budget import Budget
from tests.company import COLLEAGUE, FACILITATOR, HR, MANAGER, MEMBER, SECOND_FACILITATOR, Company, company_after

SESSION = "session-1"
FEW = 3
"""How many rounds of the race `make test` takes: each needs a session of its own."""
REASON = Command(words={"reason": "For the test."})


@pytest.fixture
def met(graph: Graph) -> Company:
    return company_after(_in_session, graph)


def _in_session(company: Company) -> None:
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.session(SESSION, ["rv-employee", "rv-colleague"])


def changes(company: Company) -> int:
    return service.session(company.graph, company.context(MEMBER), SESSION).changes


def adjusting(company: Company) -> Command:
    named = company.sheet("rv-employee", MEMBER).to_rate(Part.CURRENT)[0]
    return Command(
        value=Value.DEVELOPING, reason_code="evidence", expectations=(named.id,), words={"reason": "No test ran yet."}
    )


def take_out(company: Company, review: str) -> None:
    now = candidates(company.graph, company.context(FACILITATOR), session=SESSION).session
    assert now
    changing.take_out(company.graph, company.context(FACILITATOR), now, [review], "Moved.", "test")


def confirm(company: Company, facilitator: str, session: str = SESSION) -> None:
    context = company.context(facilitator)
    locking.confirm(company.graph, context, session, outcome(company.graph, context, session).covers)


def news(company: Company, drawn: int = 0) -> live.News:
    found = live.news(company.graph, company.context(MEMBER), SESSION, (1, "any"), drawn=drawn, looking=False)
    assert found
    return found


def write_down(company: Company, text: str) -> None:
    notes.save_note(company.graph, company.context(MEMBER), SESSION, "rv-employee", 0, text)


def mark(company: Company, *, discussed: bool) -> None:
    notes.set_discussed(company.graph, company.context(MEMBER), SESSION, "rv-employee", discussed=discussed)


def test_whatever_its_page_shows_raises_the_changes_once_and_says_at_whose_review(met: Company) -> None:
    steps: list[tuple[Callable[[], object], str]] = [
        (lambda: met.do("rv-employee", MEMBER, Action.ADJUST, adjusting(met)), "rv-employee"),
        (lambda: met.decide("rv-employee"), "rv-employee"),
        (lambda: write_down(met, "Ask for the figures."), "rv-employee"),
        (lambda: mark(met, discussed=True), "rv-employee"),
        (lambda: met.do("rv-colleague", FACILITATOR, Action.SEND_BACK, REASON), "rv-colleague"),
        (lambda: met.sign("rv-colleague"), "rv-colleague"),
        (lambda: take_out(met, "rv-colleague"), ""),
        (lambda: confirm(met, SECOND_FACILITATOR), ""),
        (lambda: confirm(met, FACILITATOR), ""),
    ]
    for step, review in steps:
        before = news(met)
        step()
        now = news(met, before.changes)
        assert (now.changes, now.reviews) == (before.changes + 1, (review,) if review else ())
        assert now.seq == before.seq + (not review), "what is not at a review is an event of the session"
    locked = changes(met)
    met.do("rv-employee", MANAGER, Action.SHARE, Command(words={"note": "Talked about it."}))
    assert changes(met) == locked, "what comes after the lock is none of the session's"


def test_a_review_in_no_open_session_changes_none(met: Company) -> None:
    before = changes(met)
    met.bring("rv-elsewhere", State.SIGNED_OFF)
    assert changes(met) == before


def test_news_say_what_changed_since_a_page_was_drawn(met: Company) -> None:
    met.decide("rv-employee")
    drawn = changes(met)
    met.decide("rv-colleague")
    mark(met, discussed=True)
    assert news(met, drawn).reviews == ("rv-colleague", "rv-employee")
    assert news(met, drawn + 1).reviews == ("rv-employee",)
    assert news(met, drawn + 2).reviews == ()
    mark(met, discussed=True)
    assert news(met, drawn + 2).changes == drawn + 2, "what is so already changes nothing"


def test_who_is_here_is_not_noted_while_the_disk_is_nearly_full(
    met: Company, engine: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The news come all the same: a meeting goes on reading."""
    monkeypatch.setattr(disk_room, "CLOSED_BELOW_MB", 10**9)
    with closing(Graph.open(replace(engine, folder=tmp_path))) as full:
        for _ in range(2):
            found = live.news(full, met.context(MEMBER), SESSION, (1, "any"), drawn=0, looking=True)
            assert found
            assert found.here == ()
        monkeypatch.setattr(disk_room, "CLOSED_BELOW_MB", 0)
        monkeypatch.setattr(disk_room, "OPEN_ABOVE_MB", 0)
        monkeypatch.setattr(disk_room, "LOOKS_EVERY", 0)
        live.news(full, met.context(MEMBER), SESSION, (1, "any"), drawn=0, looking=True)
        again = live.news(full, met.context(MEMBER), SESSION, (1, "any"), drawn=0, looking=True)
        assert again
        assert again.here == (MEMBER,)


@pytest.mark.sweep
def test_signing_and_locking_at_once_leaves_one_winner(company: Company, budget: Budget) -> None:
    """The lock takes the session first and then its reviews, and so does the signature."""
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    gate, locked = Barrier(2), 0
    rounds = budget.rounds if budget.every_reader else FEW
    with ThreadPoolExecutor(2) as pool:
        for turn in range(rounds):
            session = f"cs-{turn}"
            review = company.bring(f"rv-{turn}", State.SIGNED_OFF)
            company.session(session, [review])
            company.decide(review)
            confirm(company, SECOND_FACILITATOR, session)
            now = outcome(company.graph, company.context(FACILITATOR), session)

            def lock(session: str = session, covers: str = now.covers) -> bool:
                gate.wait()
                try:
                    context = company.context(FACILITATOR)
                    return locking.confirm(company.graph, context, session, covers) is locking.Confirmed.LOCKED
                except (Conflict, Refused):
                    return False

            def send_back_and_sign(review: str = review) -> bool:
                gate.wait()
                try:
                    company.do(review, FACILITATOR, Action.SEND_BACK, REASON)
                    company.sign(review)
                except (Conflict, Refused):
                    return False
                return True

            winner, signed = pool.submit(lock), pool.submit(send_back_and_sign)
            assert winner.result() is not signed.result()
            locked += winner.result()
            state = service.session(company.graph, company.context(MEMBER), session).state
            assert (state is SessionState.LOCKED) is winner.result()
            if not winner.result():
                service.move(company.graph, company.context(HR), session, SessionAction.DISSOLVE, "For the test.")
    print(f"sign/lock: {locked} of {rounds} times the lock won")
    assert verify(company.graph).clean
