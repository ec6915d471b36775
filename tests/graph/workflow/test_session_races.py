"""What meets in a session in progress, again and again at the same moment: adjusting, deciding, sending back, locking.

tests.budget says how often. Where one is done after the other both can be; what is final is what stood before.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from graph.calibration import locking
from graph.calibration.locking import Confirmed
from graph.calibration.outcome import outcome
from graph.errors import Conflict, NotFound
from graph.review.enums import Action, Outcome, Part, State, Value
from graph.verification.verify import verify
from graph.workflow.commands import Command, Done
from tests.company import FACILITATOR, HR, MANAGER, MEMBER, SECOND_FACILITATOR, Company
from tests.graph.workflow.test_pair_races import Act, Together, both_orders, comments, rounds, signing, together

__all__ = ["rounds", "together"]

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
        again = Command(words={"reason": "Once more."}, due=now.now.date(), to=State.MANAGER_DRAFT)
        now.do(review, HR, Action.REOPEN, again)
        sign_again(now, review)
        assert now.sheet(review, HR).decision is None
    both_orders(f"{what} / lock", wins, rounds, company)
    assert verify(company.graph).clean
