"""Every page at 320 pixels, at 400 % zoom and with widened text: all of it can be read and reached.

1280 x 1024 pixels at 400 % are a window of 320 x 256.
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.house import House
from tests.browser.measures import cut_off, overlapping, space_out, unreachable, wider
from tests.browser.visits import VISITS, come, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_lost_in_a_small_window(house: House, chromium: Browser, language: str) -> None:
    house.let_in(language)
    found = []
    for person, visits in VISITS.items():
        with window(house, chromium, person, language, reduced_motion="reduce") as reader:
            for visit in visits:
                reader.page.set_viewport_size({"width": 1280, "height": 900})
                lines = come(house, reader, visit) + faults(reader.page)
                found += [f"{person or 'stranger'} {visit.name}: {line}" for line in lines]
    assert not found, "\n".join(found)


def faults(page: Page) -> list[str]:
    """What does not fit, is cut off, lies over something or cannot be reached."""
    found = []
    for width, height in ((320, 900), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} x {height}: {line}" for line in wider(page) + cut_off(page)]
        if height == 256 or page.locator(".footer-bar").count():
            found += [f"{width} x {height}: {line}" for line in unreachable(page)]
    page.set_viewport_size({"width": 320, "height": 900})
    found += [f"320: {line}" for line in overlapping(page)]
    space_out(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} spaced: {line}" for line in wider(page) + cut_off(page) + overlapping(page)]
    return found
