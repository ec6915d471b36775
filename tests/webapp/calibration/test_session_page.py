"""The page of a session: one table that the address filters and sorts, groups, news, the view for a wall."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.calibration import live, service
from graph.calibration.models import Session
from graph.calibration.notes import set_discussed
from graph.calibration.table import SessionAction
from graph.driver import Graph
from graph.pack import service as packs
from graph.pack import work
from graph.pack.models import PackFile
from graph.review.enums import Action, Outcome, Part, State, Value
from graph.workflow.commands import Command
from tests.company import (
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HR,
    MANAGER,
    MEMBER,
    Company,
    company_after,
)
from tests.webapp.calibration.reviews import reviewed, unsigned
from tests.webapp.conftest import NOW
from tests.webapp.page_client import Page, PageClient, words
from webapp import create_app
from webapp.calibration.charts import charts_of
from webapp.calibration.listing import people_table
from webapp.settings import Settings

Browser = Callable[[str], PageClient]
SESSION = "/calibration/session-1"
FILE = PackFile("a.pdf", "ab" * 32, 12, 2)


@pytest.fixture
def met(graph: Graph) -> Company:
    return company_after(_in_session, graph, NOW)


def _in_session(company: Company) -> None:
    """A session in progress over two signed reviews, the colleague's below the level, and one that is not signed."""
    company.bring("rv-employee", State.SIGNED_OFF)
    company.bring("rv-colleague", State.SELF_SUBMITTED, COLLEAGUE)
    company.sign("rv-colleague", value=Value.NOT_YET)
    company.bring("rv-manager", State.SELF_DRAFT, MANAGER)
    company.session("session-1", ["rv-employee", "rv-colleague", "rv-manager"])


def names(page: Page) -> list[str]:
    """The people of the table, as they stand in it."""
    heads = [each for each in page.all("th") if each.get("scope") == "row"]
    return [words(each) for each in heads if words(each).endswith("Zhang")]


def stored(met: Company) -> Session:
    return service.session(met.graph, met.context(MEMBER), "session-1")


def packed(met: Company, **more: bool) -> str:
    """A pack of the session that was made; its id."""
    pack = packs.ask(met.graph, met.context(MEMBER), "session-1", "en", "A4", **more).id
    worker = met.context(work.WORKER)
    work.beat(met.graph, worker, "w1")
    job = work.take(met.graph, worker, "w1", pack)
    assert job
    assert work.made(met.graph, worker, job, replace(FILE, key=f"{pack}.pdf"))
    return pack


ALL = ["Colleague Zhang", "Employee Zhang", "Manager Zhang"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ALL),
        ("q=collea", ["Colleague Zhang"]),
        ("role=llm-engineer", ALL),
        ("level=Middle&state=self_draft", ["Manager Zhang"]),
        ("level=Senior", []),
        ("manager=head", ["Manager Zhang"]),
        ("manager=manager&sort=-name", ["Employee Zhang", "Colleague Zhang"]),
        ("department=-", ALL),
        ("department=Sales", []),
        ("undecided=1", ["Colleague Zhang", "Employee Zhang"]),
        ("changed=1", []),
        ("sort=name", ALL),
        ("sort=met", ALL),
        ("sort=-met", ["Employee Zhang", "Colleague Zhang", "Manager Zhang"]),
        ("sort=unmet", ALL),
        ("sort=-flags", ["Employee Zhang", "Colleague Zhang", "Manager Zhang"]),
        ("sort=no-such-column", ALL),
    ],
)
def test_the_address_filters_and_sorts(met: Company, browser: Browser, query: str, shown: list[str]) -> None:
    page = browser(MEMBER).get(f"{SESSION}?{query}")
    assert names(page) == shown
    assert ("Nobody matches." in page.text) is not bool(shown)
    sorted_by = [(words(each), each.get("aria-sort")) for each in page.all("th") if each.get("aria-sort")]
    if query == "sort=-met":
        assert sorted_by == [("Required met", "descending")]
        assert page.links["Required met"].endswith("sort=met")
    assert bool(sorted_by) is ("sort=" in query and "no-such" not in query)


def test_the_row_says_how_somebody_is_rated_and_what_was_decided(met: Company, browser: Browser) -> None:
    required = sum(e.required for e in met.sheet("rv-colleague", MANAGER).to_rate(Part.CURRENT))
    member = browser(MEMBER)

    def row() -> str:
        return words(member.get(SESSION).by_id("rv-colleague"))

    assert f"Manager Zhang 0 of {required} {required}–{required}–– undecidedmanager: Level confirmed" in row()
    met.do("rv-colleague", MEMBER, Action.ADJUST, adjusting(met, "rv-colleague"))
    met.decide("rv-colleague", outcome=Outcome.BELOW)
    set_discussed(met.graph, met.context(MEMBER), "session-1", "rv-colleague", discussed=True)
    assert "discussed Below the level" in row()
    assert "1 rating changed" in row()
    assert f"1 of {required}" in row()


