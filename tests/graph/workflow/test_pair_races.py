"""Each pair of actions that can meet in one state, again and again at the same moment: one winner, and no words lost.

tests.budget says how often. Each round is brought back by legal actions. Each pair prints how often who won.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from threading import Barrier
from typing import TypeVar

import pytest

from graph.errors import Conflict, Refused
from graph.review.drafts import RatingDraft, Saved
from graph.review.enums import Action, Part, Party, Recommendation, State, Value
from graph.review.sheet import Sheet
from graph.verification.verify import verify
from graph.workflow import transitions
from graph.workflow.commands import Command, Done
from graph.workflow.saving import save
from tests.budget import Budget
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, Company

pytestmark = pytest.mark.sweep

STAGED = 2
ROUNDS_A_REVIEW = 20
Made = TypeVar("Made")
Act = Callable[[], Made]
Together = Callable[[Act[object], Act[object]], tuple[object, object]]


@pytest.fixture(scope="module")
def rounds(budget: Budget) -> int:
    """How often each pair meets: at the same moment, and once with a start for each side."""
    return STAGED + budget.rounds


@pytest.fixture
def together() -> Iterator[Together]:
    """Does two things at the same moment, and gives what each brought: a result, or the error of who lost.

    In the first two rounds one of them has a start, so that both orders are seen on any machine.
    """
    turns = count()
    with ThreadPoolExecutor(2) as pool, _gate() as gate:

        def at_once(context: Act[object]) -> object:
            gate.wait()
            return alone(context)

        def alone(context: Act[object]) -> object:
            try:
                return context()
            except (Conflict, Refused) as lost:
                return lost

        def run(one: Act[object], other: Act[object]) -> tuple[object, object]:
            turn = next(turns)
            if turn == 0:
                return alone(one), alone(other)
            if turn == 1:
                late = alone(other)
                return alone(one), late
            first, second = pool.submit(at_once, one), pool.submit(at_once, other)
            return first.result(), second.result()

        yield run


@contextmanager
def _gate() -> Iterator[Barrier]:
    gate = Barrier(2)
    yield gate
    gate.abort()


def a_review(company: Company, pair: str, turn: int, state: State) -> str:
    """The review of a round, a new one from time to time: each has its events read again and again."""
    review = f"{pair}-{turn // ROUNDS_A_REVIEW}"
    return review if turn % ROUNDS_A_REVIEW else company.bring(review, state)


def taking(company: Company, review: str, actor: str, action: Action, **command: object) -> Act[Done]:
    """Takes a row, as the page of that action would."""
    return lambda: company.do(review, actor, action, Command(**command))  # type: ignore[arg-type]


def saving(company: Company, sheet: Sheet, actor: str, party: Party, words: str) -> Act[Saved]:
    """Saves words on the first expectation, with the version that the page had."""
    expectation = sheet.to_rate(Part.CURRENT)[0].id
    had = sheet.rating(party, expectation)
    draft = RatingDraft(expectation, had.version if had else 0, Value.MEETS, words)
    return lambda: save(company.graph, company.context(actor), sheet.head.id, party, draft)


def comment(sheet: Sheet, party: Party) -> str:
    rating = sheet.rating(party, sheet.to_rate(Part.CURRENT)[0].id)
    return rating.comment if rating else ""


def winner(one: object, other: object, company: Company, before: Sheet) -> tuple[Done, Sheet]:
    """The one that was taken, and the review after it; the other was told where the review stands now. There is one
    event more, and no rating lost a word."""
    done = [each for each in (one, other) if isinstance(each, Done)]
    lost = [each for each in (one, other) if isinstance(each, Conflict)]
    assert (len(done), len(lost)) == (1, 1), (one, other)
    assert lost[0].current["state"] == done[0].state
    after = company.sheet(before.head.id, MANAGER)
    assert after.head.seq == done[0].seq == before.head.seq + 1
    if done[0].state is not State.CANCELLED:  # whose ratings are shown again once it is restored
        unharmed(after, before)
    return done[0], after


def unharmed(after: Sheet, before: Sheet) -> None:
    """Every comment of both sides is as it was; a returned self-assessment is its writer's alone for now."""
    assert comments(after, Party.MANAGER) == comments(before, Party.MANAGER)
    if after.head.state is not State.SELF_DRAFT:
        assert comments(after, Party.SENT) == comments(before, Party.SENT)


