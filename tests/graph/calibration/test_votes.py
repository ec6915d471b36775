"""Votes before the meeting, and what the meeting notes: who may, when, unseen by whom, and what outlasts what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from graph.calibration import changing, notes, service, votes
from graph.calibration.candidates import candidates
from graph.calibration.setting_up import NewSession
from graph.calibration.table import SessionAction
from graph.calibration.vote_models import Ballot, Bar, CastVote, SavedVote, VoteDraft, VoteValue
from graph.driver import Graph
from graph.errors import Conflict, NotFound, Refused
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, Part, State
from graph.review.validation import WORDS
from graph.verification.erasure import erase_words
from graph.workflow.commands import Command
from graph.worklists.tasks import task_list
from tests.budget import Budget
from tests.company import (
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SECOND_FACILITATOR,
    Company,
    company_after,
)
from tests.conftest import Ask

SESSION = "cs-v"
AGREE, QUESTION, ABSTAIN = VoteValue.AGREE, VoteValue.QUESTION, VoteValue.ABSTAIN


def voting(company: Company) -> None:
    """A session whose votes are open over two signed reviews and one that is not."""
    company.bring("rv-1", State.SIGNED_OFF)
    company.bring("rv-2", State.SIGNED_OFF, COLLEAGUE)
    company.bring("rv-3", State.SELF_DRAFT, MANAGER)
    company.session(SESSION, ["rv-1", "rv-2", "rv-3"], start=False)
    move(company, SessionAction.OPEN_VOTES)


@pytest.fixture
def company(graph: Graph) -> Company:
    return company_after(voting, graph)


def move(company: Company, action: SessionAction, session: str = SESSION) -> None:
    service.move(company.graph, company.context(FACILITATOR), session, action)


def give(
    company: Company, person: str, value: VoteValue | None, review: str = "rv-1", of: str = "", *,
    version: int = 0, revision: int = 1, note: str = "", session: str = SESSION,
) -> SavedVote:  # fmt: skip
    draft = VoteDraft(of, version, value, note)
    return votes.save(company.graph, company.context(person), session, review, revision, [draft])[0]


def ballot(company: Company, person: str = MEMBER, review: str = "rv-1") -> Ballot:
    return votes.ballot(company.graph, company.context(person), SESSION, review)


def cast_on(company: Company, review: str = "rv-1", session: str = SESSION) -> tuple[CastVote, ...]:
    opened = service.session(company.graph, company.context(MEMBER), session)
    return next(one.votes for one in opened.reviews if one.review.id == review)


def asked_of(company: Company) -> tuple[int, int]:
    (row,) = task_list(company.graph, company.context(MEMBER)).sessions
    return row.given, row.asked


def test_votes_are_saved_by_version_and_stay_their_author_s_until_the_start(company: Company) -> None:
    first = ballot(company).expectations[0].id
    assert asked_of(company) == (0, 2)
    assert [(one.accepted, one.version) for one in (give(company, MEMBER, AGREE), give(company, MEMBER, AGREE))] == [
        (True, 1), (False, 1),
    ]  # fmt: skip
    late = give(company, MEMBER, ABSTAIN, note="Late.")
    assert (late.accepted, late.open, late.value, late.note) == (False, True, AGREE, "")
    again = give(company, MEMBER, QUESTION, version=1, note="Ask how.")
    assert (again.accepted, again.version) == (True, 2)
    give(company, MEMBER, ABSTAIN, of=first)
    give(company, FACILITATOR, AGREE, "rv-2")
    mine, theirs = ballot(company), ballot(company, FACILITATOR)
    assert {key: (vote.value, vote.note) for key, vote in mine.votes.items()} == {
        "": (QUESTION, "Ask how."), first: (ABSTAIN, ""),
    }  # fmt: skip
    assert [(each.given, len(each.asked)) for each in (mine, theirs)] == [(1, 2), (1, 2)]
    assert theirs.votes == {}
    assert asked_of(company) == (1, 2)
    assert cast_on(company) == cast_on(company, "rv-2") == ()
    move(company, SessionAction.START)
    assert cast_on(company) == (CastVote(MEMBER, QUESTION), CastVote(MEMBER, ABSTAIN, first))
    assert cast_on(company, "rv-2") == (CastVote(FACILITATOR, AGREE),)
    after = give(company, MEMBER, AGREE, version=2)
    assert (after.accepted, after.open, after.value) == (False, False, QUESTION)
    assert ballot(company).votes[""].note == "Ask how."
    assert asked_of(company) == (0, 0)


def test_a_note_alone_is_no_vote(company: Company) -> None:
    give(company, MEMBER, None, note="Look at the logs first.")
    assert (ballot(company).given, asked_of(company)) == (0, (0, 2))
    move(company, SessionAction.START)
    assert cast_on(company) == ()


@pytest.mark.parametrize(
    ("person", "review", "of", "error"),
    [
        (HR, "rv-1", "", NotFound),
        (MANAGER, "rv-1", "", NotFound),
        (MEMBER, "rv-none", "", NotFound),
        (MEMBER, "rv-1", "no-such-expectation", NotFound),
        (MEMBER, "rv-1", "optional", NotFound),
    ],
)
def test_who_or_what_is_not_in_the_session_has_no_vote(
    company: Company, person: str, review: str, of: str, error: type[Exception]
) -> None:
    if of == "optional":
        of = next(e.id for e in company.sheet("rv-1", HR).to_rate(Part.CURRENT) if not e.required)
    with pytest.raises(error):
        give(company, person, AGREE, review, of)


def test_a_review_that_is_not_signed_is_not_voted_on(company: Company) -> None:
    assert not give(company, MEMBER, AGREE, "rv-3").open
    assert not give(company, MEMBER, AGREE, revision=2).open
    with pytest.raises(Refused) as long:
        give(company, MEMBER, AGREE, note="x" * (WORDS + 1))
    assert [one.rule for one in long.value.reasons] == ["too_long"]


def line(person: str, manager: str, kind: str = "line") -> Callable[[Company], None]:
    placed = Placement(person, HIRED + timedelta(days=90), manager=manager, kind=kind)

    def place(company: Company) -> None:
        people.place(company.graph, company.context("system"), [placed], relied_on="test")

    return place


def signed_by(company: Company) -> None:
    """The member signed the employee's review as the manager of then, and is in no line with them any more."""
    line(EMPLOYEE, MEMBER)(company)
    company.do("rv-1", MEMBER, Action.RECALL, Command(words={"reason": "Look again."}))
    company.sign("rv-1", MEMBER)
    back = Placement(EMPLOYEE, HIRED + timedelta(days=91), manager=MANAGER)
    people.place(company.graph, company.context("system"), [back], relied_on="test")


