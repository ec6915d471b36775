"""Setting up sessions on pages: choosing people, what stands in the way with its remedies, changing, proposing."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from graph.calibration import service, setting_up
from graph.calibration.candidates import StoredSession, candidates
from graph.calibration.setting_up import NewSession
from graph.calibration.table import SessionAction, SessionState
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import State
from graph.text import Text
from tests.company import (
    BOSS,
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    SECOND_FACILITATOR,
    Company,
)
from tests.webapp.page_client import Page, PageClient

Browser = Callable[[str], PageClient]
NEW = "/calibration/new"


@pytest.fixture
def signed(company: Company) -> Company:
    """Two signed reviews, one that is not; the facilitator has the capacity to set up sessions."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    company.bring("rv-manager", State.SELF_DRAFT, MANAGER)
    grant = Placement(FACILITATOR, HIRED, capacities=("facilitator",))
    people.place(company.graph, company.context("system"), [grant], relied_on="test")
    return company


def fields(page: Page) -> dict[str, Any]:
    """What a browser would send of the page's main form, without its buttons."""
    form = next(each for each in page.all("form") if any(e.get("name") in ("id", "parts") for e in each.iter("input")))
    sent: dict[str, Any] = {}
    for each in form.iter("input"):
        if each.get("type") != "checkbox" or each.get("checked") is not None:
            sent.setdefault(each.get("name", ""), []).append(each.get("value", ""))
    for each in form.iter("textarea"):
        sent[each.get("name", "")] = ["".join(each.itertext())]
    for each in form.iter("select"):
        chosen = [option.get("value", "") for option in each.iter("option") if option.get("selected") is not None]
        sent[each.get("name", "")] = chosen or [""]
    return sent


def buttons(page: Page) -> dict[str, tuple[str, str]]:
    """Name and value of each button by its words."""
    return {
        re.sub(r"\s+", " ", "".join(each.itertext())).strip(): (each.get("name", ""), each.get("value", ""))
        for each in page.all("button")
    }


def press(browser: PageClient, path: str, page: Page, button: str, status: int = 200, **typed: Any) -> Page:
    """Presses a button of the form with what stands in it and what is typed."""
    name, value = buttons(page)[button]
    return browser.post(path, {**fields(page), **typed, name: value}, status)


def stored(company: Company, session: str) -> StoredSession:
    found = candidates(company.graph, company.context(HR), session=session).session
    assert found
    return found


def sessions(company: Company) -> list[str]:
    return [one.id for one in service.sessions(company.graph, company.context(HR)).sessions]


def test_a_facilitator_sets_up_a_session_by_filters_and_by_hand(signed: Company, browser: Browser) -> None:
    facilitator = browser(FACILITATOR)
    assert facilitator.get("/").links["Committee"] == "/calibration"
    start = facilitator.get(facilitator.get("/calibration").links["New session"])
    assert fields(start)["facilitators"] == [FACILITATOR], "who sets it up is proposed"
    typed: dict[str, Any] = {
        "name_en": "Autumn",
        "name_zh": "秋季",
        "meets_on": "2026-12-09",
        "meets_at": "14:00",
        "members": f"{MEMBER}\nBoss Zhang",
    }
    shown = press(facilitator, NEW, start, "Show", signed="yes", **typed)
    assert fields(shown)["members"] == [f"{MEMBER}\nBoss Zhang"]
    assert "Who is meant by “Boss Zhang”?" in shown.text
    named = press(facilitator, NEW, shown, "Boss Zhang (boss)")
    assert fields(named)["members"] == [f"{MEMBER}\n{BOSS}"]
    offered = [each.get("aria-label") for each in named.all("input") if each.get("name") == "review"]
    assert offered == ["Colleague Zhang", "Employee Zhang"], "who is not signed off does not match"
    added = press(facilitator, NEW, named, "Add all 2 who match", signed="yes")
    assert (fields(added)["review"], "2 people chosen · Signed off 2 of 2" in added.text) == (
        ["rv-colleague", "rv-employee"], True
    )  # fmt: skip
    assert "Only one facilitator is named." in added.text
    second = press(facilitator, NEW, added, "Make Boss Zhang a facilitator")
    assert "What stands in the way" not in second.text
    by_id = press(facilitator, NEW, second, "Add them", people=f"{MANAGER} nobody@plumbline.example")
    assert "In this cycle nobody who can still be calibrated has: nobody@plumbline.example." in by_id.text
    assert "3 people chosen · Signed off 2 of 3" in by_id.text
    without = {**fields(by_id), "review": ["rv-colleague", "rv-employee"], "people": "", "save": "1"}
    done = facilitator.post(NEW, without)
    (session,) = sessions(signed)
    assert done.response.headers["Location"] == f"/calibration/{session}"
    assert "The session “Autumn” is set up." in facilitator.follow(done).text
    now = stored(signed, session)
    assert now.seats == {FACILITATOR: "facilitator", BOSS: "facilitator", MEMBER: "member"}
    when = (str(now.meets_on), now.meets_at)
    assert (sorted(now.reviews), when) == (["rv-colleague", "rv-employee"], ("2026-12-09", "14:00"))
    assert "meets on 9 Dec 2026 at 14:00" in facilitator.get(f"/calibration/{session}").text.replace("\xa0", " ")
    facilitator.post(NEW, without)
    assert sessions(signed) == [session], "sent twice is set up once"


