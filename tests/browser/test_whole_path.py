"""From the sign-in page to a report that says of itself that it is genuine: three people, each in a browser window.

In both languages, and in each with scripts and without: everything must work by forms and links alone.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from graph.cycle.models import AskedFor
from graph.driver import Graph
from graph.review.enums import Recommendation, State, Value
from graph.review.models import Expectation
from graph.text import Text
from graph.workflow.labels import RECOMMENDATIONS, STATES
from reports.wording import value_label
from tests.browser.site import Site
from tests.browser.user import User
from tests.budget import some_of
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, MEMBER, new_company
from webapp.review.cards import key_of
from webapp.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

REVIEW, UNSIGNED, SESSION = "the-review", "unsigned-review", "autumn"
UNRATED, PROUD, UNSEEN, DEBATED = "c-data-privacy", "c-llm-evaluation", "c-safety-review", "c-rag-architecture"
EMPLOYEE_NAME = Text("Employee Zhang", "张em")
MANAGER_NAME = Text("Manager Zhang", "张ma")
EVIDENCE = "https://docs.example/releases"
COMMENT = "Two evaluations a week. 每周两次评测，“结果”可查。"
NOT_SEEN = "No review fell into this period."
REASON = "The index was set up with help; 换一位同事才完成。"
SENTENCES = "Solid in delivery. Measuring comes next."
OURS = "Exactly this file was issued for this revision on %(at)s."
NOT_OURS = "This file was not issued for this revision. It may have been changed, or saved again by another program."
SELF = {PROUD: Value.EXCEEDS, UNSEEN: Value.NOT_OBSERVED}
THEIRS = {PROUD: Value.EXCEEDS, UNSEEN: Value.NOT_OBSERVED, DEBATED: Value.DEVELOPING}


@dataclass(frozen=True)
class Way:
    """One of the four ways to go the path."""

    chromium: Browser
    site: Site
    language: str
    scripts: bool
    asked: tuple[Expectation, ...]

    def user(self, person: str) -> User:
        """Somebody's browser window."""
        return User(self.chromium, self.site, person, self.language, java_script_enabled=self.scripts)


@pytest.fixture(
    params=some_of([(("en", True),), (("en", False),), (("zh", True),), (("zh", False),)], 0, 3),
    ids=["English", "English without scripts", "Chinese", "Chinese without scripts"],
)
def way(request: pytest.FixtureRequest, graph: Graph, settings: Settings, chromium: Browser) -> Iterator[Way]:
    """The company with two reviews in one committee, and passwords for those who walk the path."""
    language, scripts = request.param
    company = new_company(graph, asked_for=AskedFor.ALL)
    site = Site(company, settings)
    for person in (EMPLOYEE, MANAGER, MEMBER):
        site.give_account(person, language)
    company.assign(REVIEW)
    company.assign(UNSIGNED, COLLEAGUE)
    company.session(SESSION, [REVIEW, UNSIGNED], start=False)
    sheet = company.sheet(REVIEW, EMPLOYEE)
    yield Way(chromium, site, language, scripts, sheet.all_to_rate)
    site.server.close()


def test_from_signing_in_to_a_genuine_report(way: Way, tmp_path: Path) -> None:
    with way.user(EMPLOYEE) as employee:
        employee.sign_in_by_form()
        rate_oneself(employee, way)
        repair_what_lacks(employee, way)
        submit(employee, way)
        employee.sign_out()
    with way.user(MANAGER) as manager:
        manager.sign_in_by_form()
        assess(manager, way)
        sign(manager)
        manager.sign_out()
    with way.user(MEMBER) as member:
        member.sign_in_by_form()
        find_in_session(member)
        code = read_brief(member)
        paper = download(member, tmp_path)
        read_paper(paper, way, code)
        check_paper(member, paper, code)


# --- the employee -----------------------------------------------------------------------------------------------


def rate_oneself(employee: User, way: Way) -> None:
    page = employee.page
    begin = page.get_by_role("link", name=employee.say("Start"))
    expect(begin).to_have_count(1)
    begin.click()
    employee.heading(employee.say("Your self-assessment"))
    rated = page.locator("[data-rated]")
    expect(rated).to_have_text(f"0 / {len(way.asked)}")
    for e in way.asked:
        key = key_of(e)
        if key != UNRATED:
            employee.radio(key, SELF.get(key, Value.MEETS)).check()
    employee.in_card(PROUD, "What shows this?").fill(COMMENT)
    if not way.scripts:
        employee.button("Save").last.click()
    employee.saved()
    expect(rated).to_have_text(f"{len(way.asked) - 1} / {len(way.asked)}")
    expect(employee.in_card(PROUD, "What shows this?")).to_have_value(COMMENT)


