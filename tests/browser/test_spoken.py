"""What a screen reader is told: the accessibility trees of the main pages, whole and in their crucial parts.

The trees are written to var/trees, a file a page, for whoever wants to read what a listener hears.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from graph.review.enums import Part, Party
from graph.review.models import Expectation
from graph.review.sheet import Sheet
from reports.plumb import plumb_text
from tests.browser.all_states import AllStates
from tests.browser.user import User
from tests.browser.visits import NOBODY, window
from tests.browser.writing import REFUSED, comment, status
from tests.budget import in_turn, some_of
from tests.company import COLLEAGUE, EMPLOYEE, HEAD, HR, MANAGER, MEMBER
from tests.meta.files import ROOT
from webapp.review.cards import key_of

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

LANGUAGES = ["en", "zh"]
in_english_at_least = pytest.mark.parametrize("language", some_of(LANGUAGES, 0))
in_chinese_at_least = pytest.mark.parametrize("language", some_of(LANGUAGES, 1))
TREES = ROOT / "var" / "trees"
MAIN_PAGES = {
    NOBODY: {"sign-in": "/sign-in"},
    EMPLOYEE: {
        "home": "/", "form": "/reviews/rv-writing", "check-lacking": "/reviews/rv-writing/check",
        "check": "/reviews/rv-complete/check", "sent": "/reviews/rv-sent", "account": "/account",
    },
    COLLEAGUE: {"result": "/reviews/rv-shared/result", "history": "/reviews/rv-shared/history"},
    MANAGER: {
        "home-of-a-manager": "/", "team": "/team", "assess": "/reviews/rv-assessing/assess",
        "sign": "/reviews/rv-assessing/sign", "signed": "/reviews/rv-signed/sign",
        "return": "/reviews/rv-assessing/actions/return",
    },
    HEAD: {"challenge": "/reviews/rv-challenged/challenge"},
    MEMBER: {
        "session": "/calibration/packs", "brief": "/calibration/packs/people/rv-signed", "verify": "/verify",
        "verified": "/verify/{code}",
    },
    HR: {"cycle": "/cycles/2026-h2"},
}  # fmt: skip
NAMELESS = re.compile(
    r"^ *- (img|button|link|textbox|combobox|radio|checkbox|progressbar|heading|navigation|region|table|article|dialog)"
    r"(?: \[[^\]]*\])*(?::.*)?$",
    re.MULTILINE,
)
"""A line of a tree for something that needs a name and has none."""


def spoken(user: User, address: str) -> str:
    """The page's tree as text; it is shown where a test fails."""
    user.page.goto(address)
    tree = user.page.locator("body").aria_snapshot()
    print(tree)
    return tree


@pytest.mark.parametrize(("person", "language"), in_turn(list(MAIN_PAGES), LANGUAGES))
def test_every_part_has_a_name(all_states: AllStates, chromium: Browser, person: str, language: str) -> None:
    all_states.give_account(person, language)
    (TREES / language).mkdir(parents=True, exist_ok=True)
    found = []
    with window(all_states, chromium, person, language) as user:
        for name, address in MAIN_PAGES[person].items():
            tree = spoken(user, address.format(code=all_states.code))
            (TREES / language / f"{name}.yaml").write_text(tree + "\n")
            found += [f"{name}: {line.group().strip()}" for line in NAMELESS.finditer(tree)]
            found += [f"{name}: {line}" for line in re.findall(r".*(?:None|undefined|%\().*", tree)]
            expect(user.page.get_by_role("heading", level=1)).to_have_count(1)
    assert not found, "\n".join(found)


def test_the_guard_sees_what_has_no_name() -> None:
    tree = '- link "Team":\n  - /url: /team\n- img\n- textbox: Words\n  - button [disabled]\n- table:\n- text: link'
    assert [line.group().strip() for line in NAMELESS.finditer(tree)] == [
        "- img", "- textbox: Words", "- button [disabled]", "- table:",
    ]  # fmt: skip


def steps_are_phrase(user: User, past: int) -> None:
    """The steps of a review: so many are done, one is now, and none of the others is either."""
    steps = user.page.get_by_role("list", name=user.say("Review progress")).get_by_role("listitem")
    expect(steps).to_have_count(5)
    for number, step in enumerate(steps.all()):
        said = step.text_content() or ""
        assert said.strip().endswith(user.say(", done")) is (number < past), said
        assert step.get_attribute("aria-current") == ("step" if number == past else None), said


