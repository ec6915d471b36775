"""Who can be in a cycle, who cannot and why; opening it gives each one review, however often and however cut short."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from graph.context import Context
from graph.cycle.models import AskedFor, Cycle, Population
from graph.errors import Conflict, Reason, Refused
from graph.jobs.models import Job, JobState, Stopped
from graph.jobs.work import waiting
from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.population import drafts, opening, work
from graph.population.models import CycleStand, Preview, Why
from graph.population.preview import preview
from graph.queries import parse
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.review.enums import Action
from graph.text import Text
from graph.verification.verify import verify
from graph.workflow.commands import Command
from tests.company import COLLEAGUE, EMPLOYEE, HR, MANAGER, MIDDLE, SENIOR, VERSION, Company, ids, new_company

EMPTY = f"{VERSION}/role/llm-engineer/empty"
_SET = parse(
    "tests/set_person",
    "// Sets properties of somebody.\n// access: write\n// params: person, facts\n// returns: nothing\n"
    "// writes: Person leaves_on, away_until\nMATCH (person:Person {id: $person}) SET person += $facts",
)
_RELIED_ON = parse(
    "tests/relied_on",
    "// What the events of a cycle relied on.\n// access: read\n// params: cycle\n// returns: many (actor, relied_on)\n"
    "MATCH (:Cycle {id: $cycle})-[:RECORDED]->(event:Event) RETURN event.actor AS actor, event.relied_on AS relied_on "
    "ORDER BY event.seq",
)
_DRAFT_VERSION = parse(
    "tests/draft_version",
    "// Sets the state of the version.\n// access: write\n// params: state\n// returns: nothing\n"
    f"MATCH (version:FrameworkVersion {{id: '{VERSION}'}}) SET version.state = $state",
)


def draft(company: Company, name: str, **changed: object) -> Cycle:
    """A saved draft of everybody on the company's framework, opening today."""
    today = company.now.date()
    usual = replace(
        company.cycle,
        id=name,
        opens_on=today,
        share_on=today + timedelta(days=13),
        versions=(VERSION,),
        next_level=True,
    )
    context = company.context(HR)
    known = drafts.choices(company.graph, context)
    return drafts.save(company.graph, context, replace(usual, **changed), known)  # type: ignore[arg-type]


def newcomer(company: Company, person: str, level: str | None = MIDDLE, manager: str | None = MANAGER) -> str:
    """Somebody new with a place."""
    account = NewAccount(person, person, Text(person.title(), ""), f"{person}@plumbline.example")
    people.create_account(company.graph, company.context(HR), account)
    placement = Placement(person, date(2026, 1, 1), level, manager)
    people.place(company.graph, company.context(HR), [placement], relied_on="test")
    return person


def set_person(company: Company, person: str, **facts: object) -> None:
    company.graph.write_one(_SET, person=person, facts=facts)


def stand(company: Company, cycle: str) -> CycleStand:
    return drafts.stand(company.graph, company.context(HR), cycle)


def carry_out(company: Company, worker: str = "wk-1", **how: object) -> list[Job | None]:
    """What a worker makes of all that waits."""

    def context_of(actor: str) -> Context:
        return company.context(actor)

    found = waiting(company.graph, company.context(worker), worker)
    return [work.carry_out(company.graph, context_of, worker, one, **how) for one in found]  # type: ignore[arg-type]


def open_now(company: Company, cycle: str, named: tuple[str, ...] = ()) -> Job | None:
    opening.ask(company.graph, company.context(HR), stand(company, cycle), named)
    return carry_out(company)[0]


def outs(found: Preview) -> dict[str, Why]:
    return {one.person.id: one.why for one in found.excluded}


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ({"managers": (MANAGER,)}, {EMPLOYEE, COLLEAGUE}),
        ({"managers": ("boss",)}, {EMPLOYEE, COLLEAGUE, MANAGER}),
        ({"people": (EMPLOYEE, HR)}, {EMPLOYEE}),
        ({"roles": ("ai-engineering/ai-product-engineer",)}, set()),
        ({"roles": ("ai-engineering/llm-engineer",), "levels": ("middle",)}, {EMPLOYEE, COLLEAGUE, MANAGER}),
        ({"levels": ("senior",)}, set()),
        ({"people": (EMPLOYEE, COLLEAGUE), "managers": ("head",)}, {EMPLOYEE, COLLEAGUE}),
    ],
)
def test_a_population_is_chosen_by_line_role_level_or_list(
    company: Company, within: dict[str, tuple[str, ...]], expected: set[str]
) -> None:
    cycle = replace(company.cycle, versions=(VERSION,), population=Population(**within))
    found = preview(company.graph, company.context(HR), cycle)
    assert {one.person.id for one in found.candidates} == expected


