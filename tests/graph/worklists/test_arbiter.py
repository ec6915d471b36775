"""Whose task a challenge is: the start page, HR's list and the review itself name the same person, or nobody."""

from datetime import timedelta

import pytest

from graph.people import repository
from graph.people import service as people
from graph.people.deputies import Naming, name_deputy
from graph.people.models import Placement
from graph.review.enums import Action, Capacity, Part, Party, Recommendation
from graph.workflow.arbiter import appoint
from graph.workflow.commands import Command
from graph.worklists import progress as cycles
from graph.worklists.tasks import task_list, task_lists
from tests.company import (
    AUDITOR,
    BOSS,
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HIRED,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    PEOPLE,
    Company,
)


def placed(company: Company, person: str, manager: str) -> None:
    """The person reports to somebody else from today on."""
    line = Placement(person, company.now.date(), manager=manager)
    people.place(company.graph, company.context("system"), [line], relied_on="test")


def challenged(company: Company, review: str, person: str, author: str, signer: str) -> str:
    """A challenged review whose ratings `author` wrote and `signer`, the manager by then, signed as they stood."""
    company.assign(review, person)
    company.submit(review, person)
    company.rate(review, author, Party.MANAGER, comment="As the team saw it.")
    placed(company, person, signer)
    draft = company.draft_of(review, signer, Party.MANAGER)
    signing = Command(
        draft=draft,
        words={"sentences": "Solid in delivery."},
        name=f"{signer.title()} Zhang",
        recommendation=Recommendation.CONFIRMED,
    )
    company.do(review, signer, Action.SIGN_OFF, signing)
    company.do(review, HR, Action.WAIVE, Command(words={"reason": "A team of one"}))
    company.do(review, signer, Action.SHARE)
    asked = company.sheet(review, person).to_rate(Part.CURRENT)[0].id
    company.do(review, person, Action.CHALLENGE, Command(expectations=(asked,), words={"reason": "It was my work."}))
    return review


def told(company: Company, review: str) -> list[str]:
    """Everybody whose start page has the challenge among what they decide."""
    lists = task_lists(company.graph, company.context(HR), PEOPLE)
    for person in (HEAD, MEMBER):
        assert lists[person] == task_list(company.graph, company.context(person)), "alone as among others"
    return [person for person in PEOPLE if review in {row.id for row in lists[person].to_arbitrate}]


def may_decide(company: Company, review: str) -> list[str]:
    """Everybody to whom the review itself is open as its arbiter."""
    found = []
    for person in {HR, *arbiters(company, review)}:
        if Capacity.ARBITER in company.sheet(review, person).capacities:
            found.append(person)
    return found


def arbiters(company: Company, review: str) -> list[str]:
    """The arbiter that the review names, in a list that is empty where it names nobody."""
    named = company.sheet(review, HR).arbiter
    return [named.id] if named else []


def stuck(company: Company, review: str) -> list[str]:
    """Why HR's cycle says that nobody can act on the review."""
    _cycle, progress = cycles.cycle_progress(company.graph, company.context(HR), company.cycle.id)
    counted = {one.cycle.id: one.stuck for one in task_list(company.graph, company.context(HR)).cycles}
    assert counted[company.cycle.id] == len(progress.stuck), "what the start page says"
    return [one.why for one in progress.stuck if one.review.id == review]


@pytest.fixture(scope="module")
def written_by_the_boss(company: Company) -> str:
    """The employee's manager rated, then became the boss of who signed; their own boss had no hand in it."""
    placed(company, OTHER_MANAGER, MANAGER)
    return challenged(company, "rv-by-the-boss", EMPLOYEE, MANAGER, OTHER_MANAGER)


@pytest.fixture(scope="module")
def nobody_above(company: Company) -> str:
    """The colleague's ratings are by who stands at the top of the line of who signed."""
    early = Placement(COLLEAGUE, HIRED + timedelta(days=30), manager=BOSS)
    people.place(company.graph, company.context("system"), [early], relied_on="test")
    return challenged(company, "rv-nobody-above", COLLEAGUE, BOSS, HEAD)


def test_who_wrote_the_ratings_is_not_told_to_decide(company: Company, written_by_the_boss: str) -> None:
    assert arbiters(company, written_by_the_boss) == [HEAD]
    assert told(company, written_by_the_boss) == [HEAD]
    assert may_decide(company, written_by_the_boss) == [HEAD]
    assert stuck(company, written_by_the_boss) == []


def test_where_only_the_author_is_above_hr_is_told_that_nobody_may_act(company: Company, nobody_above: str) -> None:
    assert arbiters(company, nobody_above) == []
    assert told(company, nobody_above) == []
    assert stuck(company, nobody_above) == ["no_arbiter"]


def test_an_appointed_arbiter_is_told_and_nobody_else(company: Company, nobody_above: str) -> None:
    appoint(company.graph, company.context(HR), nobody_above, MEMBER, "Nobody is above.")
    assert arbiters(company, nobody_above) == [MEMBER]
    assert told(company, nobody_above) == [MEMBER]
    assert may_decide(company, nobody_above) == [MEMBER]
    assert stuck(company, nobody_above) == []


def test_where_only_who_was_deputised_for_is_above_hr_is_told_that_nobody_may_act(company: Company) -> None:
    placed(company, MEMBER, AUDITOR)
    placed(company, FACILITATOR, AUDITOR)
    seq, today = repository.stream_heads(company.graph, [AUDITOR])[AUDITOR][0], company.now.date()
    naming = Naming(AUDITOR, FACILITATOR, today, today, "On leave.")
    name_deputy(company.graph, company.context(AUDITOR), seq, naming)
    review = company.assign("rv-deputised-for", MEMBER)
    company.submit(review, MEMBER)
    company.sign(review, FACILITATOR)
    company.do(review, HR, Action.WAIVE, Command(words={"reason": "A team of one"}))
    company.do(review, FACILITATOR, Action.SHARE)
    asked = company.sheet(review, MEMBER).to_rate(Part.CURRENT)[0].id
    company.do(review, MEMBER, Action.CHALLENGE, Command(expectations=(asked,), words={"reason": "It was my work."}))
    assert arbiters(company, review) == []
    assert told(company, review) == []
    assert stuck(company, review) == ["no_arbiter"]