@pytest.mark.parametrize(
    ("person", "address", "past", "language"),
    in_turn(
        [
            (EMPLOYEE, "/reviews/rv-writing", 0),
            (MANAGER, "/reviews/rv-assessing/assess", 1),
            (MANAGER, "/reviews/rv-signed/sign", 2),
            (COLLEAGUE, "/reviews/rv-shared/result", 4),
            (COLLEAGUE, "/reviews/rv-closed/result", 5),
        ],
        LANGUAGES,
    ),
)
def test_the_steps(
    all_states: AllStates, chromium: Browser, person: str, address: str, past: int, language: str
) -> None:
    all_states.give_account(person, language)
    with User(chromium, all_states.site, person, language) as user:
        user.sign_in(address)
        steps_are_phrase(user, past)


@in_english_at_least
def test_the_form(all_states: AllStates, chromium: Browser, language: str) -> None:
    all_states.give_account(EMPLOYEE, language)
    first = all_states.site.company.sheet("rv-writing", EMPLOYEE).to_rate(Part.CURRENT)[0]
    with User(chromium, all_states.site, EMPLOYEE, language) as user:
        user.sign_in()
        spoken(user, "/reviews/rv-writing")
        group = user.card(key_of(first)).get_by_role("group").first
        expect(group).to_have_accessible_name(user.read(first.skill))
        expect(group).to_have_accessible_description(re.compile(r"\S{3,}"))
        expect(group.get_by_role("radio")).to_have_count(5)
        # Polite, whole, and silent until something happens.
        voice = user.page.locator(".footer-bar [role=status]")
        expect(voice).to_have_text("")
        expect(user.page.locator("[aria-live=assertive]")).to_have_count(0)
        comment = user.in_card(key_of(first), "What shows this?")
        expect(comment).to_have_accessible_description(user.read(first.skill))
        comment.press_sequentially("x")
        expect(voice).to_have_text(re.compile(re.escape(user.say("Saved %(time)s", time="T")).replace("T", ".*")))


def marks_of(sheet: Sheet, language: str) -> Iterator[tuple[Expectation, str]]:
    """Each expectation that both sides rated, and what its plumb mark says."""
    for e in sheet.all_to_rate:
        mine, theirs = sheet.rating(Party.SENT, e.id), sheet.rating(Party.MANAGER, e.id)
        assert mine
        assert theirs
        yield e, plumb_text(mine.value, theirs.value, language=language)


@in_chinese_at_least
def test_a_plumb_mark_alone_says_what_it_shows(all_states: AllStates, chromium: Browser, language: str) -> None:
    all_states.give_account(MANAGER, language)
    wanted = list(marks_of(all_states.site.company.sheet("rv-assessing", MANAGER), language))
    assert len({words for _, words in wanted}) > 3
    with User(chromium, all_states.site, MANAGER, language) as user:
        user.sign_in()
        for address in ("/reviews/rv-assessing/assess", "/reviews/rv-assessing/sign"):
            spoken(user, address)
            marks = user.page.locator("svg.plumb-mark:visible")
            expect(marks).to_have_count(len(wanted))
            expect(user.page.get_by_role("main").get_by_role("img")).to_have_count(len(wanted))
            for e, words in wanted:
                mark = user.page.locator(f"#{key_of(e)}").get_by_role("img")
                expect(mark).to_have_accessible_name(words)
                expect(mark).to_have_class("plumb-mark")


@pytest.mark.parametrize(
    ("person", "review", "address", "language"),
    in_turn(
        [
            (COLLEAGUE, "rv-shared", "/reviews/rv-shared/result"),
            (MEMBER, "rv-signed", "/calibration/packs/people/rv-signed"),
        ],
        LANGUAGES,
    ),
)
def test_a_plumb_mark_beside_its_words_is_silent(
    all_states: AllStates, chromium: Browser, person: str, review: str, address: str, language: str
) -> None:
    all_states.give_account(person, language)
    wanted = list(marks_of(all_states.site.company.sheet(review, MANAGER), language))
    with User(chromium, all_states.site, person, language) as user:
        user.sign_in()
        assert "- img" not in spoken(user, address)
        rows = user.page.locator("main :is(article, tr)").filter(has=user.page.locator("svg.plumb-mark:visible"))
        expect(rows.locator("svg.plumb-mark[aria-hidden=true]")).to_have_count(rows.count())
        said = [words_of(row, user, wanted) for row in rows.all()]
        assert len(set(said)) > 1  # not one word for all


