"""HR seats another facilitator on a page: who is meant, what stands in the way and its way out, whom it is told."""

from collections.abc import Callable

from graph.driver import Row
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import State
from tests.company import (
    AUDITOR,
    BOSS,
    COLLEAGUE,
    FACILITATOR,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    SECOND_FACILITATOR,
    Company,
)
from tests.webapp.page_client import Page, PageClient, words

Ask = Callable[..., list[Row]]
Browser = Callable[[str], PageClient]
SESSION = "/calibration/cs-1"
SEAT = f"{SESSION}/seat"


def buttons(page: Page) -> dict[str, str]:
    return {words(each): each.get("value", "") for each in page.all("button") if each.get("name") == "choose"}


def test_hr_seats_a_facilitator_where_one_has_left(company: Company, browser: Browser, ask: Ask) -> None:
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.session("cs-1", ["rv-employee", "rv-colleague"])
    grant = Placement(BOSS, HIRED, capacities=("facilitator",))
    people.place(company.graph, company.context("system"), [grant], relied_on="test")
    for review in ("rv-employee", "rv-colleague"):
        company.decide(review)
    first, hr, boss = browser(FACILITATOR), browser(HR), browser(BOSS)
    assert "If the other facilitator cannot confirm, an HR admin can seat one more" in first.get(f"{SESSION}/lock").text
    ask("write", "", "MATCH (p:Person {id: $id}) SET p.leaves_on = '2026-01-02'", id=SECOND_FACILITATOR)
    assert "Ask an HR admin to seat another facilitator in this session" in first.get(f"{SESSION}/lock").text
    assert "Nobody can act on 2 reviews." in hr.get("/").text
    stuck = hr.get("/cycles/2026-h2")
    assert "Employee Zhang: only one facilitator is left, and two lock the session" in stuck.text
    assert stuck.links["Seat another facilitator: Employee Zhang"] == SEAT
    assert hr.get("/calibration").links["Seat another facilitator: Autumn committee"] == SEAT
    page = hr.get(SEAT)
    assert "Second-Facilitator Zhang (has left)" in page.text
    assert buttons(page) == {"Member Zhang (member)": MEMBER, "Boss Zhang (boss)": BOSS}
    for typed, said in (
        ("", "Enter who is to facilitate the session."),
        ("Zhang Wu", "It is not clear yet who is meant by “Zhang Wu”."),
        (MANAGER, "Manager Zhang would sit over direct reports or their own manager: Colleague Zhang, Employee Zhang. "
                  "Choose somebody else, or take them out first."),
        (COLLEAGUE, "Colleague Zhang would sit over their own review. Choose somebody else, or take it out first."),
        (SECOND_FACILITATOR, "Second-Facilitator Zhang has left. Choose somebody else."),
        (HR, "Nobody seats themselves."),
    ):  # fmt: skip
        answer = hr.post(SEAT, {"person": typed, "reason": "She has left.", "save": "1"}, status=200)
        assert said in answer.text, typed
        assert "She has left." in answer.text, "nothing that was typed is lost"
    page = hr.post(SEAT, {"person": "boss zhang", "reason": "", "look": "1"}, status=200)
    assert "Who is meant by “boss zhang”?" in page.text
    page = hr.post(SEAT, {"person": "boss zhang", "reason": "", "choose": BOSS}, status=200)
    assert (page.value("person"), "Who is seated: Boss Zhang" in page.text) == (BOSS, True)
    assert "Enter a reason." in hr.post(SEAT, {"person": BOSS, "reason": " ", "save": "1"}, status=200).text
    done = hr.post(SEAT, {"person": BOSS, "reason": "She has left.", "save": "1"})
    assert done.response.headers["Location"] == "/calibration#cs-1"
    assert "Boss Zhang is a facilitator of the session now." in hr.follow(done).text
    assert "Nobody can act on" not in hr.get("/").text
    home = boss.get("/").text
    assert "HR made you a facilitator of it on 24 Nov 2026: your confirmation can lock it." in home
    covers = {"covers": boss.get(f"{SESSION}/lock").value("covers")}
    boss.post(f"{SESSION}/lock", covers)
    assert "Boss Zhang confirmed at" in first.get(f"{SESSION}/lock").text
    first.post(f"{SESSION}/lock", covers)
    assert "locked" in first.get(f"{SESSION}/outcome").text
    events = [words(each) for each in browser(AUDITOR).get("/audit/events?action=seat").all("tr")]
    assert [("Hr Zhang" in one, "seated another facilitator in a session" in one) for one in events[1:]] == [
        (True, True)
    ]


