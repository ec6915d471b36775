"""The pages on which members vote before the meeting, with scripts and without, and what the meeting then sees."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from graph.calibration import service, votes
from graph.calibration.table import SessionAction
from graph.calibration.vote_models import VoteDraft, VoteValue
from graph.driver import Graph
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, State
from graph.workflow.commands import Command
from tests.company import (
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HIRED,
    MANAGER,
    MEMBER,
    Company,
    company_after,
)
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient

Browser = Callable[[str], PageClient]
VOTE = "/calibration/cs-1/vote"
OF_EMPLOYEE, OF_COLLEAGUE = f"{VOTE}/rv-employee", f"{VOTE}/rv-colleague"


def two_signed(company: Company) -> None:
    """A session over two signed reviews and one that is not; its votes are not open yet."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.bring("rv-manager", State.SELF_DRAFT, MANAGER)
    company.session("cs-1", ["rv-employee", "rv-colleague", "rv-manager"], start=False)


def open_to_votes(company: Company) -> None:
    """The same once they are."""
    two_signed(company)
    move(company, SessionAction.OPEN_VOTES)


@pytest.fixture
def voting(graph: Graph) -> Company:
    return company_after(open_to_votes, graph, NOW)


def move(company: Company, action: SessionAction) -> None:
    service.move(company.graph, company.context(FACILITATOR), "cs-1", action)


def fields(page: Page) -> dict[str, Any]:
    """What a browser sends of the page's form if nothing is touched."""
    hidden = {each.get("name"): each.get("value", "") for each in page.all("input") if each.get("type") == "hidden"}
    chosen = {each.get("name"): each.get("value") for each in page.all("input") if "checked" in each.attrib}
    typed = {each.get("name"): (each.text or "").removeprefix("\n") for each in page.all("textarea")}
    return {str(name): value for name, value in (hidden | chosen | typed).items() if name}


def put(client: PageClient, path: str, status: int, **sent: Any) -> Any:
    """What a save as typed is answered with."""
    answer = client.client.put(path, json=sent, headers={"X-CSRFToken": client.token})
    assert answer.status_code == status, answer.text
    return answer.json


def vote(version: int = 0, value: str = "agree", **more: Any) -> dict[str, Any]:
    return {"expectation": "", "version": version, "value": value, "comment": "", "seen": 1} | more