def words_of(row: Locator, user: User, wanted: list[tuple[Expectation, str]]) -> str:
    """The words beside the mark of a row; they are those of an expectation of the skill that the row is about."""
    words, skill = row.locator(".plumb-words").inner_text(), row.locator("h4, th").first.inner_text()
    assert words in [mark for e, mark in wanted if user.read(e.skill) in skill], skill
    return words


@pytest.mark.parametrize(
    ("person", "address", "language"),
    in_turn([(EMPLOYEE, "/reviews/rv-writing"), (MANAGER, "/reviews/rv-assessing/assess")], LANGUAGES),
)
def test_a_narrow_form_says_which_category_is_shown(
    all_states: AllStates, chromium: Browser, person: str, address: str, language: str
) -> None:
    all_states.give_account(person, language)
    with User(chromium, all_states.site, person, language, viewport={"width": 360, "height": 740}) as user:
        user.sign_in(address)
        menu = user.page.locator("[data-category-menu]")
        count = menu.get_by_role("button", include_hidden=True).count()
        for at in (count, 1):
            menu.locator("summary").click()
            menu.get_by_role("button").nth(at - 1).click()
            expect(menu.locator("summary")).to_contain_text(user.say("category %(at)s of %(all)s", at=at, all=count))


@in_english_at_least
def test_errors(all_states: AllStates, chromium: Browser, language: str) -> None:
    all_states.give_account(MANAGER, language)
    with User(chromium, all_states.site, MANAGER, language) as user:
        user.tolerated = r"status of 4\d\d"
        user.sign_in()
        spoken(user, "/reviews/rv-assessing/actions/return")
        user.page.locator("main form [type=submit]").last.click()
        alert = user.page.get_by_role("alert")
        expect(alert).to_be_focused()
        expect(alert).to_have_accessible_name(user.say("Please correct the following"))
        wrong = user.page.locator("[aria-invalid=true]").first
        expect(wrong).to_have_accessible_description(re.compile(r"\S{2,}"))
        link = alert.get_by_role("link").first
        expect(link).to_have_attribute("href", f"#{wrong.get_attribute('id')}")
        print(user.page.locator("main").aria_snapshot())


@in_chinese_at_least
def test_the_manager_hears_only_what_matters(all_states: AllStates, chromium: Browser, language: str) -> None:
    all_states.give_account(MANAGER, language)
    with User(chromium, all_states.site, MANAGER, language) as user:
        user.sign_in()
        spoken(user, "/reviews/rv-assessing/assess")
        voice = user.page.locator(".footer-bar [role=status]")
        expect(voice).to_have_count(1)
        expect(voice).to_have_text("")
        heard = user.page.evaluate_handle(
            """() => {
              const heard = [];
              new MutationObserver(() => heard.push(document.querySelector("[data-announce]").textContent))
                .observe(document.querySelector("[data-announce]"), { childList: true, characterData: true });
              return heard;
            }"""
        )
        comment(user, "llm-evaluation").press_sequentially(f"In {language}.")
        expect(voice).to_have_text(re.compile(re.escape(user.say("Saved %(time)s", time="T")).replace("T", ".*")))
        assert len(heard.json_value()) == 1, "said while it was being saved, too"


@in_english_at_least
def test_two_versions_are_named_and_the_choice_keeps_the_place(
    all_states: AllStates, chromium: Browser, language: str
) -> None:  # fmt: skip
    all_states.give_account(EMPLOYEE, language)
    with User(chromium, all_states.site, EMPLOYEE, language) as user:
        user.tolerated = REFUSED
        user.sign_in()
        spoken(user, "/reviews/rv-writing")
        other = user.context.new_page()
        other.goto("/reviews/rv-writing")
        comment(user, "fine-tuning").fill(f"From here, {language}.")
        expect(status(user)).to_have_attribute("data-kind", "saved")
        comment(user, "fine-tuning", other).fill(f"From there, {language}.")
        both = other.get_by_role("group", name=user.say("This changed while you were writing."))
        expect(both.get_by_role("button")).to_have_count(2)
        both.get_by_role("button", name=user.say("Keep my version")).press("Enter")
        expect(comment(user, "fine-tuning", other)).to_be_focused()
