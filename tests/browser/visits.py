"""Each page in each of its states: who sees it, at which address, and what they do there to bring it about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Response

from tests.browser.all_states import INVITATION, PASSWORD_LINK, AllStates
from tests.browser.keyboard import KeyboardUser
from tests.browser.large_team import LONGEST
from tests.browser.sent_files import brought, framework_brought, imported
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.visit_acts import (
    asked_for,
    chosen,
    clash_of_two_tabs,
    clash_without_a_script,
    close_without_a_record,
    kept,
    mailed,
    many_chosen,
    many_done,
    offline,
    opened,
    proposed,
    row_opened,
    saved,
    send,
    send_first,
    send_forged,
    send_signed_out,
    send_stale,
    send_too_much,
    set_up_at_once,
    verified,
    waiting,
    wrong_without_a_script,
)
from tests.company import AUDITOR, BOSS, COLLEAGUE, EMPLOYEE, FACILITATOR, HEAD, HR, MANAGER, MEMBER, OTHER_MANAGER

NOBODY, AWAY, DEMO = "", "away", "demo"
"""Strangers: on the site, on the site whose graph is away, on a demo."""
STRANGERS = (NOBODY, AWAY, DEMO)
REFUSALS = r"status of (4\d\d|50[03])|ERR_INTERNET_DISCONNECTED"


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
        Visit("/calibration/packs/projector"),
        Visit("/calibration/packs/people/rv-signed?adjust=c-llm-evaluation"), Visit("/calibration/packs/vote"),
        Visit("/calibration/voting/vote/rv-voting", opened), Visit("/packs/pk-ready/pack.pdf", status=409),
        Visit("/packs/pk-cancelled/pack.pdf", status=409), Visit("/verify/{code}"),
        Visit("/verify/{code}", verified, 200), Visit("/verify"), Visit("/verify", send, 200),
        Visit("/verify/none", status=404),
    ),
    FACILITATOR: (
        Visit("/calibration/packs"), Visit("/calibration/packs/take-out"),
        Visit("/calibration/packs/take-out", send, 200), Visit("/calibration/unsigned/change"),
        Visit("/calibration/unsigned/actions/start"), Visit("/calibration/packs/actions/dissolve", send, 200),
        Visit("/calibration/packs/lock"), Visit("/calibration/packs/lock", send, 422),
        Visit("/calibration/packs/outcome"),
        Visit("/calibration/packs/confirm-levels"),
    ),
    HR: (
        Visit("/"), Visit("/cycles"), Visit("/cycles/2026-h2"), Visit("/cycles/2027-h1"),
        Visit("/people"), Visit("/people?text=xyzzy"), Visit("/people/employee"), Visit("/people/employee", opened),
        Visit("/people/manager/deputies"), Visit("/people/invitations"), Visit("/people/invitations", chosen, 200),
        Visit("/people/invitations", mailed, 302), Visit("/people/mails"),
        Visit("/people/import"), Visit("/people/import", send, 422), Visit("/people/import", brought, 302),
        Visit("/jobs/job-waits"), Visit("/people/import", imported, 302), Visit("/people/import/none", status=404),
        Visit("/people/imports/none", status=404),
        Visit("/cycles/new"), Visit("/cycles/new", send, 200), Visit("/cycles/cy-draft/draft"),
        Visit("/calibration"), Visit("/calibration/new"), Visit("/calibration/new", set_up_at_once, 200),
        Visit("/calibration/propose?cycle=2026-h2-rv-glyph", proposed, 200),
        Visit("/calibration/packs/seat"),
        Visit("/cycles/cy-draft/change"),
        Visit("/cycles/cy-draft/draft?list=out"), Visit("/cycles/2026-h2/extend"), Visit("/cycles/2026-h2/close"),
        Visit("/cycles/2026-h2/newcomers"), Visit("/cycles/2026-h2?q=employee", many_chosen, 200),
        Visit("/cycles/2026-h2?q=employee", many_done, 200), Visit("/reviews/rv-challenged/appoint/arbiter"),
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
        "calibration/session.html", "calibration/person.html", "calibration/vote.html", "calibration/ballot.html",
        "calibration/projector.html", "pack/lost.html", "verify/code.html", "verify/report.html",
    },
    HR: {
        "cycle/cycles.html", "cycle/cycle.html", "report/missing_record.html", "cycle/draft_form.html",
        "cycle/draft.html", "cycle/extend.html", "cycle/close.html", "cycle/newcomers.html", "cycle/many.html",
        "cycle/outcome.html", "cycle/appoint.html",
        "directory/people.html",
        "directory/person.html", "jobs/job.html", "mail/given_up.html",
        "people_import/import.html", "people_import/preview.html", "people_import/report.html",
        "invitations/people.html", "invitations/links.html", "calibration/propose.html", "calibration/seat.html",
    },
    FACILITATOR: {
        "calibration/take_out.html", "calibration/session_form.html", "calibration/move.html", "calibration/lock.html",
        "calibration/outcome.html", "calibration/together.html",
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
