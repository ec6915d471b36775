"""The steps in which an organisation sets itself up and takes a cycle to its end, as people take them in browsers."""

import io
import re
import secrets
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from playwright.sync_api import expect

from graph.context import Context
from graph.driver import Graph
from graph.jobs.models import JobKind, Waiting
from graph.population import opening, work
from tests.browser.server import Server
from tests.browser.site import Site
from tests.browser.user import User
from tests.webapp.page_client import PASSWORD
from webapp import create_app
from webapp.settings import Settings

KEY = "key-of-the-organisation"
HR, HR_LOGIN = "lingya", "ly@example.com"
EMPLOYEE, MANAGER, LATE = "liqiang", "wangfang", "zhaomin"
LEVELS = ["初级", "中级", "高级"]
NOTICE = "填写须知：\n1、请勿增加、删除或修改列；\n2、红色字段必填。"
HEADINGS = ["姓名", "账号", "别名", "部门", "邮箱", "激活状态", "直属上级", "角色", "级别"]
STAFF = [
    ["王芳", MANAGER, "Wang Fang", "示例公司/研发部", "wf@example.com", "已激活", "", "", ""],
    ["李强", EMPLOYEE, "Li Qiang", "示例公司/研发部", "lq@example.com", "已激活", MANAGER, "大模型工程师", "中级"],
    ["赵敏", LATE, "Zhao Min", "示例公司/研发部", "zm@example.com", "未激活", MANAGER, "大模型工程师", "初级"],
]
FRAMEWORK = [
    ["技能", "角色", *(text for level in LEVELS for text in (level, ""))],
    ["", "", *(text for _ in LEVELS for text in ("必要性", "描述"))],
    ["大模型评估", "大模型工程师", "必要", "跑已有的评测", "必要", "设计评测集", "必要", "定下评测方法"],
    ["检索增强", "大模型工程师", "可选", "调用检索服务", "必要", "搭建检索流程", "必要", "衡量检索质量"],
]
MERGED = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 0, 7))
SENTENCES = "Steady work; measuring comes next. 工作扎实。"


class Installation(Site):
    """An installation without people, whose day the test sets."""

    def __init__(self, graph: Graph, settings: Settings) -> None:
        self.graph, self.server, self.now = graph, Server(), datetime(2026, 11, 24, 2, tzinfo=UTC)
        self.server.open(
            lambda address: create_app(settings.model_copy(update={"base_url": address}), graph, lambda: self.now)
        )

    def context(self, actor: str) -> Context:
        """In which somebody acts now, beside the pages."""
        return Context(actor, self.now, self.now.date(), lambda: secrets.token_hex(8))

    def days_later(self, days: int) -> None:
        """Lets time go by."""
        self.now += timedelta(days=days)


def set_up_organisation(hr: User) -> None:
    hr.page.goto(f"/set-up/{KEY}")
    for name, value in {
        "organisation": "示例公司", "own_id": HR, "own_name": "凌雅", "own_email": HR_LOGIN,
        "password": PASSWORD, "again": PASSWORD,
        "other_id": "chenbo", "other_name": "陈博", "other_email": "cb@example.com",
    }.items():  # fmt: skip
        hr.page.locator(f"[name={name}]").fill(value)
    go_on(hr)
    hr.heading(hr.say("Plumbline is set up"))


