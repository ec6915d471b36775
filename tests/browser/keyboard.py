"""Somebody who has a keyboard and nothing else: each press of Tab is looked at."""

from collections.abc import Iterator
from itertools import dropwhile, pairwise
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from graph.review.enums import Value
from tests.browser.layout_checks import at_focus, watch, watched, wider
from tests.browser.site import Site
from tests.browser.user import User
from tests.webapp.page_client import PASSWORD

MOST = 400
"""Presses of Tab after which a page is taken for a trap."""
BATCH = 25
LINE = 12
"""CSS pixels by which things in one row may stand higher than each other."""
TO_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
"""The next Tab begins at the top of the page again."""
TO_THE_FIRST = "document.querySelector('dialog[open] button, .skip-link').focus()"
"""The next Shift-Tab goes to the end of the page."""


class KeyboardUser(User):
    """A reader who never touches a mouse."""

    def __init__(self, chromium: Browser, site: Site, person: str, language: str = "en", **options: Any) -> None:
        super().__init__(chromium, site, person, language, **options)
        self.scripts = options.get("java_script_enabled", True)

    def come_to(self, address: str) -> None:
        """Opens an address, as from the browser's own line."""
        self.page.goto(address)
        self.page.wait_for_load_state()

    def sign_in_by_form(self) -> None:
        self.come_to("/")
        self.go(self.field("Sign-in name"))
        self.page.keyboard.type(self.person)
        self.go(self.field("Password"))
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(self.site.address + "/")
        self.page.wait_for_load_state()

    def go(self, wanted: Locator) -> None:
        """Tab until the focus is there, in sight; past the end of the page it begins at the top again."""
        wanted = wanted.first
        for _ in range(MOST):
            if wanted.evaluate("one => one === document.activeElement"):
                self.sees()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {wanted}")

    def sees(self) -> None:
        """The focus is within the window, shows, and nothing has to be scrolled sideways."""
        at = at_focus(self.page)
        assert at["faults"] + wider(self.page) == []
        assert at["ring"], f"nobody sees the focus: {at['where']}"

    def use(self, wanted: Locator) -> None:
        """Goes there, and presses Enter: a link, a button, what opens. Without scripts all but the last load a page."""
        self.go(wanted)
        if self.scripts or wanted.first.evaluate("one => one.tagName") == "SUMMARY":
            self.page.keyboard.press("Enter")
        else:
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, wanted: Locator, words: str) -> None:
        """Goes into a field, and writes over what stands there."""
        self.go(wanted)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def choose(self, key: str, value: Value) -> None:
        """Goes to the group of an expectation; space takes the first value, arrows lead to the others."""
        radios = self.card(key).get_by_role("radio")
        wanted = self.radio(key, value)
        for _ in range(MOST):
            if radios.evaluate_all("all => all.includes(document.activeElement)"):
                self.sees()
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(len(Value)):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        expect(wanted).to_be_checked()

    def tour(self) -> list[str]:
        """Tab from the top of the page to its end, and Shift-Tab back: a line for each stumble. A dialog goes round.

        The skip link is first, each focus is seen whole, none lies higher than the one before unless it lies to its
        right, and the way back is the same.
        """
        modal = self.page.locator("dialog[open]").count()
        stops = self._stops("Tab")
        faults = [fault for stop in stops for fault in stop["faults"]]
        if not modal and self.say("Skip to content") not in (stops[0]["where"] if stops else ""):
            faults.append("the way to the content is not first")
        faults += [f"nobody sees the focus: {stop['where']}" for stop in stops if not stop["ring"]]
        faults += list(_upwards(stops))
        if not modal and not any(self._comes_back(stops) for _attempt in range(2)):
            faults.append(f"{len(stops)} stops forth, others back")
        return faults

    def _comes_back(self, stops: list[dict[str, Any]]) -> bool:
        """Whether Shift-Tab stops where Tab did. The browser's own frame may take a press."""
        forth = [stop["id"] for stop in stops]
        back = [stop["id"] for stop in reversed(self._stops("Shift+Tab"))]
        return back in (forth, forth[:-1])

    def _stops(self, key: str) -> list[dict[str, Any]]:
        """Where the focus stops until it leaves the page, or begins anew: a browser without a frame goes round."""
        self.page.evaluate(TO_THE_TOP if key == "Tab" else TO_THE_FIRST)
        watch(self.page)
        for _ in range(0, MOST, BATCH):
            for _ in range(BATCH):
                self.page.keyboard.press(key)
            stops = list(dropwhile(lambda stop: not stop["where"], watched(self.page)))
            for at, stop in enumerate(stops):
                if not stop["where"] or (at and stop["id"] == stops[0]["id"]):
                    return stops[:at]
        raise AssertionError(f"{key} does not lead out of {self.page.url}")


def _upwards(stops: list[dict[str, Any]]) -> Iterator[str]:
    """The stops that lie higher than the one before, and not to its right; the bar's place is always below. Within a
    part that scrolls by itself they are measured as if it did not."""
    for one, other in pairwise(stops):
        y = "part_y" if one["scrolls"] == other["scrolls"] >= 0 else "y"
        if not other["bar"] and not one["bar"] and other[y] < one[y] - LINE and other["x"] <= one["x"] + LINE:
            yield f"up from {one['where']} to {other['where']}"
