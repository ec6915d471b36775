"""Verifying the record names what was changed, on the engine."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from graph.audit.canonical import canonical
from graph.audit.chain import link
from graph.errors import NotFound, Refused
from graph.review.enums import Action, Party, Recommendation, State, Value
from graph.verification.erasure import erase_words
from graph.verification.faults import Fault, FaultKind
from graph.verification.verify import verify
from graph.workflow import transitions
from graph.workflow.commands import Command
from tests.company import EMPLOYEE, HR, MANAGER, Company, ids

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def signed(company: Company) -> str:
    """A shared review, with every kind of event before it."""
    return company.bring("rv-audit", State.SHARED)


def faults(company: Company) -> list[Fault]:
    return list(verify(company.graph).faults)


def change(ask: Ask, statement: str, **params: object) -> Callable[[], None]:
    """Changes stored events behind the product's back; the returned call puts everything back."""
    before = ask(
        "read", "id, kept", "MATCH (event:Event) WHERE event.id > '' RETURN event.id AS id, event {.*} AS kept"
    )
    ask("write", "", statement, **params)

    def undo() -> None:
        ask(
            "write",
            "",
            "UNWIND $rows AS row MATCH (review:Review {id: $review}) MERGE (event:Event {id: row.id}) "
            "SET event = row.kept MERGE (review)-[:RECORDED]->(event)",
            rows=[row for row in before if row["kept"]["stream"] == "rv-audit"],
            review="rv-audit",
        )

    return undo


def test_an_untouched_record_is_clean(company: Company, signed: str) -> None:
    result = verify(company.graph)
    assert result.clean
    assert result.events > 20
    assert result.signatures >= 1


@pytest.mark.parametrize("key", ["body", "actor", "at", "action"])
def test_an_altered_event_is_named(company: Company, signed: str, ask: Ask, key: str) -> None:
    undo = change(ask, f"MATCH (event:Event {{id: $id}}) SET event.{key} = event.{key} + ' '", id=f"{signed}/2")
    found = faults(company)
    undo()
    assert any(f.kind == "altered" and f.stream == signed and f.seq == 2 for f in found)
    assert faults(company) == []


def test_a_body_rewritten_with_its_own_hash_breaks_what_follows(company: Company, signed: str, ask: Ask) -> None:
    from graph.audit.chain import link

    row = ask("read", "body, previous", "MATCH (e:Event {id: $id}) RETURN e.body AS body, e.previous AS previous",
              id=f"{signed}/3")[0]  # fmt: skip
    body = row["body"].replace("sign", "sing").replace("save", "sace").replace("submit", "submid")
    undo = change(
        ask,
        "MATCH (e:Event {id: $id}) SET e.body = $body, e.hash = $hash",
        id=f"{signed}/3",
        body=body,
        hash=link(row["previous"], body),
    )
    found = {(f.kind, f.seq) for f in faults(company)}
    undo()
    assert ("altered", 4) in found


def test_a_removed_event_is_named(company: Company, signed: str, ask: Ask) -> None:
    undo = change(ask, "MATCH (event:Event {id: $id}) DETACH DELETE event", id=f"{signed}/3")
    found = faults(company)
    undo()
    assert Fault(FaultKind.REMOVED, signed, 3, "no event with this number") in found


def test_a_stream_that_was_cut_off_is_named(company: Company, signed: str, ask: Ask) -> None:
    last = ask("read", "seq", "MATCH (r:Review {id: $id}) RETURN r.seq AS seq", id=signed)[0]["seq"]
    undo = change(ask, "MATCH (event:Event {id: $id}) DETACH DELETE event", id=f"{signed}/{last}")
    found = faults(company)
    undo()
    assert any(f.kind == "removed" and f.seq == last for f in found)


def test_an_inserted_event_is_named(company: Company, signed: str, ask: Ask) -> None:
    undo = change(
        ask,
        "MATCH (v)-[:RECORDED]->(last:Event {id: $id}) CREATE (v)-[:RECORDED]->"
        "(event:Event {id: 'x', stream: last.stream, seq: 99, action: last.action, "
        "actor: last.actor, relied_on: last.relied_on, at: last.at, body: last.body, previous: last.previous, "
        "hash: last.hash})",
        id=f"{signed}/3",
    )
    found = faults(company)
    ask("write", "", "MATCH (event:Event {id: 'x'}) DETACH DELETE event")
    undo()
    assert any(f.kind == "inserted" and f.seq == 99 for f in found)


def test_an_event_that_hangs_on_nothing_is_named(company: Company, signed: str, ask: Ask) -> None:
    ask("write", "", "CREATE (event:Event {id: 'x', stream: 'rv-audit', seq: 99})")
    found = faults(company)
    ask("write", "", "MATCH (event:Event {id: 'x'}) DELETE event")
    assert found == [Fault(FaultKind.RELATION, signed, 99, "an event that hangs on nothing")]


