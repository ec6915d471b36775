"""Ids and fields of others in the body of a request: what is not one's own is neither touched nor told."""

from typing import Any

import pytest
from flask import Flask

from graph.review.drafts import EvidenceDraft
from graph.review.enums import Part, Party, State
from graph.review.models import Evidence
from graph.workflow import saving
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, VERSION, Company
from tests.conftest import Ask
from tests.webapp.raw_client import RawClient
from webapp.review.cards import key_of

THEIRS, OWN, SECRET = "rv-theirs", "rv-own", "zqsecretqz"
SUPPORTS = "MATCH (:Evidence {id: $piece})<-[:SUPPORTED_BY]-(rating:Rating) RETURN rating.author AS author"


def asked_of(company: Company) -> str:
    return company.sheet(OWN, EMPLOYEE).to_rate(Part.CURRENT)[0].id


@pytest.fixture
def theirs(company: Company) -> Evidence:
    """A colleague's piece of evidence, beside an open review of the employee."""
    company.bring(OWN, State.SELF_DRAFT)
    company.bring(THEIRS, State.SELF_DRAFT, COLLEAGUE)
    company.rate(THEIRS, COLLEAGUE, Party.SELF, comment=SECRET)
    piece = EvidenceDraft(SECRET, "", SECRET, (asked_of(company),))
    return saving.add_evidence(company.graph, company.context(COLLEAGUE), THEIRS, piece)


def put(app: Flask, company: Company, person: str, review: str, sent: dict[str, Any]) -> tuple[int, str]:
    """Status and text of a rating sent as a page's script does."""
    raw_client = RawClient(app, company.graph, person, asked_of(company))
    heads = {"X-CSRFToken": raw_client.token}
    answer = raw_client.client.put(f"/reviews/{review}/ratings", json=sent, headers=heads)
    return answer.status_code, answer.text


def post(app: Flask, company: Company, person: str, path: str, form: dict[str, Any]) -> tuple[int, str]:
    """Status and text of the answer to a form sent without scripts."""
    raw_client = RawClient(app, company.graph, person, "")
    answer = raw_client.client.post(path, data={"csrf_token": raw_client.token} | form)
    return answer.status_code, answer.text


def test_evidence_of_somebody_else_supports_nothing_and_is_not_shown(
    app: Flask, company: Company, theirs: Evidence, ask: Ask
) -> None:
    own = company.sheet(OWN, EMPLOYEE).rating(Party.SELF, asked_of(company))
    sent = {"party": "self", "expectation": asked_of(company), "value": "meets", "evidence": [theirs.id]}
    status, text = put(app, company, EMPLOYEE, OWN, sent | {"version": own.version if own else 0})
    assert status == 200
    page = RawClient(app, company.graph, EMPLOYEE, "").send("GET", f"/reviews/{OWN}").text
    assert SECRET not in text + page
    assert ask("read", "author", SUPPORTS, piece=theirs.id) == [{"author": COLLEAGUE}]


def test_fields_that_a_page_does_not_send_are_not_taken(app: Flask, company: Company, theirs: Evidence) -> None:
    own = company.sheet(OWN, EMPLOYEE).rating(Party.SELF, asked_of(company))
    forged = {"author": MANAGER, "saved_at": "2020-01-01T00:00:00Z", "agreed": True, "salt": "", "review": THEIRS}
    sent = {"party": "self", "expectation": asked_of(company), "value": "exceeds", "version": own.version if own else 0}
    assert put(app, company, EMPLOYEE, OWN, sent | forged)[0] == 200
    stored = company.sheet(OWN, EMPLOYEE).rating(Party.SELF, asked_of(company))
    assert stored is not None
    assert (stored.author.id, stored.agreed, stored.saved_at.year) == (EMPLOYEE, False, company.now.year)


@pytest.mark.parametrize("party", ["self", "manager", "sent", "blind"])
@pytest.mark.parametrize("person", [COLLEAGUE, MANAGER])
def test_nobody_writes_or_reads_another_s_draft(
    app: Flask, company: Company, theirs: Evidence, person: str, party: str
) -> None:
    review = OWN if person == COLLEAGUE else THEIRS
    before = company.sheet(review, EMPLOYEE if review == OWN else COLLEAGUE)
    status, text = put(app, company, person, review, {"party": party, "expectation": asked_of(company), "version": 1})
    assert status in {404, 409, 422}
    assert SECRET not in text
    assert company.sheet(review, EMPLOYEE if review == OWN else COLLEAGUE) == before


@pytest.mark.parametrize("expectation", ["no-such", "ai-engineering@1/role/llm-engineer/junior/llm-evaluation"])
def test_evidence_for_what_is_not_asked_is_refused(
    app: Flask, company: Company, theirs: Evidence, ask: Ask, expectation: str
) -> None:
    raw_client = RawClient(app, company.graph, EMPLOYEE, expectation)
    assert raw_client.send("POST", f"/reviews/{OWN}/evidence", "piece").status_code == 404
    assert ask("read", "id", "MATCH (e:Evidence) RETURN e.id AS id") == [{"id": theirs.id}]


def test_evidence_of_somebody_else_in_the_form_supports_nothing_and_is_not_shown(
    app: Flask, company: Company, theirs: Evidence, ask: Ask
) -> None:
    before = company.sheet(OWN, EMPLOYEE)
    first = before.to_rate(Part.CURRENT)[0]
    stored, key = before.rating(Party.SELF, first.id), key_of(first)
    form = {f"{key}-version": str(stored.version if stored else 0), f"{key}-value": "exceeds"}
    status, text = post(app, company, EMPLOYEE, f"/reviews/{OWN}", form | {f"{key}-evidence": theirs.id})
    assert status == 422
    assert SECRET not in text
    assert ask("read", "author", SUPPORTS, piece=theirs.id) == [{"author": COLLEAGUE}]
    assert company.sheet(OWN, EMPLOYEE) == before
    assert post(app, company, EMPLOYEE, f"/reviews/{OWN}", form)[0] == 302, "the rest of the form is sound"


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside one's own"])
def test_expectations_of_another_review_cannot_be_challenged(app: Flask, company: Company, beside: bool) -> None:
    company.bring(OWN, State.SHARED)
    company.assign(THEIRS, COLLEAGUE, target=f"{VERSION}/role/ai-product-engineer/middle")
    own = {e.id for part in Part for e in company.sheet(OWN, EMPLOYEE).to_rate(part)}
    named = [company.sheet(THEIRS, COLLEAGUE).to_rate(Part.TARGET)[0].id]
    assert not own & set(named)
    form = {"expectation": named + [asked_of(company)] * beside, "reason": "It was my work."}
    before = company.sheet(OWN, EMPLOYEE)
    status, text = post(app, company, EMPLOYEE, f"/reviews/{OWN}/challenge", form)
    assert status == 422
    assert named[0] not in text
    assert company.sheet(OWN, EMPLOYEE) == before
    sound = form | {"expectation": [asked_of(company)]}
    assert post(app, company, EMPLOYEE, f"/reviews/{OWN}/challenge", sound)[0] == 302
