"""A page looked over in all the looks that people give it: axe's rules in four of them, and windows that are too small.

Each gives a line for each fault, so that an empty list is what is wanted.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.layout_checks import cut_off, overlapping, space_out, unreachable, wider

HEIGHT = 900
Look = tuple[int, dict[str, str]]
LOOKS: tuple[Look, ...] = (
    (1280, {"color_scheme": "light", "forced_colors": "none"}),
    (360, {"color_scheme": "dark", "forced_colors": "none"}),
    (360, {"color_scheme": "dark", "forced_colors": "active"}),
    (1280, {"color_scheme": "light", "forced_colors": "active"}),
)
"""Width and media. The second of a pair of colours asks axe only for what colours change."""
RUN = """async (colours) => {
  const options = { resultTypes: ["violations"] };
  if (colours) options.runOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  return (await axe.run(document, options)).violations;
}"""


SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def resize(page: Page, width: int, height: int = HEIGHT) -> None:
    """Gives the window another size, and waits until what sticks to it stands where it belongs."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(SETTLED)


def plain(page: Page, width: int = 1280, height: int = HEIGHT) -> None:
    """A window of this size by day."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="light", forced_colors="none")


def looks_in_turn(number: int) -> tuple[Look, ...]:
    """One of the looks, by turns."""
    return LOOKS[number % len(LOOKS) :][:1]


def violations(page: Page, looks: tuple[Look, ...] = LOOKS) -> list[str]:
    """What axe holds against the page in any of the looks; and whether it scrolls sideways."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, media in looks:
        page.emulate_media(**media)  # type: ignore[arg-type]
        resize(page, width)
        look = f"{width} {media['color_scheme']}{' forced' * (media['forced_colors'] == 'active')}"
        for each in page.evaluate(RUN, media["forced_colors"] == "active"):
            nodes = each["nodes"]
            found.append(f"{look}: {each['id']} ({each['impact']}): {nodes[0]['html'][:160]} and {len(nodes) - 1} more")
        found += [f"{look}: {line}" for line in wider(page)]
    return found


def squeezed(page: Page) -> list[str]:
    """What does not fit, is cut off, lies over something or cannot be reached at 320 pixels, at 400 % zoom (1280 x 1024
    pixels are then a window of 320 x 256) and with widened text, which stays widened."""
    found = []
    for width, height in ((320, HEIGHT), (320, 256)):
        resize(page, width, height)
        found += [f"{width} x {height}: {line}" for line in wider(page) + cut_off(page)]
        if height == 256 or page.locator(".footer-bar").count():
            found += [f"{width} x {height}: {line}" for line in unreachable(page)]
    resize(page, 320)
    found += [f"320: {line}" for line in overlapping(page)]
    space_out(page)
    for width in (320, 1280):
        resize(page, width)
        found += [f"{width} spaced: {line}" for line in wider(page) + cut_off(page) + overlapping(page)]
        if width == 320:
            found += [f"{width} spaced: {line}" for line in unreachable(page)]
    return found