def test_a_state_set_by_hand_is_named(company: Company, signed: str, ask: Ask) -> None:
    ask("write", "", "MATCH (r:Review {id: $id}) SET r.state = 'acknowledged'", id=signed)
    found = faults(company)
    ask("write", "", "MATCH (r:Review {id: $id}) SET r.state = 'shared'", id=signed)
    assert [f.kind for f in found] == ["state"]


@pytest.mark.parametrize(
    ("change_", "kind"),
    [
        ("SET rating.value = 'exceeds'", "signature"),
        ("SET rating.comment = rating.comment + '!'", "words"),
        ("SET rating.comment = 'new', rating.salt = 's', rating.comment_digest = 'd'", "signature"),
    ],
)
def test_signed_content_that_changed_is_named(company: Company, signed: str, ask: Ask, change_: str, kind: str) -> None:
    find = "MATCH (:Assessment {id: $id})-[:RATES]->(rating:Rating) WITH rating ORDER BY rating.id LIMIT 1 "
    side = f"{signed}/1/manager"
    kept = ask("read", "kept", find + "RETURN rating {.*} AS kept", id=side)[0]["kept"]
    ask("write", "", find + change_, id=side)
    found = faults(company)
    ask("write", "", "MATCH (rating:Rating {id: $id}) SET rating = $kept", id=kept["id"], kept=kept)
    assert any(f.kind == kind and f.stream == signed and f.seq == 1 for f in found)
    assert faults(company) == []


def test_words_can_be_erased_and_chain_and_signature_still_verify(company: Company) -> None:
    review = company.bring("rv-erased", State.SIGNED_OFF)
    company.session("session-erased", [review])
    company.lock("session-erased")
    company.do(review, MANAGER, Action.SHARE)
    company.do(review, EMPLOYEE, Action.ACKNOWLEDGE)
    later = company.context(HR, after=timedelta(days=60))
    transitions.perform(company.graph, later, review, Action.CLOSE, Command())
    context = company.context("command line")
    erase_words(company.graph, context, review, relied_on="test")
    result = verify(company.graph)
    assert result.clean
    assert result.erased >= 1
    sheet = company.sheet(review, EMPLOYEE)
    assert all(rating.comment == "" for (party, _), rating in sheet.ratings.items() if party == "sent")
    assert sheet.sign_off
    assert (sheet.sign_off.sentences, sheet.sign_off.name) == ("", "")
    assert sheet.decision
    assert sheet.decision.text == ""


def test_the_words_of_a_review_that_goes_on_are_not_erased(company: Company) -> None:
    review = company.bring("rv-going-on", State.CHALLENGED)
    with pytest.raises(Refused, match="ended"):
        erase_words(company.graph, company.context("command line"), review, relied_on="test")
    with pytest.raises(NotFound):
        erase_words(company.graph, company.context("command line"), "rv-none", relied_on="test")


def test_words_that_are_gone_without_an_event_are_named(company: Company, signed: str, ask: Ask) -> None:
    gone = "MATCH (:Review {id: $id})-[:RECORDED]->(:Event)-[:SAID]->(w:Words) "
    before = ask("read", "id, kept", gone + "RETURN w.id AS id, w {.*} AS kept", id=signed)
    assert before
    ask("write", "", gone + "SET w.text = null, w.salt = null", id=signed)
    found = faults(company)
    ask("write", "", "UNWIND $rows AS row MATCH (w:Words {id: row.id}) SET w = row.kept", rows=before)
    assert {fault.kind for fault in found} == {FaultKind.WORDS}
    assert all("no event says that it was erased" in fault.detail for fault in found)


def test_the_hash_of_a_signature_without_a_word_confirms_no_guess(company: Company, ask: Ask) -> None:
    """The employee reads the event's hash before sharing; here everything in it has been guessed but the nonce."""
    nonces = set()
    for review in ("rv-wordless", "rv-wordless-too"):
        company.bring(review, State.SELF_SUBMITTED)
        company.rate(review, MANAGER, Party.MANAGER, Value.MEETS, comment="")
        draft = company.draft_of(review, MANAGER, Party.MANAGER)
        company.do(
            review,
            MANAGER,
            Action.SIGN_OFF,
            Command(draft=draft, name="Manager Zhang", recommendation=Recommendation.CONFIRMED),
        )
        found = "MATCH (event:Event {stream: $review, action: $action}), (signed:SignOff {id: $signed})"
        found += " RETURN event {.*} AS event, signed.salt AS salt"
        signed, action = f"{review}/1/signature", Action.SIGN_OFF.value
        (row,) = ask("read", "event, salt", found, review=review, signed=signed, action=action)
        event, body = row["event"], json.loads(row["event"]["body"])
        assert (body["words"], body["facts"]["sentences_digest"]) == ({}, "")
        assert link(event["previous"], canonical(body)) == event["hash"]
        nonce = body["facts"]["nonce"]
        assert len(nonce) == len(ids()), "a new token of the act"
        assert nonce != row["salt"], "which is erased with the words, and must not lie in the chain"
        nonces.add(nonce)
    assert len(nonces) == 2
