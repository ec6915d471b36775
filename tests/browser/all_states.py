"""A company that has every page of Plumbline in each of its states, and the addresses to see them at."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from graph.calibration import service as calibration
from graph.calibration.packs import PackJob
from graph.calibration.table import SessionAction
from graph.cycle import service as cycles
from graph.driver import Address, Graph
from graph.jobs import service as jobs
from graph.jobs.models import JobKind
from graph.mail import password_mails
from graph.pack import service as packs
from graph.pack import work
from graph.pack.models import PackFile, Why
from graph.people import invitations
from graph.people import service as people
from graph.people.models import Placement
from graph.people.password_links import HELD_BACK
from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Action, Part, Party, Recommendation, State, Value
from graph.text import Text
from graph.workflow import saving
from graph.workflow.commands import Command
from tests.browser.large_team import LONGEST, build_large_team
from tests.browser.site import Site
from tests.company import (
    AUDITOR,
    BOSS,
    COLLEAGUE,
    DOTTED,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SECOND_FACILITATOR,
    VERSION,
    Company,
    open_cycle,
)
from tests.soak.environment import free_port
from tests.webapp.page_client import PASSWORD
from webapp.i18n import LOCALES
from webapp.mail.unsubscribing import token_of
from webapp.settings import Settings

READERS = (EMPLOYEE, COLLEAGUE, MANAGER, OTHER_MANAGER, LONGEST, HEAD, MEMBER, FACILITATOR, HR, AUDITOR, BOSS)
LONG = f"Two reviews a week; https://docs.example/{'a-release-log-with-a-very-long-name/' * 3}index.html\n每周两次。"
"""Words that do not break by themselves."""
DIFFERENT = (Value.DEVELOPING, Value.NOT_YET, Value.EXCEEDS, Value.NOT_OBSERVED)
"""What a manager rates where the employee says "meets"."""
PACKS = (
    ("cancelled", "en", "A4"),
    ("waiting", "en", "A4"),
    ("failed", "en", "Letter"),
    ("making", "zh", "A4"),
    ("ready", "zh", "Letter"),
)
WORKER = "house-worker"
INVITATION = "invitation-of-somebody"
"""The key of an invitation that is not used."""
PASSWORD_LINK = "link-for-a-password"  # of an invented person
"""The key of a link for a new password that is not used."""


@dataclass(frozen=True)
class AllStates:
    """The site with everybody let in by `let_in`, and the same as others find it: `away` while its graph does not
    answer, `demo` where one click signs anybody in; both show the catalogue to strangers.

    `code` verifies the report of rv-signed, `unsubscribe` ends somebody's mail about due dates. The session `packs` has
    a pack in each state, `unsigned` nobody to read. No PDF of record can be written: a file stands where their folder
    would.
    """

    site: Site
    away: Site
    demo: Site
    code: str
    unsubscribe: str

    def give_account(self, person: str, language: str) -> None:
        """Gives somebody, who is no stranger, a password, and pages in a language."""
        if person in READERS:
            self.site.give_account(person, language)

    def close(self) -> None:
        """Stops serving the other sites."""
        self.demo.server.close()
        self.away.server.close()
        self.away.company.graph.close()


def build_all_states(site: Site, settings: Settings) -> AllStates:
    """Brings the site's company to all the states."""
    company = site.company
    for review, state, person in (
        ("rv-fresh", State.ASSIGNED, EMPLOYEE),
        ("rv-writing", State.SELF_DRAFT, EMPLOYEE),
        ("rv-complete", State.SELF_DRAFT, EMPLOYEE),
        ("rv-sent", State.SELF_SUBMITTED, EMPLOYEE),
        ("rv-assessing", State.MANAGER_DRAFT, COLLEAGUE),
        ("rv-lacking", State.MANAGER_DRAFT, COLLEAGUE),
        ("rv-returned", State.SELF_SUBMITTED, COLLEAGUE),
        ("rv-signed-too", State.SIGNED_OFF, COLLEAGUE),
        ("rv-voting", State.SIGNED_OFF, COLLEAGUE),
        ("rv-received", State.ACKNOWLEDGED, EMPLOYEE),
        ("rv-challenged", State.CHALLENGED, COLLEAGUE),
        ("rv-closed", State.CLOSED, COLLEAGUE),
        ("rv-cancelled", State.CANCELLED, EMPLOYEE),
    ):
        company.bring(review, state, person)
    editor = Placement(BOSS, company.now.date(), capacities=("framework_editor",))
    people.place(company.graph, company.context(HR), [editor], relied_on="test")
    invitations.invite(company.graph, company.context(HR), {DOTTED: INVITATION}, relied_on="test")
    long_ago = company.context(HR, after=-2 * HELD_BACK)
    for person in (SECOND_FACILITATOR, EMPLOYEE):  # whom a link is sent, and whom HR reminds
        people.set_password(company.graph, long_ago, person, PASSWORD)
    password_mails.ask(company.graph, company.context("stranger"), SECOND_FACILITATOR)
    password_mails.offer(company.graph, company.context(HR), lambda _mail: PASSWORD_LINK)
    _ahead(company)
    build_large_team(company)
    _off_the_line(company)
    _without_a_font(company)
    company.rate("rv-lacking", MANAGER, Party.MANAGER, Value.EXCEEDS, "")
    due = company.now.date() + timedelta(days=9)
    company.do("rv-returned", MANAGER, Action.RETURN, Command(words={"comment": LONG}, due=due))
    _write(company)
    company.session("packs", ["rv-signed", "rv-signed-too", "rv-assessing"])
    company.session("unsigned", ["rv-sent"], start=False)
    company.session("voting", ["rv-voting"], start=False)
    calibration.move(company.graph, company.context(FACILITATOR), "voting", SessionAction.OPEN_VOTES)
    signed = company.sheet("rv-signed", MANAGER).sign_off
    assert signed
    _packs(company)
    _to_be_closed(company)
    (settings.data_folder / "records").touch()
    nowhere = Graph.open(Address(f"bolt://127.0.0.1:{free_port()}", "neo4j", "none"), patience=0.1)
    public = settings.model_copy(update={"demo": True, "public_catalogue": True})
    away, demo = Site(replace(company, graph=nowhere), public), Site(company, public)
    return AllStates(site, away, demo, signed.code, token_of(settings.secret_key, SECOND_FACILITATOR))


