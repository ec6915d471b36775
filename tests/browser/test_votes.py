"""Votes and notes of a meeting are saved as they are typed, with the promises that ratings have."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from graph.calibration import service, votes
from graph.calibration.table import SessionAction
from graph.calibration.vote_models import VoteValue
from graph.review.enums import State
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import REFUSED, kept, panel, refusing, saved, status
from tests.company import COLLEAGUE, EMPLOYEE, FACILITATOR, MEMBER

pytestmark = [pytest.mark.browser, pytest.mark.sweep]

SESSION, ONE, OTHER = "cs-1", "rv-colleague", "rv-employee"
NOTE = "Ask how it was compared; 问清是怎么比的。"


@pytest.fixture
def member(site: Site, chromium: Browser) -> Iterator[User]:
    """A member of a session whose votes are open, at the first of two people."""
    site.give_account(MEMBER, "en")
    site.company.bring(OTHER, State.SIGNED_OFF, EMPLOYEE)
    site.company.bring(ONE, State.SIGNED_OFF, COLLEAGUE)
    site.company.session(SESSION, [ONE, OTHER], start=False)
    service.move(site.company.graph, site.company.context(FACILITATOR), SESSION, SessionAction.OPEN_VOTES)
    with User(chromium, site, MEMBER, viewport={"width": 360, "height": 740}) as user:
        user.tolerated = REFUSED
        user.context.clock.install()
        user.sign_in(f"/calibration/{SESSION}/vote/{ONE}")
        yield user


def test_a_vote_and_a_note_survive_what_a_rating_survives(member: User) -> None:
    page, company = member.page, member.site.company
    member.heading("Your vote: Colleague Zhang")
    expect(page.locator("[data-given]")).to_have_text("0 of 2 given")
    page.locator("#person-value-question").check()
    saved(member)
    expect(page.locator("[data-given]")).to_have_text("1 of 2 given")
    with refusing(member.site):
        page.get_by_label("Private note").fill(NOTE)
        expect(status(member)).to_contain_text("The server is not responding. Your text is kept")
        page.goto(f"/calibration/{SESSION}/vote/{OTHER}")
        expect(panel(page)).to_be_visible()
        panel(page).get_by_role("link").click()
        expect(page.get_by_label("Private note")).to_have_value(NOTE)
    saved(member)
    assert kept(member) == {}
    page.get_by_text("Vote on single required expectations").click()
    page.locator(".vote-single").get_by_role("radio", name="Agree").first.check()
    member.button("Next to vote on").click()
    member.heading("Your vote: Employee Zhang")
    mine = votes.ballot(company.graph, company.context(MEMBER), SESSION, ONE)
    assert (mine.votes[""].value, mine.votes[""].note) == (VoteValue.QUESTION, NOTE)
    assert [vote.value for key, vote in mine.votes.items() if key] == [VoteValue.AGREE]

    service.move(company.graph, company.context(FACILITATOR), SESSION, SessionAction.START)
    page.locator("#person-value-agree").check()
    expect(status(member)).to_contain_text("This can no longer be edited.")
    page.goto(f"/calibration/{SESSION}/people/{ONE}")
    page.get_by_label("Your note").fill("She led the move.")
    saved(member)
    page.reload()
    expect(page.get_by_label("Your note")).to_have_value("She led the move.")
    assert [note.text for note in service.session(company.graph, company.context(MEMBER), SESSION, ONE).notes] == [
        "She led the move."
    ]
