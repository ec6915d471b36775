"""Words that are typed are never lost: a reload, a server that is away, a second tab, an input method, signing out."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Request, Route, expect

from graph.review.enums import Value
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import REFUSED, REVIEW, WORDS, away, comment, kept, refusing, saved, status, stored
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

SENT = "a-sent-review"


@pytest.fixture(scope="module")
def begun(site: Site) -> Site:
    """The site with one review to write and one to assess."""
    for person in (EMPLOYEE, COLLEAGUE, MANAGER):
        site.give_account(person, "en")
    site.company.assign(REVIEW)
    site.company.assign(SENT, COLLEAGUE)
    site.company.submit(SENT, COLLEAGUE)
    return site


@pytest.fixture
def writer(begun: Site, chromium: Browser) -> Iterator[User]:
    """The employee, signed in, with the form open; the server answers again afterwards."""
    with User(chromium, begun, EMPLOYEE) as user:
        user.tolerated = REFUSED
        user.context.clock.install()
        user.sign_in(f"/reviews/{REVIEW}")
        yield user


def test_a_reload_in_the_middle_of_a_sentence_keeps_it(writer: User) -> None:
    comment(writer, "llm-evaluation").fill(WORDS)
    writer.page.reload()
    expect(comment(writer, "llm-evaluation")).to_have_value(WORDS)
    saved(writer)
    assert stored(writer.site, "llm-evaluation") == WORDS
    assert kept(writer) == {}


def test_a_reload_keeps_words_that_the_server_refuses(writer: User) -> None:
    with refusing(writer.site):
        comment(writer, "prompt-engineering").fill(WORDS)
        writer.radio("c-prompt-engineering", Value.DEVELOPING).check()
        expect(status(writer)).to_contain_text(writer.say("The server is not responding. Your text is kept"))
        writer.page.reload()
        expect(comment(writer, "prompt-engineering")).to_have_value(WORDS)
        expect(writer.radio("c-prompt-engineering", Value.DEVELOPING)).to_be_checked()
        assert stored(writer.site, "prompt-engineering") == ""
        assert kept(writer)["c-prompt-engineering"]["comment"] == WORDS
    saved(writer)
    assert stored(writer.site, "prompt-engineering") == WORDS
    assert kept(writer) == {}


def test_a_server_that_comes_back_is_given_what_was_typed_meanwhile(writer: User) -> None:
    with away(writer.site):
        comment(writer, "rag-architecture").fill(WORDS)
        expect(status(writer)).to_contain_text("The server is not responding. Your text is kept")
        comment(writer, "rag-architecture").press_sequentially(" More.")
        assert kept(writer)["c-rag-architecture"]["comment"] == WORDS + " More."
    saved(writer)
    expect(comment(writer, "rag-architecture")).to_have_value(WORDS + " More.")
    assert stored(writer.site, "rag-architecture") == WORDS + " More."


@pytest.mark.parametrize(("answer", "counts"), [("Keep my version", "theirs"), ("Use the saved version", "first")])
def test_a_stale_tab_shows_both_versions_and_asks(writer: User, answer: str, counts: str) -> None:
    skill = {"Keep my version": "fine-tuning", "Use the saved version": "experiment-design"}[answer]
    said = {"first": "From the first tab.", "theirs": "From the second tab."}
    second = writer.context.new_page()
    second.goto(f"/reviews/{REVIEW}")
    comment(writer, skill).fill(said["first"])
    saved(writer)

    comment(writer, skill, second).fill(said["theirs"])
    clash = second.locator(f"#c-{skill}-clash")
    expect(clash).to_contain_text("This changed while you were writing.")
    expect(clash).to_contain_text(said["first"])
    expect(comment(writer, skill, second)).to_have_value(said["theirs"])
    expect(status(writer, second)).to_have_text("Changed elsewhere. Choose which version to keep.")
    assert stored(writer.site, skill) == said["first"]

    clash.get_by_role("button", name=answer).click()
    expect(clash).to_have_count(0)
    expect(comment(writer, skill, second)).to_have_value(said[counts])
    if counts == "theirs":
        saved(writer, second)
    assert stored(writer.site, skill) == said[counts]


def test_nothing_is_saved_in_the_middle_of_a_composition(writer: User) -> None:
    page, field = writer.page, comment(writer, "python-services")
    sent: list[str] = []
    writer.context.on("request", lambda request: sent.append(_comment(request)) if request.method == "PUT" else None)
    page.clock.install(time=0)
    page.reload()
    page.clock.pause_at(60_000)
    field.press_sequentially("评测：")
    keyboard = writer.context.new_cdp_session(page)
    for typed in ("n", "ni", "nih", "nihao"):
        keyboard.send(
            "Input.imeSetComposition", {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)}
        )
    page.clock.run_for(120_000)
    expect(field).to_have_value("评测：nihao")
    expect(status(writer)).to_have_text("Not saved yet")
    assert kept(writer)["c-python-services"]["comment"] == "评测："
    assert sent == []

    keyboard.send("Input.insertText", {"text": "你好"})
    page.clock.run_for(2_000)
    saved(writer)
    expect(field).to_have_value("评测：你好")
    assert sent == ["评测：你好"]
    assert stored(writer.site, "python-services") == "评测：你好"


def _comment(request: Request) -> str:
    return str(json.loads(request.post_data or "{}").get("comment"))


def test_what_is_typed_before_the_script_came_is_saved_too(writer: User) -> None:
    held: list[Route] = []
    writer.page.route("**/static/autosave.js", lambda route: held.append(route))
    writer.page.goto(f"/reviews/{REVIEW}", wait_until="commit")
    comment(writer, "observability").fill(WORDS)
    writer.radio("c-observability", Value.MEETS).check()
    assert stored(writer.site, "observability") == ""
    held[0].continue_()
    saved(writer)
    assert stored(writer.site, "observability") == WORDS


def test_signing_out_asks_before_it_removes_waiting_words(writer: User) -> None:
    page = writer.page
    dialog = page.get_by_role("dialog", name="You have unsaved text in this browser")
    with refusing(writer.site):
        comment(writer, "data-pipelines").fill(WORDS)
        expect(status(writer)).to_contain_text("The server is not responding. Your text is kept")
        writer.button("Sign out").click()
        dialog.get_by_role("button", name="Stay signed in").click()
        expect(comment(writer, "data-pipelines")).to_have_value(WORDS)
        writer.button("Sign out").click()
        dialog.get_by_role("button", name="Sign out and remove it").click()
        writer.told("You are signed out.")
    assert kept(writer) == {}


def test_a_browser_that_cannot_keep_a_copy_says_so(writer: User) -> None:
    page = writer.page
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };")
    page.reload()
    with refusing(writer.site):
        comment(writer, "safety-review").press_sequentially(WORDS)  # browsers ask only where somebody has pressed keys
        expect(status(writer)).to_have_text(
            "This browser cannot keep a copy. Stay on this page until everything is saved."
        )
        with page.expect_event("dialog") as asked:
            page.evaluate("setTimeout(() => location.reload())")
        assert asked.value.type == "beforeunload"
        asked.value.dismiss()
        expect(comment(writer, "safety-review")).to_have_value(WORDS)
    saved(writer)
    assert stored(writer.site, "safety-review") == WORDS
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))
    page.reload()  # which a dialog would hold
    assert dialogs == []
    expect(comment(writer, "safety-review")).to_have_value(WORDS)


def test_a_manager_agrees_with_the_rest_of_a_category(begun: Site, chromium: Browser) -> None:
    with User(chromium, begun, MANAGER) as manager:
        manager.sign_in(f"/reviews/{SENT}/assess")
        sign = manager.button("Check and sign off")
        expect(sign).to_be_hidden()
        manager.radio("c-llm-evaluation", Value.DEVELOPING).check()
        saved(manager)
        expect(sign).to_be_visible()
        expect(manager.page.locator("[data-rated]")).to_have_text("1 / 11")
        manager.page.get_by_role("button", name="Agree with the").first.click()
        expect(manager.page.locator("[data-rated]")).to_have_text("3 / 11")
        expect(manager.page.locator("[data-others]")).to_have_text("others 1 / 14")
        expect(manager.radio("c-llm-evaluation", Value.DEVELOPING)).to_be_checked()
        expect(manager.radio("c-fine-tuning", Value.MEETS)).to_be_checked()