def test_who_seated_a_facilitator_is_neither_offered_nor_taken(company: Company, browser: Browser) -> None:
    company.bring("rv-employee", State.SIGNED_OFF)
    company.session("cs-1", ["rv-employee"])
    both = Placement(BOSS, HIRED, capacities=("facilitator", "hr_admin"))
    people.place(company.graph, company.context("system"), [both], relied_on="test")
    hr = browser(HR)
    assert BOSS in buttons(hr.get(SEAT)).values()
    boss = browser(BOSS)
    boss.get(SEAT)
    boss.post(SEAT, {"person": AUDITOR, "reason": "She is ill.", "save": "1"})
    assert BOSS not in buttons(hr.get(SEAT)).values()
    answer = hr.post(SEAT, {"person": BOSS, "reason": "He is ill.", "save": "1"}, status=200)
    assert "This person seated a facilitator of this session" in answer.text
    assert "Choose somebody else." in answer.text
    assert "He is ill." in answer.text


def test_hr_who_sits_in_the_session_finds_the_way_to_seat_somebody(company: Company, browser: Browser) -> None:
    """On its page and in the list; a facilitator does not choose who confirms with them."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.session("cs-1", ["rv-employee"])
    for person in (MEMBER, FACILITATOR):
        grant = Placement(person, HIRED, capacities=("hr_admin",))
        people.place(company.graph, company.context("system"), [grant], relied_on="test")
    member, facilitator = browser(MEMBER), browser(FACILITATOR)
    assert member.get(SESSION).links["Seat another facilitator"] == SEAT
    assert member.get("/calibration").links["Seat another facilitator: Autumn committee"] == SEAT
    for address in (SESSION, "/calibration"):
        assert SEAT not in facilitator.get(address).links.values()
        assert SEAT not in browser(SECOND_FACILITATOR).get(address).links.values()


def test_what_is_chosen_is_no_longer_than_the_field_takes(company: Company, browser: Browser) -> None:
    company.session("cs-1", [company.bring("rv-employee", State.SIGNED_OFF)])
    hr = browser(HR)
    hr.get(SEAT)
    for button in ("choose", "look"):
        sent = {"person": "boss zhang", "reason": "She has left.", button: "x" * 100_000}
        if button == "look":
            sent = {"person": "x" * 100_000, "reason": "She has left.", button: "1"}
        page = hr.post(SEAT, sent, status=200)
        assert "This is too long: at most 200 characters." in page.text
        assert "She has left." in page.text
        assert button == "look" or (len(page.text) < 50_000 and page.value("person") == "boss zhang")


def test_only_hr_seats_and_not_over_their_own_review(company: Company, browser: Browser) -> None:
    people.place(company.graph, company.context("system"), [Placement(HR, HIRED, manager=BOSS)], relied_on="test")
    company.bring("rv-hr", State.ASSIGNED, HR)
    company.bring("rv-employee", State.SIGNED_OFF)
    company.session("cs-1", ["rv-employee", "rv-hr"])
    for other, status in ((FACILITATOR, 403), (MEMBER, 403), (MANAGER, 404)):
        browser(other).get(SEAT, status=status)
    second = Placement(AUDITOR, HIRED, manager=HR, capacities=("hr_admin",))
    people.place(company.graph, company.context("system"), [second], relied_on="test")
    page = browser(AUDITOR).get(SEAT)
    assert "your manager, is in this session. Another HR admin has to seat somebody in it." in page.text
    assert not [one for one in page.all("textarea") if one.get("name") == "reason"]
    page = browser(HR).get(SEAT)
    assert "Not possible right now. This concerns you yourself. Another HR admin has to do it." in page.text
    assert not [one for one in page.all("textarea") if one.get("name") == "reason"]
