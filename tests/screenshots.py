"""`python -m tests.screenshots`: every main page of the demo, wide and narrow, and its PDFs, in both languages.

The pictures go to screenshots/ in the data folder. That folder is made anew each time, with a demo company of its
own. With arguments only what has a name that contains one of them: `python -m tests.screenshots assess gap`.
`python -m tests.screenshots --guide` takes the pictures of the user guide instead, into docs/pictures.
"""

import base64
import re
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import cast

from playwright.sync_api import Browser, Page

from graph import schema
from graph.demo import guard, loader
from graph.demo.models import DemoCompany
from graph.driver import Graph
from graph.pack import service as packs
from graph.pack import work
from reports.wording import Language
from tests import demo_pdfs
from tests.browser.chromium import launched
from tests.browser.server import Server
from webapp import create_app
from webapp.commands.context import context_as, context_now, opened, say
from webapp.commands.demo import demo_settings
from webapp.settings import Settings

WIDTHS = {1280: 900, 360: 740}
PATIENCE = 180_000
"""Milliseconds for a page: pictures are also taken on busy machines."""
LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}
WORKER = "screenshots"


@dataclass(frozen=True)
class Shot:
    """One page as one person sees it; in `path`, {E-014} is that person's review, {session} the autumn session,
    {meeting} the one in progress."""

    name: str
    path: str
    login: str = ""


@dataclass(frozen=True)
class Demo:
    """The demo company on a port of this machine: its address, what stands in it, and its graph."""

    address: str
    company: DemoCompany
    graph: Graph
    settings: Settings


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
    Shot("packs", "/calibration/{session}#pack", "kenji.watanabe"),
    Shot("brief", "/calibration/{session}/people/{E-016}", "kenji.watanabe"),
    Shot("sessions", "/calibration", "mei.huang"),
    Shot("meeting", "/calibration/{meeting}", "mei.huang"),
    Shot("meeting-person", "/calibration/{meeting}/people/{E-043}", "kenji.watanabe"),
    Shot("home-hr", "/", "fang.zhou"),
    Shot("cycles", "/cycles", "fang.zhou"),
    Shot("cycle", "/cycles/{cycle}", "fang.zhou"),
    Shot("actions", "/reviews/{E-015}/actions", "fang.zhou"),
    Shot("record", "/audit", "aisha.rahman"),
)

Print = Callable[[Graph, Settings, DemoCompany, Language, Path], None]
PAPERS: dict[str, Print] = {"gap-report": demo_pdfs.gap_report, "pack": demo_pdfs.pack}
"""What is made as a PDF; a name on the command line may ask for it, too."""

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
GUIDE = (
    "skill-level", "role", "compare", "home-manager", "self-review", "check", "result", "team", "assess-begun", "sign",
    "brief", "packs", "verify", "cycle", "record",
)  # fmt: skip
ON_A_PHONE = ("self-review",)
SQUEEZE = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", 0.9);
}"""
"""A picture from a data address, as a smaller WebP one."""


def main() -> None:
    """Takes the pictures, and says which pages can be scrolled sideways."""
    if sys.argv[1:] == ["--guide"]:
        return guide()
    wanted = [shot for shot in SHOTS if _is_wanted(shot.name)]
    settings = demo_settings(None)
    folder = settings.data_folder.with_name("screenshots")
    with demo(settings.model_copy(update={"data_folder": folder})) as shown, launched() as chromium:
        for language in LANGUAGES:
            for width in WIDTHS:
                work.beat(shown.graph, context_now(shown.settings), WORKER)
                take(chromium, shown.address, shown.company, wanted, folder / f"{language}-{width}")
        pages = [
            print_out(shown, name, language, folder) for name in PAPERS if _is_wanted(name) for language in LANGUAGES
        ]
    return say(f"{len(wanted) * len(LANGUAGES) * len(WIDTHS) + sum(pages)} pictures in {folder}")


def _is_wanted(name: str) -> bool:
    return not sys.argv[1:] or any(part in name for part in sys.argv[1:])


def print_out(shown: Demo, name: str, language: str, folder: Path) -> int:
    """Writes a PDF and the pictures of its pages; how many there are."""
    place = folder / f"{language}-{name}"
    place.mkdir(parents=True, exist_ok=True)
    paper = place / f"{name}.pdf"
    PAPERS[name](shown.graph, shown.settings, shown.company, cast(Language, language), paper)
    return len(demo_pdfs.pictures(paper))


def guide() -> None:
    """The pictures of the user guide and the README: what a window shows first, and page one of a report."""
    settings = demo_settings(None)
    folder = settings.data_folder.with_name("screenshots")
    with demo(settings.model_copy(update={"data_folder": folder})) as shown, launched() as chromium:
        for language in LANGUAGES:
            (PICTURES / language).mkdir(parents=True, exist_ok=True)
            for width, names in ((1280, GUIDE), (360, ON_A_PHONE)):
                shots = [shot for shot in SHOTS if shot.name in names]
                work.beat(shown.graph, context_now(shown.settings), WORKER)
                take(chromium, shown.address, shown.company, shots, folder / f"{language}-{width}", whole=False)
                for name in names:
                    picture = (folder / f"{language}-{width}" / f"{name}.png").read_bytes()
                    _squeeze(chromium, picture, PICTURES / language / f"{name}{'-phone' * (width == 360)}.webp")
            _squeeze(chromium, _report(shown, language, folder), PICTURES / language / "report.webp")


def _report(shown: Demo, language: str, folder: Path) -> bytes:
    """The first page of a committee's report, as PNG."""
    paper = folder / f"report-{language}.pdf"
    demo_pdfs.gap_report(shown.graph, shown.settings, shown.company, cast(Language, language), paper)
    return demo_pdfs.pictures(paper, 100, first_only=True)[0].read_bytes()


