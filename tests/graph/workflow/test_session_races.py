"""What meets in a session in progress, again and again at the same moment: adjusting, deciding, sending back, taking
out, dissolving, locking.

tests.budget says how often. Where one is done after the other both can be; what is final is what stood before.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from graph.calibration import changing, locking, service
from graph.calibration.candidates import candidates
from graph.calibration.locking import Confirmed
from graph.calibration.outcome import outcome
from graph.calibration.seating import seat
from graph.calibration.table import SessionAction, SessionState
from graph.errors import Conflict, NotFound
from graph.review.enums import Action, Outcome, Part, State, Value
from graph.verification.verify import verify
from graph.workflow.commands import Command, Done
from tests.company import BOSS, COLLEAGUE, EMPLOYEE, FACILITATOR, HR, MANAGER, MEMBER, SECOND_FACILITATOR, Company
from tests.graph.workflow.test_pair_races import Act, Together, both_orders, comments, rounds, signing, together

__all__ = ["rounds", "together"]

TWO = (("stays", EMPLOYEE), ("leaves", COLLEAGUE))

pytestmark = pytest.mark.sweep


def at(company: Company, turn: int) -> Company:
    """The company some seconds later, so that no two events of a round are at one moment."""
    return replace(company, now=company.now + timedelta(seconds=10 * turn))


def trying(act: Callable[[], object]) -> Act[object]:
    """An act after which its actor may not read the review any more."""

    def tried() -> object:
        try:
            return act()
        except NotFound as gone:
            return gone

    return tried


def adjusting(company: Company, review: str, value: Value, words: str) -> Act[object]:
    named = company.sheet(review, HR).to_rate(Part.CURRENT)[0].id
    command = Command(expectations=(named,), value=value, reason_code="standard", words={"reason": words})
    return trying(lambda: company.do(review, MEMBER, Action.ADJUST, command))


def confirming(company: Company, session: str) -> Act[object]:
    """The second of two confirmations."""
    second, context = company.context(SECOND_FACILITATOR), company.context(FACILITATOR)
    covers = outcome(company.graph, context, session).covers
    locking.confirm(company.graph, second, session, covers)
    return lambda: locking.confirm(company.graph, context, session, covers)


def taking_out(company: Company, session: str, review: str) -> Act[object]:
    """Takes a review out of the session as its page showed it."""
    context = company.context(FACILITATOR)
    now = candidates(company.graph, context, session=session).session
    assert now
    return lambda: changing.take_out(company.graph, context, now, [review], "Moved.", "test")


def dissolving(company: Company, session: str) -> Act[object]:
    """Dissolves the session, whatever its page showed."""
    context = company.context(HR)
    return trying(lambda: service.move(company.graph, context, session, SessionAction.DISSOLVE, "Two became one."))


def reopen(company: Company, review: str) -> None:
    """What was locked is signed off once more."""
    again = Command(words={"reason": "Once more."}, due=company.now.date(), to=State.MANAGER_DRAFT)
    company.do(review, HR, Action.REOPEN, again)
    sign_again(company, review)


def sign_again(company: Company, review: str) -> None:
    company.do(review, MANAGER, Action.SIGN_OFF, Command(**signing(company.sheet(review, MANAGER))))  # type: ignore[arg-type]


def test_two_adjustments_of_one_rating_meet(company: Company, together: Together, rounds: int) -> None:
    """One stands, with the words of whoever was first; the other was told."""
    wins = Counter[str]()
    review = company.bring("adjust-adjust", State.SIGNED_OFF)
    company.session("cs-adjust-adjust", [review])
    for turn in range(rounds):
        now = at(company, turn)
        one, other = together(
            adjusting(now, review, Value.EXCEEDS, f"one {turn}"), adjusting(now, review, Value.NOT_YET, f"other {turn}")
        )
        assert sorted(type(each).__name__ for each in (one, other)) in (["Conflict", "Done"], ["Done", "Done"])
        standing = [each for each in now.sheet(review, MEMBER).adjustments if each.standing]
        assert len(standing) == 1
        assert standing[0].text in (f"one {turn}", f"other {turn}")
        if isinstance(one, Conflict) or isinstance(other, Conflict):
            assert standing[0].text == (f"one {turn}" if isinstance(one, Done) else f"other {turn}")
        wins[standing[0].text.split()[0]] += 1
    both_orders("adjust / adjust", wins, rounds, company)


def test_sending_back_meets_an_adjustment(company: Company, together: Together, rounds: int) -> None:
    """Sent back in any case, unless the adjustment was first: then nothing of the committee stands any more."""
    wins = Counter[str]()
    review = company.bring("send-adjust", State.SIGNED_OFF)
    company.session("cs-send-adjust", [review])
    for turn in range(rounds):
        now = at(company, turn)
        before = now.sheet(review, MANAGER)
        reason = Command(seq=before.head.seq, words={"reason": "Look again."})
        back, changed = together(
            lambda now=now, reason=reason: now.do(review, FACILITATOR, Action.SEND_BACK, reason),  # type: ignore[misc]
            adjusting(now, review, Value.EXCEEDS, f"round {turn}"),
        )
        assert isinstance(back, Done) != isinstance(changed, Done)
        after = now.sheet(review, MANAGER)
        assert comments(after, "manager") == comments(before, "manager")  # type: ignore[arg-type]
        standing = [each for each in after.adjustments if each.standing]
        wins["sent back" if isinstance(back, Done) else "adjusted"] += 1
        if isinstance(back, Done):
            assert (after.head.state, standing) == (State.MANAGER_DRAFT, [])
            sign_again(now, review)
        else:
            assert [each.text for each in standing] == [f"round {turn}"]
    both_orders("send back / adjust", wins, rounds, company)


@pytest.mark.parametrize("what", ["adjust", "decide"])
def test_locking_meets_what_the_committee_still_does(
    company: Company, together: Together, rounds: int, what: str
) -> None:
    """Locked is what stood: what came too late changed nothing, and what was in time is in it."""
    wins = Counter[str]()
    review = company.bring(f"lock-{what}", State.SIGNED_OFF)
    for turn in range(rounds):
        now, words = at(company, turn), f"round {turn}"
        session = now.session(f"cs-{what}-{turn}", [review])
        now.decide(review)
        decision = Command(outcome=Outcome.NEXT, words={"sentence": words})
        deciding = trying(lambda now=now, decision=decision: now.do(review, MEMBER, Action.DECIDE, decision))  # type: ignore[misc]
        act = adjusting(now, review, Value.EXCEEDS, words) if what == "adjust" else deciding
        done, locked = together(act, confirming(now, session))
        sheet = now.sheet(review, HR)
        standing = [each.text for each in sheet.adjustments if each.standing]
        standing += [each.text for each in sheet.decisions if each.standing]
        assert (words in standing) == isinstance(done, Done)
        assert isinstance(done, Done) or isinstance(locked, Confirmed)
        assert sheet.head.state is (State.CALIBRATED if isinstance(locked, Confirmed) else State.SIGNED_OFF)
        wins["in time" if isinstance(done, Done) else "locked first"] += 1
        if not isinstance(locked, Confirmed):
            now.lock(session)
        reopen(now, review)
        assert now.sheet(review, HR).decision is None
    both_orders(f"{what} / lock", wins, rounds, company)
    assert verify(company.graph).clean


def test_locking_meets_a_dissolving(company: Company, together: Together, rounds: int) -> None:
    """Locked with all its people, or dissolved with none of them calibrated."""
    wins = Counter[str]()
    review = company.bring("lock-dissolve", State.SIGNED_OFF)
    for turn in range(rounds):
        now = at(company, turn)
        session = now.session(f"cs-dissolve-{turn}", [review])
        now.decide(review)
        dissolved, locked = together(dissolving(now, session), trying(confirming(now, session)))
        assert isinstance(dissolved, Conflict) == isinstance(locked, Confirmed)
        state = service.session(now.graph, now.context(MEMBER), session).state
        reached = now.sheet(review, HR).head.state
        wins[state.value] += 1
        if isinstance(locked, Confirmed):
            assert (state, reached) == (SessionState.LOCKED, State.CALIBRATED)
            reopen(now, review)
        else:
            assert (state, reached) == (SessionState.DISSOLVED, State.SIGNED_OFF)
    both_orders("dissolve / lock", wins, rounds, company)


def test_locking_meets_a_taking_out(company: Company, together: Together, rounds: int) -> None:
    """Who came out in time is not calibrated, and no confirmation covers a session that one came out of since."""
    wins = Counter[str]()
    stays, leaves = (company.bring(f"lock-out-{name}", State.SIGNED_OFF, whose) for name, whose in TWO)
    for turn in range(rounds):
        now = at(company, turn)
        session = now.session(f"cs-out-{turn}", [stays, leaves])
        for review in (stays, leaves):
            now.decide(review)
        lock = confirming(now, session)
        taken, locked = together(taking_out(now, session, leaves), lock)
        assert (taken is True) != isinstance(locked, Confirmed)
        states = [now.sheet(review, HR).head.state for review in (stays, leaves)]
        wins["taken out" if taken is True else "locked"] += 1
        if taken is True:
            assert states == [State.SIGNED_OFF, State.SIGNED_OFF]
            service.move(now.graph, now.context(HR), session, SessionAction.DISSOLVE, "For the test.")
            continue
        assert states == [State.CALIBRATED, State.CALIBRATED]
        for review in (stays, leaves):
            reopen(now, review)
    both_orders("take out / lock", wins, rounds, company)


def test_two_confirmations_of_the_same_meet(company: Company, together: Together, rounds: int) -> None:
    """Whoever comes second locks it: neither is told that something was recorded meanwhile."""
    wins = Counter[str]()
    review = company.bring("confirm-confirm", State.SIGNED_OFF)
    for turn in range(rounds):
        now = at(company, turn)
        session = now.session(f"cs-confirm-{turn}", [review])
        now.decide(review)
        covers = outcome(now.graph, now.context(FACILITATOR), session).covers
        one, other = together(
            lambda now=now, at=session, covers=covers: locking.confirm(now.graph, now.context(FACILITATOR), at, covers),  # type: ignore[misc]
            lambda now=now, at=session, covers=covers: locking.confirm(
                now.graph, now.context(SECOND_FACILITATOR), at, covers
            ),  # type: ignore[misc]
        )
        assert {one, other} == {Confirmed.FIRST, Confirmed.LOCKED}
        wins["one" if one is Confirmed.FIRST else "other"] += 1
        reopen(now, review)
    both_orders("confirm / confirm", wins, rounds, company)


def test_seating_a_facilitator_meets_a_lock(company: Company, together: Together, rounds: int) -> None:
    """Nobody is seated in a locked session, and a seat keeps nobody from locking, nor undoes a confirmation."""
    wins = Counter[str]()
    review = company.bring("lock-seat", State.SIGNED_OFF)
    for turn in range(rounds):
        now = at(company, turn)
        session = now.session(f"cs-seat-{turn}", [review])
        now.decide(review)
        second = confirming(now, session)
        known = candidates(now.graph, now.context(HR), session=session).session
        assert known
        seated, locked = together(
            lambda now=now, known=known: seat(now.graph, now.context(HR), known, BOSS, "Ill."),  # type: ignore[misc]
            second,
        )
        after = candidates(now.graph, now.context(HR), session=session).session
        assert after
        assert (BOSS in after.seats) == (seated is True)
        assert (after.state is SessionState.LOCKED) == isinstance(locked, Confirmed)
        assert seated is True or isinstance(locked, Confirmed)
        wins["seated" if seated is True else "locked first"] += 1
        if not isinstance(locked, Confirmed):
            covers = outcome(now.graph, now.context(BOSS), session).covers
            assert locking.confirm(now.graph, now.context(BOSS), session, covers) is Confirmed.LOCKED
        reopen(now, review)
    both_orders("seat / lock", wins, rounds, company)
    assert verify(company.graph).clean
