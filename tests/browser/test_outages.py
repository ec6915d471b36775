"""Writing goes on through outages: a server that is killed again and again, and a Neo4j that is away for a while."""

import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from graph import schema
from graph.driver import Address, Graph
from graph.embedded import EmbeddedNeo4j
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import REFUSED, REVIEW, WORDS, comment, kept, status, stored
from tests.budget import Budget
from tests.company import COLLEAGUE, EMPLOYEE, Company, new_company
from tests.reset_graph import mark
from tests.soak.environment import environment, free_port, serving
from webapp.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

RECOVERY = 90_000
"""Milliseconds in which everything has to be sent after an outage."""
LONGEST_PAUSE = 30_000
"""Milliseconds between two tries at most."""
FIRST, SECOND, THIRD = "llm-evaluation", "prompt-engineering", "rag-architecture"
NO_ANSWER = "The server is not responding. Your text is kept in this browser and will be saved when it responds."


class Elsewhere(Site):
    """The company's pages on another port than this process's own."""

    def __init__(self, company: Company, settings: Settings, port: int) -> None:
        super().__init__(company, settings)
        self.elsewhere = f"http://127.0.0.1:{port}"

    @property
    def address(self) -> str:
        return self.elsewhere


def everything_sent(user: User) -> None:
    """Waits until the server has every word; the longest pause between two tries is over at once."""
    user.context.clock.fast_forward(LONGEST_PAUSE)
    expect(status(user)).to_have_attribute("data-kind", "saved", timeout=RECOVERY)
    assert kept(user) == {}


def kill(server: int) -> None:
    """kill -9 of a server and its workers."""
    for process in [psutil.Process(server), *psutil.Process(server).children()]:
        process.kill()


def test_a_server_is_killed_again_and_again_while_somebody_types(
    graph: Graph, engine: Address, settings: Settings, chromium: Browser, tmp_path: Path, budget: Budget
) -> None:
    port, typed = free_port(), ""
    given = environment(tmp_path, port, "", 1)
    given |= {"NEO4J_URI": engine.uri, "NEO4J_USER": engine.user, "NEO4J_PASSWORD": engine.password}
    site = Elsewhere(new_company(graph, datetime.now(UTC)), settings, port)
    site.give_account(EMPLOYEE, "en")
    site.company.assign(REVIEW)
    with User(chromium, site, EMPLOYEE) as writer:
        writer.tolerated = REFUSED
        writer.context.clock.install()
        for turn in range(budget.kills):
            with serving(tmp_path, given) as server:
                if not turn:
                    writer.sign_in_by_form()
                    writer.page.goto(f"/reviews/{REVIEW}")
                for words in (f"{turn}: with a server, ", "as it is killed, ", "without one. "):
                    typed += words
                    comment(writer, FIRST).press_sequentially(words, delay=20)
                    if words.startswith("as"):
                        kill(server.pid)
                expect(status(writer)).to_contain_text(NO_ANSWER)
        with serving(tmp_path, given):
            everything_sent(writer)
            expect(comment(writer, FIRST)).to_have_value(typed)
            assert stored(site, FIRST) == typed
    site.server.close()


def test_a_time_without_neo4j_costs_no_words(
    spare: EmbeddedNeo4j, settings: Settings, chromium: Browser, budget: Budget
) -> None:  # fmt: skip
    graph = Graph.open(spare.start(), patience=2)
    schema.migrate(graph)
    mark(graph)
    site = Site(new_company(graph), settings)
    site.give_account(EMPLOYEE, "zh")
    site.give_account(COLLEAGUE, "en")
    site.company.assign(REVIEW)
    try:
        with User(chromium, site, EMPLOYEE, "zh") as writer, User(chromium, site, COLLEAGUE) as other:
            writer.tolerated = other.tolerated = REFUSED
            writer.context.clock.install()
            for user in (writer, other):
                user.sign_in()
            writer.page.goto(f"/reviews/{REVIEW}")
            _a_time_without(spare, writer, other, budget.seconds_away)
            everything_sent(writer)
            assert [stored(site, skill) for skill in (FIRST, SECOND)] == [WORDS + "More.", WORDS]
            assert other.page.request.get("/health").json()["status"] == "up"
            other.page.goto("/")
            expect(other.page.get_by_role("button", name="Sign out")).to_be_visible()
    finally:
        site.server.close()
        graph.close()


def _a_time_without(spare: EmbeddedNeo4j, writer: User, other: User, seconds: float) -> None:
    spare.stop()
    back_at = time.monotonic() + seconds
    comment(writer, FIRST).fill(WORDS)
    comment(writer, SECOND).fill(WORDS)
    expect(status(writer)).to_contain_text(writer.say(NO_ANSWER), timeout=RECOVERY)
    for user in (writer, other):
        _says_that_nothing_is_lost(user, user.context.new_page())
    comment(writer, FIRST).press_sequentially("More.")
    health = other.page.request.get("/health", timeout=RECOVERY)
    assert (health.status, health.json()["graph"]) == (503, {"state": "down", "why": "refused"})
    writer.page.wait_for_timeout(max(0.0, back_at - time.monotonic()) * 1000)
    assert kept(writer)[f"c-{FIRST}"]["comment"] == WORDS + "More."
    spare.start()


def _says_that_nothing_is_lost(user: User, page: Page) -> None:
    answer = page.goto("/account", timeout=RECOVERY)
    assert answer
    assert answer.status == 503
    assert page.locator("html").get_attribute("lang") == {"en": "en", "zh": "zh-Hans"}[user.language]
    said = user.say("Nothing was lost. Everything saved earlier is safe, and this step changed nothing.")
    expect(page.get_by_text(said)).to_be_visible()
    page.close()
