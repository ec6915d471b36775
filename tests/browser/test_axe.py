"""axe on every page in each of its states, in both languages, light, dark and in forced colours: nobody is shut out."""

from collections.abc import Iterable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask, before_render_template
from jinja2 import Template
from playwright.sync_api import Browser, Page

from tests.browser.house import House
from tests.browser.measures import wider
from tests.browser.site import Site
from tests.browser.visits import DEMO, VISITS, Visit, come, window
from tests.meta.files import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOOKS = (
    (1280, {"color_scheme": "light", "forced_colors": "none"}),
    (360, {"color_scheme": "dark", "forced_colors": "none"}),
    (360, {"color_scheme": "dark", "forced_colors": "active"}),
    (1280, {"color_scheme": "light", "forced_colors": "active"}),
)
"""Width and media. The second of a pair of colours asks axe only for what colours change."""
NO_PAGE = {"static", "bootstrap.static", "health.health", "pack.pdf", "report.pdf"}
"""Endpoints that give files; where they give a page instead, a visit is there too."""
RUN = """async (colours) => {
  const options = { resultTypes: ["violations"] };
  if (colours) options.runOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  return (await axe.run(document, options)).violations;
}"""


def test_every_page_has_a_visit(site: Site) -> None:
    visited = {endpoint for visits in VISITS.values() for endpoint in _endpoints(site.app, visits)}
    pages = {rule.endpoint for rule in site.app.url_map.iter_rules() if rule.methods and "GET" in rule.methods}
    assert pages - NO_PAGE - visited == set(), "each page needs a line in tests/browser/visits.py"


def _endpoints(app: Flask, visits: Iterable[Visit]) -> Iterable[str]:
    with app.test_request_context():
        for visit in visits:
            path = visit.address.partition("?")[0].format(code="c")
            if not path.startswith("/no-such"):
                yield app.url_map.bind("").match(path)[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_shuts_anybody_out(house: House, chromium: Browser, language: str) -> None:
    house.let_in(language)
    found, drawn = [], set[str]()

    def note(_app: Flask, template: Template, **_context: object) -> None:
        drawn.add(template.name or "")

    with before_render_template.connected_to(note):
        for person, visits in VISITS.items():
            with window(house, chromium, person, language) as reader:
                for visit in visits:
                    reader.page.set_viewport_size({"width": 1280, "height": 900})
                    reader.page.emulate_media(color_scheme="light", forced_colors="none")
                    lines = come(house, reader, visit) + violations(reader.page)
                    found += [f"{person or 'stranger'} {visit.name}: {line}" for line in lines]
    assert not found, "\n".join(found)
    assert _page_templates() - drawn == set(), "each of these needs a visit that draws it"


def _page_templates() -> set[str]:
    folder = ROOT / "webapp" / "templates"
    files = {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*.html")}
    return {name for name, text in files.items() if text.startswith("{% extends")}


def violations(page: Page) -> list[str]:
    """What axe holds against the page in any of the looks, a line each; and whether it scrolls sideways."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, media in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**media)  # type: ignore[arg-type]
        look = f"{width} {media['color_scheme']}{' forced' * (media['forced_colors'] == 'active')}"
        for each in page.evaluate(RUN, media["forced_colors"] == "active"):
            nodes = each["nodes"]
            found.append(f"{look}: {each['id']} ({each['impact']}): {nodes[0]['html'][:160]} and {len(nodes) - 1} more")
        found += [f"{look}: {line}" for line in wider(page)]
    return found


def test_the_guard_sees_a_fault(house: House, chromium: Browser) -> None:
    with window(house, chromium, DEMO, "en") as reader:
        reader.page.goto("/sign-in")
        reader.page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=data:,>')")
        assert any("image-alt" in line for line in violations(reader.page))
