"""How people of the same level elsewhere were rated: counts, and never of so few that one could tell who."""

import pytest

from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.report import dossier
from graph.report.models import Dossier
from graph.review.enums import Part, State, Value
from graph.text import Text
from graph.workflow.policy import Permission
from tests.company import COLLEAGUE, HIRED, MANAGER, MEMBER, MIDDLE, OTHER_MANAGER, SENIOR, Company

ELSEWHERE = ("first", "second", "third")
OWN = "rv-compared"


@pytest.fixture(scope="module")
def compared(company: Company) -> Company:
    """The review that is compared, with one of the same manager beside it, which does not count."""
    company.bring(OWN, State.SIGNED_OFF)
    company.bring("rv-same-manager", State.SIGNED_OFF, COLLEAGUE)
    company.session("comparing", [OWN])
    context = company.context("set-up")
    for person in ELSEWHERE:
        people.create_account(
            company.graph, context, NewAccount(person, person, Text(person, person), f"{person}@x.example")
        )
        people.place(
            company.graph, context, [Placement(person, HIRED, level=MIDDLE, manager=OTHER_MANAGER)], relied_on="test"
        )
    return company


def test_fewer_than_three_are_not_told(compared: Company) -> None:
    for person in ELSEWHERE[:2]:
        _sign_elsewhere(compared, person)
    assert not _dossier(compared).comparables
    _sign_elsewhere(compared, ELSEWHERE[2])
    found = _dossier(compared).comparables
    assert set(found) == {e.id for e in compared.sheet(OWN, MANAGER).to_rate(Part.CURRENT)}
    assert {(one.people, one.managers) for one in found.values()} == {(3, 1)}
    assert {tuple(one.counts.items()) for one in found.values()} == {((Value.MEETS, 3),)}


def _dossier(company: Company) -> Dossier:
    return dossier.read_dossier(company.graph, company.context(MEMBER), OWN, Permission.READ_COMMITTEE_REPORT)


def _sign_elsewhere(company: Company, person: str) -> None:
    review = company.assign(f"rv-{person}", person, target=SENIOR)
    company.submit(review, person)
    company.sign(review, OTHER_MANAGER)
