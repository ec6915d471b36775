"""From the one row of `review/sheet` to what a rule or a reader gets."""

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from graph.clock import day, day_in, from_iso
from graph.cycle.mapping import cycle_of
from graph.review.authority import arbiter_of, edges_of, writers_of
from graph.review.enums import SIGNED, Action, Outcome, Part, Party, Recommendation, State, Value
from graph.review.full_review import FullReview, ReaderStream
from graph.review.last_cycle import last_ratings
from graph.review.models import (
    Adjustment,
    Assessment,
    Calibration,
    Decision,
    Evidence,
    Expectation,
    FrameworkRef,
    Head,
    LevelRef,
    PersonRef,
    Rating,
    RecordedEvent,
    RecordedWords,
    SessionRef,
    SignOff,
)
from graph.review.rows import (
    AssessmentRow,
    EventRow,
    ExpectationRow,
    LevelInListRow,
    LevelRow,
    Node,
    PersonRow,
    SessionRow,
    SheetRow,
)
from graph.review.sheet import Sheet
from graph.text import Text


def full_review(row: SheetRow, actor: str, now: datetime, barring: AbstractSet[str]) -> FullReview:
    """Everything the row of `review/sheet` says; whoever did an action of `barring` had a hand in the review."""
    events = tuple(_event(event) for event in row["events"])
    head = _head(row, events)
    involved = frozenset(who.id for event in events if event.action in barring for who in event.parties)
    arbiter = arbiter_of(row, head, involved)
    edges = edges_of(row, head, actor, arbiter)
    ratings, expectations = _ratings(row), _expectations(row["expectations"], head)
    sheet = Sheet(
        head=head,
        capacities=frozenset(edges),
        expectations=expectations,
        assessments={Party(a["party"]): _assessment(a) for a in row["assessments"]},
        ratings=ratings,
        last=last_ratings(row),
        last_cycle=Text.of(row["last_cycle"], "name") if row["last_cycle"] else None,
        evidence=_offered(row, ratings),
        adjustments=tuple(_adjustment(a) for a in row["adjustments"]),
        sign_offs=tuple(_sign_off(s) for s in row["sign_offs"]),
        sessions=tuple(_session(s) for s in row["sessions"]),
        words=tuple(RecordedWords(e.seq, e.action, kind, text, e.at) for e in events for kind, text in e.words.items()),
        arbiter=PersonRef(arbiter, Text("", "")) if arbiter else None,
        decisions=tuple(decision_of(d) for d in row["decisions"]),
    )
    return FullReview(
        sheet=sheet,
        actor=actor,
        now=now,
        today=day_in(head.cycle.time_zone, now),
        edges=edges,
        reader_name=Text(row["reader"]["name"] or "", row["reader"]["name_zh"] or ""),
        direct_line=row["reader"]["direct_line"] or row["reader"]["deputy_from"] is not None,
        involved=involved | writers_of(row),
        role=row["level"]["role"]["key"],
        other_roles=frozenset(row["other_roles"]),
        leaves_on=day(row["person"]["leaves_on"]),
        proceeded=row["review"].get("proceeded") or "",
        reader=ReaderStream(row["reader"]["seq"], row["reader"]["head"], row["reader"]["read_today"]),
        events=events,
    )


def person_ref(row: PersonRow) -> PersonRef:
    """A person of a row with id, name, name_zh."""
    return PersonRef(row["id"], Text(row["name"] or "", row["name_zh"] or ""))


def level_ref(row: LevelRow | LevelInListRow) -> LevelRef:
    """A level of a row with its role inside."""
    role = row["role"]
    return LevelRef(row["id"], Text.of(role, "name"), role["slug"], Text.of(row, "name"), row["rank"])


