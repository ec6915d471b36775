"""One person at a browser window of their own, finding things as people do: by role and name."""

import os
import re
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from graph.review.enums import Value
from graph.text import Text
from tests.browser.chromium import PATIENCE
from tests.browser.site import Site
from tests.meta.files import ROOT
from tests.webapp.page_client import PASSWORD

FAILURES = ROOT / "var" / "failures"
failed_tests: set[str] = set()
"""The tests that have failed, by their ids; their windows may still be open."""


class User:
    """Somebody who reads Plumbline in a language, with or without scripts.

    Leaving the `with` block closes the window, and fails if the page complained: an error or a warning on the console
    (so each breach of the content policy, too), an exception in a script, or a request to another machine.
    `tolerated` is a pattern of console lines that belong to the test. Where the test fails, a picture of each of its
    pages and Playwright's trace are left in FAILURES.
    """

    def __init__(self, chromium: Browser, site: Site, person: str, language: str = "en", **options: Any) -> None:
        self.site, self.person, self.language = site, person, language
        self.complaints: list[str] = []
        self.tolerated = ""
        self.context: BrowserContext = chromium.new_context(
            base_url=site.address, locale={"en": "en-GB", "zh": "zh-CN"}[language], **options
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.tracing.start()
        self.context.on("console", lambda said: self._console(said.type, said.text))
        self.context.on("weberror", lambda error: self.complaints.append(f"exception: {error.error}"))
        self.context.on("request", lambda request: self._request(request.url))
        self.page: Page = self.context.new_page()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
        if kind or self.complaints or test in failed_tests:
            self._leave(FAILURES / re.sub(r"[^\w.-]+", "-", test))
        self.context.close()
        if kind is None:
            assert not self.complaints, "\n".join(self.complaints)

    def _leave(self, folder: Path) -> None:
        """Leaves what may explain a failure."""
        name = self.person or "stranger"
        for number, page in enumerate(self.context.pages, start=1):
            with suppress(PlaywrightError):  # a page that hangs has no picture
                page.screenshot(path=folder / f"{name}-{number}.png", full_page=True, timeout=5_000)
        self.context.tracing.stop(path=folder / f"{name}.zip")

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not (self.tolerated and re.search(self.tolerated, text)):
            self.complaints.append(f"console: {text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.site.address + "/", "data:", "blob:")):
            self.complaints.append(f"a request left this machine: {url}")

    # --- words --------------------------------------------------------------------------------------------------

    def say(self, message: str, **values: Any) -> str:
        """What this reader's pages say for a message of the code."""
        return self.site.say(self.language, message, **values)

    def say_n(self, one: str, many: str, number: int) -> str:
        """The same for a message that counts."""
        return self.site.say_n(self.language, one, many, number)

    def read(self, text: Text) -> str:
        """A bilingual text as this reader sees it."""
        return text.to(self.language).value

    # --- finding ------------------------------------------------------------------------------------------------

    def button(self, message: str, **values: Any) -> Locator:
        """The button of that name."""
        return self.page.get_by_role("button", name=self.say(message, **values), exact=True)

    def link(self, name: str) -> Locator:
        """The link of that name, as the page writes it."""
        return self.page.get_by_role("link", name=name, exact=True)

    def field(self, message: str, **values: Any) -> Locator:
        """The field with that label."""
        return self.page.get_by_label(self.say(message, **values), exact=True)

    def card(self, key: str) -> Locator:
        """The card of one expectation: c-<skill> of the present level, t-<skill> of the target."""
        return self.page.locator(f"article#{key}")

    def radio(self, key: str, value: Value) -> Locator:
        """One of the five values of an expectation."""
        return self.card(key).get_by_role("radio").and_(self.page.locator(f"[value={value.value}]"))

    def in_card(self, key: str, message: str) -> Locator:
        """The text field of an expectation that is called that."""
        return self.card(key).get_by_role("textbox", name=self.say(message), exact=True)

    # --- doing --------------------------------------------------------------------------------------------------

    def sign_in(self, at: str = "/") -> None:
        """Stands on a page, signed in as after `sign_in_by_form`."""
        self.site.sign_in(self.context, self.person)
        self.page.goto(at)
        self._reads_their_language()

    def sign_in_by_form(self) -> None:
        """Comes to the sign-in page, writes login and password, and stands on the start page."""
        self.page.goto("/")
        expect(self.page).to_have_url(re.compile("/sign-in"))
        self.heading(self.say("Sign in"))
        self.field("Sign-in name").fill(self.person)
        self.field("Password").fill(PASSWORD)
        self.button("Sign in").click()
        expect(self.page).to_have_url(self.site.address + "/")
        self._reads_their_language()

    def _reads_their_language(self) -> None:
        assert self.page.locator("html").get_attribute("lang") == {"en": "en", "zh": "zh-Hans"}[self.language]

    def sign_out(self) -> None:
        """Signs out, and is told so."""
        self.button("Sign out").click()
        self.told("You are signed out.")

    # --- noticing -----------------------------------------------------------------------------------------------

    def heading(self, words: str) -> None:
        """Waits for the page that is called that, as a reader sees it: the heading is there before its style sheets."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)
        self.page.wait_for_load_state()

    def told(self, message: str, **values: Any) -> None:
        """Waits until the page says so above its content."""
        expect(self.page.get_by_role("status").filter(has_text=self.say(message, **values)).first).to_be_visible()

    def saved(self) -> None:
        """Waits for "Saved hh:mm" in the bar, with the time that the site's clock shows in the reader's zone."""
        words = re.escape(self.say("Saved %(time)s", time="TIME")).replace("TIME", r"10:\d\d")
        expect(self.page.locator("[data-status]")).to_have_text(re.compile(words))