def both_orders(pair: str, wins: Counter[str], rounds: int, company: Company) -> None:
    """Each side of the pair was first at times, and the chain is whole."""
    raced = {won: times - STAGED // 2 for won, times in sorted(wins.items())}
    print(f"{pair}: {rounds - STAGED} rounds raced, {', '.join(f'{won} {times}' for won, times in raced.items())}")
    assert (len(wins), wins.total()) == (2, rounds), wins
    assert verify(company.graph).clean


def comments(sheet: Sheet, party: Party) -> dict[str, str]:
    """The comments of one side, by the expectation's skill."""
    return {e.id: rating.comment for e in sheet.expectations if (rating := sheet.rating(party, e.id))}


def due(company: Company) -> dict[str, object]:
    return {"words": {"comment": "Once more, please."}, "due": company.now.date()}


def signing(sheet: Sheet, words: str = "Solid.") -> dict[str, object]:
    """What the sign page posts, as it was drawn."""
    side = sheet.assessments[Party.MANAGER]
    return {
        "seq": sheet.head.seq,
        "draft": side.draft,
        "words": {"sentences": words},
        "name": "Manager Zhang",
        "recommendation": Recommendation.CONFIRMED,
    }


def recall(company: Company, review: str) -> None:
    company.do(review, MANAGER, Action.RECALL, Command(words={"reason": "Another look."}))


def submit(company: Company, review: str) -> None:
    company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=company.draft_of(review, EMPLOYEE, Party.SELF)))


def test_withdraw_meets_the_managers_first_save(company: Company, together: Together, rounds: int) -> None:
    """Either the review is taken back, and the manager's words stay as a draft of their own; or the manager began."""
    wins = Counter[str]()
    for turn in range(rounds):
        review = a_review(company, "withdraw-save", turn, State.SELF_SUBMITTED)
        sheet, words = company.sheet(review, MANAGER), f"round {turn}"
        back, saved = together(
            taking(company, review, EMPLOYEE, Action.WITHDRAW, seq=sheet.head.seq),
            saving(company, sheet, MANAGER, Party.MANAGER, words),
        )
        assert isinstance(saved, Saved)
        after = company.sheet(review, MANAGER)
        assert saved.accepted
        assert comment(after, Party.MANAGER) == words
        assert after.head.seq == sheet.head.seq + 1
        if isinstance(back, Done):
            assert after.head.state is State.SELF_DRAFT
        else:
            assert isinstance(back, Conflict)
            assert after.head.state is State.MANAGER_DRAFT
            company.do(review, MANAGER, Action.RETURN, Command(**due(company)))  # type: ignore[arg-type]
        wins["withdrawn" if isinstance(back, Done) else "begun"] += 1
        submit(company, review)
    both_orders("withdraw / manager's save", wins, rounds, company)


def test_proceed_meets_the_employees_save(company: Company, together: Together, rounds: int) -> None:
    """The manager goes on in any case; the save counts if it was first, else the words stay with their writer."""
    wins = Counter[str]()
    late = timedelta(days=10)
    for turn in range(rounds):
        review = a_review(company, "proceed-save", turn, State.SELF_DRAFT)
        sheet, words = company.sheet(review, EMPLOYEE), f"round {turn}"
        context = company.context(MANAGER, after=late)
        command = Command(seq=sheet.head.seq, confirm="without")
        gone_on, saved = together(
            lambda review=review, context=context, command=command: transitions.perform(
                company.graph, context, review, Action.PROCEED, command
            ),  # type: ignore[misc]
            saving(company, sheet, EMPLOYEE, Party.SELF, words),
        )
        assert isinstance(gone_on, Done)
        assert isinstance(saved, Saved)
        after = company.sheet(review, EMPLOYEE)
        assert (after.head.state, after.head.seq) == (State.MANAGER_DRAFT, sheet.head.seq + 1)
        assert comment(after, Party.SELF) == (words if saved.accepted else comment(sheet, Party.SELF))
        assert saved.comment == comment(after, Party.SELF)
        wins["saved first" if saved.accepted else "went on first"] += 1
        again = Command(words={"comment": "Please write."}, due=context.today)
        transitions.perform(company.graph, context, review, Action.RETURN, again)
        late += timedelta(days=4)
    both_orders("proceed / employee's save", wins, rounds, company)


def test_sign_off_meets_cancel(company: Company, together: Together, rounds: int) -> None:
    """On one review throughout: beside another living one of the same person none can be restored."""
    review, wins = company.bring("sign-cancel", State.MANAGER_DRAFT, COLLEAGUE), Counter[str]()
    for turn in range(rounds):
        sheet, words = company.sheet(review, MANAGER), f"round {turn}"
        reason = {"reason": "Moved to another unit."}
        done, after = winner(
            *together(
                taking(company, review, MANAGER, Action.SIGN_OFF, **signing(sheet, words)),
                taking(company, review, HR, Action.CANCEL, seq=sheet.head.seq, words=reason),
            ),
            company, sheet,
        )  # fmt: skip
        wins[done.state] += 1
        signature = after.sign_off
        if done.state is State.SIGNED_OFF:
            assert signature
            assert signature.sentences == words
            recall(company, review)
        else:
            assert signature is None
            company.do(review, HR, Action.RESTORE, Command(words=reason))
            unharmed(company.sheet(review, MANAGER), sheet)
    both_orders("sign off / cancel", wins, rounds, company)


