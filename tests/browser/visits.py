"""Each page in each of its states: who sees it, at which address, and what they do there to bring it about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Response, expect

from tests.browser.all_states import INVITATION, PASSWORD_LINK, AllStates
from tests.browser.keyboard import KeyboardUser
from tests.browser.large_team import LONGEST
from tests.browser.sent_files import brought, framework_brought, imported
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import comment, status
from tests.company import AUDITOR, BOSS, COLLEAGUE, EMPLOYEE, FACILITATOR, HEAD, HR, MANAGER, MEMBER, OTHER_MANAGER

NOBODY, AWAY, DEMO = "", "away", "demo"
"""Strangers: on the site, on the site whose graph is away, on a demo."""
STRANGERS = (NOBODY, AWAY, DEMO)
REFUSALS = r"status of (4\d\d|50[03])|ERR_INTERNET_DISCONNECTED"
WAITING = "llm-evaluation"


@dataclass(frozen=True)
class Visit:
    """A page as somebody finds it, or makes it by `then`.

    `status` is what the address answers with; `after` is what a form that `then` sends is answered with first, so that
    302 is a form that was taken, and 200 one that came back.
    """

    address: str
    then: Callable[[User], Response | None] | None = None
    after: int = 0
    status: int = 200

    @property
    def name(self) -> str:
        """The address, and what is done there."""
        return self.address + (f" {self.then.__name__}" if self.then else "")


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
    """Chooses reviews of a cycle, and asks to remind their holders."""
    return _many(user, "remind")


def many_done(user: User) -> Response:
    """The same, and confirms it."""
    _many(user, "remind")
    return send(user)


def _many(user: User, act: str) -> Response:
    user.page.locator("main [name=review]").first.check()
    with user.page.expect_navigation() as navigation:
        user.page.locator(f"main [name=act][value={act}]").click()
    assert navigation.value is not None
    return navigation.value


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


VISITS: dict[str, tuple[Visit, ...]] = {
    EMPLOYEE: (
        Visit("/"), Visit("/team"), Visit("/reviews"), Visit("/reviews/rv-fresh"), Visit("/reviews/rv-writing"),
        Visit("/reviews/rv-writing", opened), Visit("/reviews/rv-writing", saved),
        Visit("/reviews/rv-writing", clash_without_a_script, 409),
        Visit("/reviews/rv-writing", wrong_without_a_script, 422), Visit("/reviews/rv-writing", waiting),
        Visit("/reviews/rv-writing", offline), Visit("/reviews/rv-writing", kept),
        Visit("/reviews/rv-writing/check"), Visit("/reviews/rv-complete/check"), Visit("/reviews/rv-sent"),
        Visit("/reviews/rv-signed/result"), Visit("/reviews/rv-received/result"), Visit("/reviews/rv-writing/actions"),
        Visit("/account"), Visit("/account", send_first, 302), Visit("/account", send_forged, 400),
        Visit("/calibration"), Visit("/no-such-page", status=404), Visit("/reviews/rv-writing", clash_of_two_tabs),
    ),
    COLLEAGUE: (
        Visit("/reviews/rv-returned"), Visit("/reviews/rv-shared/result"), Visit("/reviews/rv-shared/result", opened),
        Visit("/reviews/rv-shared/result", send, 422), Visit("/reviews/rv-shared/result", send_stale, 409),
        Visit("/reviews/rv-challenged/result"), Visit("/reviews/rv-closed/result"), Visit("/reviews/rv-closed/history"),
        Visit("/reviews/rv-shared/report"), Visit("/reviews/rv-writing", status=404), Visit("/reviews/rv-ahead"),
    ),
    MANAGER: (
        Visit("/"), Visit("/team"), Visit("/reviews/rv-writing/assess"), Visit("/reviews/rv-returned/assess"),
        Visit("/account/deputies"), Visit("/account/deputies", send, 422),
        Visit("/reviews/rv-ahead/assess"),
        Visit("/reviews/rv-assessing/assess"), Visit("/reviews/rv-assessing/sign"),
        Visit("/reviews/rv-assessing/sign", send, 200), Visit("/reviews/rv-lacking/sign"),
        Visit("/reviews/rv-signed/sign"), Visit("/reviews/rv-lacking/assess"), Visit("/reviews/rv-signed/actions"),
        Visit("/reviews/rv-signed/actions/share"),
        Visit("/reviews/rv-assessing/actions/return"), Visit("/reviews/rv-assessing/actions/return", send, 200),
        Visit("/reviews/rv-assessing/actions/return", send_too_much, 413),
        Visit("/reviews/rv-writing/actions/return", status=409), Visit("/reviews/rv-shared/result"),
        Visit("/reviews/rv-glyph/report.pdf?variant=committee", status=500), Visit("/cycles", status=403),
    ),
    OTHER_MANAGER: (Visit("/"), Visit("/team"), Visit(f"/reviews/rv-{LONGEST}/assess")),
    LONGEST: (Visit("/"), Visit(f"/reviews/rv-{LONGEST}")),
    HEAD: (Visit("/reviews/rv-challenged/challenge"), Visit("/reviews/rv-challenged/challenge", send, 422)),
    BOSS: (
        Visit("/"), Visit("/reviews"), Visit("/skills"), Visit("/skills/llm-evaluation"),
        Visit("/skills/llm-evaluation?level=middle"), Visit("/skills/llm-evaluation?level=middle", row_opened, 200),
        Visit("/roles"), Visit("/roles/llm-engineer"), Visit("/roles/llm-engineer?level=senior"), Visit("/domains"),
        Visit("/search?q=LLM"), Visit("/search?q=xyzzy"), Visit("/compare"),
        Visit("/compare?left=llm-engineer&right=ai-product-engineer"), Visit("/compare?left=none&right=none"),
        Visit("/compare?left=llm-engineer.middle&right=llm-engineer.senior"), Visit("/skills/none", status=404),
        Visit("/frameworks"), Visit("/frameworks/import"), Visit("/frameworks/import", send, 422),
        Visit("/frameworks/import", framework_brought, 302), Visit("/frameworks/import/none", status=404),
        Visit("/frameworks/ai-engineering/versions/1"), Visit("/frameworks/none/versions/1", status=404),
    ),
    MEMBER: (
        Visit("/"), Visit("/calibration"), Visit("/calibration/packs"), Visit("/calibration/unsigned"),
        Visit("/calibration/packs/people/rv-signed"), Visit("/packs/pk-ready/pack.pdf", status=409),
        Visit("/packs/pk-cancelled/pack.pdf", status=409), Visit("/verify/{code}"),
        Visit("/verify/{code}", verified, 200), Visit("/verify"), Visit("/verify", send, 200),
        Visit("/verify/none", status=404),
    ),
    FACILITATOR: (Visit("/calibration/packs"),),
    HR: (
        Visit("/"), Visit("/cycles"), Visit("/cycles/2026-h2"), Visit("/cycles/2027-h1"),
        Visit("/people"), Visit("/people?text=xyzzy"), Visit("/people/employee"), Visit("/people/employee", opened),
        Visit("/people/manager/deputies"), Visit("/people/invitations"), Visit("/people/invitations", chosen, 200),
        Visit("/people/invitations", mailed, 302),
        Visit("/people/import"), Visit("/people/import", send, 422), Visit("/people/import", brought, 302),
        Visit("/people/import", imported, 302), Visit("/people/import/none", status=404),
        Visit("/people/imports/none", status=404),
        Visit("/cycles/new"), Visit("/cycles/new", send, 200), Visit("/cycles/cy-draft/draft"),
        Visit("/cycles/cy-draft/change"),
        Visit("/cycles/cy-draft/draft?list=out"), Visit("/cycles/2026-h2/extend"), Visit("/cycles/2026-h2/close"),
        Visit("/cycles/2026-h2/newcomers"), Visit("/cycles/2026-h2", many_chosen, 200),
        Visit("/cycles/2026-h2", many_done, 200), Visit("/reviews/rv-challenged/appoint/arbiter"),
        Visit("/reviews/rv-signed/actions"),
        Visit("/reviews/rv-writing/actions/cancel"), Visit("/reviews/rv-writing/actions/cancel", send, 200),
        Visit("/reviews/rv-closed/actions/reopen"),
        Visit("/reviews/rv-last-{language}/actions/close", close_without_a_record, 200),
    ),
    AUDITOR: (
        Visit("/audit"), Visit("/audit", send, 200), Visit("/audit/events"), Visit("/audit/events?person=xyzzy"),
        Visit("/workflow"),
    ),
    NOBODY: (
        Visit("/sign-in"), Visit("/sign-in", send, 200), Visit("/sign-in", send_signed_out, 401), Visit("/verify"),
        Visit("/verify/{code}"), Visit(f"/invitation/{INVITATION}"), Visit(f"/invitation/{INVITATION}", send, 422),
        Visit("/invitation/none", status=404), Visit("/forgot-password"), Visit("/forgot-password", send, 422),
        Visit("/forgot-password", asked_for, 200), Visit(f"/password/{PASSWORD_LINK}"),
        Visit(f"/password/{PASSWORD_LINK}", send, 422), Visit("/password/none", status=404),
        Visit("/mail/unsubscribe/{unsubscribe}"), Visit("/mail/unsubscribe/{unsubscribe}", send, 200),
    ),
    AWAY: (Visit("/skills", status=503),),
    DEMO: (Visit("/sign-in"), Visit("/skills/llm-evaluation")),
}  # fmt: skip

DRAWN: dict[str, set[str]] = {
    EMPLOYEE: {
        "home/home.html", "self_review/own_reviews.html", "self_review/self_review.html",
        "self_review/sent_review.html", "self_review/check.html", "result/not_shared.html", "people/account.html",
        "calibration/sessions.html", "errors/error.html",
    },
    COLLEAGUE: {"review/not_open.html", "result/result.html", "history/history.html", "report/files.html"},
    MANAGER: {
        "deputies/deputies.html", "team/team.html", "assessment/assess.html", "sign_off/sign.html",
        "actions/actions.html", "actions/act.html", "report/failed.html",
    },
    HEAD: {"challenge/decide.html"},
    BOSS: {
        "framework/skills.html", "framework/skill.html", "framework/roles.html", "framework/role.html",
        "framework/domains.html", "framework/search.html", "framework/compare.html",
        "frameworks/frameworks.html", "frameworks/import.html", "frameworks/preview.html", "frameworks/version.html",
    },
    MEMBER: {
        "calibration/session.html", "calibration/person.html", "pack/lost.html", "verify/code.html",
        "verify/report.html",
    },
    HR: {
        "cycle/cycles.html", "cycle/cycle.html", "report/missing_record.html", "cycle/draft_form.html",
        "cycle/draft.html", "cycle/extend.html", "cycle/close.html", "cycle/newcomers.html", "cycle/many.html",
        "cycle/outcome.html", "cycle/appoint.html",
        "directory/people.html",
        "directory/person.html", "people_import/import.html", "people_import/preview.html", "people_import/report.html",
        "invitations/people.html", "invitations/links.html",
    },
    AUDITOR: {"audit/record.html", "audit/events.html", "workflow/table.html"},
    NOBODY: {
        "people/sign_in.html", "people/choose_password.html", "verify/verdict.html", "forgotten_password/ask.html",
        "forgotten_password/asked.html", "mail/unsubscribe.html",
    },
}  # fmt: skip
"""What the visits draw: each template of a page is there once at least."""
DRAWN_ELSEWHERE = {"set_up/form.html", "set_up/done.html"}
"""Pages of an installation without people, which tests/browser/test_set_up.py visits."""


@contextmanager
def window(
    all_states: AllStates, chromium: Browser, person: str, language: str, **options: object
) -> Iterator[KeyboardUser]:
    """Somebody's browser window on the site that is theirs, signed in."""
    site: Site = {AWAY: all_states.away, DEMO: all_states.demo}.get(person, all_states.site)
    with KeyboardUser(chromium, site, "" if person in STRANGERS else person, language, **options) as user:
        user.tolerated = REFUSALS
        if person not in STRANGERS:
            user.sign_in()
        yield user


def come(all_states: AllStates, user: User, visit: Visit) -> list[str]:
    """Brings the page about; a line where its address, or a form sent there, is answered otherwise than the visit says.

    No words of the visit before are kept in the browser, which this page would then offer, or are still on their way.
    """
    user.page.evaluate("location.protocol.startsWith('http') && localStorage.clear()")
    user.page.goto("about:blank")
    user.context.set_offline(False)
    user.site.server.refuses_saving = False
    answer = user.page.goto(
        visit.address.format(code=all_states.code, unsubscribe=all_states.unsubscribe, language=user.language)
    )
    sent = visit.then(user) if visit.then else None
    user.page.wait_for_load_state()
    if answer is None or answer.status != visit.status:
        return [f"answered {answer and answer.status} instead of {visit.status}"]
    if _first_status(sent) != visit.after:
        return [f"what was sent was answered {_first_status(sent)} instead of {visit.after}"]
    return [f"led to {answer.url}"] if answer.request.redirected_from else []


def _first_status(answer: Response | None) -> int:
    """What the browser was told first: an answer may be the page to which a redirect led. 0 if nothing was sent."""
    while answer and answer.request.redirected_from:
        answer = answer.request.redirected_from.response()
    return answer.status if answer else 0
