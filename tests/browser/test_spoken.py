"""What a screen reader is told: the accessibility tree of the main pages, in its crucial parts."""

import re

import pytest
from playwright.sync_api import Browser, expect

from graph.review.states import State
from tests.browser.reader import Reader
from tests.browser.site import Site
from tests.browser.writing import REFUSED, comment, status
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


@pytest.fixture(scope="module")
def peopled(site: Site) -> Site:
    """One review to write, one that is assessed, one that is shared."""
    site.company.bring("rv-writing", State.SELF_DRAFT)
    site.company.bring("rv-assessing", State.MANAGER_DRAFT, COLLEAGUE)
    site.company.bring("rv-shared", State.SHARED, COLLEAGUE)
    return site


def spoken(reader: Reader, address: str) -> str:
    """The page's tree as text; it is shown where a test fails."""
    reader.page.goto(address)
    tree = reader.page.locator("body").aria_snapshot()
    print(tree)
    return tree


@LANGUAGES
def test_the_form(peopled: Site, chromium: Browser, language: str) -> None:
    peopled.let_in(EMPLOYEE, language)
    with Reader(chromium, peopled, EMPLOYEE, language) as reader:
        reader.sign_in()
        tree = spoken(reader, "/reviews/rv-writing")
        steps = reader.page.get_by_role("list", name=reader.say("Steps of the review")).get_by_role("listitem")
        expect(steps).to_have_count(5)
        expect(steps.and_(reader.page.locator("[aria-current=step]"))).to_have_count(1)
        group = reader.card("c-llm-evaluation").get_by_role("group").first
        expect(group).to_have_accessible_name(re.compile("LLM Evaluation|大模型评估"))
        expect(group).to_have_accessible_description(re.compile(r"\S{3,}"))
        expect(group.get_by_role("radio")).to_have_count(5)
        assert "img" not in re.findall(r"- (\w+)$", tree, re.MULTILINE), "a picture without a name"
        # Polite, whole, and silent until something happens.
        voice = reader.page.locator(".footer-bar [role=status]")
        expect(voice).to_have_text("")
        expect(reader.page.locator("[aria-live=assertive]")).to_have_count(0)
        reader.in_card("c-llm-evaluation", "What shows it?").press_sequentially("x")
        expect(voice).to_have_text(re.compile(re.escape(reader.say("Saved %(time)s", time="T")).replace("T", ".*")))


@LANGUAGES
def test_the_plumb_mark(peopled: Site, chromium: Browser, language: str) -> None:
    peopled.let_in(MANAGER, language)
    with Reader(chromium, peopled, MANAGER, language) as reader:
        reader.sign_in()
        for address in ("/reviews/rv-assessing/assess", "/reviews/rv-assessing/sign"):
            spoken(reader, address)
            for mark in reader.page.locator("svg.plumb-mark:visible").all():
                named, hidden = mark.get_attribute("aria-label"), mark.get_attribute("aria-hidden") == "true"
                beside = mark.evaluate("mark => mark.parentElement.textContent.trim()")
                assert named or (hidden and beside), address


@LANGUAGES
def test_errors(peopled: Site, chromium: Browser, language: str) -> None:
    peopled.let_in(MANAGER, language)
    with Reader(chromium, peopled, MANAGER, language) as reader:
        reader.tolerated = r"status of 4\d\d"
        reader.sign_in()
        spoken(reader, "/reviews/rv-assessing/actions/return")
        reader.page.locator("main form [type=submit]").last.click()
        alert = reader.page.get_by_role("alert")
        expect(alert).to_be_focused()
        expect(alert).to_have_accessible_name(reader.say("Please look at this first"))
        wrong = reader.page.locator("[aria-invalid=true]").first
        expect(wrong).to_have_accessible_description(re.compile(r"\S{2,}"))
        link = alert.get_by_role("link").first
        expect(link).to_have_attribute("href", f"#{wrong.get_attribute('id')}")
        print(reader.page.locator("main").aria_snapshot())


@LANGUAGES
def test_the_manager_hears_only_what_matters(peopled: Site, chromium: Browser, language: str) -> None:
    peopled.let_in(MANAGER, language)
    with Reader(chromium, peopled, MANAGER, language) as reader:
        reader.sign_in()
        spoken(reader, "/reviews/rv-assessing/assess")
        voice = reader.page.locator(".footer-bar [role=status]")
        expect(voice).to_have_count(1)
        expect(voice).to_have_text("")
        heard = reader.page.evaluate_handle(
            """() => {
              const heard = [];
              new MutationObserver(() => heard.push(document.querySelector("[data-announce]").textContent))
                .observe(document.querySelector("[data-announce]"), { childList: true, characterData: true });
              return heard;
            }"""
        )
        comment(reader, "llm-evaluation").press_sequentially(f"In {language}.")
        expect(voice).to_have_text(re.compile(re.escape(reader.say("Saved %(time)s", time="T")).replace("T", ".*")))
        assert len(heard.json_value()) == 1, "said while it was being saved, too"


@LANGUAGES
def test_two_versions_are_named_and_the_choice_keeps_the_place(
    peopled: Site, chromium: Browser, language: str
) -> None:  # fmt: skip
    peopled.let_in(EMPLOYEE, language)
    with Reader(chromium, peopled, EMPLOYEE, language) as reader:
        reader.tolerated = REFUSED
        reader.sign_in()
        spoken(reader, "/reviews/rv-writing")
        other = reader.context.new_page()
        other.goto("/reviews/rv-writing")
        comment(reader, "fine-tuning").fill(f"From here, {language}.")
        expect(status(reader)).to_have_attribute("data-kind", "saved")
        comment(reader, "fine-tuning", other).fill(f"From there, {language}.")
        both = other.get_by_role("group", name=reader.say("This changed while you were writing."))
        expect(both.get_by_role("button")).to_have_count(2)
        both.get_by_role("button", name=reader.say("Keep mine")).press("Enter")
        expect(comment(reader, "fine-tuning", other)).to_be_focused()
