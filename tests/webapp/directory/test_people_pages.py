"""HR's pages of people: the list, its exports, and one person over time."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from graph.people import repository
from graph.people import service as people
from graph.people.capacities import CAPACITIES, CapacityChange, change_capacity
from graph.people.models import NOT_IDS, NewAccount, Placement, can_be_id
from graph.people_import.fields import KNOWN_HEADINGS
from graph.queries import parse
from graph.review.enums import State
from graph.spreadsheets.reading import read_workbook
from graph.text import Text
from tests.company import BOSS, COLLEAGUE, EMPLOYEE, HEAD, HR, MANAGER, OTHER_MANAGER, SENIOR, Company
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient
from webapp.set_up.forms import SetUpForm

Browser = Callable[[str], PageClient]
TODAY = NOW.date()


EXPORTS = parse(
    "tests/exports",
    "// Exports of people that somebody took.\n// access: read\n// params: person\n// returns: many (id)\n"
    "MATCH (:Person {id: $person})-[:RECORDED]->(e:Event {action: 'export_people'}) RETURN e.id AS id",
)


def field(page: Page, name: str) -> str:
    return next(each.get("value", "") for each in page.all("input") if each.get("name") == name)


def test_the_list_is_searched_filtered_and_exported(company: Company, browser: Browser) -> None:
    hr = browser(HR)
    page = hr.get("/people")
    assert page.here == ["People"]
    assert "Employee Zhang" in page.links
    found = hr.get("/people?text=colleague&role=llm&level=middle")
    assert "1 to 1 of 1" in found.text
    assert "Filters: 2 active" in found.text, "they are folded up, the search is not"
    assert "active" not in page.text
    assert not any("open" in each.attrib for each in found.all("details"))
    long = hr.get(f"/people?role={'x' * 201}", 422)
    assert any("open" in each.attrib for each in long.all("details")), "what is wrong is seen"
    assert found.links["Colleague Zhang"] == "/people/colleague"
    assert "Nobody fits." in hr.get("/people?text=nobody-at-all").text
    assert hr.get("/people?page=0", 422).heading == "People"
    assert "Nobody fits." in hr.get("/people?page=77").text
    for ending in ("xlsx", "csv"):
        answer = hr.client.get(found.links[f"Export as {ending.upper()}"], buffered=True)
        book = read_workbook(answer.data, KNOWN_HEADINGS)
        rows = book.first_sheet().rows
        assert [sheet.name for sheet in book.sheets[1:]] == (["codebook"] if ending == "xlsx" else [])
        assert [row[0] for row in rows] == ["id", "colleague"]
    assert (answer.status_code, "attachment" in answer.headers["Content-Disposition"]) == (200, True)
    events = company.graph.read_many(EXPORTS, person=HR)
    assert len(events) == 2


def test_people_of_the_demo_sign_in_by_a_click_and_addresses_break_at_their_parts(
    company: Company, browser: Browser
) -> None:
    one = NewAccount("d-1", "d-1", Text("Demo One", ""), "demo.one@a.example", demo=True)
    people.create_account(company.graph, company.context(HR), one, relied_on="test")
    hr = browser(HR)
    page = hr.get("/people/d-1")
    assert "signs in by a click on the demo’s sign-in page" in page.text
    assert "demo<wbr>.one<wbr>@a<wbr>.example" in page.response.text
    assert "no account yet" not in page.text
    listed = hr.get("/people?text=demo.one")
    assert "can sign in" in listed.text
    assert "Demo One" not in hr.get("/people?lacks=account").links


def test_a_person_is_moved_from_a_day_on_corrected_and_ended(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_DRAFT)
    hr = browser(HR)

    def send(what: str, status: int = 302, **sent: str) -> Page:
        page = hr.get(f"/people/{EMPLOYEE}")
        shown = {"seq": field(page, "seq"), "since": TODAY.isoformat(), "how": "from"}
        answer = hr.post(f"/people/{EMPLOYEE}/{what}", {**shown, **sent}, status)
        return hr.follow(answer) if status == 302 else answer

    page = send("manager", manager=OTHER_MANAGER)
    assert "Saved." in page.text
    spells = repository.held(company.graph, [EMPLOYEE])[EMPLOYEE].spells["line to"]
    assert [each.to for each in spells] == [MANAGER, OTHER_MANAGER]
    assert "Nothing changed" in send("manager", manager=OTHER_MANAGER).text
    earlier = (TODAY - timedelta(days=10)).isoformat()
    send("manager", manager=OTHER_MANAGER, how="corrects", since=earlier)
    spells = repository.held(company.graph, [EMPLOYEE])[EMPLOYEE].spells["line to"]
    assert [(each.to, each.start) for each in spells][-1] == (OTHER_MANAGER, earlier)
    assert not repository.overlapping(company.graph)
    page = send("level", level=SENIOR)
    assert "Senior" in page.text
    page = send("department", department="Research/LLM")
    assert "Research/LLM" in page.text
    send("department", how="ends", since=(TODAY + timedelta(days=30)).isoformat())
    assert repository.held(company.graph, [EMPLOYEE])[EMPLOYEE].spells["department"][0].until is not None
    refused = send("manager", 422, manager="Nobody At All")
    assert "Nobody has this id, email, sign-in name or name." in refused.text
    assert "Nobody At All" in refused.response.text
    assert "Enter a day." in send("manager", 422, manager=HEAD, since="").text
    assert "Say what it is to be" in send("department", 422, department=" ").text
    stale = hr.post(f"/people/{EMPLOYEE}/manager", {"seq": "1", "since": earlier, "manager": HEAD, "how": "from"}, 409)
    assert stale.status == 409
    assert "rv-1" in "".join(hr.get(f"/people/{EMPLOYEE}").links.values())


def test_details_absence_and_leaving(company: Company, browser: Browser) -> None:
    hr = browser(HR)
    page = hr.get(f"/people/{COLLEAGUE}")
    sent = {"seq": field(page, "seq"), "name": "Renamed Zhang", "name_zh": "章新", "email": "new@plumbline.example",
            "login": "renamed", "language": "zh"}  # fmt: skip
    refused = hr.post(f"/people/{COLLEAGUE}/details", {**sent, "email": "nowhere"}, 422)
    assert "Enter an email address such as" in refused.text
    page = hr.follow(hr.post(f"/people/{COLLEAGUE}/details", sent))
    assert page.heading == "Renamed Zhang"
    assert "Renamed Zhang" in hr.get("/people?text=zhangxin").links
    people.place(company.graph, company.context(HR), [Placement(EMPLOYEE, TODAY, manager=COLLEAGUE)], relied_on="test")
    gone = {"seq": field(page, "seq"), "leaves_on": (TODAY - timedelta(days=1)).isoformat(), "away_until": ""}
    page = hr.follow(hr.post(f"/people/{COLLEAGUE}/absence", gone))
    assert "left" in page.text
    assert "has left, cannot sign in" in page.text
    said = "They have left, but 1 person still reports to them and has nobody to review them: name another manager"
    assert said in page.text
    browser(COLLEAGUE).get("/reviews", 302)
    assert "Renamed Zhang" in hr.get("/people?lacks=left").links
    own = hr.get(f"/people/{HR}")
    assert "Another HR admin changes your level" in own.text
    hr.post(f"/people/{HR}/absence", {"seq": field(own, "seq"), "leaves_on": ""}, 403)
    browser(EMPLOYEE).get(f"/people/{COLLEAGUE}", 403)


def test_a_reviewer_is_appointed_from_a_day_on_and_ended_and_nobody_appoints_themselves(
    company: Company, browser: Browser
) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    hr, reviewer = browser(HR), browser(OTHER_MANAGER)
    sent = {"seq": field(hr.get(f"/people/{EMPLOYEE}"), "seq"), "since": TODAY.isoformat(), "how": "from"}
    address = f"/people/{EMPLOYEE}/reviewer"
    hr.post(address, {**sent, "reviewer": HR}, 403)
    for form, name in (("manager", "manager"), ("dotted", "dotted")):
        refused = hr.post(f"/people/{EMPLOYEE}/{form}", {**sent, name: HR}, 422)
        assert "You cannot make yourself somebody’s manager. Another HR admin has to do it." in refused.text
    page = hr.follow(hr.post(address, {**sent, "reviewer": OTHER_MANAGER}))
    assert "Other-Manager Zhang today 24 Nov 2026 no end" in page.text
    assert reviewer.get("/reviews/rv-1/assess").status == 200
    assert "Assess Employee Zhang" not in browser(MANAGER).get("/").text
    ended = {**sent, "seq": field(page, "seq"), "how": "ends"}
    hr.follow(hr.post(address, ended))
    reviewer.get("/reviews/rv-1/assess", 404)
    assert "Assess Employee Zhang" in browser(MANAGER).get("/").text


@pytest.mark.parametrize(
    ("taken", "named", "said"),
    [
        ({"email": f"  {HEAD.upper()}@PLUMBLINE.example"}, HEAD, "Somebody else has this email address."),
        ({"login": BOSS.title()}, BOSS, "Somebody else has this sign-in name."),
    ],
)
def test_what_somebody_else_has_is_an_error_beside_the_field(
    company: Company, browser: Browser, taken: dict[str, str], named: str, said: str
) -> None:
    hr = browser(HR)
    before = hr.get(f"/people/{COLLEAGUE}")
    sent = {"seq": field(before, "seq"), "name": "Typed Anew", "name_zh": "", "language": "en",
            "email": "own@plumbline.example", "login": "own", **taken}  # fmt: skip
    refused = hr.post(f"/people/{COLLEAGUE}/details", sent, 422)
    assert said in refused.text
    assert f"({named})" in refused.text
    assert field(refused, "name") == "Typed Anew"
    assert hr.get(f"/people/{COLLEAGUE}").heading == before.heading
    page = hr.follow(
        hr.post(f"/people/{COLLEAGUE}/details", {**sent, "email": "own@plumbline.example", "login": "own"})
    )
    assert page.heading == "Typed Anew"


@pytest.mark.parametrize("since", ["0001-01-01", "0020-11-24", "9999-12-31"])
def test_a_day_outside_of_all_calendars_is_a_typing_error(company: Company, browser: Browser, since: str) -> None:
    hr = browser(HR)
    page = hr.get(f"/people/{EMPLOYEE}")
    sent = {"seq": field(page, "seq"), "since": since, "how": "from", "department": "Research"}
    assert "Enter a day from 1900 to 2199." in hr.post(f"/people/{EMPLOYEE}/department", sent, 422).text
    gone = {"seq": field(page, "seq"), "leaves_on": since, "away_until": ""}
    assert "Enter a day from 1900 to 2199." in hr.post(f"/people/{EMPLOYEE}/absence", gone, 422).text
    new = hr.get("/cycles/new")
    proposed = hr.post("/cycles/new", {"opens_on": since, "propose": "1", "draft": field(new, "draft")}, 200)
    assert proposed.heading == "New cycle"


def test_a_name_has_letters_that_can_be_seen(company: Company, browser: Browser) -> None:
    hr = browser(HR)
    page = hr.get(f"/people/{COLLEAGUE}")
    sent = {"seq": field(page, "seq"), "name": " \u200b ", "login": " ", "email": "c@example.com", "language": "en"}
    refused = hr.post(f"/people/{COLLEAGUE}/details", sent, 422)
    assert "Enter a name." in refused.text
    assert "Enter a sign-in name." in refused.text
    sent |= {"name": "Ada\u202e\x07\nLing", "login": "ada\x00"}
    assert hr.follow(hr.post(f"/people/{COLLEAGUE}/details", sent)).heading == "Ada Ling"


def test_a_capacity_is_given_on_the_page_told_on_the_start_page_and_found(company: Company, browser: Browser) -> None:
    hr = browser(HR)
    page = hr.get(f"/people/{COLLEAGUE}")
    sent = {"seq": field(page, "seq"), "capacity": "hr_admin", "how": "give", "since": TODAY.isoformat()}
    address = f"/people/{COLLEAGUE}/capacities"
    chosen = [each for each in page.all("option") if each.get("selected") is not None and each.get("value")]
    assert not [one for one in chosen if one.get("value") in CAPACITIES], "no right is chosen beforehand"
    assert not [one for one in page.all("input") if one.get("value") in ("give", "take") and "checked" in one.attrib]
    refused = hr.post(address, {"seq": sent["seq"], "capacity": "", "since": sent["since"], "reason": "Why."}, 422)
    assert "Choose a capacity." in refused.text
    assert "Choose whether they get it or lose it." in refused.text
    assert (
        "Choose whether they get it or lose it." in hr.post(address, {**sent, "how": "x", "reason": "Why."}, 422).text
    )
    assert "Enter a reason." in hr.post(address, sent, 422).text
    past = {**sent, "since": (TODAY - timedelta(days=1)).isoformat(), "reason": "Typed here."}
    refused = hr.post(address, past, 422)
    assert "This day is over." in refused.text
    assert "Typed here." in refused.response.text
    page = hr.follow(hr.post(address, {**sent, "reason": "Second HR admin."}))
    assert "HR admin today" in page.text
    last = hr.get(f"/people/{COLLEAGUE}")
    start = browser(COLLEAGUE).get("/")
    assert "Hr Zhang gave Colleague Zhang the capacity “HR admin”, from 24 Nov 2026 on." in start.text
    assert "Reason: Second HR admin." in start.text
    assert "Changes of capacities" not in browser(EMPLOYEE).get("/").text
    assert {"Hr Zhang", "Colleague Zhang"} <= {*hr.get("/people?capacity=hr_admin").links}
    assert "Auditor Zhang" in hr.get("/people?capacity=any").links
    assert "Nobody fits." in hr.get("/people?capacity=facilitator").text
    own = hr.get(f"/people/{HR}")
    assert "Give or take a capacity" not in own.text
    hr.post(f"/people/{HR}/capacities", {**sent, "seq": field(own, "seq"), "reason": "Me."}, 403)
    taken = {**sent, "seq": field(last, "seq"), "how": "take", "reason": "Not any more."}
    assert "Saved." in hr.follow(hr.post(address, taken)).text
    hr.get("/")


def test_a_last_day_after_which_nobody_is_hr_admin_is_refused_where_it_was_typed(
    company: Company, browser: Browser
) -> None:
    for actor, person, since, ends in ((HR, COLLEAGUE, TODAY, False), (COLLEAGUE, HR, TODAY + timedelta(9), True)):
        seq = repository.stream_heads(company.graph, [person])[person][0]
        change_capacity(
            company.graph, company.context(actor), seq, CapacityChange(person, "hr_admin", since, "Moves.", ends)
        )
    hr = browser(HR)
    sent = {"seq": field(hr.get(f"/people/{COLLEAGUE}"), "seq"), "leaves_on": (TODAY + timedelta(30)).isoformat()}
    refused = hr.post(f"/people/{COLLEAGUE}/absence", sent, 422)
    assert "From 25 Dec 2026 on nobody would be an HR admin." in refused.text
    assert sent["leaves_on"] in refused.response.text


def test_no_id_is_the_address_of_another_page(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if re.fullmatch("/people/[^/<]+", rule.rule)]
    assert {rule.rpartition("/")[2] for rule in rules} <= NOT_IDS
    assert not any(can_be_id(one) for one in (*NOT_IDS, "worker", "a/b", " a", "a ", "", "a\\b", "a?b", "é" * 101))
    assert all(can_be_id(one) for one in ("E-014", "007", "ada@example.org", "ada ling", "工号7"))
    with app.test_request_context(method="POST", data={"own_id": " import ", "other_id": "E-002"}):
        form = SetUpForm(meta={"csrf": False})
        form.validate()
    assert "own_id" in form.errors
    assert "other_id" not in form.errors
