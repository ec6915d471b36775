"""Which pieces of evidence a person is offered: the newest, and every one that supports a rating of theirs."""

from datetime import timedelta

from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Part, Party, State
from graph.workflow import saving
from tests.company import EMPLOYEE, HR, MANAGER, Company

NEWEST = 100
"""How many pieces the sheet gives of those that support nothing."""


def added(company: Company, review: str, title: str, expectation: str, minute: int) -> str:
    """Adds a piece some minutes after the company's time, and gives its id."""
    draft = EvidenceDraft(title, "", f"Note of {title}.", (expectation,))
    return saving.add_evidence(
        company.graph, company.context(EMPLOYEE, after=timedelta(minutes=minute)), review, draft
    ).id


def test_what_supports_a_rating_is_offered_however_old_it_is(company: Company) -> None:
    review = company.bring("rv-many-pieces", State.SELF_DRAFT)
    first, second, third = (e.id for e in company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[:3])
    supporting = added(company, review, "Old, supports", first, 1)
    loose = added(company, review, "Old, supports nothing", second, 2)
    stored = company.sheet(review, EMPLOYEE).rating(Party.SELF, second)
    assert stored is not None
    taken_back = RatingDraft(second, stored.version, stored.value, stored.comment, evidence=())
    (saved,) = saving.save_many(company.graph, company.context(EMPLOYEE), review, Party.SELF, [taken_back])
    assert saved.accepted
    newer = [added(company, review, f"Newer {number}", third, 10 + number) for number in range(NEWEST)]
    offered = [piece.id for piece in company.sheet(review, EMPLOYEE).evidence]
    assert offered == [*reversed(newer), supporting]
    assert loose not in offered
    for reader in (MANAGER, HR):
        assert company.sheet(review, reader).evidence == ()


def test_a_piece_is_one_statement_once_the_review_is_begun(company: Company) -> None:
    review = company.bring("rv-one-statement", State.SELF_DRAFT)
    expectation = company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[0].id
    company.graph.reset_round_trips()
    added(company, review, "A talk", expectation, 1)
    assert company.graph.round_trips == 1
