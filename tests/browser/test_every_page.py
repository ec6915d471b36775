"""Every page in each of its states, in both languages: nobody is shut out, however they look and come.

Each is brought about once and then gone through with Tab, asked by axe in four looks, and squeezed: all of that in
`make proof`, by turns of pages and languages in `make test`.
"""

from collections.abc import Iterable

import pytest
from flask import Flask, before_render_template
from jinja2 import Template
from playwright.sync_api import Browser

from tests.browser.accessibility import LOOKS, looks_in_turn, plain, squeezed, violations
from tests.browser.all_states import AllStates
from tests.browser.site import Site
from tests.browser.visit_acts import clash_of_two_tabs, kept, opened, waiting
from tests.browser.visits import DEMO, DRAWN, DRAWN_ELSEWHERE, VISITS, Visit, come, window
from tests.budget import Budget, in_turn
from tests.meta.files import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

NO_PAGE = {
    "static", "bootstrap.static", "health.health", "pack.pdf", "report.pdf", "directory.export", "people_import.sample",
    "people_import.problems", "set_up.form", "framework_import.sample", "frameworks.export",
    "calibration_locking.download", "calibration_live.news",
}  # fmt: skip
"""Endpoints that give files or news, and the set-up; where they give a page instead, a visit is there too."""
TURNS = 6
"""In `make test` a visit is gone through by keyboard, asked by axe, squeezed, or only paid, by turns."""
TAB_HEIGHT = 760
TAB_WIDTHS = {"en": 1280, "zh": 360}
"""Of the window that is gone through with Tab, by language."""


def test_every_page_has_a_visit(site: Site) -> None:
    visited = {endpoint for visits in VISITS.values() for endpoint in _endpoints(site.app, visits)}
    pages = {rule.endpoint for rule in site.app.url_map.iter_rules() if rule.methods and "GET" in rule.methods}
    assert pages - NO_PAGE - visited == set(), "each page needs a line in tests/browser/visits.py"


def _endpoints(app: Flask, visits: Iterable[Visit]) -> Iterable[str]:
    with app.test_request_context():
        for visit in visits:
            path = visit.address.partition("?")[0].format(code="c", unsubscribe="u", language="en")
            if not path.startswith("/no-such"):
                yield app.url_map.bind("").match(path)[0]


@pytest.mark.parametrize(("person", "language"), in_turn(list(VISITS), list(TAB_WIDTHS)))
def test_no_page_shuts_anybody_out(
    all_states: AllStates, chromium: Browser, budget: Budget, person: str, language: str
) -> None:  # fmt: skip
    all_states.give_account(person, language)
    found, drawn = [], set[str]()

    def note(_app: Flask, template: Template, **_context: object) -> None:
        drawn.add(template.name or "")

    visits = VISITS[person]
    toured = set(_toured(visits))
    with (
        before_render_template.connected_to(note),
        window(all_states, chromium, person, language, reduced_motion="reduce") as keyboard,
    ):
        for number, visit in enumerate(visits):
            plain(keyboard.page, TAB_WIDTHS[language], TAB_HEIGHT)
            lines = come(all_states, keyboard, visit)
            everything = budget.every_look or len(visits) < TURNS
            if visit in toured and (everything or number % TURNS == 0):
                lines += keyboard.tour()
            if everything or number % TURNS == 1:
                lines += violations(keyboard.page, LOOKS if budget.every_look else looks_in_turn(number))
            if everything or number % TURNS == 2:
                lines += squeezed(keyboard.page)
            found += [f"{visit.name}: {line}" for line in lines]
    assert not found, "\n".join(found)
    assert drawn >= DRAWN.get(person, set()), "DRAWN says more of these visits"


def test_every_template_of_a_page_is_drawn_by_a_visit() -> None:
    assert _page_templates() - set[str]().union(*DRAWN.values()) == DRAWN_ELSEWHERE, (
        "each of these needs a visit that draws it"
    )


def _toured(visits: tuple[Visit, ...]) -> Iterable[Visit]:
    """Each address once, and again where what is done there changes the stops."""
    seen = set()
    for visit in visits:
        if visit.address not in seen or visit.then in (opened, waiting, kept, clash_of_two_tabs):
            seen.add(visit.address)
            yield visit


def _page_templates() -> set[str]:
    folder = ROOT / "webapp" / "templates"
    files = {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*.html")}
    return {name for name, text in files.items() if text.startswith("{% extends")}


def test_the_guard_sees_a_fault(all_states: AllStates, chromium: Browser) -> None:
    with window(all_states, chromium, DEMO, "en") as user:
        user.page.goto("/sign-in")
        user.page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=data:,>')")
        assert any("image-alt" in line for line in violations(user.page))
