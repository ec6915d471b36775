"""Confirming together those whom nobody questions: who is offered, what each reads, who is left out."""

from collections.abc import Callable
from datetime import timedelta

from graph.calibration import service, votes
from graph.calibration.deciding import confirm_levels
from graph.calibration.table import SessionAction
from graph.calibration.vote_models import VoteDraft, VoteValue
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Outcome, Recommendation, State
from tests.company import COLLEAGUE, EMPLOYEE, FACILITATOR, HIRED, MEMBER, Company
from tests.webapp.page_client import PageClient

Browser = Callable[[str], PageClient]
ADDRESS = "/calibration/cs-1/confirm-levels"


def test_levels_that_nobody_questions_are_confirmed_together(company: Company, browser: Browser) -> None:
    """Not whose vote is a question, nor whom the manager recommends for the next level; who is in a direct line with
    the facilitator is left to others, and said so; what was typed comes back where the sentence will not do."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.bring("rv-dotted", State.SIGNED_OFF, COLLEAGUE)
    company.bring("rv-next", State.MANAGER_DRAFT)
    company.sign("rv-next", recommendation=Recommendation.NEXT)
    company.session("cs-1", ["rv-employee", "rv-colleague", "rv-dotted", "rv-next"], start=False)
    line = Placement(COLLEAGUE, HIRED + timedelta(days=90), manager=FACILITATOR, kind="dotted")
    people.place(company.graph, company.context("system"), [line], relied_on="test")
    facilitator = browser(FACILITATOR)
    facilitator.get(ADDRESS, status=409)
    for step in (SessionAction.OPEN_VOTES, SessionAction.START):
        if step is SessionAction.START:
            draft = VoteDraft("", 0, VoteValue.QUESTION, "")
            votes.save(company.graph, company.context(MEMBER), "cs-1", "rv-colleague", 1, [draft])
        service.move(company.graph, company.context(FACILITATOR), "cs-1", step)
    page = facilitator.get(ADDRESS)
    proposed = "The committee confirmed your level.\n委员会确认你符合当前级别。"
    assert [(each.text or "").strip() for each in page.all("textarea") if each.get("name") == "sentence"] == [proposed]
    offered = {each.get("value") for each in page.all("input") if each.get("name") == "review"}
    assert offered == {"rv-employee", "rv-dotted"}
    chosen = {"review": ["rv-employee", "rv-dotted", "rv-colleague"]}
    page = facilitator.post(ADDRESS, {**chosen, "sentence": "x" * 281}, status=422)
    assert "x" * 281 in page.text
    assert "Choose at least one person first." in facilitator.post(ADDRESS, {"sentence": "Fits."}, status=422).text
    said = facilitator.follow(facilitator.post(ADDRESS, {**chosen, "sentence": "Fits."})).text
    assert "1 level confirmed." in said
    assert "Others have to decide about Colleague Zhang." in said
    decisions = {
        one.review.id: one.decision for one in service.session(company.graph, company.context(MEMBER), "cs-1").reviews
    }
    made = decisions.pop("rv-employee")
    assert made
    assert (made.value, made.text, made.by.id) == (Outcome.CONFIRMED, "Fits.", FACILITATOR)
    assert set(decisions.values()) == {None}
    assert "rv-employee" not in {each.get("value") for each in facilitator.get(ADDRESS).all("input")}
    browser(EMPLOYEE).get(ADDRESS, status=404)


def test_the_sentence_that_is_proposed_is_read_in_ones_own_language(company: Company, browser: Browser) -> None:
    """Whichever language the facilitator reads."""
    company.bring("rv-read", State.SIGNED_OFF)
    company.session("cs-1", ["rv-read"])
    people.set_preferences(company.graph, company.context(FACILITATOR), language="zh", time_zone="Asia/Shanghai")
    facilitator = browser(FACILITATOR)
    (sentence,) = [each.text for each in facilitator.get(ADDRESS).all("textarea") if each.get("name") == "sentence"]
    facilitator.post(ADDRESS, {"review": "rv-read", "sentence": sentence})
    decided = company.sheet("rv-read", MEMBER).decision
    assert decided
    assert decided.text.split("\n") == ["The committee confirmed your level.", "委员会确认你符合当前级别。"]


def test_what_was_decided_meanwhile_is_not_replaced(company: Company) -> None:
    company.bring("rv-meanwhile", State.SIGNED_OFF)
    company.session("cs-2", ["rv-meanwhile"])
    seq = company.sheet("rv-meanwhile", MEMBER).head.seq
    company.decide("rv-meanwhile", outcome=Outcome.NEXT)
    done = confirm_levels(company.graph, company.context(MEMBER), {"rv-meanwhile": seq}, "Fits.")
    assert (done.decided, done.moved) == ([], ["rv-meanwhile"])
    stands = company.sheet("rv-meanwhile", MEMBER).decision
    assert stands
    assert stands.value is Outcome.NEXT