def _head(row: SheetRow, events: tuple[RecordedEvent, ...]) -> Head:
    review, person = row["review"], row["person"]
    return Head(
        id=review["id"],
        state=State(review["state"]),
        revision=review["revision"],
        seq=review["seq"],
        hash=review["head"],
        person=person_ref(person),
        manager=person_ref(row["manager"]) if row["manager"] else None,
        level=replace(level_ref(row["level"]), above=tuple(Text.of(one, "name") for one in row["level"]["above"])),
        level_since=day(person["level_since"]),
        target=level_ref(row["target"]) if row["target"] else None,
        framework=FrameworkRef(
            row["framework"]["version"], Text.of(row["framework"], "name"), row["framework"]["number"]
        ),
        cycle=cycle_of(row["cycle"]),
        self_due=date.fromisoformat(review["self_due"]),
        manager_due=date.fromisoformat(review["manager_due"]),
        sent_at=_moment(review.get("sent_at")),
        revealed=bool(review.get("revealed")),
        shared_at=_moment(review.get("shared_at")),
        share_note=_newest(row, events, Action.SHARE, "note"),
        challenged=tuple(review.get("challenged") or ()),
        state_before_cancel=State(review["state_before_cancel"]) if review.get("state_before_cancel") else None,
        away_until=day(person["away_until"]),
        not_calibrated=_newest(row, events, Action.WAIVE, "reason"),
        proceeded_without=review.get("proceeded") == "without",
        calibration=_calibration(row),
    )


def _calibration(row: SheetRow) -> Calibration | None:
    """The last act that calibrated the current revision: a session's lock or a waiver."""
    for event in reversed(row["events"]):
        facts = _facts(event["body"])
        if event["action"] in (Action.LOCK, Action.WAIVE) and facts.get("revision") == row["review"]["revision"]:
            return Calibration(facts.get("session"), from_iso(event["at"]))
    return None


def _newest(row: SheetRow, events: tuple[RecordedEvent, ...], action: Action, kind: str) -> str:
    """The newest words of `kind` at `action`, unless a later revision made them history."""
    if row["review"]["state"] not in _AFTER_CALIBRATION:
        return ""
    return next((e.words[kind] for e in reversed(events) if e.action == action and kind in e.words), "")


_AFTER_CALIBRATION = (SIGNED - {State.SIGNED_OFF}) | {State.CANCELLED}


def _expectations(rows: Iterable[ExpectationRow], head: Head) -> tuple[Expectation, ...]:
    target = head.target.id if head.target else ""
    own = {row["skill"]["key"]: Text.of(row, "text") for row in rows if row["part"] == Part.CURRENT}
    by_id: dict[str, Expectation] = {}
    for row in rows:
        following = row["next"]
        level = following["level"] if following else None
        if row["id"] in by_id and (level is None or level["id"] != target):
            continue
        text = Text.of(row, "text")
        by_id[row["id"]] = Expectation(
            id=row["id"],
            part=Part(row["part"]),
            skill_key=row["skill"]["key"],
            skill_slug=row["skill"]["slug"],
            skill=Text.of(row["skill"], "name"),
            category_key=row["category"]["key"],
            category=Text.of(row["category"], "name"),
            domain=Text.of(row["domain"], "name"),
            required=row["required"],
            text=text,
            next_level=Text.of(level or {}, "name"),
            next_text=Text.of(following or {}, "text"),
            next_required=bool(following and following["required"]),
            order=(row["order"][0] or 0, row["order"][1] or 0, row["order"][2] or 0),
            requires=tuple(row["skill"]["requires"]),
            unchanged=row["part"] == Part.TARGET and own.get(row["skill"]["key"]) == text,
        )
    return tuple(sorted(by_id.values(), key=lambda e: (e.part is Part.TARGET, e.order, e.skill_key)))


def _ratings(row: SheetRow) -> dict[tuple[Party, str], Rating]:
    authors = {author["id"]: person_ref(author) for side in row["assessments"] for author in side["authors"]}
    ratings = {}
    for r in row["ratings"]:
        rating = Rating(
            expectation=r["expectation"],
            party=Party(r["party"]),
            value=Value(r["value"]) if r["value"] else None,
            comment=r["comment"] or "",
            reason=r["reason"] or "",
            version=r["version"],
            saved_at=from_iso(r["saved_at"]),
            author=authors.get(r["author"]) or PersonRef(r["author"], Text(r["author"], "")),
            evidence=tuple(_evidence(e) for e in sorted(r["evidence"], key=lambda e: (e["added_at"], e["id"]))),
            agreed=bool(r["agreed"]),
            seen=r["seen"],
            digests={"comment": r["comment_digest"], "reason": r["reason_digest"]},
        )
        ratings[(rating.party, rating.expectation)] = rating
    return ratings