def test_a_draft_can_be_changed_and_deleted_until_somebody_begins_to_open_it(company: Company) -> None:
    graph, hr = company.graph, company.context(HR)
    cycle = draft(company, "cy-draft")
    known = drafts.choices(graph, hr)
    changed = drafts.save(graph, hr, replace(cycle, asked_for=AskedFor.ALL), known)
    with pytest.raises(Conflict):
        drafts.save(graph, hr, replace(cycle, grace_days=9), known)
    assert stand(company, cycle.id).cycle == changed
    wrong = {
        "cycle_name": {"name": Text("", "")}, "no_version": {"versions": ()},
        "unknown_choice": {"versions": ("ai-engineering@99",)},
        "unknown_people": {"population": Population(people=("nobody",))},
        "date_order": {"manager_due": cycle.self_due - timedelta(days=1)},
        "date_past": {"self_due": company.now.date() - timedelta(1), "opens_on": company.now.date() - timedelta(2)},
        "too_many_days": {"grace_days": 400},
    }  # fmt: skip
    for rule, facts in wrong.items():
        with pytest.raises(Refused) as refusal:
            drafts.save(graph, hr, replace(changed, **facts), known)  # type: ignore[arg-type]
        assert rule in {reason.rule for reason in refusal.value.reasons}
    drafts.delete(graph, hr, cycle.id, changed.draft)
    with pytest.raises(Conflict):
        drafts.delete(graph, hr, cycle.id, changed.draft)
    begun = draft(company, "cy-begun")
    opening.ask(graph, hr, stand(company, begun.id))
    with pytest.raises(Conflict):
        drafts.delete(graph, hr, begun.id, begun.draft)
    with pytest.raises(Conflict):
        drafts.save(graph, hr, begun, known)
    with pytest.raises(Refused) as refusal:
        opening.ask(graph, hr, stand(company, begun.id))
    assert refusal.value.reasons == (Reason("opening_under_way"),)
    opening.cancel(graph, hr, begun.id)
    assert carry_out(company) == []


