"""A person's page in a session: decide on the level, change a rating, withdraw the change, send the review back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.driver import Graph
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Outcome, Part, Party, State, Value
from graph.review.models import Expectation
from tests.company import COLLEAGUE, EMPLOYEE, FACILITATOR, HIRED, MANAGER, MEMBER, Company, company_after
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient, words
from webapp.review.cards import key_of

Browser = Callable[[str], PageClient]
REVIEW = "rv-employee"
PAGE = f"/calibration/session-1/people/{REVIEW}"
SENTENCE = "The launch carried the whole team."


@pytest.fixture
def met(graph: Graph) -> Company:
    return company_after(_in_session, graph, NOW)


def _in_session(company: Company) -> None:
    """A session in progress over two signed reviews; on one the two sides are two steps apart."""
    company.assign(REVIEW)
    company.submit(REVIEW, value=Value.EXCEEDS)
    company.sign(REVIEW, value=Value.DEVELOPING)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.session("session-1", [REVIEW, "rv-colleague"])


def first(company: Company) -> Expectation:
    return company.sheet(REVIEW, MEMBER).to_rate(Part.CURRENT)[0]


def decision(page: Page, **typed: str) -> dict[str, str]:
    """What the form on the level would send, from a page that shows it."""
    return {"revision": "1", "was": page.value("was"), "outcome": "next", "later_on": "", "sentence": SENTENCE} | typed


def change(company: Company, was: str = "", **typed: str) -> dict[str, str]:
    """What the form of the first rating would send."""
    usual = {"value": "meets", "reason_code": "standard", "reason": SENTENCE}
    return {"revision": "1", "was": was, "expectation": first(company).id} | usual | typed


def checked(page: Page) -> set[str]:
    return {f"{one.get('name')}={one.get('value')}" for one in page.all("input") if "checked" in one.attrib}


def area(page: Page, name: str) -> str:
    return next((one.text or "").lstrip("\n") for one in page.all("textarea") if one.get("name") == name)


def test_the_page_shows_both_sides_the_recommendation_and_the_way_on(met: Company, browser: Browser) -> None:
    page = browser(MEMBER).get(PAGE)
    for said in (
        "The manager recommends: Level confirmed.", "Ready for the next level: Senior", "self and manager two steps",
        "Seen in the work.", "As the team saw it.", first(met).text.en, "1 of 2", "Keys: Alt+P",
    ):  # fmt: skip
        assert said in page.text, said
    assert [one.get("accesskey") for one in page.all("a") if one.get("accesskey")] == ["n"]
    assert "Send back" not in page.text, "that is a facilitator's"
    assert page.links["Next: Colleague Zhang"] == "/calibration/session-1/people/rv-colleague"


def test_deciding_asks_for_all_of_it_and_keeps_what_was_typed(met: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    page = member.get(PAGE)
    empty = member.post(f"{PAGE}/decide", decision(page, outcome="", sentence=""), 422)
    assert "Choose what is decided." in empty.text
    assert "Write a sentence for the employee." in empty.text
    for typed, error in (
        ({"outcome": "later"}, "Enter the day until which"),
        ({"outcome": "later", "later_on": "2026-11-24"}, "after today, within two years"),
        ({"outcome": "later", "later_on": "soon"}, "Enter a day such as"),
        ({"sentence": "x" * 281}, "at most 280 characters"),
    ):
        back = member.post(f"{PAGE}/decide", decision(page, **typed), 422)
        assert error in back.text
        assert f"outcome={typed.get('outcome', 'next')}" in checked(back)
        assert area(back, "sentence") == typed.get("sentence", SENTENCE)
    sent = member.post(f"{PAGE}/decide", decision(page, outcome="later", later_on="2027-02-01"))
    assert sent.response.headers["Location"] == f"{PAGE}#said-deciding"
    done = member.follow(sent)
    assert said_at(done, "deciding") == "Decided: to be decided later, on 1 Feb 2027."
    assert done.text.count("Decided: ") == 1, "at its place, and not at the top that is out of sight"
    assert "Decided so far: to be decided later, on 1 Feb 2027" in done.text
    assert "Change the decision" in done.text
    assert "outcome=later" in checked(done)
    twice = member.follow(member.post(f"{PAGE}/decide", decision(page, outcome="later", later_on="2027-02-01")))
    assert "Decided" in twice.text
    assert len(met.sheet(REVIEW, MEMBER).decisions) == 1, "a button pressed twice counts once"


def test_of_two_who_decide_at_once_the_later_one_is_shown_both(met: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    page = member.get(PAGE)
    met.decide(REVIEW, FACILITATOR, Outcome.BELOW)
    late = member.post(f"{PAGE}/decide", decision(page), 409)
    for said in ("Somebody decided while you were writing.", "Below the level", "Facilitator Zhang", "fits the level"):
        assert said in late.text
    (above,) = (to for said, to in late.links.items() if "your decision was not recorded" in said)
    assert above == "#deciding", "it is said where a phone opens the page, too"
    assert area(late, "sentence") == SENTENCE
    assert "outcome=next" in checked(late)
    member.post(f"{PAGE}/decide", decision(late))
    standing = met.sheet(REVIEW, MEMBER).decision
    assert standing
    assert (standing.value, standing.text, standing.by.id) == (Outcome.NEXT, SENTENCE, MEMBER)


def test_a_rating_is_changed_and_the_change_withdrawn(met: Company, browser: Browser) -> None:
    member, named = browser(MEMBER), first(met)
    address = next(link for words, link in member.get(PAGE).links.items() if words == "Change this rating")
    assert address.startswith(f"{PAGE}?adjust=")
    opened = member.get(address)
    assert "Developing (the manager’s rating)" in opened.text
    for typed, error in (
        ({"value": "", "reason_code": "", "reason": ""}, "Choose a rating."),
        ({"reason_code": "whim"}, "Not a valid choice"),
        ({"value": "developing"}, "This is the manager’s rating."),
    ):
        back = member.post(f"{PAGE}/adjust", change(met, **typed), 422)
        assert error in back.text
        assert area(back, "reason") == typed.get("reason", SENTENCE)
    sent = member.post(f"{PAGE}/adjust", change(met))
    assert sent.response.headers["Location"] == f"{PAGE}#said-{key_of(named)}"
    done = member.follow(sent)
    assert said_at(done, key_of(named)) == f"{named.skill.en}: now rated “meets”."
    assert "same standard for everyone" in done.text
    changed = met.sheet(REVIEW, MEMBER).calibrated(named.id)
    assert changed
    assert (changed.value, changed.text, changed.reason_code) == (Value.MEETS, SENTENCE, "standard")
    address = done.links["Withdraw the change"]
    assert "stands again: developing" in member.get(address).text
    back = member.post(f"{PAGE}/withdraw", change(met, changed.id, reason=""), 422)
    assert "Write a sentence for the employee." in back.text
    gone = member.follow(member.post(f"{PAGE}/withdraw", change(met, changed.id, reason="Seen once more.")))
    assert "the manager’s rating stands again" in gone.text
    sheet = met.sheet(REVIEW, MEMBER)
    assert sheet.calibrated(named.id) is None
    rating = sheet.rating(Party.MANAGER, named.id)
    assert rating
    assert rating.value is Value.DEVELOPING


def said_at(page: Page, place: str) -> str:
    """What a page says was done, at the place where it was."""
    return "".join(words(each) for each in page.all("div") if each.get("id") == f"said-{place}")


def test_withdrawing_where_nothing_is_changed_is_no_error(met: Company, browser: Browser) -> None:
    member = browser(MEMBER)
    member.get(PAGE)
    done = member.follow(member.post(f"{PAGE}/withdraw", change(met)))
    assert "the manager’s rating stands again" in done.text
    assert met.sheet(REVIEW, MEMBER).adjustments == ()


def test_of_two_who_change_one_rating_the_later_one_is_shown_both(met: Company, browser: Browser) -> None:
    one, other = browser(MEMBER), browser(MEMBER)
    for each in (one, other):
        each.get(PAGE)
    one.post(f"{PAGE}/adjust", change(met, value="exceeds", reason="Two teams use it."))
    one.post(f"{PAGE}/decide", decision(one.get(PAGE)))
    late = other.post(f"{PAGE}/adjust", change(met), 409)
    for said in ("Somebody changed this rating while you were writing.", "exceeds", "Two teams use it."):
        assert said in late.text
    (above,) = (to for said, to in late.links.items() if "your change was not recorded" in said)
    assert late.by_id(above.removeprefix("#")).tag == "article"
    assert area(late, "reason") == SENTENCE
    assert {"value=meets", "reason_code=standard"} <= checked(late)
    stands = met.sheet(REVIEW, MEMBER).calibrated(first(met).id)
    assert stands
    other.post(f"{PAGE}/adjust", change(met, stands.id))
    assert met.sheet(REVIEW, MEMBER).calibrated(first(met).id).value is Value.MEETS  # type: ignore[union-attr]


def test_who_may_not_reads_why(met: Company, browser: Browser) -> None:
    facilitator = browser(FACILITATOR)
    page = facilitator.get(PAGE)
    assert "You sit in this session as a facilitator." in page.text
    assert "Change this rating" not in page.text
    assert "Decide on the level" in page.text
    facilitator.post(f"{PAGE}/adjust", change(met), 403)
    line = Placement(MEMBER, HIRED + timedelta(days=90), manager=EMPLOYEE)
    people.place(met.graph, met.context("system"), [line], relied_on="test")
    barred = browser(MEMBER).get(PAGE)
    assert barred.text.count("direct reporting line") == 2, "of deciding, and of changing ratings"
    assert "outcome" not in {one.get("name") for one in barred.all("input")}


def test_a_facilitator_sends_the_review_back_on_a_page_of_its_own(met: Company, browser: Browser) -> None:
    facilitator = browser(FACILITATOR)
    address = facilitator.get(PAGE).links["Send back …"]
    confirm = facilitator.get(address)
    assert confirm.heading == "Send Employee Zhang's review back to the manager"
    assert confirm.links["Leave it as it is"] == PAGE
    assert "Enter a reason." in facilitator.post(address, {"reason": ""}, 200).text
    done = facilitator.post(address, {"reason": "Two rows have no evidence."})
    assert done.response.headers["Location"] == "/calibration/session-1"
    sheet = met.sheet(REVIEW, MANAGER)
    assert (sheet.head.state, sheet.head.revision) == (State.MANAGER_DRAFT, 2)
    facilitator.post(f"{PAGE}/decide", {"outcome": "next", "sentence": SENTENCE}, 404)