def _squeeze(chromium: Browser, picture: bytes, file: Path) -> None:
    page = chromium.new_page()
    made = page.evaluate(SQUEEZE, f"data:image/png;base64,{base64.b64encode(picture).decode()}")
    file.write_bytes(base64.b64decode(made.partition(",")[2]))
    page.close()


@contextmanager
def demo(settings: Settings) -> Iterator[Demo]:
    """The demo company, new each time, as pictures would show what an earlier run did; served."""
    rmtree(settings.data_folder, ignore_errors=True)
    with opened(settings) as graph:
        schema.migrate(graph)
        guard.refuse_real_people(graph)
        company = loader.load(graph, context_now(settings).now, lambda: secrets.token_hex(16))
        _pack_in_the_making(graph, settings, company.session)
        server = _served(settings, graph)
        try:
            yield Demo(server.address, company, graph, settings)
        finally:
            server.close()


def _pack_in_the_making(graph: Graph, settings: Settings, session: str) -> None:
    """A pack of the session, half made just now, for the pictures of its page."""
    asked = packs.ask(graph, context_as(settings, "E-037"), session, "en", "A4")
    context = context_now(settings)
    work.beat(graph, context, WORKER)
    job = work.take(graph, context, WORKER, asked.id)
    assert job
    work.progress(graph, job, len(job.reviews) // 2, len(job.reviews))


def _served(settings: Settings, graph: Graph) -> Server:
    server = Server()
    server.open(lambda address: create_app(settings.model_copy(update={"base_url": address}), graph))
    return server


def take(
    chromium: Browser, address: str, company: DemoCompany, wanted: list[Shot], folder: Path, *, whole: bool = True
) -> None:
    """The pictures of one language and width, of whole pages or of the window; each person in a window of their own."""
    language, width = folder.name.split("-")
    folder.mkdir(parents=True, exist_ok=True)
    for login in dict.fromkeys(shot.login for shot in wanted):
        context = chromium.new_context(
            base_url=address,
            locale=LANGUAGES[language],
            viewport={"width": int(width), "height": WIDTHS[int(width)]},
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if login:
            sign_in(page, login, language)
        for shot in (each for each in wanted if each.login == login):
            page.goto(address_of(shot, company))
            page.screenshot(path=folder / f"{shot.name}.png", full_page=whole)
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
    known = {**company.reviews, "session": company.session, "meeting": company.meeting, "cycle": company.cycle}
    return re.sub(r"\{([^}]+)\}", lambda found: known[found[1]], shot.path)


def _beyond(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


if __name__ == "__main__":
    main()
