"""Saving a form takes no evidence away that nobody took away, however many pieces its writer has."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.review.drafts import EvidenceDraft
from graph.review.enums import Part, Party, State
from graph.workflow import saving
from tests.company import EMPLOYEE, Company
from tests.webapp.page_client import Page, PageClient
from webapp.review.cards import key_of

REVIEW = "rv-1"
Browser = Callable[[str], PageClient]


def fields(page: Page) -> dict[str, list[str]]:
    """What the form would send unchanged, but for its token and buttons."""
    found: dict[str, list[str]] = {}
    for each in page.all("input"):
        kind, name = each.get("type"), each.get("name", "")
        if name not in ("", "csrf_token") and (kind == "hidden" or each.get("checked") is not None):
            found.setdefault(name, []).append(each.get("value", ""))
    for each in page.all("textarea"):
        found.setdefault(each.get("name", ""), []).append((each.text or "").removeprefix("\n"))
    return found


@pytest.fixture
def old(company: Company) -> str:
    """A piece that supports the first rating, older than a hundred others."""
    company.bring(REVIEW, State.SELF_DRAFT)
    first, second = (e.id for e in company.sheet(REVIEW, EMPLOYEE).to_rate(Part.CURRENT)[:2])
    pieces = [("The old piece", first), *((f"Newer {number}", second) for number in range(100))]
    for minute, (title, expectation) in enumerate(pieces):
        context = company.context(EMPLOYEE, after=timedelta(minutes=minute))
        draft = EvidenceDraft(title, "", f"Note of {title}.", (expectation,))
        saving.add_evidence(company.graph, context, REVIEW, draft)
    (piece,) = supporting(company)
    return piece


def supporting(company: Company) -> set[str]:
    """What supports the first rating."""
    sheet = company.sheet(REVIEW, EMPLOYEE)
    rating = sheet.rating(Party.SELF, sheet.to_rate(Part.CURRENT)[0].id)
    return {piece.id for piece in rating.evidence} if rating else set()


def test_an_old_piece_outlives_a_form_that_is_sent_as_it_was_drawn(
    company: Company, browser: Browser, old: str
) -> None:
    writer = browser(EMPLOYEE)
    page = writer.get(f"/reviews/{REVIEW}")
    writer.post(f"/reviews/{REVIEW}", fields(page))
    assert supporting(company) == {old}


def test_an_old_piece_outlives_other_words_and_goes_when_its_box_is_cleared(
    company: Company, browser: Browser, old: str
) -> None:
    writer = browser(EMPLOYEE)
    key = key_of(company.sheet(REVIEW, EMPLOYEE).to_rate(Part.CURRENT)[0])
    page = writer.get(f"/reviews/{REVIEW}")
    assert fields(page)[f"{key}-evidence"] == [old]
    writer.post(f"/reviews/{REVIEW}", fields(page) | {f"{key}-comment": ["Other words."]})
    assert supporting(company) == {old}
    cleared = fields(writer.get(f"/reviews/{REVIEW}"))
    del cleared[f"{key}-evidence"]
    writer.post(f"/reviews/{REVIEW}", cleared)
    assert supporting(company) == set()
