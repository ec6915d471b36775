"""`python -m tests.screenshots`: every main page of the demo, wide and narrow, in both languages.

The pictures go to screenshots/ in the data folder. The demo company is kept beside them; delete the folder and it is
made anew. With arguments only the pages whose names contain one of them: `python -m tests.screenshots assess sign`.
"""

import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from graph import schema
from graph.demo import guard, loader
from graph.demo.records import DemoCompany
from graph.driver import Graph
from tests.browser.chromium import launched
from tests.browser.server import Server
from webapp import create_app
from webapp.commands.demo import demo_settings
from webapp.commands.ground import act_now, opened, say
from webapp.settings import Settings

WIDTHS = {1280: 900, 360: 740}
LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}


@dataclass(frozen=True)
class Shot:
    """One page as one person sees it; in `path`, {E-014} is that person's review and {session} the autumn session."""

    name: str
    path: str
    login: str = ""


SHOTS = (
    Shot("sign-in", "/sign-in"),
    Shot("skills", "/skills"),
    Shot("skill", "/skills/llm-evaluation"),
    Shot("skill-level", "/skills/llm-evaluation?level=middle"),
    Shot("roles", "/roles"),
    Shot("role", "/roles/llm-engineer"),
    Shot("domains", "/domains"),
    Shot("search", "/search?q=evaluation"),
    Shot("compare", "/compare?left=llm-engineer&right=ai-product-engineer"),
    Shot("not-found", "/skills/no-such-skill"),
    Shot("home-employee", "/", "lin.qiao"),
    Shot("workflow", "/workflow", "lin.qiao"),
    Shot("own-reviews", "/reviews", "lin.qiao"),
    Shot("self-review", "/reviews/{E-014}", "lin.qiao"),
    Shot("check", "/reviews/{E-014}/check", "lin.qiao"),
    Shot("forbidden", "/team", "lin.qiao"),
    Shot("account", "/account", "lin.qiao"),
    Shot("verify", "/verify", "lin.qiao"),
    Shot("sent-review", "/reviews/{E-010}", "ruoxi.peng"),
    Shot("home-manager", "/", "wei.chen"),
    Shot("team", "/team", "wei.chen"),
    Shot("assess-begun", "/reviews/{E-011}/assess", "wei.chen"),
    Shot("assess-sent", "/reviews/{E-012}/assess", "wei.chen"),
    Shot("assess-early", "/reviews/{E-013}/assess", "wei.chen"),
    Shot("act-return", "/reviews/{E-010}/actions/return", "wei.chen"),
    Shot("sign", "/reviews/{E-020}/sign", "daniel.okafor"),
    Shot("signed", "/reviews/{E-016}/sign", "daniel.okafor"),
    Shot("files", "/reviews/{E-016}/report", "daniel.okafor"),
    Shot("result", "/reviews/{E-028}/result", "jingyi.shen"),
    Shot("history", "/reviews/{E-028}/history", "jingyi.shen"),
    Shot("challenge", "/reviews/{E-030}/challenge", "ingrid.halvorsen"),
    Shot("home-committee", "/", "kenji.watanabe"),
    Shot("session", "/calibration/{session}", "kenji.watanabe"),
    Shot("brief", "/calibration/{session}/people/{E-016}", "kenji.watanabe"),
    Shot("sessions", "/calibration", "mei.huang"),
    Shot("home-hr", "/", "fang.zhou"),
    Shot("cycles", "/cycles", "fang.zhou"),
    Shot("cycle", "/cycles/{cycle}", "fang.zhou"),
    Shot("actions", "/reviews/{E-015}/actions", "fang.zhou"),
    Shot("record", "/audit", "aisha.rahman"),
)


def main() -> None:
    """Takes the pictures, and says which pages can be scrolled sideways."""
    wanted = [shot for shot in SHOTS if not sys.argv[1:] or any(part in shot.name for part in sys.argv[1:])]
    settings = demo_settings(None)
    folder = settings.data_folder.with_name("screenshots")
    with demo(replace(settings, data_folder=folder)) as (address, company), launched() as chromium:
        for language in LANGUAGES:
            for width in WIDTHS:
                take(chromium, address, company, wanted, folder / f"{language}-{width}")
    say(f"{len(wanted) * len(LANGUAGES) * len(WIDTHS)} pictures in {folder}")


@contextmanager
def demo(settings: Settings) -> Iterator[tuple[str, DemoCompany]]:
    """The demo company on a port of this machine: its address, and what stands in it."""
    with opened(settings) as graph:
        schema.migrate(graph)
        guard.refuse_real_people(graph)
        company = loader.load(graph, act_now(settings).now, lambda: secrets.token_hex(16))
        server = _served(settings, graph)
        try:
            yield server.address, company
        finally:
            server.close()


def _served(settings: Settings, graph: Graph) -> Server:
    server = Server()
    server.open(lambda address: create_app(replace(settings, base_url=address), graph))
    return server


def take(chromium: Browser, address: str, company: DemoCompany, wanted: list[Shot], folder: Path) -> None:
    """The pictures of one language and width; each person in a window of their own."""
    language, width = folder.name.split("-")
    folder.mkdir(parents=True, exist_ok=True)
    for login in dict.fromkeys(shot.login for shot in wanted):
        context = chromium.new_context(
            base_url=address,
            locale=LANGUAGES[language],
            viewport={"width": int(width), "height": WIDTHS[int(width)]},
            reduced_motion="reduce",
        )
        page = context.new_page()
        if login:
            sign_in(page, login, language)
        for shot in (each for each in wanted if each.login == login):
            page.goto(address_of(shot, company))
            page.screenshot(path=folder / f"{shot.name}.png", full_page=True)
            if beyond := _beyond(page):
                say(f"{folder.name}/{shot.name}: {beyond} pixels wider than the window")
        context.close()


def sign_in(page: Page, login: str, language: str) -> None:
    """One click on a person of the demo; then the account's language, as the switch at the top sets it."""
    page.goto("/sign-in")
    page.locator(f"button[name=login][value='{login}']").click()
    switch = page.locator(f"button[name=language][value={language}]")
    if switch.count():
        switch.click()


def address_of(shot: Shot, company: DemoCompany) -> str:
    """The path of a page in this company."""
    known = {**company.reviews, "session": company.session, "cycle": company.cycle}
    return re.sub(r"\{([^}]+)\}", lambda found: known[found[1]], shot.path)


def _beyond(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


if __name__ == "__main__":
    main()
