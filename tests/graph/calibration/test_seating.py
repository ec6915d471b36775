"""Another facilitator in a session in progress: who seats whom, what stands in the way, what it is good for."""

from collections.abc import Callable, Iterator

import pytest

from graph.calibration import locking
from graph.calibration.candidates import StoredSession, candidates
from graph.calibration.outcome import outcome
from graph.calibration.seating import seat
from graph.driver import Row
from graph.errors import Conflict, Forbidden, Reason, Refused
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import State
from graph.verification.verify import verify
from graph.worklists.tasks import task_list
from tests.company import (
    AUDITOR,
    BOSS,
    COLLEAGUE,
    DOTTED,
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

Ask = Callable[..., list[Row]]
WHY = "The other facilitator has left."


@pytest.fixture(autouse=True)
def nobody_has_left(ask: Ask) -> Iterator[None]:
    yield
    ask("write", "", "MATCH (p:Person {id: $id}) REMOVE p.leaves_on", id=SECOND_FACILITATOR)


def stored(company: Company, session: str) -> StoredSession:
    found = candidates(company.graph, company.context(HR), session=session).session
    assert found
    return found


def seats(company: Company, session: str, person: str, reason: str = WHY, actor: str = HR) -> bool:
    return seat(company.graph, company.context(actor), stored(company, session), person, reason)


def refused(act: Callable[[], object]) -> tuple[Reason, ...]:
    with pytest.raises(Refused) as refusal:
        act()
    return tuple(refusal.value.reasons)


def confirm(company: Company, session: str, actor: str) -> locking.Confirmed:
    context = company.context(actor)
    covers = outcome(company.graph, context, session).covers
    return locking.confirm(company.graph, context, session, covers)


def test_a_session_whose_other_facilitator_left_is_locked_by_one_whom_hr_seats(company: Company, ask: Ask) -> None:
    review = company.bring("rv-seat-a", State.SIGNED_OFF)
    company.session("cs-seat-a", [review])
    company.decide(review)
    ask("write", "", "MATCH (p:Person {id: $id}) SET p.leaves_on = '2026-01-02'", id=SECOND_FACILITATOR)
    assert refused(lambda: confirm(company, "cs-seat-a", FACILITATOR)) == (Reason("second_facilitator"),)
    before = stored(company, "cs-seat-a")
    assert [seats(company, "cs-seat-a", BOSS) for _ in range(2)] == [True, False], "sent twice is done once"
    now = stored(company, "cs-seat-a")
    assert (dict(now.seats), now.seq) == ({**before.seats, BOSS: "facilitator"}, before.seq + 1)
    said = ask("read", "body, text", "MATCH (:Session {id: 'cs-seat-a'})-[:RECORDED]->(e:Event {action: 'seat'}) "
               "-[:SAID]->(w:Words) RETURN e.body AS body, w.text AS text")  # fmt: skip
    assert [one["text"] for one in said] == [WHY]
    assert f"HAS_CAPACITY/{HR}>hr_admin" in said[0]["body"]
    assert confirm(company, "cs-seat-a", FACILITATOR) is locking.Confirmed.FIRST
    assert confirm(company, "cs-seat-a", BOSS) is locking.Confirmed.LOCKED
    assert verify(company.graph).clean


def test_a_member_becomes_a_facilitator_and_a_confirmation_stays(company: Company) -> None:
    """Who is seated after the start is told since when, on the start page and by mail."""
    review = company.bring("rv-seat-b", State.SIGNED_OFF)
    company.session("cs-seat-b", [review])
    company.decide(review)
    confirm(company, "cs-seat-b", FACILITATOR)
    assert seats(company, "cs-seat-b", MEMBER, "Second Facilitator Zhang is ill for weeks.")
    assert dict(stored(company, "cs-seat-b").seats) == {
        MEMBER: "facilitator", FACILITATOR: "facilitator", SECOND_FACILITATOR: "facilitator",
    }  # fmt: skip
    told = {
        who: [one.seated_at for one in task_list(company.graph, company.context(who)).sessions if one.id == "cs-seat-b"]
        for who in (MEMBER, FACILITATOR)
    }
    assert told == {MEMBER: [company.now], FACILITATOR: [None]}
    assert confirm(company, "cs-seat-b", MEMBER) is locking.Confirmed.LOCKED
    assert verify(company.graph).clean


def test_nobody_is_seated_over_their_own_line_or_by_whom_it_concerns(company: Company, ask: Ask) -> None:
    people.place(company.graph, company.context("system"), [Placement(BOSS, HIRED, capacities=("hr_admin",))],
                 relied_on="test")  # fmt: skip
    mine, theirs = company.bring("rv-seat-c", State.SIGNED_OFF), company.bring("rv-seat-d", State.SIGNED_OFF, COLLEAGUE)
    company.session("cs-seat-c", [mine, theirs])

    def as_hr(person: str, reason: str = WHY) -> Callable[[], object]:
        return lambda: seats(company, "cs-seat-c", person, reason)

    conflicts = tuple(Reason("seat_conflict", (MANAGER, one)) for one in (mine, theirs))
    assert refused(as_hr(MANAGER)) == conflicts
    assert refused(as_hr(EMPLOYEE)) == (Reason("seat_conflict", (EMPLOYEE, mine)),)
    assert refused(as_hr("nobody")) == (Reason("unknown_person", ("nobody",)),)
    assert refused(as_hr(HEAD, " ")) == (Reason("reason"),)
    assert refused(as_hr(HR)) == (Reason("seat_of_oneself"),)
    ask("write", "", "MATCH (p:Person {id: $id}) SET p.leaves_on = '2026-01-02'", id=SECOND_FACILITATOR)
    assert refused(as_hr(SECOND_FACILITATOR)) == (Reason("unknown_person", (SECOND_FACILITATOR,)),), "who left stays so"
    seats(company, "cs-seat-c", BOSS)
    as_facilitator = refused(lambda: seats(company, "cs-seat-c", HEAD, actor=BOSS))
    assert as_facilitator == (Reason("facilitates_it"),), "who confirms one half does not choose who confirms the other"
    for actor in (FACILITATOR, MEMBER, OTHER_MANAGER):
        with pytest.raises(Forbidden):
            seats(company, "cs-seat-c", HEAD, actor=actor)
    assert DOTTED not in stored(company, "cs-seat-c").seats
    assert seats(company, "cs-seat-c", DOTTED), "a dotted line is no bar, as when a session is set up"
    assert verify(company.graph).clean


def test_nobody_is_seated_by_hr_whose_own_review_is_in_it_nor_before_the_start(company: Company) -> None:
    people.place(company.graph, company.context("system"), [Placement(HR, HIRED, manager=BOSS)], relied_on="test")
    own = company.bring("rv-seat-own", State.ASSIGNED, HR)
    other = company.bring("rv-seat-other", State.SIGNED_OFF)
    company.session("cs-seat-own", [own, other])
    assert refused(lambda: seats(company, "cs-seat-own", HEAD)) == (Reason("own_review"),)
    early = company.session("cs-seat-early", [company.bring("rv-seat-early", State.SIGNED_OFF)], start=False)
    with pytest.raises(Conflict):
        seats(company, early, BOSS)


def test_nobody_is_seated_by_hr_over_whose_line_the_session_sits(company: Company) -> None:
    """As nobody takes somebody of their line out of one."""
    for line in (Placement(AUDITOR, HIRED, manager=HEAD, capacities=("hr_admin",)),
                 Placement(DOTTED, HIRED, manager=AUDITOR)):  # fmt: skip
        people.place(company.graph, company.context("system"), [line], relied_on="test")
    signed = company.bring("rv-seat-signed", State.SIGNED_OFF)
    covered = company.session("cs-seat-none", [signed])
    for number, person in enumerate((DOTTED, HEAD)):
        theirs = company.bring(f"rv-seat-line-{number}", State.ASSIGNED, person)
        other = company.bring(f"rv-seat-with-{number}", State.SIGNED_OFF)
        session = company.session(f"cs-seat-line-{number}", [theirs, other])
        assert refused(lambda s=session: seats(company, s, COLLEAGUE, actor=AUDITOR)) == (Reason("seats_over_line"),)  # type: ignore[misc]
        assert seats(company, session, COLLEAGUE), "an HR admin whom it does not concern"
    assert seats(company, covered, COLLEAGUE, actor=AUDITOR)


def test_who_seated_a_facilitator_does_not_become_one(company: Company) -> None:
    """Otherwise two HR admins give the lock to one of them: A seats X, B seats A, then A and X confirm."""
    grant = Placement(BOSS, HIRED, capacities=("hr_admin",))
    people.place(company.graph, company.context("system"), [grant], relied_on="test")
    company.session("cs-seat-chose", [company.bring("rv-seat-chose", State.SIGNED_OFF)])
    other = company.session("cs-seat-other", [company.bring("rv-seat-else", State.SIGNED_OFF, COLLEAGUE)])
    assert seats(company, "cs-seat-chose", DOTTED, actor=BOSS)
    assert stored(company, "cs-seat-chose").seated_by == {BOSS}
    assert refused(lambda: seats(company, "cs-seat-chose", BOSS)) == (Reason("seated_another"),)
    assert seats(company, other, BOSS), "another session, of which they chose nobody"