def _ahead(company: Company) -> None:
    """A review in a cycle that opens in a month."""
    opens = company.now.date() + timedelta(days=30)
    cycle = replace(company.cycle, id="2027-h1", name=Text("First half of 2027", "2027年上半年"), opens_on=opens)
    cycles.create(company.graph, cycle)
    company.assign("rv-ahead", COLLEAGUE, cycle=cycle)
    imports = {"file": "people.csv", "token": "", "people": 800}
    jobs.ask(
        company.graph,
        jobs.new_job(
            company.context(HR), "job-waits", JobKind.PEOPLE_IMPORT, "people", imports, relied_on="test",
            capacity="hr_admin",
        ),
    )  # fmt: skip
    draft = replace(cycle, id="cy-draft", name=Text("A draft", "草稿"), state="draft", versions=(VERSION,), draft=1)
    cycles.create(company.graph, draft)


def _off_the_line(company: Company) -> None:
    """Reviews whose sides differ in every way: one that is assessed, one that is signed, one that is shared."""
    _differ(company, "rv-assessing")
    for review, person in (("rv-signed", EMPLOYEE), ("rv-shared", COLLEAGUE)):
        company.assign(review, person)
        company.submit(review, person)
        company.rate(review, MANAGER, Party.MANAGER)
        _differ(company, review)
        draft = company.draft_of(review, MANAGER, Party.MANAGER)
        signature = Command(
            draft=draft,
            words={"sentences": "Solid in delivery."},
            name="Manager Zhang",
            recommendation=Recommendation.CONFIRMED,
        )
        company.do(review, MANAGER, Action.SIGN_OFF, signature)
    company.do("rv-shared", HR, Action.WAIVE, Command(words={"reason": "A team of one"}))
    company.do("rv-shared", MANAGER, Action.SHARE)


