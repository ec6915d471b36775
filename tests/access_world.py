"""The company with everybody that the access table knows, and the employee's review in several states at once."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import Flask

from graph.calibration import setting_up
from graph.driver import Graph
from graph.pack import service as packs
from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.review.enums import Action, Part, State
from graph.text import Text
from graph.workflow.commands import Command
from tests.company import (
    AUDITOR,
    BOSS,
    COLLEAGUE,
    DOTTED,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SIGNED_AT,
    Company,
    new_company,
)
from tests.webapp.raw_client import RawClient
from webapp import create_app
from webapp.settings import load

FORMER, OUTSIDER, EDITOR = "former", "outsider", "editor"

PERSONAS: dict[str, str] = {
    "stranger": "",
    "employee": EMPLOYEE,
    "colleague": COLLEAGUE,
    "manager": MANAGER,
    "other manager": OTHER_MANAGER,
    "head above": HEAD,
    "member": MEMBER,
    "facilitator": FACILITATOR,
    "hr": HR,
    "auditor": AUDITOR,
    "dotted": DOTTED,
    "former manager": FORMER,
    "member elsewhere": OUTSIDER,
    "framework editor": EDITOR,
}
"""The personas in the order of the table's signs. Head above: the manager's manager, and so the arbiter of a
challenge. Other manager: of another team. Member elsewhere: sits in the session `of-others` and in no other."""

STATES = (State.SELF_DRAFT, State.MANAGER_DRAFT, State.SIGNED_OFF, State.SHARED, State.CHALLENGED)
"""The states of the employee's review; all but the first are in a session of theirs."""


@dataclass(frozen=True)
class World:
    """The company with one review of the employee in each state, a colleague's one in a session of others.

    `places` and `other` are the values that addresses are made with; `asked` is an expectation of the reviews.
    """

    app: Flask
    company: Company
    places: dict[State, dict[str, str]]
    other: dict[str, str]
    asked: str

    def raw_client(self, persona: str) -> RawClient:
        """A browser of the persona."""
        return RawClient(self.app, self.company.graph, PERSONAS[persona], self.asked)


def build_world(graph: Graph, folder: Path) -> World:
    """The world on an emptied graph."""
    company = new_company(graph, SIGNED_AT)
    newcomers(company)
    ids = {state: f"rv-{state.value.replace('_', '-')}" for state in STATES}
    locked = [ids[State.SHARED], ids[State.CHALLENGED]]
    for state in (State.SELF_DRAFT, State.MANAGER_DRAFT):
        company.bring(ids[state], state)
    for review in (ids[State.SIGNED_OFF], *locked):
        company.bring(review, State.SIGNED_OFF)
    company.session("theirs", [ids[State.MANAGER_DRAFT], ids[State.SIGNED_OFF]])
    company.session("over", locked)
    company.lock("over")
    for review in locked:
        company.do(review, MANAGER, Action.SHARE)
    asked = company.sheet(ids[State.SELF_DRAFT], EMPLOYEE).to_rate(Part.CURRENT)[0].id
    named = Command(expectations=(asked,), words={"reason": "The audit was my work."})
    company.do(ids[State.CHALLENGED], EMPLOYEE, Action.CHALLENGE, named)
    company.bring("rv-of-colleague", State.SIGNED_OFF, COLLEAGUE)
    seats = {BOSS: "facilitator", OUTSIDER: "member"}
    others = setting_up.NewSession("of-others", Text("Others", "别人"), SIGNED_AT.date(), ("rv-of-colleague",), seats)
    setting_up.create(graph, company.context(HR), others, "test")
    own = {state: _place(company, review, "over" if review in locked else "theirs") for state, review in ids.items()}
    other = _place(company, "rv-of-colleague", "of-others") | {"other": "rv-of-colleague"}
    _packs(company)
    return World(new_app(graph, folder), company, own, other | {"review": ids[State.SIGNED_OFF]}, asked)


def newcomers(company: Company) -> None:
    """The people whom only this world has: a manager of the past, a member of another session, an editor."""
    context = company.context("system")
    for person in (FORMER, OUTSIDER, EDITOR):
        new = NewAccount(
            person, person, Text(f"{person.title()} Zhang", f"张{person[:2]}"), f"{person}@plumbline.example"
        )
        people.create_account(company.graph, context, new)
    for one in (
        Placement(EMPLOYEE, HIRED + timedelta(days=10), manager=FORMER),
        Placement(EMPLOYEE, HIRED + timedelta(days=40), manager=MANAGER),
        Placement(OUTSIDER, HIRED, manager=OTHER_MANAGER),
        Placement(EDITOR, HIRED, capacities=("framework_editor",)),
        Placement(FACILITATOR, HIRED, capacities=("facilitator",)),
    ):
        people.place(company.graph, context, [one], relied_on="test")


def new_app(graph: Graph, folder: Path) -> Flask:
    """The application at the company's time."""
    settings = load({"PLUMBLINE_DATA": str(folder), "PLUMBLINE_TIME_ZONE": "Asia/Shanghai"})
    app = create_app(settings, graph, lambda: SIGNED_AT)
    app.testing = True
    return app


def _packs(company: Company) -> None:
    """A cancelled pack of the session `theirs`, a waiting one of `of-others`."""
    member, boss = (
        replace(company.context(p), new_id=partial(str, s)) for p, s in ((MEMBER, "theirs"), (BOSS, "of-others"))
    )
    packs.cancel(company.graph, member, packs.ask(company.graph, member, "theirs", "zh", "Letter").id)
    packs.ask(company.graph, boss, "of-others", "en", "A4")


def _place(company: Company, review: str, session: str) -> dict[str, str]:
    signed = company.sheet(review, HR).sign_off
    return {"review": review, "session": session, "code": signed.code if signed else "never-signed"}