def bars(company: Company, person: str) -> dict[str, Bar | None]:
    return {one.review.id: one.bar for one in ballot(company, person).lines if one.signed}


def refused(company: Company, person: str, review: str, revision: int = 1) -> list[str]:
    with pytest.raises(Refused) as refusal:
        give(company, person, AGREE, review, revision=revision)
    return [one.rule for one in refusal.value.reasons]


def test_who_is_near_has_no_vote_on_that_person_and_one_on_others(company: Company) -> None:
    line(EMPLOYEE, MEMBER, "dotted")(company)
    line(MEMBER, COLLEAGUE)(company)
    line(COLLEAGUE, SECOND_FACILITATOR)(company)
    company.seat_without_event(SESSION, EMPLOYEE)
    assert bars(company, MEMBER) == {"rv-1": Bar.LINE, "rv-2": Bar.LINE}
    assert bars(company, SECOND_FACILITATOR) == {"rv-1": None, "rv-2": Bar.LINE}
    assert bars(company, EMPLOYEE) == {"rv-1": Bar.OWN, "rv-2": None}
    own = next(one for one in ballot(company, EMPLOYEE).lines if one.bar)
    assert (own.recommendation, own.required, ballot(company, EMPLOYEE).barred) == (None, (), 1)
    for person, review in ((MEMBER, "rv-1"), (MEMBER, "rv-2"), (SECOND_FACILITATOR, "rv-2")):
        assert refused(company, person, review) == ["vote_in_line"]
    assert refused(company, EMPLOYEE, "rv-1") == ["vote_on_oneself"]
    assert asked_of(company) == (0, 0)
    assert give(company, SECOND_FACILITATOR, AGREE).accepted
    assert give(company, EMPLOYEE, AGREE, "rv-2").accepted