def _offered(row: SheetRow, ratings: Mapping[tuple[Party, str], Rating]) -> tuple[Evidence, ...]:
    """The employee's newest pieces and every one that supports a rating of their own, the newest first: a form without
    a box for what supports a rating would take it away."""
    pieces = {e["id"]: _evidence(e) for e in row["evidence"]}
    for (party, _), rating in ratings.items():
        if party is Party.SELF:
            pieces |= {piece.id: piece for piece in rating.evidence}
    return tuple(sorted(pieces.values(), key=lambda piece: (piece.added_at, piece.id), reverse=True))


def _assessment(row: AssessmentRow) -> Assessment:
    return Assessment(
        row["id"], Party(row["party"]), row["revision"], row["draft"], _moment(row["submitted_at"]),
        tuple(sorted(author["id"] for author in row["authors"])),
    )  # fmt: skip


def _evidence(row: Node) -> Evidence:
    return Evidence(
        row["id"],
        row.get("title") or "",
        row.get("url") or "",
        row.get("note") or "",
        from_iso(row["added_at"]),
        row.get("digest") or "",
    )


def _adjustment(row: Node) -> Adjustment:
    return Adjustment(
        id=row["id"],
        expectation=row["expectation"],
        revision=row["revision"],
        value=Value(row["value"]),
        reason_code=row["reason_code"],
        text=row.get("text") or "",
        at=from_iso(row["at"]),
        by=person_ref(row["by"]),
        session=row["session"],
        standing=row["standing"],
    )


def decision_of(row: Node) -> Decision:
    """A committee's decision of a row with its node, `session` and `by`."""
    return Decision(
        id=row["id"],
        revision=row["revision"],
        value=Outcome(row["value"]),
        later_on=day(row.get("later_on")),
        text=row.get("text") or "",
        at=from_iso(row["at"]),
        by=person_ref(row["by"]),
        session=row["session"],
        standing=row["standing"],
    )


def _sign_off(row: Node) -> SignOff:
    return SignOff(
        id=row["id"],
        revision=row["revision"],
        content_hash=row.get("content_hash") or "",
        code=row.get("code") or "",
        name=row.get("name") or "",
        capacity=row.get("capacity") or "",
        at=from_iso(row.get("at") or "1970-01-01T00:00:00Z"),  # what is missing, the verification says
        by=person_ref(row["by"]),
        sentences=row.get("sentences") or "",
        shown=_object(row.get("shown")),
        recommendation=Recommendation.of(row.get("recommendation")),
    )


def _event(row: EventRow) -> RecordedEvent:
    facts = _facts(row["body"])
    return RecordedEvent(
        seq=row["seq"],
        action=row["action"],
        at=from_iso(row["at"]),
        actor=person_ref(row["actor"]),
        on_behalf_of=person_ref(row["behalf"]) if row["behalf"] else None,
        from_state=facts.get("from", ""),
        to_state=facts.get("to", ""),
        revision=facts.get("revision", 1),
        words={word["kind"]: word["text"] or "" for word in row["words"]},
        hash=row["hash"],
        outcome=Outcome.of(facts.get("value")) if row["action"] == Action.DECIDE else None,
        later_on=day(facts.get("later_on")) if row["action"] == Action.DECIDE else None,
    )


def _facts(body: str) -> dict[str, Any]:
    """An event's facts; none where somebody broke its body, which is for the verification to say, not for a page."""
    facts = _object(body).get("facts")
    return facts if isinstance(facts, dict) else {}


def _object(text: str | None) -> dict[str, Any]:
    """A JSON object, empty where there is none."""
    try:
        content = json.loads(text or "{}")
    except (ValueError, TypeError):
        return {}
    return content if isinstance(content, dict) else {}


def _session(row: SessionRow) -> SessionRef:
    return SessionRef(row["id"], Text.of(row, "name"), row["state"], day(row["meets_on"]), row["reader_is"])


def _moment(stored: str | None) -> datetime | None:
    return from_iso(stored) if stored else None