def news(client: FlaskClient, **headers: str) -> dict[str, Any]:
    """What a page is told that asks what is new."""
    answer: dict[str, Any] | None = client.get(f"{SESSION}/news", headers=headers).get_json()
    assert answer
    return answer


def adjusting(met: Company, review: str, value: Value = Value.MEETS) -> Command:
    named = next(e for e in met.sheet(review, MEMBER).to_rate(Part.CURRENT) if e.required)
    return Command(value=value, reason_code="evidence", expectations=(named.id,), words={"reason": "Seen since."})


def test_what_changed_since_the_pack_is_said_and_can_be_a_pack_of_its_own(met: Company, browser: Browser) -> None:
    facilitator = browser(FACILITATOR)
    assert "Since the pack" not in facilitator.get(SESSION).text
    packed(met)
    page = facilitator.get(SESSION)
    assert "Since the pack" in page.text
    assert names(facilitator.get(f"{SESSION}?changed=1")) == []
    assert "of what changed since" not in page.text
    met.decide("rv-colleague")
    met.do("rv-employee", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    met.submit("rv-manager", MANAGER)
    met.sign("rv-manager", "head")
    page = facilitator.get(f"{SESSION}?changed=1")
    assert names(page) == ["Colleague Zhang", "Manager Zhang", "Employee Zhang"]
    assert words(page.by_id("rv-colleague")).endswith("decided")
    assert words(page.by_id("rv-manager")).endswith("signed off")
    assert "sent back" in page.text
    assert "Create one of what changed since (2 people)" in page.text
    facilitator.post(f"{SESSION}/packs", {"language": "en", "paper": "A4", "changes": "1"}, status=303)
    newest = stored(met).packs[0]
    assert set(newest.reviews) == {"rv-colleague", "rv-manager"}
    assert newest.since == stored(met).packed_at
    assert "changes since" in facilitator.get(SESSION).text


def test_nobody_is_told_what_was_done_with_their_own_review(met: Company) -> None:
    """A seat over one's own review is refused; sessions of before December 2026 may have one."""
    packed(met)
    met.decide("rv-employee", outcome=Outcome.BELOW)
    met.seat_without_event("session-1", EMPLOYEE)
    opened = service.session(met.graph, met.context(EMPLOYEE), "session-1")
    own = next(one for one in opened.reviews if one.review.id == "rv-employee")
    assert (own.decision, own.taken, own.since) == (None, None, ())


def test_a_pack_of_changes_needs_one(met: Company, browser: Browser) -> None:
    packed(met)
    facilitator = browser(FACILITATOR)
    facilitator.get(SESSION)
    page = facilitator.post(f"{SESSION}/packs", {"language": "en", "paper": "A4", "changes": "1"}, status=409)
    assert "Nothing was done with a review that you can read since the newest pack." in page.text


def test_small_groups_are_not_drawn_and_the_page_says_so(met: Company, browser: Browser) -> None:
    page = browser(MEMBER).get(SESSION)
    assert "shown once five people of one role, level or manager are signed off" in page.text
    assert not [each for each in page.all("figure")]


def test_groups_are_drawn_with_their_figures(met: Company, settings: Settings, graph: Graph) -> None:
    found = stored(met)
    people = [reviewed(n, "mdn", "mmo", ("anna", "bela")[n % 2]) for n in range(12)]
    session = replace(found, reviews=(*people, unsigned(reviewed(20, "mmm", "mmm"))))
    app = create_app(settings, graph)
    with app.test_request_context("/calibration/session-1?sort=flags"):
        charts = {chart.key: chart for chart in charts_of(session)}
        assert people_table(session).all == 13
    assert set(charts) == {"by-role", "by-level", "by-manager", "from-self", "from-others"}
    assert charts["by-role"].figures.rows == (("Engineer", "12", "12", "12", "12", "0", "0", "0", "0", "0", "0", "12"),)
    assert [row[:2] for row in charts["by-manager"].figures.rows] == [("Anna", "6"), ("Bela", "6")]
    bar = charts["by-manager"].bars[1]
    assert bar.name == "Bela · 6 people"
    assert [piece.said for piece in bar.pieces] == ["6", "6", "6"]
    assert bar.pieces[-1].x + bar.pieces[-1].width == pytest.approx(340, abs=0.2)
    assert charts["from-self"].figures.rows[0] == ("Anna", "6", "0", "6", "6", "0", "0", "-1")
    assert charts["from-others"].figures.rows[0] == ("Anna", "6", "0", "0", "18", "0", "0", "0")


def test_news_are_told_once_in_one_statement(met: Company, browser: Browser) -> None:
    member = browser(MEMBER).client
    first = member.get(f"{SESSION}/news?hidden=1")
    assert first.status_code == 200
    asked = {"If-None-Match": first.headers["ETag"], "X-By-Itself": "1"}
    met.graph.reset_round_trips()
    idle = member.get(f"{SESSION}/news?hidden=1", headers=asked)
    assert (idle.status_code, idle.data, met.graph.round_trips) == (304, b"", 1)
    assert "Set-Cookie" not in idle.headers
    met.decide("rv-colleague")
    fresh = news(member, **asked)
    assert fresh["changes"] == stored(met).changes == (first.get_json() or {})["changes"] + 1


def test_a_page_that_follows_asks_for_the_rows_that_changed(met: Company, browser: Browser) -> None:
    met.do("rv-colleague", MEMBER, Action.ADJUST, adjusting(met, "rv-colleague"))
    member = browser(MEMBER)
    drawn = news(member.client)["changes"] - 1
    told: dict[str, Any] = member.client.get(f"{SESSION}/news?drawn={drawn}").get_json() or {}
    assert (told["reviews"], told["seq"]) == (["rv-colleague"], stored(met).seq)
    for page in (SESSION, f"{SESSION}/projector"):
        whole, part, none = (member.get(f"{page}{only}") for only in ("", "?only=rv-colleague", "?only="))
        assert names(part) == ["Colleague Zhang"]
        assert words(part.by_id("rv-colleague")) == words(whole.by_id("rv-colleague"))
        assert names(none) == []
        leads = {
            words(each) for each in (*whole.all("p"), *part.all("p"), *none.all("p")) if each.get("class") == "lead"
        }
        assert len(leads) == 1, "what is counted is counted over all"


def test_a_persons_page_that_follows_reads_nobody_elses_ratings(met: Company, browser: Browser) -> None:
    member, path = browser(MEMBER), f"{SESSION}/people/rv-colleague"
    regions = [
        {each.get("data-live"): words(each) for each in member.get(address).root.iter() if each.get("data-live")}
        for address in (path, f"{path}?only=rv-colleague")
    ]
    assert regions[0] == regions[1]
    assert {"brief", "deciding"} <= regions[0].keys()
    alone = service.session(met.graph, met.context(MEMBER), "session-1", rated=["rv-colleague"])
    assert {one.review.id for one in alone.reviews if one.required} == {"rv-colleague"}


def test_who_is_here_is_told_while_the_session_is_in_progress(met: Company, browser: Browser) -> None:
    facilitator = browser(FACILITATOR)
    assert news(browser(MEMBER).client)["here"] == []
    met.graph.reset_round_trips()
    assert news(browser(MEMBER).client)["here"] == [MEMBER]
    assert met.graph.round_trips == 1, "it is noted once in twenty seconds"
    page = facilitator.get(SESSION)
    here = [each for each in page.all("li") if each.get("data-member") and each.get("hidden") is None]
    assert [words(each) for each in here] == ["Member Zhang"]
    late = met.context(FACILITATOR, after=2 * live.HERE_FOR)
    told = live.news(met.graph, late, "session-1", (1, "any"), drawn=0, looking=False)
    assert told
    assert not told.here


def test_nobody_is_here_before_it_starts(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    company.session("session-1", ["rv-1"], start=False)
    member = browser(MEMBER)
    for _ in range(2):
        assert news(member.client)["here"] == []
    assert "Here now" not in member.get(SESSION).text
    assert stored(company).members[0].here_at is None


def test_news_are_for_a_seat_and_a_living_sign_in(met: Company, browser: Browser) -> None:
    json = {"Accept": "application/json"}
    member, outsider = browser(MEMBER), browser(HR)
    assert outsider.client.get(f"{SESSION}/news", headers=json).status_code == 404
    met.lose_seat("session-1", MEMBER)
    assert member.client.get(f"{SESSION}/news", headers=json).status_code == 404
    member.get("/account")
    member.post("/account/sign-out-everywhere")
    assert member.client.get(f"{SESSION}/news", headers=json).status_code == 401


def test_the_view_for_a_wall_tells_no_vote_and_nothing_written(met: Company, browser: Browser) -> None:
    met.do("rv-employee", MEMBER, Action.ADJUST, adjusting(met, "rv-employee", Value.DEVELOPING))
    met.decide("rv-employee", outcome=Outcome.LATER)
    page = browser(MEMBER).get(f"{SESSION}/projector")
    assert names(page) == ["Colleague Zhang", "Employee Zhang"]
    row = words(page.by_id("rv-employee"))
    assert "Employee Zhang LLM Engineer, Middle" in row
    assert "To be decided later" in row
    assert "decided: 1 of 2" in page.text
    for said in ("As the team saw it.", "Seen since.", "Solid in delivery.", "The work of the year", "Questions"):
        assert said not in page.text
    assert not [address for address in page.links.values() if "/people/" in address]


def test_a_dissolved_session_says_so(met: Company, browser: Browser) -> None:
    service.move(met.graph, met.context(FACILITATOR), "session-1", SessionAction.DISSOLVE, "Held elsewhere.")
    assert "This session was dissolved." in browser(MEMBER).get(SESSION).text
    assert "This session was dissolved." in browser(MEMBER).get(f"{SESSION}/projector").text
    assert EMPLOYEE not in browser(MEMBER).get(f"{SESSION}/projector").text