def repair_what_lacks(employee: User, way: Way) -> None:
    page = employee.page
    employee.button("Check and submit").click()
    employee.heading(employee.say("Check and submit"))
    title, lacking = page.get_by_role("heading", level=2).first, page.get_by_role("listitem")
    expect(title).to_have_text(
        employee.say_n("One thing is missing before you submit", "%(num)s things are missing before you submit", 3)
    )
    expect(lacking.filter(has_text=employee.say("say why it could not be observed"))).to_be_visible()
    expect(employee.button("Submit")).to_have_count(0)

    lacking.filter(has_text=employee.say("needs evidence")).get_by_role("link").click()
    add_evidence(employee, way)
    employee.button("Check and submit").click()
    expect(title).to_have_text(
        employee.say_n("One thing is missing before you submit", "%(num)s things are missing before you submit", 2)
    )
    lacking.filter(has_text=employee.say("no rating yet")).get_by_role("link").click()
    employee.radio(UNRATED, Value.MEETS).check()
    employee.in_card(UNSEEN, "Why could it not be observed?").fill(NOT_SEEN)
    employee.button("Check and submit").click()


def add_evidence(employee: User, way: Way) -> None:
    card = employee.card(PROUD)
    insisted = card.get_by_text(employee.say("A required expectation rated “exceeds” needs evidence."))
    expect(insisted).to_be_in_viewport()
    opener = card.get_by_text(employee.say("+ Add evidence"), exact=True)
    if way.scripts:
        expect(opener).to_be_focused()
    opener.click()
    card.get_by_label(employee.say("Link"), exact=True).fill(EVIDENCE)
    card.get_by_role("button", name=employee.say("Add this evidence"), exact=True).click()
    expect(card.get_by_role("checkbox", name=EVIDENCE.removeprefix("https://"))).to_be_checked()
    expect(insisted).to_be_hidden()


def submit(employee: User, way: Way) -> None:
    employee.heading(employee.say("Check and submit"))
    expect(employee.page.get_by_role("heading", level=2).first).to_have_text(
        employee.say("All %(count)s expectations are rated", count=len(way.asked))
    )
    employee.button("Submit").click()
    employee.told("Your self-assessment has been submitted.")
    expect(employee.page.get_by_text(COMMENT)).to_be_visible()
    expect(employee.page.get_by_role("textbox")).to_have_count(0)


# --- the manager ------------------------------------------------------------------------------------------------


def assess(manager: User, way: Way) -> None:
    page, name = manager.page, manager.read(EMPLOYEE_NAME)
    page.get_by_role("navigation", name=manager.say("Main")).get_by_role("link", name=manager.say("Team")).click()
    manager.heading(manager.say("Your team"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))
    expect(row).to_contain_text(manager.read(STATES[State.SELF_SUBMITTED]))
    expect(row).to_contain_text(manager.say("waiting for you"))
    row.get_by_role("link").click()
    manager.heading(manager.say("Assess %(name)s", name=name))
    expect(manager.card(PROUD)).to_contain_text(COMMENT)
    expect(manager.card(PROUD).get_by_role("link", name=EVIDENCE.removeprefix("https://"))).to_be_visible()
    expect(manager.card(UNSEEN)).to_contain_text(NOT_SEEN)
    for e in way.asked:
        key = key_of(e)
        manager.radio(key, THEIRS.get(key, Value.MEETS)).check()
    if not way.scripts:
        manager.button("Save").last.click()
    manager.saved()
    expect(page.locator("[data-rated]")).to_have_text(f"{len(way.asked)} / {len(way.asked)}")