def test_one_votes_on_one_person_after_another_without_a_script(voting: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    assert member.get(VOTE, 302).response.headers["Location"] == OF_COLLEAGUE
    page = member.get(OF_COLLEAGUE)
    assert page.heading == "Your vote: Colleague Zhang"
    assert "0 of 2 given" in page.text
    assert "Nobody else sees your vote, or that you voted" in page.text
    assert "Solid in delivery." in page.text, "the brief is on screen"
    sent = fields(page) | {"person-value": "question", "person-comment": "Ask how.", "then": "next"}
    first = next(name for name in fields(page) if name.startswith("e-")).removesuffix("-version").removesuffix("-was")
    led = member.post(OF_COLLEAGUE, sent | {f"{first}-value": "abstain"})
    assert led.response.headers["Location"] == OF_EMPLOYEE
    second = member.follow(led)
    assert "1 of 2 given" in second.text
    assert second.links["Previous: Colleague Zhang"] == OF_COLLEAGUE
    done = member.follow(member.post(OF_EMPLOYEE, fields(second) | {"person-value": "agree", "then": "next"}))
    assert "You voted on all 2 people you can vote on." in done.text
    assert done.links["Colleague Zhang"] == OF_COLLEAGUE
    again = member.get(OF_COLLEAGUE)
    assert (fields(again)["person-value"], fields(again)["person-comment"]) == ("question", "Ask how.")
    assert fields(again)[f"{first}-value"] == "abstain"
    assert "You have given all your 2 votes." in member.get("/").text
    assert "person-value" not in fields(browser(FACILITATOR).get(OF_COLLEAGUE))


def test_what_is_wrong_or_was_written_elsewhere_comes_back_as_typed(voting: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    page = member.get(OF_EMPLOYEE)
    long = fields(page) | {"person-value": "agree", "person-comment": "x" * 4001}
    back = member.post(OF_EMPLOYEE, long, 422)
    assert "This is too long: at most 4,000 characters." in back.text.replace("4000", "4,000")
    assert fields(back)["person-value"] == "agree"
    put(member, OF_EMPLOYEE, 200, **vote(comment="From the phone."))
    clash = member.post(OF_EMPLOYEE, fields(page) | {"person-value": "question", "person-comment": "Mine."}, 409)
    assert "From the phone." in clash.text
    assert fields(clash)["person-comment"] == "Mine."
    keep = fields(clash) | {"keep": "person@1", "person-value": "question"}
    assert fields(member.follow(member.post(OF_EMPLOYEE, keep)))["person-comment"] == "Mine."


def test_votes_are_saved_as_they_are_given(voting: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    member.get(OF_EMPLOYEE)
    stored = put(member, OF_EMPLOYEE, 200, **vote(comment="Ask how."))
    assert (stored["version"], stored["value"], stored["comment"]) == (1, "agree", "Ask how.")
    stale = put(member, OF_EMPLOYEE, 409, **vote(value="question"))
    assert (stale["kind"], stale["current"]["comment"]) == ("stale", "Ask how.")
    for wrong in ({"value": "meets"}, {"seen": None}, {"version": "1"}, {"comment": "x" * 4001}):
        assert put(member, OF_EMPLOYEE, 422, **vote(1) | wrong)["message"]
    assert put(member, OF_EMPLOYEE, 401, **vote(1, person=FACILITATOR))["kind"] == "other_account"
    assert put(member, OF_EMPLOYEE, 409, **vote(1, seen=2))["kind"] == "closed"
    put(member, f"{VOTE}/rv-none", 404, **vote())
    move(voting, SessionAction.START)
    closed = put(member, OF_EMPLOYEE, 409, **vote(1))
    assert (closed["kind"], closed["current"]["value"]) == ("closed", "agree")


def test_who_is_near_reads_why_they_have_no_vote(voting: Company, browser: Browser) -> None:
    line = Placement(EMPLOYEE, HIRED + timedelta(days=90), manager=MEMBER, kind="dotted")
    people.place(voting.graph, voting.context("system"), [line], relied_on="test")
    member = browser(MEMBER)
    page = member.get(OF_EMPLOYEE)
    assert "You and this person are in a direct reporting line, or a dotted one" in page.text
    assert "0 of 1 given · no vote on 1 person" in page.text
    assert "person-value" not in page.response.text
    assert "Solid in delivery." in page.text
    assert "in a direct reporting line" in put(member, OF_EMPLOYEE, 422, **vote())["message"]
    member.post(OF_EMPLOYEE, {"person-version": "0", "person-value": "agree", "revision": "1"}, 409)
    assert "Voting is open: 0 of 1 vote given." in member.get("/").text
    voting.seat_without_event("cs-1", EMPLOYEE)
    own = browser(EMPLOYEE).get(OF_EMPLOYEE)
    assert "Nobody votes on themselves." in own.text
    assert "Solid in delivery." not in own.text


def test_there_is_a_page_before_and_after_the_votes(graph: Graph, browser: Browser) -> None:
    company = company_after(two_signed, graph, NOW)
    member = browser(MEMBER)
    early = "Voting is not open yet."
    assert early in member.get(VOTE).text
    assert early in member.follow(member.get(OF_EMPLOYEE, 302)).text
    assert "Vote" not in member.get("/calibration/cs-1").links
    move(company, SessionAction.OPEN_VOTES)
    assert member.get("/calibration/cs-1").links["Vote"] == VOTE
    member.get(OF_EMPLOYEE)
    put(member, OF_EMPLOYEE, 200, **vote(value="question", comment="Ask how."))
    company.do("rv-employee", MANAGER, Action.RECALL, Command(words={"reason": "Look again."}))
    member.get(OF_EMPLOYEE, 404)
    company.sign("rv-employee")
    page = member.get(OF_EMPLOYEE)
    assert "This was signed again since you voted. Your vote then, “Question”, no longer counts." in page.text
    assert "Ask how." not in page.text
    put(member, OF_EMPLOYEE, 200, **vote(value="question", comment="Still.", seen=2))
    move(company, SessionAction.START)
    closed = member.get(OF_EMPLOYEE)
    assert "Votes are closed: the session has started." in closed.text
    assert "Still." in closed.text
    assert "Question" in member.get(VOTE).text
    member.post(OF_EMPLOYEE, {"person-version": "1", "person-value": "agree", "revision": "2"}, 409)
    facilitator = browser(FACILITATOR)
    assert "not voted yet" in facilitator.follow(facilitator.get(OF_EMPLOYEE, 302)).text


def test_a_session_without_a_signature_has_nothing_to_vote_on(graph: Graph, browser: Browser) -> None:
    def unsigned(company: Company) -> None:
        company.bring("rv-draft", State.SELF_DRAFT, HEAD)
        company.session("cs-1", ["rv-draft"], start=False)
        move(company, SessionAction.OPEN_VOTES)

    company_after(unsigned, graph, NOW)
    assert "No review is signed off yet." in browser(MEMBER).get(VOTE).text


def test_the_meeting_reads_votes_by_name_most_disputed_first(voting: Company, browser: Browser) -> None:
    drafts = [VoteDraft("", 0, VoteValue.QUESTION, "Private."), VoteDraft("", 0, VoteValue.AGREE)]
    for person, draft in zip((MEMBER, FACILITATOR), drafts, strict=True):
        votes.save(voting.graph, voting.context(person), "cs-1", "rv-employee", 1, [draft])
    of = votes.ballot(voting.graph, voting.context(MEMBER), "cs-1", "rv-employee").expectations[0]
    one = VoteDraft(of.id, 0, VoteValue.QUESTION)
    votes.save(voting.graph, voting.context(MEMBER), "cs-1", "rv-employee", 1, [one])
    member = browser(MEMBER)
    path = "/calibration/cs-1/people/rv-employee"
    assert "Votes before the meeting" not in member.get(path).text
    move(voting, SessionAction.START)
    page = member.get(path)
    said = page.text[page.text.index("Votes before the meeting") :]
    assert "The person as a whole Facilitator Zhang Member Zhang –" in said
    assert f"{of.skill.en} – Member Zhang –" in said
    assert "No vote from: Second-Facilitator Zhang." in said
    assert "Private." not in page.text
    assert "1 of 2" in page.text, "what is disputed comes first"
    assert "Nobody voted on this person." in member.get("/calibration/cs-1/people/rv-colleague").text


def test_a_meeting_marks_and_notes(voting: Company, browser: Browser) -> None:
    member, path = browser(MEMBER), "/calibration/cs-1/people/rv-employee"
    assert "Notes of the meeting" not in member.get(path).text
    move(voting, SessionAction.START)
    page = member.get(path)
    assert "they are owed to that person on an access request" in page.text
    marked = member.follow(member.post(f"{path}/discussed", {"discussed": "yes"}))
    assert "Discussed (Member Zhang, " in marked.text
    assert "Discussed (" not in member.follow(member.post(f"{path}/discussed", {"discussed": ""})).text
    stored = put(member, f"{path}/note", 200, version=0, comment="She led the move.")
    assert stored["version"] == 1
    assert put(member, f"{path}/note", 409, version=0, comment="Late.")["current"]["comment"] == "She led the move."
    assert put(member, f"{path}/note", 422, comment="No version.")["message"]
    assert "She led the move." in member.post(f"{path}/note", {"note-version": "0", "note-comment": "Late."}, 409).text
    again = member.follow(member.post(f"{path}/note", {"note-version": "1", "note-comment": "She led it."}))
    assert fields(again)["note-comment"] == "She led it."
    assert "She led it." in browser(FACILITATOR).get(path).text
    voting.do("rv-employee", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    assert put(member, f"{path}/note", 409, version=2, comment="More.")["kind"] == "closed"
    member.post(f"{path}/discussed", {"discussed": "yes"}, 409)