def test_what_stands_in_the_way_has_its_remedy_and_nothing_typed_is_lost(signed: Company, browser: Browser) -> None:
    signed.session("other", ["rv-colleague"], start=False)
    hr, everybody = browser(HR), ["rv-employee", "rv-colleague", "rv-manager"]
    start = hr.get(NEW)
    typed: dict[str, Any] = {
        "name_en": "Autumn",
        "meets_on": "",
        "meets_at": "25:00",
        "review": everybody,
        "members": f"{MANAGER}\n{HEAD}\nxyzzy",
    }
    page = press(hr, NEW, start, "Set up the session", **typed)
    for sentence in (
        "Manager Zhang would sit over their own review.",
        "Manager Zhang would sit over direct reports or their own manager: Colleague Zhang, Employee Zhang.",
        "Head Zhang would sit over direct reports or their own manager: Manager Zhang.",
        "In another open session, “Autumn committee”: Colleague Zhang.",
        "No facilitator is named.",
        "Nobody is found by “xyzzy”.",
        "Enter a day.",
        "Enter a time such as 14:00.",
        "Something still stands in the way.",
    ):
        assert sentence in page.text, sentence
    assert {key: fields(page)[key] for key in ("name_en", "members", "review")} == {
        "name_en": ["Autumn"], "members": [f"{MANAGER}\n{HEAD}\nxyzzy"],
        "review": ["rv-colleague", "rv-employee", "rv-manager"],
    }  # fmt: skip
    page = press(hr, NEW, page, "Leave Colleague Zhang out")
    page = press(hr, NEW, page, "Leave Manager Zhang out of the committee")
    assert fields(page)["members"] == [f"{HEAD}\nxyzzy"]
    page = press(hr, NEW, page, "Move Manager Zhang to another session")
    assert (fields(page)["review"], fields(page)["moved"]) == (["rv-employee"], ["rv-manager"])
    assert "For another session" in page.text
    typed = {
        "meets_on": "2026-12-09",
        "meets_at": "",
        "members": HEAD,
        "facilitators": f"{FACILITATOR},{SECOND_FACILITATOR}",
    }
    done = press(hr, NEW, page, "Set up the session", 302, **typed)
    following = hr.follow(done)
    assert "1 person is left for another session." in following.text
    assert fields(following)["review"] == ["rv-manager"]
    assert "None of these reviews is signed off yet." in following.text


def test_nobody_else_sets_up_and_nobody_decides_about_their_own(signed: Company, browser: Browser) -> None:
    for person in (MEMBER, MANAGER, EMPLOYEE):
        browser(person).get(NEW, 403)
    grant = Placement(EMPLOYEE, HIRED, capacities=("facilitator",))
    people.place(signed.graph, signed.context("system"), [grant], relied_on="test")
    client = browser(EMPLOYEE)
    page = press(client, NEW, client.get(NEW), "Show", review=["rv-employee"])
    assert "Your own review is in it." in page.text
    assert press(client, NEW, page, "Leave Employee Zhang out").text.count("0 people chosen") == 1