def sign(manager: User) -> None:
    page, name = manager.page, manager.read(EMPLOYEE_NAME)
    manager.button("Check and sign off").click()
    manager.heading(manager.say("What you are about to sign: %(name)s", name=name))
    lacking = page.get_by_role("region", name=manager.say("Before you can sign off")).get_by_role("listitem")
    expect(lacking).to_have_count(2)
    expect(manager.button("Sign off")).to_have_count(0)
    lacking.filter(has_text=manager.say("say why it differs from the self-assessment")).get_by_role("link").click()
    manager.heading(manager.say("Assess %(name)s", name=name))
    expect(manager.card(DEBATED)).to_be_in_viewport()
    manager.in_card(DEBATED, "What did you observe? Needed if you differ, or if it is not met").fill(REASON)
    manager.in_card(UNSEEN, "Why could it not be observed?").fill(NOT_SEEN)
    manager.button("Check and sign off").click()
    manager.heading(manager.say("What you are about to sign: %(name)s", name=name))
    expect(page.get_by_role("row").filter(has_text=REASON)).to_contain_text(
        value_label(Value.DEVELOPING, manager.language)
    )
    page.get_by_role("radio", name=manager.read(RECOMMENDATIONS[Recommendation.CONFIRMED])).check()
    manager.field("Two sentences for the committee").fill(SENTENCES)
    manager.field("Your name, as your signature").fill(manager.read(MANAGER_NAME))
    manager.button("Sign off").click()
    manager.heading(manager.say("What you signed: %(name)s", name=name))
    signature = page.get_by_role("region", name=manager.say("Signed off"))
    expect(signature).to_contain_text(manager.read(MANAGER_NAME))
    expect(signature).to_contain_text(SENTENCES)


# --- the committee ----------------------------------------------------------------------------------------------


def find_in_session(member: User) -> None:
    page = member.page
    page.get_by_role("navigation", name=member.say("Main")).get_by_role("link", name=member.say("Committee")).click()
    member.heading(member.read(Text("Autumn committee", "秋季委员会")))
    expect(page.get_by_text(member.say("Signed off %(signed)s of %(all)s", signed=1, all=2))).to_be_visible()
    people, colleague = page.get_by_role("table").first, member.read(Text("Colleague Zhang", "张co"))
    expect(people.get_by_role("rowheader", name=colleague, exact=True)).to_be_visible()
    expect(people.get_by_role("link", name=colleague, exact=True)).to_have_count(0)
    people.get_by_role("link", name=member.read(EMPLOYEE_NAME), exact=True).click()


def read_brief(member: User) -> str:
    """The brief on the screen; gives the code that it names."""
    page, name = member.page, member.read(EMPLOYEE_NAME)
    member.heading(name)
    main = page.get_by_role("main")
    expect(main).to_contain_text(SENTENCES)
    row = page.get_by_role("row").filter(has_text=re.compile(r"RAG|检索"))
    expect(row).to_contain_text(value_label(Value.MEETS, member.language))
    expect(row).to_contain_text(value_label(Value.DEVELOPING, member.language))
    address = page.get_by_role("link", name=member.say("Check that it is genuine")).get_attribute("href")
    assert address is not None
    return address.removeprefix("/verify/")


def download(member: User, folder: Path) -> Path:
    with member.page.expect_download() as coming:
        member.link(member.say("Gap report (PDF)")).click()
    paper = folder / coming.value.suggested_filename
    coming.value.save_as(paper)
    return paper


def read_paper(paper: Path, way: Way, code: str) -> None:
    """The file opens, and says in words and in its machine-readable copy what the three people said."""
    made = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True, text=True)
    text = " ".join(made.stdout.split())
    for words in (EMPLOYEE_NAME.to(way.language).value, SENTENCES, code, value_label(Value.DEVELOPING, way.language)):
        assert words in text
    with pikepdf.open(paper) as pdf:
        (copy,) = pdf.attachments.values()
        facts = json.loads(copy.get_file().read_bytes())
    assert facts["verify_code"] == code
    said = {each["expectation"]: each["manager"]["value"] for each in facts["current"] + facts["towards"]}
    assert said == {e.id: THEIRS.get(key_of(e), Value.MEETS).value for e in way.asked}


def check_paper(member: User, paper: Path, code: str) -> None:
    page = member.page
    page.goto("/verify")
    member.field("Code").fill(code.upper())
    member.button("Check").click()
    member.heading(member.say("Report %(code)s", code=code))
    expect(page.get_by_role("heading", name=member.say("Genuine and current"))).to_be_visible()
    changed = paper.with_name("changed.pdf")
    changed.write_bytes(paper.read_bytes() + b"%")
    for held, answer in ((paper, OURS), (changed, NOT_OURS)):
        member.field("PDF file").set_input_files(held)
        member.button("Compare").click()
        told = page.get_by_role("status").filter(has=page.get_by_role("heading", name=held.name, exact=True))
        expect(told).to_contain_text(re.compile(re.escape(member.say(answer, at="WHEN")).replace("WHEN", ".*10:0.*")))
