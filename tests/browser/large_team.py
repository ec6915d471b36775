"""A manager with 60 reports, one of whom has a name of 90 characters."""

from datetime import timedelta

from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.review import assignment as cycles
from graph.review.assignment import Assignment
from graph.text import Text
from tests.company import FACILITATOR, HIRED, HR, MEMBER, MIDDLE, OTHER_MANAGER, SENIOR, VERSION, Company

REPORTS = 60
LONGEST = "crowd-00"
"""Who has the long name. Their review is rv-crowd-00, and sent."""
LONG_NAME = Text(
    "Maximiliane Wolfeschlegelstein-Hausenbergerdorff Featherstonehaugh von Hohenlohe-Langenburg",
    ("阿卜杜热合曼·艾合买提江·努尔买买提·吐尔逊江·" * 4)[:90],
)


def build_large_team(company: Company) -> None:
    """Gives OTHER_MANAGER so many reports: beside those who have no review some whose review is sent, late or new."""
    set_up = company.context("set-up")
    crowd = [f"crowd-{number:02}" for number in range(REPORTS - len((MEMBER, FACILITATOR)))]
    for person in crowd:
        name = LONG_NAME if person == LONGEST else Text(f"{person.title()} Zhou", f"周{person[-2:]}")
        people.create_account(company.graph, set_up, NewAccount(person, person, name, f"{person}@plumbline.example"))
    placements = [Placement(person, HIRED, level=MIDDLE, manager=OTHER_MANAGER) for person in crowd]
    people.place(company.graph, set_up, placements, relied_on="test")
    appointments = [_appointment(company, person, late=number % 5 == 4) for number, person in enumerate(crowd)]
    cycles.assign(company.graph, company.context(HR), company.cycle.id, appointments, "test")
    for person in crowd[:2]:
        company.submit(f"rv-{person}", person)


def _appointment(company: Company, person: str, *, late: bool) -> Assignment:
    days = timedelta(days=20 * late)
    due, after = company.cycle.self_due - days, company.cycle.manager_due - days
    return Assignment(f"rv-{person}", person, VERSION, MIDDLE, SENIOR, due, after)
