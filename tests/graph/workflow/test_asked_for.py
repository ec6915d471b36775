"""What must be rated before submitting and signing: what the cycle asks for. The rest may be left."""

from dataclasses import replace

import pytest

from graph.cycle import service as cycles
from graph.cycle.models import AskedFor
from graph.errors import Refused
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Part, Party, Recommendation, State, Value
from graph.review.models import Expectation
from graph.review.sheet import Sheet
from graph.verification.verify import verify
from graph.workflow import saving
from graph.workflow.commands import Command
from tests.company import EMPLOYEE, MANAGER, MIDDLE, Company
from tests.conftest import Ask


def required_of(sheet: Sheet) -> list[Expectation]:
    return [e for e in sheet.to_rate(Part.CURRENT) if e.required]


def rate(company: Company, review: str, person: str, party: Party, rated: list[Expectation]) -> Command:
    """Rates some expectations; the command of who has seen that draft."""
    drafts = [RatingDraft(e.id, 0, Value.MEETS, "Seen in the work.", "") for e in rated]
    saving.save_many(company.graph, company.context(person), review, party, drafts)
    draft, name = company.draft_of(review, person, party), f"{person.title()} Zhang"
    return Command(draft=draft, name=name, recommendation=Recommendation.CONFIRMED)


def test_only_what_is_required_at_the_own_level_must_be_rated(company: Company) -> None:
    review = company.assign("rv-left")
    sheet = company.sheet(review, EMPLOYEE)
    required = required_of(sheet)
    left = {e.id for e in sheet.all_to_rate} - {e.id for e in required}
    assert {e.part for e in sheet.all_to_rate if e.id in left} == {Part.CURRENT, Part.TARGET}

    seen = rate(company, review, EMPLOYEE, Party.SELF, required[1:])
    with pytest.raises(Refused) as refused:
        company.do(review, EMPLOYEE, Action.SUBMIT, seen)
    assert [(r.rule, r.about) for r in refused.value.reasons] == [("self_complete", (required[0].id,))]
    company.do(review, EMPLOYEE, Action.SUBMIT, rate(company, review, EMPLOYEE, Party.SELF, required[:1]))
    company.do(review, MANAGER, Action.SIGN_OFF, rate(company, review, MANAGER, Party.MANAGER, required))

    signed = company.sheet(review, MANAGER)
    assert signed.head.state is State.SIGNED_OFF
    assert {id_ for (party, id_) in signed.ratings if party is Party.MANAGER} == {e.id for e in required}
    assert verify(company.graph).faults == ()


def test_an_expectation_that_may_be_left_still_needs_its_reason_once_it_is_rated(company: Company) -> None:
    review = company.assign("rv-unseen")
    sheet = company.sheet(review, EMPLOYEE)
    seen = rate(company, review, EMPLOYEE, Party.SELF, required_of(sheet))
    optional = next(e for e in sheet.to_rate(Part.CURRENT) if not e.required)
    unseen = RatingDraft(optional.id, 0, Value.NOT_OBSERVED, "", "")
    saving.save(company.graph, company.context(EMPLOYEE), review, Party.SELF, unseen)
    seen = replace(seen, draft=company.draft_of(review, EMPLOYEE, Party.SELF))
    with pytest.raises(Refused) as refused:
        company.do(review, EMPLOYEE, Action.SUBMIT, seen)
    assert [(r.rule, r.about) for r in refused.value.reasons] == [("self_reasons", (optional.id,))]


def test_a_comment_alone_is_no_rating(company: Company, ask: Ask) -> None:
    ask(
        "write",
        "",
        "MATCH (:Level {id: $level})-[:EXPECTS]->(e) SET e.was = e.required, e.required = false",
        level=MIDDLE,
    )
    try:
        review = company.assign("rv-optional")
        first = company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[0]
        words = RatingDraft(first.id, 0, None, "Words alone.", "")
        saving.save(company.graph, company.context(EMPLOYEE), review, Party.SELF, words)
        draft = company.draft_of(review, EMPLOYEE, Party.SELF)
        with pytest.raises(Refused) as refused:
            company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=draft))
        assert [reason.rule for reason in refused.value.reasons] == ["something_rated"]
    finally:
        ask(
            "write", "", "MATCH (:Level {id: $level})-[:EXPECTS]->(e) SET e.required = e.was REMOVE e.was", level=MIDDLE
        )


@pytest.mark.parametrize("stored", ["all", None], ids=["by its setting", "a cycle of before the setting"])
def test_a_cycle_can_ask_for_all(company: Company, ask: Ask, stored: str | None) -> None:
    every = replace(company.cycle, id=f"asks-{stored}", asked_for=AskedFor.ALL)
    cycles.create(company.graph, every)
    ask("write", "", "MATCH (c:Cycle {id: $cycle}) SET c.asked_for = $stored", stored=stored, cycle=every.id)
    review = company.assign(f"rv-{stored}", cycle=every)
    sheet = company.sheet(review, EMPLOYEE)
    seen = rate(company, review, EMPLOYEE, Party.SELF, required_of(sheet))
    with pytest.raises(Refused) as refused:
        company.do(review, EMPLOYEE, Action.SUBMIT, seen)
    left = {e.id for e in sheet.all_to_rate} - {e.id for e in required_of(sheet)}
    assert [(r.rule, set(r.about)) for r in refused.value.reasons] == [("self_complete", left)]
