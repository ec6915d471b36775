"""Sets of sessions by HR admins and facilitators; changing one until it starts, taking people out, dissolving it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from graph.calibration import changing, service, setting_up
from graph.calibration.candidates import MOST_MEANT, Candidate, Candidates, StoredSession, candidates, equal_parts
from graph.calibration.setting_up import NewSession
from graph.calibration.table import SessionAction, SessionState
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, Part, State, Value
from graph.text import Text
from graph.verification.verify import verify
from graph.workflow.commands import Command
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

SEATS = {MEMBER: "member", FACILITATOR: "facilitator", SECOND_FACILITATOR: "facilitator"}
AUTUMN = Text("Autumn", "秋季")


def new(company: Company, session: str, reviews: Sequence[str], **changed: object) -> NewSession:
    usual = NewSession(session, AUTUMN, company.now.date() + timedelta(7), tuple(reviews), SEATS)
    return replace(usual, **changed)  # type: ignore[arg-type]


def known(company: Company, actor: str, session: str = "", **more: object) -> Candidates:
    return candidates(company.graph, company.context(actor), session=session, **more)  # type: ignore[arg-type]


def stored(company: Company, session: str) -> StoredSession:
    found = known(company, HR, session).session
    assert found
    return found


def change(
    company: Company, session: str, actor: str = FACILITATOR, at: StoredSession | None = None, **to: object
) -> bool:
    now = at or stored(company, session)
    wanted = NewSession(now.id, now.name, now.meets_on, tuple(now.reviews), now.seats)
    edge = known(company, HR, session).edge(actor)
    return changing.change(company.graph, company.context(actor), now, replace(wanted, **to), edge)  # type: ignore[arg-type]


def take_out(company: Company, session: str, reviews: Sequence[str], reason: str, actor: str = FACILITATOR) -> bool:
    now = stored(company, session)
    return changing.take_out(company.graph, company.context(actor), now, reviews, reason, "test")


def move(company: Company, session: str, action: SessionAction, actor: str = FACILITATOR, reason: str = "") -> None:
    service.move(company.graph, company.context(actor), session, action, reason)


def refused(act: Callable[[], object]) -> tuple[Reason, ...]:
    with pytest.raises(Refused) as refusal:
        act()
    return tuple(refusal.value.reasons)


def adjust(company: Company, review: str) -> None:
    named = company.sheet(review, MEMBER).to_rate(Part.CURRENT)[0]
    words = {"reason": "No test ran yet."}
    command = Command(value=Value.DEVELOPING, reason_code="evidence", expectations=(named.id,), words=words)
    company.do(review, MEMBER, Action.ADJUST, command)


def standing(company: Company, review: str) -> list[bool]:
    return [one.standing for one in company.sheet(review, HR).adjustments]


def test_hr_admins_and_facilitators_set_up_sessions_all_or_none(company: Company) -> None:
    one, two = company.bring("rv-n1", State.SIGNED_OFF), company.bring("rv-n2", State.SELF_DRAFT, COLLEAGUE)
    own = company.bring("rv-n3", State.ASSIGNED, HEAD)
    graph, hr = company.graph, company.context(HR)
    for person in (HEAD, DOTTED):
        placed = Placement(person, HIRED, capacities=("facilitator",))
        people.place(graph, company.context("system"), [placed], relied_on="test")
    with pytest.raises(Forbidden):
        setting_up.set_up(graph, company.context(AUDITOR), [new(company, "cs-not", [one])], "hr_admin")
    yesterday = company.now.date() - timedelta(1)
    lacking = replace(new(company, "cs-not", [], name=Text("", "")), meets_on=yesterday, members={MEMBER: "member"})
    for sessions, rules in (
        ([lacking], {"session_name", "date_past", "no_facilitator", "no_review"}),
        ([new(company, "cs-not", [one]), new(company, "cs-nor", [one])], {"in_other_session"}),
        ([new(company, "cs-not", [one]), new(company, "cs-nor", ["rv-none"])], {"unknown_review"}),
        ([new(company, "cs-not", [one], members={**SEATS, MANAGER: "member"}), new(company, "cs-nor", [two])],
         {"seat_conflict"}),
    ):  # fmt: skip
        assert {each.rule for each in refused(lambda s=sessions: setting_up.set_up(graph, hr, s, "hr_admin"))} == rules  # type: ignore[misc]
    as_head = company.context(HEAD)
    wanted = [new(company, "cs-own", [own])]
    assert refused(lambda: setting_up.set_up(graph, as_head, wanted, "facilitator")) == (Reason("own_review"),)
    pair = [new(company, "cs-n1", [one]), new(company, "cs-n2", [two])]
    assert [setting_up.set_up(graph, company.context(DOTTED), pair, "facilitator") for _ in range(2)] == [2, 0]
    assert not verify(graph).faults


def test_what_there_is_to_choose_from_is_told_to_those_who_set_up(company: Company) -> None:
    one = company.bring("rv-c1", State.ASSIGNED, OTHER_MANAGER)
    setting_up.create(
        company.graph, company.context(HR), new(company, "cs-c1", [one], members={BOSS: "facilitator"}), "t"
    )
    found = known(company, HR, typed=[BOSS, "head@Plumbline.example", "zhang", "张me"])
    assert (found.capacity, found.cycle, found.cycles[0][0]) == ("hr_admin", company.cycle.id, company.cycle.id)
    by_id = {each.id: each for each in found.reviews}
    assert (by_id[one].signed, by_id[one].elsewhere) == (False, ("cs-c1", AUTUMN))
    boss, head = found.seat_of(BOSS), found.seat_of("HEAD@plumbline.example")
    assert boss
    assert head
    assert [each.conflicts_with(by_id[one]) for each in (boss, head)] == [False, True]
    assert [each.id for each in found.found["张me"]] == [MEMBER]
    assert len(found.found["zhang"]) == MOST_MEANT
    assert found.seat_of("zhang") is None
    for actor, session, error in ((MEMBER, "", Forbidden), (MEMBER, "cs-c1", NotFound), (HR, "cs-none", NotFound)):
        with pytest.raises(error):
            known(company, actor, session)


def test_a_session_changes_until_it_starts(company: Company) -> None:
    one, two = company.bring("rv-g1", State.SIGNED_OFF), company.bring("rv-g2", State.SIGNED_OFF, COLLEAGUE)
    setting_up.create(company.graph, company.context(HR), new(company, "cs-g", [one]), "test")
    before = stored(company, "cs-g")
    seats, day = {**SEATS, MEMBER: "facilitator", BOSS: "member"}, before.meets_on + timedelta(3)
    del seats[SECOND_FACILITATOR]
    wanted: dict[str, Any] = {"reviews": (two,), "members": seats, "name": Text("Later", ""), "meets_on": day}
    assert [change(company, "cs-g", HR, **wanted) for _ in range(2)] == [True, False], "sent twice is done once"
    now = stored(company, "cs-g")
    assert (set(now.reviews), dict(now.seats), now.name, now.meets_on) == ({two}, seats, Text("Later", ""), day)
    assert not verify(company.graph).faults
    move(company, "cs-g", SessionAction.OPEN_VOTES)
    assert change(company, "cs-g", reviews=(one, two))
    cases: tuple[tuple[dict[str, object], object], ...] = (
        ({"members": {**seats, MANAGER: "member"}}, Reason("seat_conflict", (MANAGER, one))),
        ({"members": {**seats, "nobody": "member"}}, Reason("unknown_person", ("nobody",))),
        ({"members": {MEMBER: "member"}}, Reason("no_facilitator")),
        ({"reviews": (one, "rv-none")}, Reason("unknown_review", ("rv-none",))),
        ({"reviews": ()}, Reason("no_review")),
        ({"name": Text("", "")}, Reason("session_name")),
        ({"meets_on": company.now.date() - timedelta(1)}, Reason("date_past")),
    )
    for to, reason in cases:
        assert reason in refused(lambda to=to: change(company, "cs-g", **to))  # type: ignore[misc]
    for actor, at, error in ((AUDITOR, None, Forbidden), (BOSS, None, Forbidden), (FACILITATOR, before, Conflict)):
        with pytest.raises(error):
            change(company, "cs-g", actor, at, meets_on=day + timedelta(1))
    move(company, "cs-g", SessionAction.START)
    with pytest.raises(Conflict):
        change(company, "cs-g", meets_on=day + timedelta(1))


def test_after_the_start_people_only_come_out_and_what_was_changed_is_history(company: Company) -> None:
    one, two = company.bring("rv-o1", State.SIGNED_OFF), company.bring("rv-o2", State.SIGNED_OFF)
    mine = company.bring("rv-o3", State.SIGNED_OFF, COLLEAGUE)
    setting_up.create(company.graph, company.context(HR), new(company, "cs-o", [one, two, mine]), "test")
    with pytest.raises(Conflict):
        take_out(company, "cs-o", [one], "Not yet.")
    move(company, "cs-o", SessionAction.START)
    adjust(company, one)
    line = Placement(COLLEAGUE, HIRED + timedelta(days=90), manager=SECOND_FACILITATOR)
    people.place(company.graph, company.context("system"), [line], relied_on="test")
    assert refused(lambda: take_out(company, "cs-o", [one], " ")) == (Reason("reason"),)
    assert refused(lambda: take_out(company, "cs-o", [one, two, mine], "All.")) == (Reason("last_review"),)
    by_manager = lambda: take_out(company, "cs-o", [mine], "Mine.", SECOND_FACILITATOR)  # noqa: E731 - raises
    assert refused(by_manager) == (Reason("not_own_report"),)
    with pytest.raises(Forbidden):
        take_out(company, "cs-o", [one], "Not a facilitator.", MEMBER)
    assert standing(company, one) == [True]
    assert [take_out(company, "cs-o", [one], "Ill until spring.") for _ in range(2)] == [True, False]
    assert (standing(company, one), set(stored(company, "cs-o").reviews)) == ([False], {two, mine})
    assert not verify(company.graph).faults
    setting_up.create(company.graph, company.context(HR), new(company, "cs-again", [one]), "test")


def test_dissolving_needs_no_seat_of_hr_and_makes_history(company: Company) -> None:
    review = company.bring("rv-d1", State.SIGNED_OFF)
    setting_up.create(company.graph, company.context(HR), new(company, "cs-d", [review]), "test")
    with pytest.raises(Forbidden):
        move(company, "cs-d", SessionAction.START, HR)
    with pytest.raises(NotFound):
        move(company, "cs-d", SessionAction.DISSOLVE, AUDITOR, "None of mine.")
    move(company, "cs-d", SessionAction.START)
    move(company, "cs-d", SessionAction.START)
    adjust(company, review)
    assert refused(lambda: move(company, "cs-d", SessionAction.DISSOLVE, HR)) == (Reason("reason"),)
    for _ in range(2):
        move(company, "cs-d", SessionAction.DISSOLVE, HR, "Two committees became one.")
    assert (stored(company, "cs-d").state, standing(company, review)) == (SessionState.DISSOLVED, [False])
    with pytest.raises(Conflict):
        move(company, "cs-d", SessionAction.OPEN_VOTES)
    assert not verify(company.graph).faults


def test_nobody_acts_over_their_own_review(company: Company) -> None:
    people.place(company.graph, company.context("system"), [Placement(HR, HIRED, manager=BOSS)], relied_on="test")
    own, other = company.bring("rv-w1", State.ASSIGNED, HR), company.bring("rv-w2", State.SIGNED_OFF)
    setting_up.create(company.graph, company.context("system"), new(company, "cs-w", [own, other]), "test")
    acts: tuple[Callable[[], object], ...] = (
        lambda: change(company, "cs-w", HR, reviews=(other,)),
        lambda: move(company, "cs-w", SessionAction.DISSOLVE, HR, "Mine is in it."),
    )
    for act in acts:
        assert refused(act) == (Reason("own_review"),)
    move(company, "cs-w", SessionAction.START)
    for review in (own, other):
        assert refused(lambda r=review: take_out(company, "cs-w", [r], "Mine is in it.", HR)) == (Reason("own_review"),)  # type: ignore[misc]


def test_a_seat_that_no_event_gave_shows_after_changes_too(company: Company) -> None:
    one = company.bring("rv-v1", State.SIGNED_OFF)
    setting_up.create(company.graph, company.context(HR), new(company, "cs-v", [one]), "test")
    change(company, "cs-v", members={**SEATS, BOSS: "member"})
    assert not verify(company.graph).faults
    company.seat_without_event("cs-v", EMPLOYEE)
    assert [fault.detail for fault in verify(company.graph).faults] == ["the seat of employee as member"]
    company.lose_seat("cs-v", EMPLOYEE)


def test_parts_are_equal_and_by_role_and_level(company: Company) -> None:
    for size, most, expected in ((0, 5, []), (7, 3, [2, 2, 3]), (7, 7, [7]), (60, 25, [20, 20, 20]), (3, 0, [1, 1, 1])):
        one = next(each for each in known(company, HR).reviews)
        levels = [replace(one.level, rank=n % 3) for n in range(size)]
        reviews: list[Candidate] = [replace(one, id=f"rv-{n}", level=level) for n, level in enumerate(levels)]
        parts = equal_parts(reviews, most)
        assert sorted(len(part) for part in parts) == expected
        ranks = [each.level.rank for part in parts for each in part]
        assert ranks == sorted(ranks)


def test_of_two_who_move_or_change_a_session_at_once_one_wins_and_no_adjustment_outlives_it(company: Company) -> None:
    def at_once(*acts: Callable[[], object]) -> list[bool]:
        gate = Barrier(len(acts))

        def call(act: Callable[[], object]) -> bool:
            gate.wait()
            try:
                act()
            except (Conflict, Forbidden, NotFound, Refused):
                return False
            return True

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(call, acts))

    one, other = company.bring("rv-r1", State.SIGNED_OFF), company.bring("rv-r2", State.SIGNED_OFF)
    for turn in range(3):
        name = f"cs-r{turn}"
        setting_up.create(company.graph, company.context(HR), new(company, name, [one, other]), "test")
        now, later = stored(company, name), company.now.date() + timedelta(9)
        moved, started = at_once(
            lambda name=name, now=now, later=later: change(company, name, at=now, meets_on=later),  # type: ignore[misc]
            lambda name=name: move(company, name, SessionAction.START),  # type: ignore[misc]
        )
        assert moved or started
        move(company, name, SessionAction.START)
        taken, _adjusted = at_once(
            lambda name=name: take_out(company, name, [one], "Ill."),  # type: ignore[misc]
            lambda: adjust(company, one),
        )
        assert taken
        at_once(
            lambda name=name: move(company, name, SessionAction.DISSOLVE, HR, "Over."),  # type: ignore[misc]
            lambda: adjust(company, other),
        )
        assert not any((*standing(company, one), *standing(company, other)))
    assert not verify(company.graph).faults


def test_nobody_dissolves_what_a_committee_changed_of_their_own_line(company: Company) -> None:
    mine = company.bring("rv-l1", State.SIGNED_OFF)
    setting_up.create(company.graph, company.context(HR), new(company, "cs-l", [mine]), "test")
    move(company, "cs-l", SessionAction.START)
    adjust(company, mine)
    as_manager = Placement(EMPLOYEE, HIRED + timedelta(days=90), manager=HR)
    people.place(company.graph, company.context("system"), [as_manager], relied_on="test")
    assert refused(lambda: move(company, "cs-l", SessionAction.DISSOLVE, HR, "It stands.")) == (Reason("own_line"),)
    move(company, "cs-l", SessionAction.DISSOLVE, reason="Nobody of it can meet.")
    assert standing(company, mine) == [False]
