"""What the script of the form sends: read without trusting it, and told from what others wrote meanwhile."""

import json
from typing import Any

import pytest
from flask import Flask

from graph.review.drafts import EvidenceDraft
from graph.review.enums import Action, Part, Party, State
from graph.review.models import Rating
from graph.workflow import saving, transitions
from graph.workflow.commands import Command
from tests.company import EMPLOYEE, Company
from tests.webapp.raw_client import RawClient

REVIEW = "rv-own"
ODD: tuple[Any, ...] = ([1], [[]], {"a": 1}, True, 10**400, -1, 1.5)


def rating(company: Company) -> Rating | None:
    return company.sheet(REVIEW, EMPLOYEE).rating(Party.SELF, asked(company))


def version(company: Company) -> int:
    stored = rating(company)
    return stored.version if stored else 0


def asked(company: Company) -> str:
    return company.sheet(REVIEW, EMPLOYEE).to_rate(Part.CURRENT)[0].id


def support(company: Company, title: str) -> None:
    piece = EvidenceDraft(title, "https://docs.example/log", "", (asked(company),))
    saving.add_evidence(company.graph, company.context(EMPLOYEE), REVIEW, piece)


@pytest.fixture
def employee(app: Flask, company: Company) -> RawClient:
    """The employee, whose review is begun."""
    company.bring(REVIEW, State.SELF_DRAFT)
    return RawClient(app, company.graph, EMPLOYEE, asked(company))


def put(employee: RawClient, company: Company, **changed: Any) -> tuple[int, dict[str, Any]]:
    sent = {"party": "self", "expectation": asked(company), "value": "meets", "version": version(company)}
    heads = {"X-CSRFToken": employee.token}
    answer = employee.client.put(f"/reviews/{REVIEW}/ratings", json=sent | changed, headers=heads)
    return answer.status_code, json.loads(answer.text)


@pytest.mark.parametrize("field", ["party", "expectation", "version", "value", "comment", "reason", "evidence", "seen"])
def test_what_is_of_another_kind_is_not_read(employee: RawClient, company: Company, field: str) -> None:
    before = rating(company)
    for odd in ODD:
        assert put(employee, company, **{field: odd})[0] == 422, f"{field}: {odd!r}"
    assert rating(company) == before


def test_a_piece_that_another_page_added_is_not_taken_off(employee: RawClient, company: Company) -> None:
    seen = version(company)
    support(company, "Of the phone")
    status, answer = put(employee, company, version=seen, evidence=[])
    assert (status, answer["kind"]) == (409, "stale")
    stored = rating(company)
    assert stored is not None
    assert answer["current"]["evidence"] == [piece.id for piece in stored.evidence]
    assert [piece.title for piece in stored.evidence] == ["Of the phone"]


def test_a_piece_whose_answer_was_lost_is_not_added_twice(employee: RawClient, company: Company) -> None:
    support(company, "Sent once")
    first = rating(company)
    support(company, "Sent once")
    assert rating(company) == first
    support(company, "Another one")
    again = rating(company)
    assert first is not None
    assert again is not None
    assert (len(first.evidence), len(again.evidence)) == (1, 2)


def test_what_comes_after_sending_offers_no_choice(employee: RawClient, company: Company) -> None:
    seen = version(company)
    company.rate(REVIEW, EMPLOYEE, Party.SELF, comment="Of the other tab.")
    transitions.perform(
        company.graph, company.context(EMPLOYEE), REVIEW, Action.SUBMIT,
        Command(draft=company.draft_of(REVIEW, EMPLOYEE, Party.SELF)),
    )  # fmt: skip
    status, answer = put(employee, company, version=seen, comment="Late.")
    assert (status, answer["kind"]) == (409, "closed")
