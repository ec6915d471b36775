"""Forty ways to change the past behind the product's back, one at a time.

Each is found at once where nothing was recomputed; and by a seal from before where every event, hash and head was
written anew, so that the graph alone does not tell.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from graph.audit.canonical import canonical, content_hash
from graph.audit.chain import digest, link
from graph.audit.signed_content import signed_content
from graph.driver import Graph
from graph.review.enums import Action, Outcome, Part, Value
from graph.verification import repository
from graph.verification.events import json_object
from graph.verification.reviews import signed_rating
from graph.verification.seals import check_seal, read_seal, seal
from graph.verification.verify import verify, verify_review
from graph.workflow.commands import Command
from tests.budget import some_of
from tests.company import COLLEAGUE, MEMBER, Company, company_after

pytestmark = [pytest.mark.sweep, pytest.mark.heavy]

Ask = Callable[..., list[dict[str, Any]]]

REVIEW, OTHER, SESSION = "rv-signed", "rv-other", "autumn"
REVIEWED = f"MATCH (v:Review {{id: '{REVIEW}'}}) "
SIGN_OFF = f"MATCH (s:SignOff {{id: '{REVIEW}/1/signature'}}) "
SIDE = f"MATCH (v:Review {{id: '{REVIEW}'}})-[link:HAS_ASSESSMENT]->(a:Assessment {{id: '{REVIEW}/1/manager'}}) "
RATING = f"MATCH (:Assessment {{id: '{REVIEW}/1/manager'}})-[:RATES]->(r:Rating) WITH r ORDER BY r.id LIMIT 1 "
SENT = f"MATCH (:Assessment {{id: '{REVIEW}/1/sent'}})-[:RATES]->(r:Rating) WITH r ORDER BY r.id LIMIT 1 "
CHANGE = "MATCH (c:Adjustment) "
DECISION = "MATCH (d:Decision {standing: true}) "
EVENT = f"MATCH (v:Review {{id: '{REVIEW}'}})-[link:RECORDED]->(e:Event {{id: '{REVIEW}/3'}}) "
LAST = f"MATCH (v:Review {{id: '{REVIEW}'}})-[:RECORDED]->(e:Event) WITH v, e ORDER BY e.seq DESC LIMIT 1 "
PERSON = "MATCH (p:Person {id: 'employee'}) "
EXPECTED = "MATCH (l:Level)-[x:EXPECTS]->(e:Expectation) WITH l, x, e ORDER BY e.id LIMIT 1 "

CHANGES = {
    "a rating's value": RATING + "SET r.value = 'exceeds'",
    "a rating's author": RATING + "SET r.author = 'somebody'",
    "when a rating was saved": RATING + "SET r.saved_at = '2020-01-01T00:00:00Z'",
    "a rating's words, with their digest": RATING + "SET r.comment = 'Weak.', r.salt = 's', r.comment_digest = $digest",
    "a rating's words alone": RATING + "SET r.comment = 'Weak.'",
    "a rating's salt taken away": RATING + "REMOVE r.salt",
    "a rating's words taken away": RATING + "REMOVE r.salt, r.comment",
    "a rating taken away": RATING + "DETACH DELETE r",
    "a rating added": RATING + "MATCH (a:Assessment {id: 'rv-signed/1/manager'}), (r)-[:ON]->(e) "
    "CREATE (a)-[:RATES]->(n:Rating {id: 'n', value: 'exceeds', version: 1, saved_at: r.saved_at, author: r.author})"
    "-[:ON]->(e)",
    "a rating on another expectation": RATING + "MATCH (r)-[on:ON]->(e:Expectation) MATCH (n:Expectation) "
    "WHERE n.id <> e.id WITH r, on, n ORDER BY n.id LIMIT 1 DELETE on CREATE (r)-[:ON]->(n)",
    "a copy linked in place of the signed side": SIDE + "MATCH (a)-[:RATES]->(r:Rating)-[:ON]->(x) "
    "WITH v, link, a, collect([r, x]) AS pairs DELETE link "
    "CREATE (v)-[:HAS_ASSESSMENT]->(n:Assessment {id: 'n', party: a.party, revision: 1, draft: a.draft}) "
    "FOREACH (pair IN pairs | FOREACH (x IN [pair[1]] | CREATE (n)-[:RATES]->(m:Rating {id: 'n/' + x.id, "
    "value: 'exceeds', version: 1, saved_at: '2026-11-01T00:00:00Z', author: 'manager'})-[:ON]->(x)))",
    "a true copy linked in place": SIDE + "SET a.id = 'n'",
    "a second side beside the signed one": SIDE + "CREATE (v)-[:HAS_ASSESSMENT]->"
    "(:Assessment {id: 'n', party: 'manager', revision: 1, draft: 1})",
    "the signed side cut off": SIDE + "DELETE link",
    "the manager's sentences, with their digest": SIGN_OFF
    + "SET s.sentences = 'Weak.', s.salt = 's', s.sentences_digest = $digest",
    "the manager's sentences alone": SIGN_OFF + "SET s.sentences = 'Weak.'",
    "the manager's sentences taken away": SIGN_OFF + "REMOVE s.sentences, s.salt",
    "the typed name": SIGN_OFF + "SET s.name = 'Somebody Else'",
    "the moment of the signature": SIGN_OFF + "SET s.at = '2020-01-01T00:00:00Z'",
    "the recommendation": SIGN_OFF + "SET s.recommendation = 'below'",
    "the recommendation taken away": SIGN_OFF + "REMOVE s.recommendation",
    "the code": SIGN_OFF + "SET s.code = '0000-0000-0000-0000-0000'",
    "the capacity": SIGN_OFF + "SET s.capacity = 'hr_admin'",
    "the signed hash": SIGN_OFF + "SET s.content_hash = 'f'",
    "the place": SIGN_OFF + "REMOVE s.place",
    "the signer": SIGN_OFF + "MATCH (s)-[by:BY]->() MATCH (n:Person {id: 'colleague'}) DELETE by CREATE (s)-[:BY]->(n)",
    "the signature taken away": SIGN_OFF + "DETACH DELETE s",
    "an adjustment's value": CHANGE + "SET c.value = 'exceeds'",
    "an adjustment's reason": CHANGE + "SET c.text = 'Other.'",
    "an adjustment that no longer stands": CHANGE + "SET c.standing = false",
    "an adjustment taken away": CHANGE + "DETACH DELETE c",
    "a decision's value": DECISION + "SET d.value = 'next'",
    "the day of a decision": DECISION + "SET d.later_on = '2027-02-01'",
    "a decision's sentence": DECISION + "SET d.text = 'Other.'",
    "a decision's sentence, with a digest": DECISION + "SET d.text = 'Weak.', d.salt = 's', d.text_digest = $digest",
    "a decision's sentence taken away": DECISION + "REMOVE d.text, d.salt",
    "a decision that no longer stands": DECISION + "SET d.standing = false",
    "a former decision that stands again": "MATCH (d:Decision {standing: false}) SET d.standing = true",
    "a decision taken away": DECISION + "DETACH DELETE d",
    "a decision called locked": DECISION + "SET d.locked = true",
    "an adjustment called locked": CHANGE + "SET c.locked = true",
    "a revision called locked": REVIEWED + "MATCH (:Session)-[c:COVERS]->(v) SET c.locked_revision = 1",
    "how many ratings a committee changed": REVIEWED + "SET v.ratings_changed = 2",
    "when a session was locked": "MATCH (s:Session) SET s.locked_at = '2026-11-01T00:00:00Z'",
    "a decision added": DECISION
    + "MATCH (d)-[:DECIDES]->(v) CREATE (n:Decision {id: 'n', value: 'below', later_on: '', "
    "revision: 1, text: '', standing: true})-[:DECIDES]->(v)",
    "who decided": DECISION
    + "MATCH (d)-[by:BY]->() MATCH (n:Person {id: 'colleague'}) DELETE by CREATE (d)-[:BY]->(n)",
    "a decision without its session": DECISION + "MATCH (d)-[in:DECIDED_IN]->() DELETE in",
    "a decision on another review": DECISION + "MATCH (d)-[of:DECIDES]->() MATCH (v:Review {id: 'rv-other'}) DELETE of "
    "CREATE (d)-[:DECIDES]->(v)",
    "whom the review is about": REVIEWED + "MATCH (v)-[of:ABOUT]->() MATCH (n:Person {id: 'colleague'}) DELETE of "
    "CREATE (v)-[:ABOUT]->(n)",
    "the level of the review": REVIEWED + "MATCH (v)-[at:AT]->(l) MATCH (n:Level) WHERE n.id <> l.id "
    "WITH v, at, n ORDER BY n.id LIMIT 1 DELETE at CREATE (v)-[:AT]->(n)",
    "a piece of evidence": SENT + "MATCH (r)-[:SUPPORTED_BY]->(p) SET p.title = 'Other'",
    "a piece of evidence without its salt": SENT
    + "MATCH (r)-[:SUPPORTED_BY]->(p) REMOVE p.salt, p.title, p.url, p.note",
    "a piece of evidence cut off": SENT + "MATCH (r)-[s:SUPPORTED_BY]->() DELETE s",
    "an event with a number below one": EVENT + "CREATE (v)-[:RECORDED]->(n:Event {id: 'n', stream: e.stream, seq: -1, "
    "action: e.action, actor: e.actor, at: e.at, body: e.body, previous: '', hash: e.hash})",
    "an event of another stream": EVENT + "CREATE (v)-[:RECORDED]->(n:Event {id: 'n', stream: 'x', seq: 3, "
    "action: e.action, actor: e.actor, at: e.at, body: e.body, previous: '', hash: e.hash})",
    "an event cut off": EVENT + "DELETE link",
    "an event without a body": EVENT + "REMOVE e.body",
    "an event whose body is no JSON": EVENT + "SET e.body = 'x'",
    "an event without what it follows": EVENT + "REMOVE e.previous",
    "the newest event taken away, state and head set back": LAST
    + "MATCH (before:Event {id: 'rv-signed/' + (e.seq - 1)}) "
    "SET v.seq = e.seq - 1, v.head = before.hash, v.state = 'signed_off' DETACH DELETE e",
    "the review taken away": REVIEWED + "OPTIONAL MATCH (v)-[:RECORDED]->(e) DETACH DELETE v, e",
    "a person's stream without seq and head": PERSON + "REMOVE p.seq, p.head",
    "a capacity without its event": PERSON + "MATCH (c:Capacity {id: 'hr_admin'}) "
    "CREATE (p)-[:HAS_CAPACITY {from: '2026-01-01'}]->(c)",
    "a line without its event": PERSON + "MATCH (m:Person {id: 'colleague'}) "
    "CREATE (m)-[:REPORTS_TO {kind: 'line', from: '2026-01-01'}]->(p)",
    "a level without its event": PERSON + "MATCH (l:Level) WITH p, l ORDER BY l.id DESC LIMIT 1 "
    "CREATE (p)-[:HOLDS {from: '2026-01-01'}]->(l)",
    "a seat without its event": PERSON + "MATCH (s:Session) CREATE (p)-[:MEMBER_OF {as: 'facilitator'}]->(s)",
    "evidence of another kind of node": SENT + "CREATE (r)-[:SUPPORTED_BY]->(:Award {id: 'x', title: 'Award', url: "
    "'https://x.example', note: '', added_at: '2026-11-01T00:00:00Z', digest: 'd'})",
    "an adjustment without its session": CHANGE + "MATCH (c)-[in:DECIDED_IN]->() DELETE in",
    "an adjustment's reason, with a digest": CHANGE + "SET c.text = 'Weak.', c.salt = 's', c.text_digest = $digest",
    "an arbiter without an event": REVIEWED + "MATCH (p:Person {id: 'colleague'}) "
    "CREATE (v)-[:ARBITER {from: '2026-01-01'}]->(p)",
    "an account without an event": "MATCH (c:Capacity {id: 'hr_admin'}) CREATE (:Person {id: 'g', login: 'g', "
    "name: 'G', session_version: 1})-[:HAS_CAPACITY {from: '2020-01-01'}]->(c)",
    "the end of a line": PERSON + "MATCH (p)-[l:REPORTS_TO {kind: 'line'}]->() SET l.until = '2020-01-01'",
    "a line taken away": PERSON + "MATCH (p)-[l:REPORTS_TO {kind: 'line'}]->() DELETE l",
    "a session opened again": "MATCH (s:Session) SET s.state = 'pre_vote'",
    "the cycle of the review": REVIEWED + "MATCH (v)-[in:IN_CYCLE]->(c) CREATE (n:Cycle) SET n = c {.*, id: 'other'} "
    "DELETE in CREATE (v)-[:IN_CYCLE]->(n)",
    "when it was shared": REVIEWED + "SET v.shared_at = '2020-01-01T00:00:00Z'",
    "when it was submitted": REVIEWED + "REMOVE v.sent_at",
    "a review without its label": REVIEWED + "REMOVE v:Review",
    "what is called agreed in bulk": RATING + "SET r.agreed = NOT coalesce(r.agreed, false)",
    "what the signature shows": SIGN_OFF + "SET s.shown = replace(s.shown, 'Zhang', 'Other')",
    "what the signature shows, as no JSON": SIGN_OFF + "SET s.shown = 'x'",
    "a number far beyond": REVIEWED + "SET v.seq = 4000000000",
    "a body nested without end": EVENT + "SET e.body = reduce(t = '', n IN range(1, 9000) | t + '[')",
    "the text of an expectation": EXPECTED + "SET e.text_en = 'Something easier.'",
    "whether an expectation is required": EXPECTED + "SET e.required = NOT e.required",
}
"""The statements by what they change; `$digest` is that of the words "Weak." under the salt "s"."""


@pytest.fixture
def company(graph: Graph) -> Company:
    return company_after(_adjusted, graph)


def _adjusted(company: Company) -> None:
    """A signed review that a committee adjusted and decided, twice, and one beside it."""
    for review, person in ((REVIEW, "employee"), (OTHER, COLLEAGUE)):
        company.assign(review, person)
        company.submit(review, person, Value.EXCEEDS)
        company.sign(review)
    company.session(SESSION, [REVIEW, OTHER])
    named = company.sheet(REVIEW, MEMBER).to_rate(Part.CURRENT)[3].id
    words = {"reason": "Two members saw it otherwise."}
    adjusting = Command(expectations=(named,), value=Value.DEVELOPING, reason_code="other_evidence", words=words)
    company.do(REVIEW, MEMBER, Action.ADJUST, adjusting)
    company.decide(REVIEW, MEMBER, Outcome.LATER)
    company.decide(REVIEW)


def change(ask: Ask, what: str) -> None:
    """Changes the graph, and makes sure that it did."""
    statement, params = CHANGES[what], {"digest": digest("s", "Weak.")} if "$digest" in CHANGES[what] else {}
    before = ask("read", "nodes, edges", EVERYTHING)
    ask("write", "", statement, **params)
    assert ask("read", "nodes, edges", EVERYTHING) != before, "the change changed nothing"


EVERYTHING = (
    "CALL () { MATCH (n) WITH n ORDER BY elementId(n) RETURN collect([labels(n), properties(n)]) AS nodes } "
    "CALL () { MATCH (a)-[r]->(b) WITH a, r, b ORDER BY elementId(r) "
    "RETURN collect([elementId(a), type(r), elementId(b), properties(r)]) AS edges } RETURN nodes, edges"
)


def write_anew(company: Company, ask: Ask) -> None:
    """Writes every event anew so that it says what the graph says, with all hashes and heads: what somebody can do who
    writes to the graph and knows how this works."""
    ask("write", "", "MATCH (e:Event) WHERE NOT EXISTS { ()-[:RECORDED]->(e) } DETACH DELETE e")
    ask(
        "write",
        "",
        "MATCH (e:Event) WITH collect(e) AS events UNWIND range(1, size(events)) AS n WITH events[n - 1] AS e, n "
        "SET e.was = e.seq, e.seq = -1000 - n",
    )  # out of each other's way: a number is there once
    for owner in repository.streams(company.graph):
        rows = [row for row in _rows(company, owner) if isinstance(row["event"].get("was"), int)]
        previous = ""
        events = sorted((row["event"] for row in rows), key=lambda event: event["was"])
        for seq, event in enumerate(events, start=1):
            body = canonical(_rewritten(company, owner, event, seq))
            hash_ = link(previous, body)
            ask(
                "write",
                "",
                "MATCH (e:Event {id: $id}) REMOVE e.was SET e.stream = $stream, e.seq = $seq, e.body = $body, "
                "e.previous = $previous, e.hash = $hash",
                id=event["id"], stream=owner["stream"], seq=seq, body=body, previous=previous, hash=hash_,
            )  # fmt: skip
            previous = hash_
        ask(
            "write",
            "",
            "MATCH (o:Review|Person|Session|Framework {id: $id}) SET o.seq = $seq, o.head = $head",
            id=owner["stream"], seq=len(events), head=previous,
        )  # fmt: skip


def _rows(company: Company, owner: dict[str, Any]) -> list[Any]:
    if owner["kind"] == "review":
        return [row for one in repository.reviews(company.graph, [owner["stream"]]) for row in one["events"]]
    return repository.events(company.graph, [owner])


def _rewritten(company: Company, owner: dict[str, Any], event: dict[str, Any], seq: int) -> dict[str, Any]:
    """The body of an event, saying what is linked now."""
    try:
        body = json.loads(event.get("body") or "")
    except (ValueError, RecursionError):
        body = {"facts": {"from": "self_submitted", "to": "self_submitted", "revision": 1}, "words": {}}
        body |= {key: event.get(key) for key in ("action", "actor", "on_behalf_of", "relied_on", "at")}
    body |= {"stream": owner["stream"], "seq": seq}
    if owner["kind"] == "review" and body["action"] == "sign_off":
        (row,) = repository.reviews(company.graph, [owner["stream"]])
        for one in row["signatures"]:
            sign_off, place = one["sign_off"], json.loads(one["sign_off"].get("place") or "{}")
            ratings = [signed_rating(side["party"], r) for side in row["assessments"] for r in side["ratings"]]
            copied = ("code", "capacity", "recommendation", "sentences_digest")
            facts = {key: fact for key, fact in body["facts"].items() if key not in copied}
            body["facts"] = facts | {key: sign_off[key] for key in copied if key in sign_off}
            shown = json_object(sign_off.get("shown"))
            body["facts"]["content_hash"] = content_hash(signed_content(place, ratings, shown))
            body |= {"actor": next(iter(one["signers"]), ""), "at": sign_off["at"]}
    return dict(body)


def test_nothing_is_found_where_nothing_was_changed(company: Company) -> None:
    sealed = read_seal(seal(company.graph, company.context("system")).text())
    assert verify(company.graph).faults == ()
    assert verify_review(company.graph, REVIEW) == ()
    assert list(check_seal(company.graph, sealed)) == []
    assert len(CHANGES) >= 40


@pytest.mark.parametrize("what", some_of(list(CHANGES), *range(0, len(CHANGES), 3)))
def test_a_change_is_found(company: Company, ask: Ask, what: str) -> None:
    before = seal(company.graph, company.context("system"))
    change(ask, what)
    if what == WHOLLY_GONE:
        assert list(check_seal(company.graph, before)) != []
    assert [str(fault) for fault in verify(company.graph).faults] != []


WHOLLY_GONE = "the newest event taken away, state and head set back"


@pytest.mark.proof
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_found_by_a_seal_though_every_hash_was_written_anew(company: Company, ask: Ask, what: str) -> None:
    before = read_seal(seal(company.graph, company.context("system")).text())
    whole = ask("read", "nodes, edges", EVERYTHING)
    change(ask, what)
    write_anew(company, ask)
    if ask("read", "nodes, edges", EVERYTHING) == whole:
        return  # written anew it says what it said before
    assert [*verify(company.graph).faults, *check_seal(company.graph, before)] != []
