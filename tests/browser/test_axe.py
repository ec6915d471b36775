"""axe on every main page, in both languages, wide and narrow, light and dark: nothing that shuts anybody out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from graph.review.states import State
from tests.browser.reader import Reader
from tests.browser.site import Site
from tests.company import AUDITOR, COLLEAGUE, EMPLOYEE, HR, MANAGER, MEMBER

PAGES: dict[str, tuple[str, ...]] = {
    EMPLOYEE: (
        "/", "/reviews", "/reviews/rv-writing", "/reviews/rv-writing/check", "/reviews/rv-sent", "/account",
        "/no-such-page",
    ),
    COLLEAGUE: ("/reviews/rv-shared/result", "/reviews/rv-shared/report", "/reviews/rv-writing"),
    MANAGER: (
        "/", "/team", "/reviews/rv-assessing/assess", "/reviews/rv-assessing/sign", "/reviews/rv-assessing/actions",
        "/reviews/rv-assessing/actions/return", "/reviews/rv-signed/sign", "/reviews/rv-signed/history", "/cycles",
    ),
    MEMBER: ("/calibration", "/calibration/axe", "/calibration/axe/people/rv-signed", "/verify"),
    HR: ("/", "/cycles", "/cycles/2026-h2", "/reviews/rv-signed/actions", "/reviews/rv-writing/actions/cancel"),
    AUDITOR: ("/audit", "/workflow"),
    "": (
        "/sign-in", "/skills", "/skills/llm-evaluation", "/skills/llm-evaluation?level=middle", "/roles",
        "/roles/llm-engineer", "/domains", "/search?q=LLM", "/search?q=xyzzy", "/compare",
    ),
}  # fmt: skip
REFUSED = {(EMPLOYEE, "/no-such-page"), (COLLEAGUE, "/reviews/rv-writing"), (MANAGER, "/cycles")}
WAYS = {
    "en wide light": ("en", 1280, "light"),
    "en narrow dark": ("en", 360, "dark"),
    "zh narrow light": ("zh", 360, "light"),
    "zh wide dark": ("zh", 1280, "dark"),
}


@pytest.fixture(scope="module")
def peopled(site: Site) -> Site:
    """The company with reviews to look at, and everybody with a password."""
    company = site.company
    company.bring("rv-writing", State.SELF_DRAFT)
    company.bring("rv-sent", State.SELF_SUBMITTED)
    company.bring("rv-assessing", State.MANAGER_DRAFT, COLLEAGUE)
    company.bring("rv-signed", State.SIGNED_OFF)
    company.session("axe", [company.bring("rv-signed-too", State.SIGNED_OFF, COLLEAGUE), "rv-signed"], start=False)
    company.bring("rv-shared", State.SHARED, COLLEAGUE)
    return site


@pytest.mark.parametrize("way", WAYS)
def test_no_page_shuts_anybody_out(peopled: Site, chromium: Browser, way: str) -> None:
    language, width, scheme = WAYS[way]
    found = []
    for person, addresses in PAGES.items():
        if person:
            peopled.let_in(person, language)
        options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        with Reader(chromium, peopled, person, language, **options) as reader:
            reader.tolerated = r"status of 40[34]"
            if person:
                reader.sign_in()
            for address in addresses:
                answer = reader.page.goto(address)
                if answer is None or answer.ok == ((person, address) in REFUSED):
                    found.append(f"{person} {address}: {answer and answer.status}")
                found += [f"{person or 'stranger'} {address}: {line}" for line in violations(reader)]
                wider = reader.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if wider > 0:
                    found.append(f"{person} {address}: {wider} px wider than the window")
    assert not found, "\n".join(found)


def violations(reader: Reader) -> list[str]:
    """What axe holds against the page, a line each."""
    answer = Axe().run(reader.page, options={"resultTypes": ["violations"]}).response
    return [
        f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:160]} and {len(each['nodes']) - 1} more"
        for each in answer["violations"]
    ]


def test_the_guard_sees_a_fault(peopled: Site, chromium: Browser) -> None:
    with Reader(chromium, peopled, "", "en") as reader:
        reader.page.goto("/sign-in")
        reader.page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=data:,>')")
        assert any(line.startswith("image-alt") for line in violations(reader))