def test_a_session_is_changed_started_and_lets_people_out(signed: Company, browser: Browser) -> None:
    signed.session("cs-1", ["rv-employee", "rv-manager"], start=False)
    facilitator, change = browser(FACILITATOR), "/calibration/cs-1/change"
    browser(MEMBER).get(change, 403)
    browser(MANAGER).get(change, 404)
    page = facilitator.get(facilitator.get("/calibration/cs-1").links["Change people, members or day"])
    assert (fields(page)["name_en"], fields(page)["review"]) == (["Autumn committee"], ["rv-employee", "rv-manager"])
    both = press(facilitator, change, page, "Save the changes", 302, review=["rv-employee", "rv-colleague"], name_zh="")
    assert "Saved." in facilitator.follow(both).text
    assert stored(signed, "cs-1").reviews == {"rv-employee", "rv-colleague"}
    stale = press(facilitator, change, page, "Save the changes", review=["rv-employee"], name_en="Late")
    assert "Somebody changed this session after this page was shown." in stale.text
    assert (fields(stale)["name_en"], fields(stale)["review"]) == (["Late"], ["rv-employee"])
    opened = facilitator.get("/calibration/cs-1")
    votes = facilitator.get(opened.links["Open the votes"])
    facilitator.follow(facilitator.post("/calibration/cs-1/actions/open_votes", {"csrf_token": votes.token}))
    for _ in range(2):
        done = facilitator.post("/calibration/cs-1/actions/start")
        assert "Done. The session is now: in session." in facilitator.follow(done).text
    assert "in session" in facilitator.get("/calibration/cs-1/actions/open_votes", 409).text
    facilitator.get("/calibration/cs-1/actions/lock", 404)
    out = facilitator.get(facilitator.get(change, 302).response.headers["Location"])
    assert out.heading == "Take people out of “Autumn committee”"
    for data, sentence in (
        ({"reason": "Ill."}, "Choose at least one person first."),
        ({"review": "rv-employee", "reason": " "}, "Enter a reason."),
        ({"review": ["rv-employee", "rv-colleague"], "reason": "Ill."}, "Nobody would be left in the session."),
    ):
        assert sentence in facilitator.post("/calibration/cs-1/take-out", data, 200).text
    assert browser(HR).get("/calibration/cs-1/take-out").links["Leave it as it is"] == "/calibration#cs-1"
    facilitator.post("/calibration/cs-1/take-out", {"review": "rv-employee", "reason": "Ill until spring."})
    assert stored(signed, "cs-1").reviews == {"rv-colleague"}


def test_hr_dissolves_a_session_in_which_they_do_not_sit(signed: Company, browser: Browser) -> None:
    signed.session("cs-1", ["rv-employee"], start=False)
    hr = browser(HR)
    page = hr.get("/calibration")
    assert [label for label in page.links if "Autumn" in label] == [
        "Change people, members or day: Autumn committee", "Dissolve the session: Autumn committee",
    ]  # fmt: skip
    hr.get("/calibration/cs-1", 404)
    hr.get("/calibration/cs-1/actions/start", 403)
    path = page.links["Dissolve the session: Autumn committee"]
    assert "Its members can no longer open its reviews and packs." in hr.get(path).text
    assert "Enter a reason." in hr.post(path, {"reason": ""}, 200).text
    assert "The session is now: dissolved." in hr.follow(hr.post(path, {"reason": "Two became one."})).text
    assert stored(signed, "cs-1").state is SessionState.DISSOLVED


