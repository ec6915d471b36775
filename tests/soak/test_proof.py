"""The soak's proof can fail: whatever is taken out of the graph by hand is named, and nothing else is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.driver import Graph
from graph.review.enums import Action, Party
from graph.workflow.commands import Command
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, MIDDLE, Company, company_after
from tests.conftest import Ask
from tests.soak import proof
from tests.soak.journal import Journal, Step
from tests.soak.run import Outcome

REVIEW, UNWATCHED = "rv-1", "rv-2"
EXPECTATION = f"{MIDDLE}/llm-evaluation"
PLACE = (REVIEW, "self", EXPECTATION)
RATING = f"{REVIEW}/2/self/{EXPECTATION}"
ASKED, SIGNED, RECALLED = "Please add figures.", "Solid in delivery. Measuring comes next.", "Too early."
SOUND = Outcome(
    seconds=60,
    kills={"Neo4j": 1, "web workers": 20},
    counts={"saves": 300, "transitions": 40},
    lost_saves=[],
    lost_steps=[],
    odd=[],
    verified=True,
    verdict="Everything verifies.",
)

SAVES = {
    "set back": "MATCH (r:Rating {id: $id}) SET r.version = r.version - 1",
    "of other words": "MATCH (r:Rating {id: $id}) SET r.comment = 'Nobody wrote this.'",
    "emptied": "MATCH (r:Rating {id: $id}) REMOVE r.comment",
    "gone": "MATCH (r:Rating {id: $id}) DETACH DELETE r",
    "of nobody's assessment": "MATCH (:Assessment)-[rates:RATES]->(:Rating {id: $id}) DELETE rates",
}
"""What may happen to the rating of `id`. Revision 1 still has the same words under the same version."""

_EVENT = "MATCH (:Review {id: $id})-[:RECORDED]->(e:Event {action: '%s'}) WITH e ORDER BY e.seq LIMIT 1 "
STEPS = {
    "one of two events": (
        _EVENT % "submit" + "DETACH DELETE e",
        "('rv-1', 'submit', 'employee'): 2 acknowledged, 1",
    ),
    "the only event": (
        _EVENT % "sign_off" + "DETACH DELETE e",
        "('rv-1', 'sign_off', 'manager'): 1 acknowledged, 0",
    ),
    "another's event": (
        _EVENT % "recall" + "SET e.actor = 'hr'",
        "('rv-1', 'recall', 'manager'): 1 acknowledged, 0",
    ),
    "an event's words": (_EVENT % "return" + "MATCH (e)-[:SAID]->(w) DETACH DELETE w", f"{ASKED}'): its words are not"),
    "sentences": ("MATCH (:Review {id: $id})-[:SIGNED]->(s) SET s.sentences = ''", f"{SIGNED}'): its words are not"),
    "nobody's event": (
        "MATCH (r:Review {id: $id}) CREATE (r)-[:RECORDED]->(:Event {action: 'withdraw', actor: 'employee'})",
        "('rv-1', 'withdraw', 'employee'): 1 events, asked for 0 times",
    ),
}
"""What may happen to the events of `id`, and what is said of it then."""


@pytest.fixture
def company(graph: Graph) -> Company:
    return company_after(_recalled, graph)


def _recalled(company: Company) -> None:
    """A review in its second revision, and one that the proof is not asked about."""
    later = company.now.date() + timedelta(days=9)
    company.assign(REVIEW)
    company.submit(REVIEW)
    company.do(REVIEW, MANAGER, Action.RETURN, Command(words={"comment": ASKED}, due=later))
    company.submit(REVIEW)
    company.sign(REVIEW)
    company.do(REVIEW, MANAGER, Action.RECALL, Command(words={"reason": RECALLED}))
    company.assign(UNWATCHED, COLLEAGUE)
    company.submit(UNWATCHED, COLLEAGUE)


@pytest.fixture
def journal(company: Company, tmp_path: Path) -> Iterator[Journal]:
    """What the two writers of the review were told; all of it is there."""
    journal = Journal(tmp_path / "acknowledged.jsonl")
    for person, party in ((EMPLOYEE, Party.SELF), (MANAGER, Party.MANAGER)):
        for (of, expectation), rating in company.sheet(REVIEW, person).ratings.items():
            if of is party:
                journal.trying((REVIEW, party.value, expectation), rating.comment)
                journal.saved((REVIEW, party.value, expectation), rating.comment, rating.version)
    for action, actor, words in (
        ("submit", EMPLOYEE, ""),
        ("return", MANAGER, ASKED),
        ("submit", EMPLOYEE, ""),
        ("sign_off", MANAGER, SIGNED),
        ("recall", MANAGER, RECALLED),
    ):
        journal.took(Step(REVIEW, action, actor, words))
    yield journal
    journal.close()


def lost(company: Company, journal: Journal) -> tuple[list[str], list[str]]:
    """What the proof says is lost of the review: saves, transitions."""
    return (
        proof.lost_saves(company.graph, journal, [REVIEW]),
        proof.lost_steps(company.graph, journal, [REVIEW]),
    )


def test_nothing_is_lost_where_everything_is_there(company: Company, journal: Journal) -> None:
    assert len(journal.ratings) > 20
    assert lost(company, journal) == ([], [])


@pytest.mark.parametrize("damage", SAVES)
def test_a_rating_that_is_not_what_was_acknowledged_is_named(
    company: Company, journal: Journal, ask: Ask, damage: str
) -> None:
    ask("write", "", SAVES[damage], id=RATING)
    saves, steps = lost(company, journal)
    assert [line.partition(": acknowledged ")[0] for line in saves] == [str(PLACE)]
    assert steps == []


@pytest.mark.parametrize("damage", STEPS)
def test_a_transition_that_is_not_what_was_acknowledged_is_named(
    company: Company, journal: Journal, ask: Ask, damage: str
) -> None:
    statement, said = STEPS[damage]
    ask("write", "", statement, id=REVIEW)
    saves, steps = lost(company, journal)
    assert saves == []
    assert [line for line in steps if said in line], steps
    assert all(REVIEW in line for line in steps)


def test_what_was_left_in_doubt_may_be_there_or_not(company: Company, journal: Journal, ask: Ask) -> None:
    journal.trying(PLACE, "On its way.")
    journal.doubts("transitions", Step(REVIEW, "withdraw", EMPLOYEE))
    assert lost(company, journal) == ([], [])
    ask("write", "", "MATCH (r:Rating {id: $id}) SET r.comment = 'On its way.', r.version = r.version + 1", id=RATING)
    ask("write", "", STEPS["nobody's event"][0], id=REVIEW)
    assert lost(company, journal) == ([], [])


@pytest.mark.parametrize(
    "worse",
    [
        {"lost_saves": ["a rating"]},
        {"lost_steps": ["a transition"]},
        {"odd": ["a writer stopped"]},
        {"verified": False},
        {"kills": {"web workers": 20}},
        {"counts": {"transitions": 40}},
        {"counts": {"saves": 300}},
    ],
)
def test_an_outcome_is_sound_only_where_something_was_tried_and_nothing_lost(worse: dict[str, Any]) -> None:
    assert SOUND.sound
    assert not replace(SOUND, **worse).sound