def workbook(rows: list[list[str]], merged: tuple[tuple[int, int, int, int], ...] = (), notice: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("成员列表")
        if notice:
            sheet.merge_range(0, 0, 0, 8, notice)
        for number, row in enumerate(rows, start=1 if notice else 0):
            sheet.write_row(number, 0, row)
        for ends in merged:
            sheet.merge_range(*ends, rows[ends[0]][ends[1]])
    return out.getvalue()


def bring(hr: User, at: str, name: str, data: bytes) -> None:
    hr.page.goto(at)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    hr.page.locator("[name=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    go_on(hr)


def import_people(hr: User, rows: list[list[str]]) -> None:
    bring(hr, "/people/import", "成员列表.xlsx", workbook([HEADINGS[: len(rows[0])], *rows], notice=NOTICE))
    hr.page.locator("[name=do][value=accept]").click()
    hr.told("The people were imported.")


def import_framework(hr: User) -> None:
    bring(hr, "/frameworks/import", "能力框架.xlsx", workbook(FRAMEWORK, MERGED))
    hr.page.locator("[name=key]").fill("engineering")
    hr.page.locator("[name=name_zh]").fill("研发能力框架")
    hr.page.locator("[name=do][value=accept]").click()
    expect(hr.page).to_have_url(re.compile("/frameworks/engineering/versions/1"))
    hr.page.locator("[name=sure]").check()
    hr.page.locator("[name=do][value=publish]").click()
    expect(hr.page.locator("[name=do]")).to_have_count(0)


def invite(hr: User) -> dict[str, str]:
    """The links, by whose they are."""
    hr.page.goto("/people/invitations")
    hr.button("Make links").click()
    expect(hr.page.locator(".one-time-link").first).to_be_visible()
    rows = hr.page.locator("main tbody tr").all()
    return {row.locator("th .soft").inner_text(): row.locator(".one-time-link").inner_text() for row in rows}


def accept(user: User, link: str) -> User:
    user.page.goto(link)
    for name in ("password", "again"):
        user.page.locator(f"[name={name}]").fill(PASSWORD)
    go_on(user)
    expect(user.page).to_have_url(user.site.address + "/")
    return user


def sign_in_again(user: User, login: str) -> None:
    user.context.clear_cookies()
    user.page.goto("/sign-in")
    user.page.locator("[name=login]").fill(login)
    user.page.locator("[name=password]").fill(PASSWORD)
    user.page.locator("main form .btn-primary").first.click()
    expect(user.page).to_have_url(user.site.address + "/")


def open_cycle(hr: User, installation: Installation) -> str:
    """Opens a cycle for the employee alone; its id."""
    hr.page.goto("/cycles/new")
    hr.page.locator("[name=name_zh]").fill("2026 年年终评审")
    expect(hr.page.locator("[name=versions]")).to_be_checked()
    hr.page.locator("[name=who][value=list]").check()
    hr.page.locator("details").filter(has=hr.page.locator("[name=people]")).locator("summary").click()
    hr.page.locator("[name=people]").fill(EMPLOYEE)
    hr.page.locator("[name=opens_on]").fill(installation.now.date().isoformat())
    hr.page.locator("[name=propose]").click()
    hr.page.wait_for_load_state()
    go_on(hr)
    cycle = re.search("/cycles/([^/]+)/draft", hr.page.url)
    assert cycle
    hr.button("Open the cycle").click()
    hr.page.wait_for_load_state()
    opened = work.carry_out(
        installation.graph, installation.context, "worker", Waiting(opening.job_id(cycle[1]), JobKind.OPENING)
    )
    assert opened
    assert opened.done == 1
    return cycle[1]


def assess_oneself(employee: User) -> None:
    employee.page.goto("/")
    employee.page.get_by_role("link", name=employee.say("Start")).click()
    rate_everything(employee)
    employee.button("Check and submit").click()
    employee.button("Submit").click()
    employee.told("Your self-assessment has been submitted.")


def rate_everything(user: User) -> None:
    for value in user.page.locator("article.expectation [type=radio][value=meets]").all():
        value.check()
    user.saved()


def assess_and_sign(manager: User) -> str:
    """The review's id."""
    manager.page.goto("/team")
    manager.page.locator("main tbody tr").filter(has_text=EMPLOYEE_NAMES).get_by_role("link").first.click()
    manager.page.wait_for_url(re.compile("/assess"))
    rate_everything(manager)
    manager.button("Check and sign off").click()
    manager.page.locator("[name=recommendation][value=confirmed]").check()
    manager.page.locator("[name=sentences]").fill(SENTENCES)
    manager.page.locator("[name=name]").fill("王芳")
    manager.button("Sign off").click()
    expect(manager.page.get_by_text(SENTENCES).first).to_be_visible()
    found = re.search("/reviews/([^/]+)/", manager.page.url)
    assert found
    return found[1]


EMPLOYEE_NAMES = re.compile("李强|Li Qiang")


def add_late_joiner(hr: User, cycle: str) -> None:
    hr.page.goto(f"/cycles/{cycle}/newcomers")
    hr.page.locator("[name=people]").fill(LATE)
    go_on(hr)
    work.carry_out(
        installation_of(hr).graph,
        installation_of(hr).context,
        "worker",
        Waiting(opening.job_id(cycle), JobKind.OPENING),
    )
    hr.page.goto(f"/cycles/{cycle}")
    expect(hr.page.locator("main")).to_contain_text(re.compile("赵敏|Zhao Min"))


def installation_of(user: User) -> Installation:
    assert isinstance(user.site, Installation)
    return user.site


def leaver_is_cancelled(hr: User, cycle: str) -> str:
    """The late joiner leaves; HR cancels their review. Its id."""
    hr.page.goto(f"/people/{LATE}")
    hr.page.locator("details").filter(has=hr.page.locator("[name=leaves_on]")).locator("summary").click()
    yesterday = installation_of(hr).now.date() - timedelta(days=1)
    hr.page.locator("[name=leaves_on]").fill(yesterday.isoformat())
    hr.page.locator("form").filter(has=hr.page.locator("[name=leaves_on]")).get_by_role("button").click()
    hr.page.goto(f"/cycles/{cycle}")
    link = hr.page.get_by_role("link", name=re.compile("赵敏|Zhao Min")).first.get_attribute("href")
    found = re.search("/reviews/([^/]+)", link or "")
    assert found
    act(hr, found[1], "cancel", reason="Left the company.")
    return found[1]


def act(user: User, review: str, action: str, **words: Any) -> None:
    """An action on its page, confirmed where that is asked."""
    user.page.goto(f"/reviews/{review}/actions/{action}")
    for name, text in words.items():
        user.page.locator(f"[name={name}]").fill(text)
    for box in user.page.locator("main form [type=checkbox]").all():
        box.check()
    user.page.locator("main form button[type=submit]").last.click()
    expect(user.page.get_by_role("status").first).to_be_visible()


def read_report(employee: User, review: str, folder: Path) -> None:
    """The report as a file: it names the person, the skills and what was signed, and has no box for a missing glyph."""
    answer = employee.page.request.get(f"/reviews/{review}/report.pdf?variant=employee&language=zh")
    assert answer.status == 200
    paper = folder / "report.pdf"
    paper.write_bytes(answer.body())
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True, text=True).stdout
    for words in ("李强", "大模型评估", "检索增强", "设计评测集", "工作扎实"):
        assert words in text


def go_on(user: User) -> None:
    """Presses the page's main button."""
    user.page.locator("main form .btn-primary").last.click()
    user.page.wait_for_load_state()
