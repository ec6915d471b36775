"""The pack in a real browser: asked for, followed, downloaded, and the right people in it."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from graph.calibration import service as calibration
from graph.calibration.packs import PackState
from graph.driver import Address
from graph.review.enums import State
from tests.browser.site import Site
from tests.browser.user import User
from tests.company import COLLEAGUE, FACILITATOR, MEMBER
from tests.webapp.pack.process import Worker, until
from webapp.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

SESSION = "/calibration/session-1"
PATIENCE = 240_000


@pytest.fixture(scope="module")
def met(site: Site) -> Site:
    """The site with two signed reviews in a session and one that is not in it."""
    site.company.bring("rv-employee", State.SIGNED_OFF)
    site.company.bring("rv-colleague", State.SIGNED_OFF, COLLEAGUE)
    site.company.session("session-1", ["rv-employee", "rv-colleague"])
    return site


@pytest.fixture
def worker(met: Site, engine: Address, settings: Settings) -> Iterator[Callable[[], Worker]]:
    """Starts a worker for the site; it is ended afterwards."""
    started: list[Worker] = []

    def start() -> Worker:
        started.append(Worker(engine, settings.data_folder, {"PLUMBLINE_TIME_ZONE": settings.time_zone}))
        return started[-1]

    yield start
    for one in started:
        one.process.send_signal(signal.SIGCONT)
        one.end()


def under_way(site: Site) -> bool:
    """Whether the pack is in the making and its first count is written, so that no write of the worker is half done."""
    job = calibration.session(site.company.graph, site.company.context(MEMBER), "session-1").packs[0]
    return job.state is PackState.MAKING and job.of > 0


def test_asked_for_followed_and_downloaded(
    met: Site, chromium: Browser, worker: Callable[[], Worker], tmp_path: Path
) -> None:
    for person in (MEMBER, FACILITATOR):
        met.give_account(person, "en")
    with (
        User(chromium, met, MEMBER) as user,
        User(chromium, met, FACILITATOR, java_script_enabled=False) as plain,
    ):
        for each in (user, plain):
            each.sign_in(SESSION)
            expect(each.button("Create the pack")).to_be_visible()
        user.button("Create the pack").click()
        expect(user.page.get_by_text(user.say("Waiting to start."))).to_be_visible()
        plain.button("Create the pack").click()
        expect(plain.page.locator("[data-pack-state]")).to_have_count(1)

        one = worker()
        until(lambda: under_way(met), "the worker begins")
        one.process.send_signal(signal.SIGSTOP)
        progress = user.page.get_by_role("progressbar", name="reports ready")
        expect(progress).to_be_visible(timeout=PATIENCE)
        leave = user.say("You can leave this page; the pack will still be created.")
        expect(user.page.get_by_text(leave)).to_be_visible()
        plain.link("Refresh").click()
        expect(plain.page.get_by_role("progressbar")).to_be_visible()

        one.process.send_signal(signal.SIGCONT)
        link = user.link("Download the pack (PDF)")
        expect(link).to_be_visible(timeout=PATIENCE)
        expect(user.page.locator("[data-pack-voice]")).to_contain_text("Ready")
        with user.page.expect_download() as coming:
            link.click()
        coming.value.save_as(tmp_path / "pack.pdf")
        plain.link("Refresh").click()
        expect(plain.link("Download the pack (PDF)")).to_be_visible()
    with pikepdf.open(tmp_path / "pack.pdf") as opened:
        assert len(opened.pages) > 4
    text = subprocess.run(["pdftotext", tmp_path / "pack.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert "Employee Zhang" in text
    assert "Colleague Zhang" in text