def test_who_signed_has_no_vote_though_they_are_in_no_line_any_more(company: Company) -> None:
    signed_by(company)
    assert bars(company, MEMBER) == {"rv-1": Bar.AUTHOR, "rv-2": None}
    assert refused(company, MEMBER, "rv-1", 2) == ["vote_of_author"]
    assert give(company, MEMBER, AGREE, "rv-2").accepted
    assert asked_of(company) == (1, 1)


def test_a_vote_belongs_to_the_revision_it_was_given_on(company: Company) -> None:
    give(company, MEMBER, QUESTION, note="Of the first.")
    company.do("rv-1", MANAGER, Action.RECALL, Command(words={"reason": "Look again."}))
    assert ballot(company).given == 0
    company.sign("rv-1")
    again = ballot(company)
    one = next(each for each in again.lines if each.review.id == "rv-1")
    assert (one.value, one.before, one.revision, again.votes) == (None, QUESTION, 2, {})
    assert not give(company, MEMBER, AGREE, version=1).open, "of the revision that the page showed"
    assert give(company, MEMBER, AGREE, revision=2).accepted
    move(company, SessionAction.START)
    assert cast_on(company) == (CastVote(MEMBER, AGREE),)


def test_a_vote_counts_while_its_author_sits_there(company: Company) -> None:
    give(company, MEMBER, QUESTION)
    give(company, SECOND_FACILITATOR, AGREE)
    company.lose_seat(SESSION, MEMBER)
    with pytest.raises(NotFound):
        ballot(company)
    with pytest.raises(NotFound):
        give(company, MEMBER, AGREE, version=1)
    move(company, SessionAction.START)
    company.seat_without_event(SESSION, OTHER_MANAGER)
    opened = service.session(company.graph, company.context(OTHER_MANAGER), SESSION)
    assert [vote.by for one in opened.reviews for vote in one.votes] == [SECOND_FACILITATOR]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act brings, or the error of who lost, all begun at the same moment."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except (Conflict, NotFound) as lost:
            return lost

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.sweep
def test_votes_meet_each_other_a_change_and_the_start_and_one_wins(company: Company, budget: Budget) -> None:
    graph, facilitator, reviews = company.graph, company.context(FACILITATOR), ["rv-1", "rv-2", "rv-3"]
    before = SESSION
    for turn in range(budget.rounds):
        service.move(graph, facilitator, before, SessionAction.DISSOLVE, "Again.")
        before = one = company.session(f"cs-{turn}", reviews, start=False)
        move(company, SessionAction.OPEN_VOTES, one)
        two = at_once(
            lambda at=one: give(company, MEMBER, AGREE, session=at),  # type: ignore[misc]
            lambda at=one: give(company, MEMBER, QUESTION, session=at),  # type: ignore[misc]
        )
        assert sorted(each.accepted for each in two if isinstance(each, SavedVote)) == [False, True]
        known = candidates(graph, facilitator, session=one)
        assert known.session
        fewer = NewSession(one, known.session.name, known.session.meets_on, ("rv-1", "rv-3"), known.session.seats)
        vote, changed = at_once(
            lambda at=one: give(company, MEMBER, AGREE, "rv-2", session=at),  # type: ignore[misc]
            lambda now=known, to=fewer: changing.change(graph, facilitator, now.session, to, now.edge(FACILITATOR)),  # type: ignore[misc]
        )
        assert changed is True
        assert isinstance(vote, NotFound) or (isinstance(vote, SavedVote) and vote.accepted)
        late, _started = at_once(
            lambda at=one: give(company, FACILITATOR, QUESTION, session=at),  # type: ignore[misc]
            lambda at=one: move(company, SessionAction.START, at),  # type: ignore[misc]
        )
        assert isinstance(late, SavedVote)
        assert (CastVote(FACILITATOR, QUESTION) in cast_on(company, session=one)) is late.accepted


