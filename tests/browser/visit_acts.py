"""What somebody does on a page to bring about one of its states."""

from playwright.sync_api import Response, expect

from tests.browser.user import User
from tests.browser.writing import comment, status

WAITING = "llm-evaluation"


def _sent(user: User, form: str) -> Response:
    """Sends a form of the page as it is; the browser checks nothing."""
    with user.page.expect_navigation() as answered:
        user.page.evaluate(f"{form}.submit()")
    return answered.value


def send(user: User) -> Response:
    """Sends the page's last form as it is."""
    return _sent(user, "[...document.querySelectorAll('main form')].at(-1)")


def send_first(user: User) -> Response:
    """Sends the page's first form as it is."""
    return _sent(user, "document.querySelector('main form')")


def send_stale(user: User) -> Response:
    """Sends a form that was drawn before something changed."""
    user.page.evaluate("for (const each of document.querySelectorAll('main [name=seq]')) each.value = '0'")
    return send_first(user)


def send_too_much(user: User) -> Response:
    """Sends more than a body may hold."""
    user.page.evaluate("document.querySelector('main textarea').value = 'x'.repeat(2.2e6)")
    return send(user)


def send_forged(user: User) -> Response:
    """Sends a form with a token of another session."""
    user.page.evaluate("for (const each of document.querySelectorAll('[name=csrf_token]')) each.value = 'x'")
    return send_first(user)


def send_signed_out(user: User) -> Response:
    """Sends a form that only somebody who is signed in may send."""
    form = "document.querySelector('.language-switch')"
    user.page.evaluate(f"{form}.action = '/account/preferences'")
    return _sent(user, form)


def many_chosen(user: User) -> Response:
    """Chooses a review of a cycle, and asks to remind its holder."""
    return _many(user, "remind")


def many_done(user: User) -> Response:
    """The same, and confirms it."""
    _many(user, "remind")
    return send(user)


def _many(user: User, act: str) -> Response:
    user.page.locator("main [name=review][value=rv-fresh]").check()
    with user.page.expect_navigation() as navigation:
        user.page.locator(f"main [name=act][value={act}]").click()
    assert navigation.value is not None
    return navigation.value


def proposed(user: User) -> Response:
    """Has sessions proposed."""
    return _pressed(user, "propose")


def set_up_at_once(user: User) -> Response:
    """Sets up a session of which nothing is filled in."""
    return _pressed(user, "save")


def _pressed(user: User, button: str) -> Response:
    with user.page.expect_navigation() as answered:
        user.page.locator(f"main form button[name={button}]").click()
    return answered.value


def chosen(user: User) -> Response:
    """Makes links for whoever is chosen on the page of invitations."""
    with user.page.expect_navigation() as answered:
        user.page.locator("main form button:not([name])").first.click()
    return answered.value


def mailed(user: User) -> Response:
    """Sends the same by mail, for one person."""
    user.page.locator("main [name=person]").first.check()
    with user.page.expect_navigation() as answered:
        user.page.locator("main form button[name=send]").click()
    return answered.value


def asked_for(user: User) -> Response:
    """Asks for a new password for somebody."""
    user.page.locator("#who").fill("somebody@plumbline.example")
    return send(user)


def close_without_a_record(user: User) -> Response:
    """Closes a review where its PDF of record cannot be written."""
    answer = send(user)
    expect(user.page.locator("main code").last).to_contain_text("plumbline report record")
    return answer


def wrong_without_a_script(user: User) -> Response:
    """Sends the form with an address that is none."""
    user.page.evaluate("document.querySelector('article [name$=-url]').value = 'javascript:'")
    answer = send_first(user)
    expect(user.page.get_by_role("alert")).to_be_visible()
    return answer


def clash_without_a_script(user: User) -> Response:
    """Sends the form of a page that was drawn before something else was stored."""
    user.page.evaluate(
        """() => {
          const card = document.querySelector("article[data-card]");
          for (const name of ["version", "was"]) card.querySelector(`[name$="-${name}"]`).value = "1";
          card.querySelector("[name$='-comment']").value = "Mine.";
        }"""
    )
    answer = send_first(user)
    expect(user.page.locator("[data-clash]")).to_be_visible()
    return answer


def clash_of_two_tabs(user: User) -> None:
    """Changes a comment that another tab changed meanwhile."""
    other = user.context.new_page()
    other.goto(user.page.url)
    field = comment(user, "prompt-engineering", other)
    field.fill(f"From the other tab, {user.language}.")
    expect(status(user, other)).to_have_attribute("data-kind", "saved")
    other.close()
    comment(user, "prompt-engineering").fill(f"From this one, {user.language}.")
    expect(user.page.locator("[data-clash]")).to_be_visible()


def saved(user: User) -> None:
    """Writes, and waits until it is stored."""
    comment(user, WAITING).fill(f"Written anew, {user.language}.")
    expect(status(user)).to_have_attribute("data-kind", "saved")


def waiting(user: User) -> None:
    """Writes while saving is refused, and asks to sign out."""
    user.site.server.refuses_saving = True
    comment(user, WAITING).fill("Not on the server yet.")
    expect(status(user)).to_have_attribute("data-kind", "waiting")
    user.button("Sign out").click()
    expect(user.page.get_by_role("dialog")).to_be_visible()


def offline(user: User) -> None:
    """Writes without a network."""
    user.context.set_offline(True)
    comment(user, WAITING).fill("Without a network.")
    expect(status(user)).to_have_attribute("data-kind", "offline")


def kept(user: User) -> None:
    """Finds words that this browser keeps and no form takes."""
    user.site.server.refuses_saving = True
    comment(user, WAITING).fill("For no form.")
    expect(status(user)).to_have_attribute("data-kind", "waiting")
    user.page.evaluate(
        """() => {
          for (const key of Object.keys(localStorage)) {
            const cards = JSON.parse(localStorage[key]);
            for (const card of Object.values(cards)) card.review = card.address = "/reviews";
            localStorage[key] = JSON.stringify(cards);
          }
        }"""
    )
    user.page.goto("/reviews")
    expect(user.page.locator("#unsaved-text")).to_be_visible()
    user.page.evaluate("localStorage.clear()")


def opened(user: User) -> None:
    """Opens all that can be opened."""
    user.page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
    expect(user.page.locator("main details[open]")).not_to_have_count(0)


def row_opened(user: User) -> Response:
    """Opens a row of the depth table."""
    with user.page.expect_navigation() as answered:
        user.page.locator(".row-opener").first.click()
    expect(user.page.locator(".row-detail")).to_be_visible()
    return answered.value


def verified(user: User) -> Response:
    """Holds a file against a report."""
    user.page.locator("input[type=file]").set_input_files({"name": "paper.pdf", "mimeType": "", "buffer": b"%PDF"})
    with user.page.expect_navigation() as answered:
        user.page.locator("main form [type=submit]").click()
    expect(user.page.get_by_role("heading", name="paper.pdf")).to_be_visible()
    return answered.value
