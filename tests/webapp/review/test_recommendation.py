"""What a manager recommends when signing: who reads it, where there is nothing above, and signatures of before."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from graph.audit.canonical import canonical
from graph.audit.chain import link
from graph.errors import NotFound, Refused
from graph.report.dossier import read_dossier
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.review.enums import Action, Party, Recommendation, State
from graph.verification.verify import verify_review
from graph.workflow.commands import Command
from graph.workflow.policy import Permission
from reports.gap import Variant, build
from reports.gap.export import as_json
from tests.company import DOTTED, EMPLOYEE, FACILITATOR, HR, MANAGER, MEMBER, VERSION, Company
from tests.conftest import Ask
from tests.webapp.page_client import PageClient

Browser = Callable[[str], PageClient]
READY = "Ready for the next level"
SENTENCE = "The work of the year fits the level."


def signed(company: Company, review: str) -> str:
    company.bring(review, State.SELF_SUBMITTED)
    company.sign(review, recommendation=Recommendation.NEXT)
    return review


def seen_by(company: Company, review: str) -> set[str]:
    """Whose sheet of the review has the recommendation."""
    found = set()
    for reader in (EMPLOYEE, DOTTED, MANAGER, HR, MEMBER, FACILITATOR):
        with suppress(NotFound):
            sheet = company.sheet(review, reader)
            found |= {reader} if any(one.recommendation for one in sheet.sign_offs) else set()
    return found


def copies(company: Company, review: str) -> dict[Variant, str]:
    """What each copy of the report says, with the machine-readable one inside."""
    found = {}
    for variant, permission in (
        (Variant.COMMITTEE, Permission.READ_COMMITTEE_REPORT),
        (Variant.EMPLOYEE, Permission.READ_EMPLOYEE_REPORT),
    ):
        dossier = read_dossier(company.graph, company.context(MANAGER), review, permission)
        report = build(dossier, variant)
        assert report.brief is not None
        copy = json.loads(as_json(dossier, report))["signed"]["recommendation"]
        found[variant] = f"{report.brief.outcome or report.brief.ask} ({copy})"
    return found


def test_without_one_nothing_is_signed_and_any_but_the_level_itself_needs_a_sentence(company: Company) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.rate("rv-1", MANAGER, Party.MANAGER)
    draft = company.draft_of("rv-1", MANAGER, Party.MANAGER)
    bare = Command(draft=draft, name="Manager Zhang")
    for one, rule in ((None, "recommendation"), (Recommendation.BELOW, "recommendation_reason")):
        with pytest.raises(Refused) as refused:
            company.do("rv-1", MANAGER, Action.SIGN_OFF, replace(bare, recommendation=one))
        assert [reason.rule for reason in refused.value.reasons] == [rule]
    done = company.do("rv-1", MANAGER, Action.SIGN_OFF, replace(bare, recommendation=Recommendation.CONFIRMED))
    assert done.sign_off
    assert done.sign_off.recommendation is Recommendation.CONFIRMED


def test_a_committee_reads_it_and_the_employee_does_not(company: Company, browser: Browser) -> None:
    review = signed(company, "rv-1")
    company.session("session-1", [review])
    company.decide(review)
    assert "Decided so far: level confirmed" in browser(MEMBER).get(f"/calibration/session-1/people/{review}").text
    assert "Decided so far, not final yet: Level confirmed" in browser(MANAGER).get(f"/reviews/{review}/result").text
    assert SENTENCE not in browser(EMPLOYEE).get(f"/reviews/{review}/history").text
    company.lock("session-1")
    company.do(review, MANAGER, Action.SHARE)
    assert seen_by(company, review) == {MANAGER, HR, MEMBER, FACILITATOR}
    assert READY not in browser(EMPLOYEE).get(f"/reviews/{review}/result").text
    assert f"Recommended by Manager Zhang: {READY}" in browser(MANAGER).get(f"/reviews/{review}/result").text
    assert "Outcome: level confirmed" in browser(MEMBER).get(f"/calibration/session-1/people/{review}").text
    assert READY in browser(MEMBER).get("/calibration/session-1").text
    said = "Outcome: level confirmed"
    assert copies(company, review) == {Variant.COMMITTEE: f"{said} (next)", Variant.EMPLOYEE: f"{said} (None)"}
    result = browser(EMPLOYEE).get(f"/reviews/{review}/result").text
    for told in ("24 Nov 2026", "Outcome: Level confirmed", SENTENCE):
        assert told in result
    assert "Facilitator" not in result
    record = browser(EMPLOYEE).get(f"/reviews/{review}/history").text
    for told in ("decided on the level: level confirmed", SENTENCE, "the calibration committee"):
        assert told in record
    assert "Facilitator" not in record
    assert "Locked: the results are final." in browser(MEMBER).get("/calibration/session-1").text


def test_without_a_calibration_it_is_the_outcome_that_the_employee_reads(company: Company, browser: Browser) -> None:
    review = signed(company, "rv-1")
    company.do(review, HR, Action.WAIVE, Command(words={"reason": "A team of one"}))
    assert EMPLOYEE not in seen_by(company, review)
    company.do(review, MANAGER, Action.SHARE)
    assert {EMPLOYEE, DOTTED} < seen_by(company, review)
    assert f"Outcome: {READY}" in browser(EMPLOYEE).get(f"/reviews/{review}/result").text
    assert copies(company, review)[Variant.EMPLOYEE] == "Outcome: ready for the next level (next)"


def test_nothing_above_the_highest_level_is_offered_or_taken(company: Company, browser: Browser) -> None:
    top = f"{VERSION}/role/llm-engineer/principal"
    one = Assignment("rv-top", EMPLOYEE, VERSION, top, "", company.cycle.self_due, company.cycle.manager_due)
    assignment.assign(company.graph, company.context(HR), company.cycle.id, [one], "test")
    company.submit("rv-top")
    company.rate("rv-top", MANAGER, Party.MANAGER)
    page = browser(MANAGER).get("/reviews/rv-top/sign")
    assert "above which there is no level" in page.text
    assert READY not in page.text
    with pytest.raises(Refused) as refused:
        company.sign("rv-top", recommendation=Recommendation.NEXT)
    assert [reason.rule for reason in refused.value.reasons] == ["recommendation"]


def test_a_signature_of_before_stays_valid_and_says_that_none_was_recorded(
    company: Company, browser: Browser, ask: Ask
) -> None:
    review = signed(company, "rv-1")
    read = "MATCH (e:Event {stream: $review, action: 'sign_off'}) RETURN e.body AS body, e.previous AS previous"
    (event,) = ask("read", "body, previous", read, review=review)
    body = json.loads(event["body"])
    del body["facts"]["recommendation"]
    written = canonical(body)
    ask(
        "write", "", "MATCH (r:Review {id: $review})-[:RECORDED]->(e {action: 'sign_off'}), (r)-[:SIGNED]->(s) "
        "SET e.body = $body, e.hash = $hash, r.head = $hash REMOVE s.recommendation",
        review=review, body=written, hash=link(event["previous"], written),
    )  # fmt: skip
    assert verify_review(company.graph, review) == ()
    assert "No recommendation was recorded." in browser(MANAGER).get(f"/reviews/{review}/sign").text
    assert copies(company, review) == {
        Variant.COMMITTEE: "Confirm Middle, not yet Senior? (None)",
        Variant.EMPLOYEE: " (None)",
    }
    ask("write", "", "MATCH (s:SignOff {id: $id}) SET s.recommendation = 'below'", id=f"{review}/1/signature")
    assert [fault.detail for fault in verify_review(company.graph, review)] == [
        "a recommendation that the event of the signature does not say"
    ]
