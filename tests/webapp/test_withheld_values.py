"""Nobody learns a rating that is kept from them: whatever its value, everything that they meet is the same."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask

from graph.calibration import service as calibration
from graph.calibration import votes
from graph.calibration.table import SessionAction
from graph.calibration.vote_models import VoteDraft, VoteValue
from graph.cycle import service as cycles
from graph.cycle.models import Visibility
from graph.driver import Graph
from graph.review.enums import Action, Party, State, Value
from graph.workflow.commands import Command
from tests.access_world import PERSONAS, newcomers
from tests.budget import Budget
from tests.company import COLLEAGUE, EMPLOYEE, FACILITATOR, HR, MANAGER, MEMBER, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.raw_client import apart, told
from tests.webapp.review_surface import REVIEW_ID, answers, first
from webapp.extensions import limiter

FILES = ("blank", "employee", "committee", "no-such")
HASH = re.compile(r"\b[0-9a-f]{64}\b|(?<=>)[0-9a-f]{12}(?=<)")
"""A hash of the record and how it begins on a page. One over a signature changes with what was signed."""


@dataclass(frozen=True)
class Secret:
    """What is kept back, a rating or a vote: how it comes to be with a value, which two values, and who may know it.
    `votes`: the session takes votes and has not started."""

    written: Callable[[Company, Any], None]
    values: tuple[Value, Value] | tuple[VoteValue | None, VoteValue]
    known_to: frozenset[str]
    blind: bool = False
    signed: bool = False
    votes: bool = False


def self_draft(company: Company, value: Value) -> None:
    company.rate(REVIEW_ID, EMPLOYEE, Party.SELF, value)


def returned(company: Company, value: Value) -> None:
    """What was sent stays what it was; the draft after it is the employee's alone."""
    manager_draft(company, Value.MEETS)
    said = Command(words={"comment": "Look again."}, due=company.cycle.self_due)
    company.do(REVIEW_ID, MANAGER, Action.RETURN, said)
    company.rate(REVIEW_ID, EMPLOYEE, Party.SELF, value)


def not_revealed(company: Company, value: Value) -> None:
    """The manager has rated, without a reason for any difference."""
    company.submit(REVIEW_ID, value=value)
    company.rate(REVIEW_ID, MANAGER, Party.MANAGER, Value.MEETS, comment="")


def manager_draft(company: Company, value: Value) -> None:
    """No reason is given, so that what lacks depends on the value, too."""
    company.submit(REVIEW_ID)
    company.rate(REVIEW_ID, MANAGER, Party.MANAGER, value, comment="")


def signed_off(company: Company, value: Value) -> None:
    """Signed, and one rating changed by the committee."""
    company.submit(REVIEW_ID)
    company.sign(REVIEW_ID, value=value)
    changed = Value.EXCEEDS if value is Value.DEVELOPING else Value.DEVELOPING
    said = {"reason": "The release log shows it."}
    command = Command(value=changed, reason_code="evidence", expectations=(first(company),), words=said)
    company.do(REVIEW_ID, MEMBER, Action.ADJUST, command)


def voted(company: Company, value: VoteValue | None) -> None:
    """A member voted on the person and on an expectation, with a note, or did not vote at all."""
    company.submit(REVIEW_ID)
    company.sign(REVIEW_ID)
    calibration.move(company.graph, company.context(FACILITATOR), "session-1", SessionAction.OPEN_VOTES)
    if value:
        drafts = [VoteDraft("", 0, value, "Ask how it was compared."), VoteDraft(first(company), 0, value)]
        votes.save(company.graph, company.context(MEMBER), "session-1", REVIEW_ID, 1, drafts)


OWN, COMMITTEE = frozenset({EMPLOYEE}), frozenset({MANAGER, MEMBER, FACILITATOR, HR})
SECRETS = {
    "a vote before the session starts": Secret(
        voted, (None, VoteValue.QUESTION), frozenset({MEMBER}), signed=True, votes=True
    ),
    "the self-assessment while it is written": Secret(self_draft, (Value.MEETS, Value.EXCEEDS), OWN),
    "the self-assessment while it is written again": Secret(returned, (Value.MEETS, Value.EXCEEDS), OWN),
    "the self-assessment in a blind cycle": Secret(not_revealed, (Value.MEETS, Value.DEVELOPING), OWN, blind=True),
    "the manager's draft": Secret(manager_draft, (Value.MEETS, Value.DEVELOPING), frozenset({MANAGER})),
    "the manager's ratings": Secret(signed_off, (Value.MEETS, Value.DEVELOPING), COMMITTEE, signed=True),
}


def everything(app: Flask, company: Company, secret: Secret, login: str) -> dict[str, str]:
    """What somebody meets at each address."""
    found = {address: told(answer) for address, answer in answers(company, app, login, FILES)}
    return {address: HASH.sub("#", text) for address, text in found.items()} if secret.signed else found


def personas_in_turn(number: int, secret: Secret) -> dict[str, str]:
    """Of whoever may know the secret every second one, of the others every sixth."""
    knowing = {persona: login for persona, login in PERSONAS.items() if login in secret.known_to}
    others = {persona: login for persona, login in PERSONAS.items() if persona not in knowing}
    return dict([*list(knowing.items())[::2], *list(others.items())[number % 6 :: 6]])


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Addresses whose answers differ, and how."""
    assert one.keys() == other.keys()
    return [f"{address}: {apart(text, other[address])}" for address, text in one.items() if text != other[address]]


@pytest.fixture
def with_value(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Callable[[Secret, Any], Company]:
    """Makes the company anew with a secret of some value, in a session beside a signed review; ids are the same."""
    monkeypatch.setattr(limiter, "enabled", False)  # more codes than one person may try in a minute

    def make(secret: Secret, value: Any) -> Company:
        company = new_company(graph, NOW)
        monkeypatch.setattr("tests.company._tokens", itertools.count(10**6))
        newcomers(company)
        company.bring("rv-of-colleague", State.SIGNED_OFF, COLLEAGUE)
        cycle = replace(company.cycle, id="blind", visibility=Visibility.AFTER_OWN)
        cycles.create(graph, cycle)
        company.assign(REVIEW_ID, cycle=cycle if secret.blind else company.cycle)
        company.session("session-1", ["rv-of-colleague", REVIEW_ID], start=not secret.votes)
        secret.written(company, value)
        return company

    return make


@pytest.mark.sweep
@pytest.mark.parametrize("name", SECRETS)
def test_whatever_a_rating_kept_back_is_everything_else_is_the_same(
    with_value: Callable[[Secret, Any], Company], app: Flask, budget: Budget, name: str
) -> None:
    secret = SECRETS[name]
    personas = PERSONAS if budget.every_reader else personas_in_turn(list(SECRETS).index(name), secret)
    met: list[dict[str, dict[str, str]]] = []
    for value in secret.values:
        company = with_value(secret, value)
        met.append({persona: everything(app, company, secret, login) for persona, login in personas.items()})
    one, other = met
    found = {persona: differences(one[persona], other[persona]) for persona in personas}
    learns = {persona: faults for persona, faults in found.items() if faults}
    known = {persona for persona, login in personas.items() if login in secret.known_to}
    assert known
    assert not {persona: faults for persona, faults in learns.items() if persona not in known}
    assert learns.keys() == known, "who may know them meets them: else nothing was compared"
