"""Nobody meets a word before or beyond what workflow and policy let them: every page, answer and file is read."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from graph.calibration import notes, votes
from graph.calibration import service as calibration
from graph.calibration.table import SessionAction
from graph.calibration.vote_models import VoteDraft, VoteValue
from graph.cycle import service as cycles
from graph.cycle.models import Visibility
from graph.driver import Graph
from graph.errors import Refused
from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Action, Outcome, Part, Party, Recommendation, Value
from graph.workflow import saving, statements
from graph.workflow.commands import Command
from tests.budget import Budget
from tests.company import EMPLOYEE, FACILITATOR, MANAGER, MEMBER, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.raw_client import RawClient, attached, read, read_pdf
from tests.webapp.review_surface import REVIEW_ID, answers, first
from tests.webapp.visibility_matrix import BLIND, PERSONAS, STAGES, STORY, marker
from webapp.pack.make import make_pack
from webapp.settings import Settings

pytestmark = pytest.mark.heavy

FILES = {"blank": "EM", "employee": "ED", "committee": "MKH"}
"""Who fetches which file; it is the same file for whoever may have it (tests/webapp/report)."""


def met(company: Company, app: Flask, letter: str) -> str:
    """Every word that a persona meets now."""
    files = [variant for variant, letters in FILES.items() if letter in letters]
    return "\n".join(read(answer) for _address, answer in answers(company, app, PERSONAS[letter], files))


def faults(table: dict[tuple[str, str], str], stage: str, letter: str, text: str) -> Iterator[str]:
    """Words that the persona should not have met, and words that they should have."""
    for (word, at), cell in table.items():
        if at != stage:
            continue
        seen = marker(word) in text
        if seen and letter.lower() not in cell.lower():
            yield f"{stage}: {letter} meets {word}"
        if not seen and letter in cell:
            yield f"{stage}: {letter} does not meet {word}"


def rated(company: Company, person: str, party: Party, comment: str, reason: str, at: Iterable[int] = (0, 1)) -> None:
    """Rates what is asked: words on the first two expectations, the second not observed; the manager differs."""
    sheet = company.sheet(REVIEW_ID, person)
    usual = Value.MEETS if party is Party.SELF else Value.DEVELOPING
    drafts = []
    for number, e in enumerate(sheet.all_to_rate):
        stored = sheet.rating(party, e.id)
        version = stored.version if stored else 0
        words = (marker(comment), "") if number in at and number != 1 else ("", marker(reason)) if number == 1 else None
        value = Value.NOT_OBSERVED if number == 1 else usual if number == 0 else Value.MEETS
        drafts.append(RatingDraft(e.id, version, value, *(words or ("", ""))))
    saving.save_many(company.graph, company.context(person), REVIEW_ID, party, drafts)


def self_side(company: Company) -> None:
    rated(company, EMPLOYEE, Party.SELF, "selfcomment", "selfreason")
    url = f"https://docs.example/{marker('pieceurl')}"
    for piece in (
        EvidenceDraft(marker("piecetitle"), "", marker("piecenote"), (first(company),)),
        EvidenceDraft("A link", url, "", (first(company),)),
    ):
        saving.add_evidence(company.graph, company.context(EMPLOYEE), REVIEW_ID, piece)


def submit(company: Company) -> None:
    company.do(REVIEW_ID, EMPLOYEE, Action.SUBMIT, Command(draft=company.draft_of(REVIEW_ID, EMPLOYEE, Party.SELF)))


def give_back(company: Company) -> None:
    said = Command(words={"comment": marker("returncomment")}, due=company.cycle.self_due)
    company.do(REVIEW_ID, MANAGER, Action.RETURN, said)
    sheet = company.sheet(REVIEW_ID, EMPLOYEE)
    third = sheet.to_rate(Part.CURRENT)[2].id
    stored = sheet.rating(Party.SELF, third)
    assert stored is not None
    draft = RatingDraft(third, stored.version, Value.MEETS, marker("newercomment"))
    saving.save(company.graph, company.context(EMPLOYEE), REVIEW_ID, Party.SELF, draft)


def sign(company: Company) -> None:
    draft = company.draft_of(REVIEW_ID, MANAGER, Party.MANAGER)
    said = {"sentences": marker("sentences")}
    company.do(
        REVIEW_ID,
        MANAGER,
        Action.SIGN_OFF,
        Command(draft=draft, words=said, name="Manager Zhang", recommendation=Recommendation.NEXT),
    )


def adjust(company: Company) -> None:
    said = {"reason": marker("adjustsentence")}
    named = (first(company),)
    command = Command(value=Value.MEETS, reason_code="evidence", expectations=named, words=said)
    company.do(REVIEW_ID, MEMBER, Action.ADJUST, command)


def sign_in_session(company: Company) -> None:
    submit(company)
    rated(company, MANAGER, Party.MANAGER, "duecomment", "duereason")
    sign(company)
    company.session("session-1", [REVIEW_ID], start=False)
    facilitator = company.context(FACILITATOR)
    calibration.move(company.graph, facilitator, "session-1", SessionAction.OPEN_VOTES)
    vote = VoteDraft("", 0, VoteValue.QUESTION, marker("votenote"))
    votes.save(company.graph, company.context(MEMBER), "session-1", REVIEW_ID, 1, [vote])
    calibration.move(company.graph, facilitator, "session-1", SessionAction.START)
    notes.save_note(company.graph, facilitator, "session-1", REVIEW_ID, 0, marker("meetingnote"))
    adjust(company)


def send_back(company: Company) -> None:
    company.do(REVIEW_ID, FACILITATOR, Action.SEND_BACK, Command(words={"reason": marker("sendbackreason")}))


def lock(company: Company) -> None:
    sign(company)
    adjust(company)
    words = {"sentence": marker("decisionsentence")}
    company.do(REVIEW_ID, MEMBER, Action.DECIDE, Command(outcome=Outcome.CONFIRMED, words=words))
    company.lock("session-1")


def share(company: Company) -> None:
    company.do(REVIEW_ID, MANAGER, Action.SHARE, Command(words={"note": marker("sharenote")}))
    for kind, word in (("statement", "statement"), ("ask_to_talk", "wishtotalk")):
        statements.add_words(company.graph, company.context(EMPLOYEE), REVIEW_ID, kind, marker(word))


def challenge(company: Company) -> None:
    said = Command(expectations=(first(company),), words={"reason": marker("challengereason")})
    company.do(REVIEW_ID, EMPLOYEE, Action.CHALLENGE, said)


STEPS: dict[str, Callable[[Company], None]] = {
    "self_draft": self_side,
    "submitted": submit,
    "manager_draft": lambda company: rated(company, MANAGER, Party.MANAGER, "duecomment", "duereason"),
    "returned": give_back,
    "signed_off": sign_in_session,
    "sent_back": send_back,
    "calibrated": lock,
    "shared": share,
    "challenged": challenge,
}


@pytest.fixture
def company(graph: Graph) -> Company:
    return new_company(graph, NOW)


@pytest.mark.sweep
def test_each_word_meets_its_eyes_only(
    company: Company, app: Flask, caplog: pytest.LogCaptureFixture, budget: Budget
) -> None:  # fmt: skip
    caplog.set_level(logging.INFO)
    company.assign(REVIEW_ID)
    found: list[str] = []
    for number, stage in enumerate(STAGES):
        STEPS[stage](company)
        for letter in PERSONAS if budget.every_reader else list(PERSONAS)[number % 5 :: 5]:
            found += faults(STORY, stage, letter, met(company, app, letter))
    found += [f"the log says {word}" for word, _stage in STORY if marker(word) in caplog.text]
    assert not found, "\n" + "\n".join(found)


def test_a_blind_cycle_keeps_the_self_side_back_until_it_is_revealed(company: Company, app: Flask) -> None:
    blind = replace(company.cycle, id="blind", visibility=Visibility.AFTER_OWN)
    cycles.create(company.graph, blind)
    company.assign(REVIEW_ID, cycle=blind)
    self_side(company)

    def reveal(company: Company) -> None:
        draft = company.draft_of(REVIEW_ID, MANAGER, Party.MANAGER)
        company.do(REVIEW_ID, MANAGER, Action.REVEAL, Command(draft=draft))

    steps: dict[str, Callable[[Company], None]] = {
        "submitted": submit,
        "rated": STEPS["manager_draft"],
        "revealed": reveal,
    }
    found: list[str] = []
    for stage, step in steps.items():
        step(company)
        for letter in "EMRKD":
            found += faults(BLIND, stage, letter, met(company, app, letter))
    assert not found, "\n" + "\n".join(found)


def test_no_reason_that_lacks_tells_of_a_rating_kept_back(company: Company, app: Flask) -> None:
    blind = replace(company.cycle, id="blind", visibility=Visibility.AFTER_OWN)
    cycles.create(company.graph, blind)
    company.assign(REVIEW_ID, cycle=blind)
    company.submit(REVIEW_ID, value=Value.MEETS)
    told_by_value = []
    for value in (Value.MEETS, Value.EXCEEDS):  # the same as the employee's, and another
        company.rate(REVIEW_ID, MANAGER, Party.MANAGER, value, comment="")
        draft = company.draft_of(REVIEW_ID, MANAGER, Party.MANAGER)
        signing = Command(draft=draft, name="Manager Zhang", recommendation=Recommendation.CONFIRMED)
        with pytest.raises(Refused) as refused:
            company.do(REVIEW_ID, MANAGER, Action.SIGN_OFF, signing)
        told_by_value.append(
            ([each.rule for each in refused.value.reasons], "reason" in page(company, app, "M", "/actions"))
        )
    assert told_by_value[0] == told_by_value[1]
    assert told_by_value[0][0] == ["revealed"]


def told(company: Company, stages: Iterable[str]) -> None:
    """The story up to the last of some stages."""
    company.assign(REVIEW_ID)
    for stage in stages:
        STEPS[stage](company)


def page(company: Company, app: Flask, letter: str, path: str) -> str:
    raw_client = RawClient(app, company.graph, PERSONAS[letter], first(company))
    answer = raw_client.send("GET", f"/reviews/{REVIEW_ID}{path}")
    assert answer.status_code == 200
    return read(answer)


def test_the_employee_meets_neither_values_nor_adjustments_before_they_are_shared(company: Company, app: Flask) -> None:
    told(company, ("self_draft", "signed_off"))
    for path in ("", "/result", "/history"):  # that no page tells a value, is for test_withheld_values
        assert "eveloping" not in page(company, app, "E", path)
    assert "eveloping" in page(company, app, "M", "/sign")
    for letter in "MRA":
        assert "adjusted a rating" in page(company, app, letter, "/history")
    assert "adjusted a rating" not in met(company, app, "E")


def test_the_employee_learns_of_the_committee_but_not_of_its_members(company: Company, app: Flask) -> None:
    told(company, [stage for stage in STAGES if stage != "challenged"])
    own, theirs = met(company, app, "E"), met(company, app, "M")
    for member in ("Member Zhang", "Facilitator Zhang"):
        assert member not in own
        assert member in theirs
    history = page(company, app, "E", "/history")
    assert "the calibration committee" in history
    assert "adjusted a rating" in history


def test_the_employee_s_copy_has_nothing_of_the_committee_s(company: Company, app: Flask) -> None:
    told(company, [stage for stage in STAGES if stage != "challenged"])
    copies = {}
    for letter, variant in (("E", "employee"), ("M", "committee")):
        raw_client = RawClient(app, company.graph, PERSONAS[letter], first(company))
        answer = raw_client.send("GET", f"/reviews/{REVIEW_ID}/report.pdf?variant={variant}&language=en")
        (copy,) = attached(answer.data).values()
        copies[letter] = (json.loads(copy), read(answer))
    (own, own_text), (theirs, their_text) = copies["E"], copies["M"]
    only_theirs = {"flags", "look_here", "comparable"}
    assert only_theirs <= theirs.keys()
    assert not only_theirs & own.keys()
    assert theirs["flags"]
    changes = [change for row in own["current"] for change in row["adjustments"]]
    assert changes
    assert {change["by"] for change in changes} == {None}
    for words in ("Needs attention", "recommends:"):
        assert words.lower() in their_text.lower()
        assert words.lower() not in own_text.lower()


@pytest.mark.sweep
def test_a_pack_has_no_word_that_its_readers_may_not_meet(company: Company, settings: Settings, tmp_path: Path) -> None:
    told(company, [stage for stage in STAGES if stage not in ("shared", "challenged")])
    for letter in "KF":
        reader = PERSONAS[letter]
        pack = make_pack(
            company.graph, settings, lambda reader=reader: company.context(reader), "session-1", [REVIEW_ID],  # type: ignore[misc]
            tmp_path / "pack.pdf", language="en", paper="A4",
        )  # fmt: skip
        text = read_pdf(pack.path.read_bytes())
        assert marker("duecomment") in text
        assert not [fault for fault in faults(STORY, "calibrated", letter, text) if " meets " in fault]