def noted(company: Company, person: str, text: str, version: int = 0, review: str = "rv-1") -> notes.SavedNote:
    return notes.save_note(company.graph, company.context(person), SESSION, review, version, text)


def mark(company: Company, person: str, *, discussed: bool, review: str = "rv-1") -> None:
    notes.set_discussed(company.graph, company.context(person), SESSION, review, discussed=discussed)


def test_a_meeting_notes_and_marks_who_was_discussed_while_it_is_in_session(company: Company) -> None:
    graph, member = company.graph, company.context(MEMBER)
    assert not noted(company, MEMBER, "Too early.").open
    with pytest.raises(Conflict):
        mark(company, MEMBER, discussed=True)
    move(company, SessionAction.START)
    before = service.session(graph, member, SESSION).changes
    assert [noted(company, MEMBER, text, at).accepted for text, at in (("One.", 0), ("Two.", 0), ("Three.", 1))] == [
        True, False, True,
    ]  # fmt: skip
    assert noted(company, MEMBER, "Three.", 2).version == 2, "the same words change nothing"
    noted(company, FACILITATOR, "Four.")
    mark(company, MEMBER, discussed=True)
    mark(company, FACILITATOR, discussed=True)
    opened = service.session(graph, member, SESSION, "rv-1")
    assert [(note.by, note.text) for note in opened.notes] == [(FACILITATOR, "Four."), (MEMBER, "Three.")]
    about = {one.review.id: one.discussed for one in opened.reviews}
    assert about["rv-1"]
    assert (about["rv-1"].by, about["rv-2"]) == (MEMBER, None), "who said it first"
    assert opened.changes == before + 4
    assert service.session(graph, member, SESSION, "rv-2").notes == ()
    mark(company, FACILITATOR, discussed=False)
    assert {one.discussed for one in service.session(graph, member, SESSION).reviews} == {None}
    for person, review in ((HR, "rv-1"), (MEMBER, "rv-none")):
        with pytest.raises(NotFound):
            noted(company, person, "No seat.", review=review)
        with pytest.raises(NotFound):
            mark(company, person, discussed=True, review=review)
    with pytest.raises(Refused):
        noted(company, MEMBER, "x" * (WORDS + 1), 2)


def test_erasing_a_review_s_words_takes_notes_of_votes_and_of_the_meeting(company: Company, ask: Ask) -> None:
    give(company, MEMBER, QUESTION, note="Ask how.")
    move(company, SessionAction.START)
    noted(company, FACILITATOR, "Four.")
    company.do("rv-1", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    service.move(company.graph, company.context(FACILITATOR), SESSION, SessionAction.DISSOLVE, "Two became one.")
    company.do("rv-1", HR, Action.CANCEL, Command(words={"reason": "Left."}))
    said = "RETURN coalesce(one.note, one.text) AS words ORDER BY words"
    words = f"MATCH (:Review {{id: 'rv-1'}})<-[:ON]-(one:Vote|Note) {said}"
    assert [row["words"] for row in ask("read", "words", words)] == ["Ask how.", "Four."]
    erase_words(company.graph, company.context("system"), "rv-1", relied_on="test")
    assert [row["words"] for row in ask("read", "words", words)] == [None, None]