def test_who_came_to_sit_over_their_line_is_named_before_the_start(signed: Company, browser: Browser) -> None:
    signed.session("cs-1", ["rv-employee"], start=False)
    line = Placement(EMPLOYEE, HIRED + timedelta(days=90), manager=MEMBER)
    people.place(signed.graph, signed.context("system"), [line], relied_on="test")
    page = browser(FACILITATOR).get("/calibration/cs-1/actions/start")
    assert "Member Zhang would sit over direct reports or their own manager: Employee Zhang." in page.text
    assert page.links["Change the session"] == "/calibration/cs-1/change"


def test_hr_proposes_sessions_changes_them_and_makes_all_or_none(signed: Company, browser: Browser) -> None:
    hr = browser(HR)
    cycle = hr.get(f"/cycles/{signed.cycle.id}")
    assert "2 signed reviews are in no session" in cycle.text
    only = hr.get(cycle.links["Show them"].partition("#")[0])
    rows = [each.get("aria-label") for each in only.all("input") if each.get("name") == "review"]
    assert rows == ["Colleague Zhang", "Employee Zhang"]
    path = hr.get("/calibration").links["Propose sessions of equal size"]
    start = hr.get(path)
    committee: dict[str, Any] = {
        "facilitators": f"{FACILITATOR}\n{SECOND_FACILITATOR}",
        "members": f"{MANAGER}\n{BOSS}",
    }
    for size, sentence in (("0", "Enter a number from 1 to 300."), ("many", "Enter a whole number, such as 14.")):
        assert sentence in press(hr, path, start, "Propose", size=size).text
    page = press(hr, path, start, "Propose", size="1", meets_on="2026-12-09", **committee)
    assert [page.value(f"s{n}-name_en") for n in (1, 2, 3)] == ["Calibration 1", "Calibration 2", ""]
    together: dict[str, Any] = {"at-rv-employee": "1", "at-rv-colleague": "1"}
    moved = press(hr, path, page, "Show the changes", **together)
    assert "It is not set up." in moved.text
    assert "Session 1: Something still stands in the way." in press(hr, path, moved, "Set up the 1 session").text
    assert sessions(signed) == []
    again = press(hr, path, page, "Leave Manager Zhang out of the committee")
    left = {key: value for key, value in fields(again).items() if "members" in key}
    assert sorted(map(str, left.values())).count(f"['{BOSS}']") == 1, "out of one session, not of both"
    good: dict[str, Any] = {f"s{n}-members": BOSS for n in (1, 2)}
    done = press(hr, path, again, "Set up the 2 sessions", 302, **good)
    assert "2 sessions are set up." in hr.follow(done).text
    press(hr, path, again, "Set up the 2 sessions", 302, **good)
    assert len(sessions(signed)) == 2
    assert "Every signed review of this cycle is in a session." in hr.get(path).text


def test_the_start_page_says_what_waits_from_the_day_before(signed: Company, browser: Browser) -> None:
    member, seats = browser(MEMBER), {MEMBER: "member", FACILITATOR: "facilitator", BOSS: "facilitator"}
    steps = {"": (), "voting": (SessionAction.OPEN_VOTES,), "started": (SessionAction.START,)}
    ready = "Its pack can be made on its page."
    for number, (days, at, step, sentence) in enumerate(
        (
            (2, "", "", ""),
            (1, "14:00", "", f"It meets tomorrow at 14:00. {ready}"),
            (1, "", "voting", f"It meets tomorrow. Voting is open: 0 of 1 vote given. {ready}"),
            (0, "", "", f"It meets today. {ready}"),
            (5, "", "voting", "Voting is open: 0 of 1 vote given."),
            (0, "09:30", "started", f"The session is in progress. {ready}"),
        )
    ):
        context, day = signed.context(HR), signed.now.date() + timedelta(days=days)
        new = NewSession(f"cs-{number}", Text("Autumn", "秋季"), day, ("rv-employee",), seats, at)
        setting_up.create(signed.graph, context, new, "test")
        for action in steps[step]:
            service.move(signed.graph, signed.context(FACILITATOR), new.id, action)
        text = member.get("/").text
        assert sentence in text
        assert sentence or ("It meets" not in text and "pack" not in text)
        service.move(signed.graph, context, new.id, SessionAction.DISSOLVE, "The next one.")