def test_sign_off_meets_return(company: Company, together: Together, rounds: int) -> None:
    wins = Counter[str]()
    for turn in range(rounds):
        review = a_review(company, "sign-return", turn, State.MANAGER_DRAFT)
        sheet = company.sheet(review, MANAGER)
        done, _after = winner(
            *together(
                taking(company, review, MANAGER, Action.SIGN_OFF, **signing(sheet)),
                taking(company, review, MANAGER, Action.RETURN, seq=sheet.head.seq, **due(company)),
            ),
            company, sheet,
        )  # fmt: skip
        wins[done.state] += 1
        if done.state is State.SIGNED_OFF:
            recall(company, review)
        else:
            submit(company, review)
            saving(company, company.sheet(review, MANAGER), MANAGER, Party.MANAGER, f"round {turn}")()
    both_orders("sign off / return", wins, rounds, company)


def test_share_meets_reopen(company: Company, together: Together, rounds: int) -> None:
    wins = Counter[str]()
    reason = {"reason": "A rating was put on the wrong line."}
    again: dict[str, object] = {"words": reason, "due": company.now.date(), "to": State.MANAGER_DRAFT}
    for turn in range(rounds):
        review = a_review(company, "share-reopen", turn, State.CALIBRATED)
        sheet = company.sheet(review, MANAGER)
        done, _after = winner(
            *together(
                taking(company, review, MANAGER, Action.SHARE, seq=sheet.head.seq),
                taking(company, review, HR, Action.REOPEN, seq=sheet.head.seq, **again),
            ),
            company, sheet,
        )  # fmt: skip
        wins[done.state] += 1
        if done.state is State.SHARED:
            company.do(review, HR, Action.REOPEN, Command(**again))  # type: ignore[arg-type]
        company.do(review, MANAGER, Action.SIGN_OFF, Command(**signing(company.sheet(review, MANAGER))))  # type: ignore[arg-type]
        company.do(review, HR, Action.WAIVE, Command(words={"reason": "A team of one"}))
    both_orders("share / reopen", wins, rounds, company)


def test_two_sign_offs_meet(company: Company, together: Together, rounds: int) -> None:
    """One signature, with the words of whoever signed."""
    wins = Counter[str]()
    for turn in range(rounds):
        review = a_review(company, "sign-sign", turn, State.MANAGER_DRAFT)
        sheet = company.sheet(review, MANAGER)
        one, other = together(
            taking(company, review, MANAGER, Action.SIGN_OFF, **signing(sheet, "Of the one tab.")),
            taking(company, review, MANAGER, Action.SIGN_OFF, **signing(sheet, "Of the other.")),
        )
        done, after = winner(one, other, company, sheet)
        signature = after.sign_off
        assert signature
        assert signature.sentences == ("Of the one tab." if done is one else "Of the other.")
        wins[signature.sentences] += 1
        recall(company, review)
    both_orders("two sign-offs", wins, rounds, company)


def test_a_save_meets_the_submission_of_another_tab(company: Company, together: Together, rounds: int) -> None:
    """What is sent is what the check page showed: a save beside it either stops it, or is refused itself."""
    wins = Counter[str]()
    for turn in range(rounds):
        review = a_review(company, "save-submit", turn, State.SELF_DRAFT)
        sheet, words = company.sheet(review, EMPLOYEE), f"round {turn}"
        draft = sheet.assessments[Party.SELF].draft
        sent, saved = together(
            taking(company, review, EMPLOYEE, Action.SUBMIT, seq=sheet.head.seq, draft=draft),
            saving(company, sheet, EMPLOYEE, Party.SELF, words),
        )
        assert isinstance(saved, Saved)
        assert isinstance(sent, Done) != saved.accepted
        after = company.sheet(review, EMPLOYEE)
        assert comment(after, Party.SELF) == saved.comment == (words if saved.accepted else comment(sheet, Party.SELF))
        if isinstance(sent, Done):
            assert after.head.seq == sheet.head.seq + 1
            company.do(review, EMPLOYEE, Action.WITHDRAW)
        else:
            assert isinstance(sent, Conflict)
            assert (after.head.state, after.head.seq) == (State.SELF_DRAFT, sheet.head.seq)
        wins["sent" if isinstance(sent, Done) else "saved"] += 1
    both_orders("save / submit", wins, rounds, company)