def _differ(company: Company, review: str) -> None:
    """The manager rates the first expectations otherwise than the employee."""
    sheet = company.sheet(review, MANAGER)
    drafts = []
    for e, value in zip(sheet.to_rate(Part.CURRENT), DIFFERENT, strict=False):
        stored = sheet.rating(Party.MANAGER, e.id)
        assert stored
        reason = "No occasion in this period." if value is Value.NOT_OBSERVED else ""
        drafts.append(RatingDraft(e.id, stored.version, value, LONG, reason))
    saving.save_many(company.graph, company.context(MANAGER), review, Party.MANAGER, drafts)


def _write(company: Company) -> None:
    """A draft with all that a form can hold: an insisted piece that lacks, a reason, long words, one left unrated."""
    sheet = company.sheet("rv-writing", EMPLOYEE)
    proud, unseen, open_one, *_ = sheet.to_rate(Part.CURRENT)
    values = {proud.id: Value.EXCEEDS, unseen.id: Value.NOT_OBSERVED, open_one.id: None}
    drafts = []
    for e in (proud, unseen, open_one):
        stored = sheet.rating(Party.SELF, e.id)
        drafts.append(RatingDraft(e.id, stored.version if stored else 0, values[e.id], LONG, ""))
    context = company.context(EMPLOYEE)
    saving.save_many(company.graph, context, "rv-writing", Party.SELF, drafts)
    _write_last(company, "llm-evaluation")
    piece = EvidenceDraft("Release log " + "of-everything-" * 8, "https://docs.example/releases", LONG, (unseen.id,))
    saving.add_evidence(company.graph, context, "rv-writing", piece)


def _write_last(company: Company, skill: str) -> None:
    """Writes about a skill later than about all others: its category is the one that is come back to."""
    sheet = company.sheet("rv-writing", EMPLOYEE)
    (asked,) = [e for e in sheet.to_rate(Part.CURRENT) if e.skill_slug == skill]
    stored = sheet.rating(Party.SELF, asked.id)
    draft = RatingDraft(asked.id, stored.version if stored else 0, Value.MEETS, LONG, "")
    context = company.context(EMPLOYEE, after=timedelta(seconds=1))
    saving.save_many(company.graph, context, "rv-writing", Party.SELF, [draft])


def _to_be_closed(company: Company) -> None:
    """In an earlier cycle a review for each language that may be closed now."""
    then = company.now - timedelta(days=12)
    cycle = replace(open_cycle(then), id="2026-h1", name=Text("First half of 2026", "2026年上半年"))
    cycles.create(company.graph, cycle)
    for language in LOCALES:
        replace(company, now=then, cycle=cycle).bring(f"rv-last-{language}", State.ACKNOWLEDGED, COLLEAGUE)


def _without_a_font(company: Company) -> None:
    """A signed review with a character that no font has, so that its report is refused."""
    company.assign("rv-glyph")
    company.rate("rv-glyph", EMPLOYEE, Party.SELF, comment="\U0003134a")
    company.do("rv-glyph", EMPLOYEE, Action.SUBMIT, Command(draft=company.draft_of("rv-glyph", EMPLOYEE, Party.SELF)))
    company.sign("rv-glyph")


def _packs(company: Company) -> None:
    """One pack in each state; at most one of the same language and paper lives."""
    graph, context = company.graph, company.context(work.WORKER)
    work.beat(graph, context, WORKER)
    for number, (name, language, paper) in enumerate(PACKS):
        asker = replace(company.context(FACILITATOR if number % 2 else MEMBER), new_id=partial(str, name))
        pack = packs.ask(graph, asker, "packs", language, paper).id
        _bring_pack(company, name, pack)


def _bring_pack(company: Company, name: str, pack: str) -> None:
    graph, context = company.graph, company.context(work.WORKER)
    if name == "cancelled":
        packs.cancel(graph, company.context(FACILITATOR), pack)
    if name in ("waiting", "cancelled"):
        return
    taken: PackJob | None = work.take(graph, context, WORKER, pack)
    assert taken
    if name == "making":
        work.progress(graph, taken, 1, 2)
    elif name == "failed":
        work.failed(graph, context, taken, Why.GLYPH, "Employee Zhang: [U+3134A]")
    else:
        work.made(graph, context, taken, PackFile("lost.pdf", "0" * 64, 9, 2))