def test_an_opening_cut_short_goes_on_and_never_leaves_half_a_review(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BATCH", 2)
    cycle = draft(company, "cy-cut")
    opening.ask(company.graph, company.context(HR), stand(company, cycle.id))
    told: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        carry_out(company, stopping=lambda: bool(told), said=lambda done, of: told.append((done, of)))
    assert told == [(2, 3)]
    now = stand(company, cycle.id)
    assert now.opening is not None
    assert (now.cycle.state, now.opening.state, now.reviews) == ("draft", JobState.WAITING, 2)

    def cancel() -> bool:
        opening.cancel(company.graph, company.context(HR), cycle.id)
        return False

    with pytest.raises(Stopped):  # cancelled before the batch is written
        carry_out(company, stopping=cancel)
    assert (stand(company, cycle.id).cycle.state, stand(company, cycle.id).reviews) == ("draft", 2)
    open_now(company, cycle.id)
    assert (stand(company, cycle.id).cycle.state, stand(company, cycle.id).reviews) == ("open", 3)
    assert verify(company.graph).faults == ()


def test_opening_makes_exactly_one_review_a_person_and_role_and_can_be_repeated(company: Company) -> None:
    cycle = draft(company, "cy-open")
    done = open_now(company, cycle.id)
    assert done is not None
    assert (done.state, done.done, done.of) == (JobState.DONE, 3, 3)
    assert stand(company, cycle.id).cycle.state == "open"
    first = {row.id: row.person.id for row in company.reviews_in(cycle.id)}
    assert sorted(first.values()) == sorted([EMPLOYEE, COLLEAGUE, MANAGER])
    sheet = company.sheet(next(iter(first)), HR)
    assert sheet.head.target is not None
    assert sheet.head.target.id == SENIOR
    newcomer(company, "late")
    gone = next(review for review, person in first.items() if person == COLLEAGUE)
    company.do(gone, HR, Action.CANCEL, Command(words={"reason": "Moved away."}))
    later = replace(company, now=company.now + timedelta(days=2))
    reasons = outs(preview(later.graph, later.context(HR), stand(later, cycle.id).cycle))
    assert (reasons[EMPLOYEE], reasons[COLLEAGUE]) == (Why.HAS_REVIEW, Why.CANCELLED)
    open_now(later, cycle.id)
    rows = {row.person.id: row for row in company.reviews_in(cycle.id)}
    assert rows.keys() == {EMPLOYEE, COLLEAGUE, MANAGER, "late"}
    assert len(company.reviews_in(cycle.id)) == 4
    assert rows["late"].due == cycle.self_due + timedelta(days=2)
    assert verify(company.graph).faults == ()


def test_a_set_up_is_refused_for_a_draft_version_and_for_who_has_no_manager(company: Company) -> None:
    cycle = company.cycle
    one = Assignment("rv-unled", newcomer(company, "alone", manager=None), VERSION, MIDDLE, "", cycle.self_due,
                     cycle.manager_due)  # fmt: skip
    with pytest.raises(Refused) as refusal:
        assignment.assign(company.graph, company.context(HR), cycle.id, [one], "test")
    assert refusal.value.reasons == (Reason("no_manager", ("alone",)),)
    company.graph.write_one(_DRAFT_VERSION, state="draft")
    try:
        with pytest.raises(Refused) as refusal:
            assignment.assign(
                company.graph, company.context(HR), cycle.id, [replace(one, person=EMPLOYEE, review=ids())], "test"
            )
        assert refusal.value.reasons == (Reason("draft_version", (VERSION,)),)
    finally:
        company.graph.write_one(_DRAFT_VERSION, state="published")


def test_the_preview_names_who_is_in_and_why_others_are_not(company: Company) -> None:
    company = new_company(company.graph)  # with nobody of other tests, whichever ran here before
    company.empty_level(EMPTY)
    newcomer(company, "nothing-there", level=EMPTY)
    newcomer(company, "unled", manager=None)
    newcomer(company, "led-by-who-left", manager=newcomer(company, "leaver"))
    for person, facts in {
        "leaver": {"leaves_on": (company.now.date() - timedelta(days=3)).isoformat()},
        newcomer(company, "on-leave"): {"away_until": (company.now.date() + timedelta(days=60)).isoformat()},
        newcomer(company, "back-soon"): {"away_until": (company.now.date() + timedelta(days=1)).isoformat()},
    }.items():
        set_person(company, person, **facts)
    cycle = draft(company, "cy-preview")
    found = preview(company.graph, company.context(HR), cycle)
    within = {one.person.id: one for one in found.candidates}
    assert within.keys() == {EMPLOYEE, COLLEAGUE, MANAGER, "back-soon"}
    assert (within[EMPLOYEE].level.id, within[EMPLOYEE].target, within[EMPLOYEE].manager.id) == (
        MIDDLE,
        SENIOR,
        MANAGER,
    )
    reasons = outs(found)
    wanted = {
        "nothing-there": Why.NOTHING_EXPECTED, "unled": Why.NO_MANAGER, "led-by-who-left": Why.MANAGER_LEFT,
        "leaver": Why.LEFT, "on-leave": Why.AWAY, HR: Why.NO_LEVEL,
    }  # fmt: skip
    assert {person: reasons[person] for person in wanted} == wanted
    assert {one.person.id for one in found.to_mend} >= {"unled", "nothing-there", HR}
    assert "leaver" not in {one.person.id for one in found.to_mend}


def test_ids_that_differ_by_case_name_two_people(company: Company) -> None:
    for number, person in enumerate(("E-1", "e-1")):
        new = NewAccount(person, f"login{number}", Text(person, ""), f"{number}@example.com")
        people.create_account(company.graph, company.context(HR), new)
    known = drafts.choices(company.graph, company.context(HR))
    for person in ("E-1", "e-1"):
        assert drafts.ids_of([person], known) == ((person,), ())
    assert drafts.ids_of(["EMPLOYEE@plumbline.example", "Employee"], known) == ((EMPLOYEE,), ())


def test_cancelling_an_opening_relies_on_the_right_of_who_cancels(company: Company) -> None:
    grant = Placement(MANAGER, company.now.date(), capacities=("hr_admin",))
    people.place(company.graph, company.context("system"), [grant], relied_on="test")
    opening.ask(company.graph, company.context(HR), stand(company, company.cycle.id))
    opening.cancel(company.graph, company.context(MANAGER), company.cycle.id)
    events = company.graph.read_many(_RELIED_ON, cycle=company.cycle.id)
    assert [(row["actor"], row["relied_on"]) for row in events] == [
        (HR, f"HAS_CAPACITY/{HR}>hr_admin"), (MANAGER, f"HAS_CAPACITY/{MANAGER}>hr_admin"),
    ]  # fmt: skip
