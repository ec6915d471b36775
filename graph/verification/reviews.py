"""What pages read of a review, held against its events: whom it is about, signatures, ratings, what a committee did.

A signature's event is the truth; the node beside it is a copy that has to say the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.audit.canonical import canonical, content_hash
from graph.audit.signed_content import SignedRating, signed_content
from graph.review.enums import Action, OtherAction
from graph.verification.adjustments import check_adjustments
from graph.verification.decisions import check_decisions
from graph.verification.events import Erasure, StoredEvent, erasure_of, json_object, words_fault
from graph.verification.faults import Fault, FaultKind, safely
from graph.verification.locks import check_locks
from graph.verification.rows import AssessmentRow, OwnRow, RatingRow, ReviewRow, SignatureRow

Subject = Mapping[str, str]
"""Person, framework version, level, target ('' for none)."""


def check_review(row: ReviewRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """Everything in which what is linked to a review differs from what its events say. What cannot be read in one part
    hides nothing of the others."""
    review, subjects = row["review"], subjects_of(events)
    yield from safely(review, _about(row, events, subjects))
    yield from safely(review, _own(row, events))
    yield from safely(review, _signatures(row, events, subjects))
    yield from safely(review, _assessments(row, events))
    yield from safely(review, check_adjustments(row, events))
    yield from safely(review, check_decisions(row, events))
    yield from safely(review, check_locks(row, events))


def subjects_of(events: Sequence[StoredEvent]) -> dict[int, Subject]:
    """Whom and which level each revision of a review is about, as assigning and repinning said."""
    subjects: dict[int, Subject] = {}
    subject: dict[str, str] = {}
    for event in events:
        if event.action in (OtherAction.ASSIGN, Action.REPIN):
            named = {key: event.facts[key] for key in ("person", "version", "level", "target") if key in event.facts}
            subject = subject | named
        subjects[event.facts.get("revision", 1)] = subject
    return subjects


def _about(row: ReviewRow, events: Sequence[StoredEvent], subjects: Mapping[int, Subject]) -> Iterator[Fault]:
    about = row["about"]
    subject = subjects.get(_number(about["revision"]), {})
    cycle = next((event.facts.get("cycle") for event in events if event.action == OtherAction.ASSIGN), None)
    arbiter = _last(events, OtherAction.APPOINT_ARBITER, "arbiter")
    for key, recorded, linked in (
        ("person", subject.get("person"), about["people"]),
        ("version", subject.get("version"), about["versions"]),
        ("level", subject.get("level"), about["levels"]),
        ("target", subject.get("target"), about["targets"]),
        ("cycle", cycle, about["cycles"]),
        ("arbiter", arbiter, about["arbiters"]),
    ):
        if sorted(linked) != ([recorded] if recorded else []):
            detail = f"{key}: recorded {recorded or 'none'}, linked to {', '.join(sorted(linked)) or 'none'}"
            yield Fault(FaultKind.RELATION, row["review"], _number(about["revision"]), detail)


def _own(row: ReviewRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    """Dates and choices that pages show and rules ask, where they differ from what the events say."""
    recorded, stored = dict(_recorded(events)), dict(row["about"]["own"])
    for key, value in stored.items():
        if (value or None) != (recorded[key] or None):
            detail = f"{key}: recorded {recorded[key]}, stands at {value}"
            yield Fault(FaultKind.STATE, row["review"], _number(row["about"]["revision"]), detail)


def _recorded(events: Sequence[StoredEvent]) -> OwnRow:
    cancelled = None
    revealed = False
    for event in events:
        if event.action in (Action.CANCEL, Action.RESTORE):
            cancelled = event.facts.get("from") if event.action == Action.CANCEL else None
        if event.action in (Action.REVEAL, Action.REPIN):
            revealed = event.action == Action.REVEAL
    return {
        "sent_at": _last(events, Action.SUBMIT),
        "shared_at": _last(events, Action.SHARE),
        "challenged": _last(events, Action.CHALLENGE, "expectations"),
        "proceeded": _last(events, Action.PROCEED, "basis"),
        "revealed": revealed,
        "closing": _last(events, Action.CLOSE, "closing"),
        "closed_at": _last(events, Action.CLOSE),
        "state_before_cancel": cancelled,
        "cycle_id": next((event.facts.get("cycle") for event in events if event.action == OtherAction.ASSIGN), None),
    }


def _last(events: Sequence[StoredEvent], action: str, fact: str = "") -> Any:
    """A fact of the last event of an action, by default its moment; None without one."""
    event = next((event for event in reversed(events) if event.action == action), None)
    return None if event is None else event.facts.get(fact) if fact else event.at


def _signatures(row: ReviewRow, events: Sequence[StoredEvent], subjects: Mapping[int, Subject]) -> Iterator[Fault]:
    review = row["review"]
    signed = {event.facts.get("revision"): event for event in events if event.action == Action.SIGN_OFF}
    found = [one["sign_off"].get("revision") for one in row["signatures"]]
    for revision in signed:
        if revision not in found:
            yield Fault(FaultKind.REMOVED, review, _number(revision), "the signature of this revision")
    for one in row["signatures"]:
        revision = one["sign_off"].get("revision")
        event = signed.get(revision)
        if event is None or found.count(revision) > 1:
            yield Fault(FaultKind.INSERTED, review, _number(revision), "a signature that no event made")
            continue
        erased = _number(revision) <= erasure_of(events).revision
        yield from safely(review, _signature(row, one, event, subjects.get(_number(revision), {}), erased=erased))


def _signature(
    row: ReviewRow, stored: SignatureRow, event: StoredEvent, subject: Subject, *, erased: bool
) -> Iterator[Fault]:
    review, sign_off = row["review"], stored["sign_off"]
    revision = _number(sign_off.get("revision"))
    for detail in _differences(row, stored, event, subject):
        yield Fault(FaultKind.SIGNATURE, review, revision, detail)
    for words in ("sentences", "name"):
        if f"{words}_digest" in event.facts:
            expected = event.facts[f"{words}_digest"]
            wrong = words_fault(sign_off.get(words), sign_off.get("salt"), expected, erased=erased)
            if wrong:
                yield Fault(FaultKind.WORDS, review, revision, f"the {words}: {wrong}")


def _differences(row: ReviewRow, stored: SignatureRow, event: StoredEvent, subject: Subject) -> Iterator[str]:
    """In what a signature, and what is linked to its revision, differs from the event that made it."""
    sign_off = stored["sign_off"]
    recorded = {key: event.facts[key] for key in _COPIED if key in event.facts} | {"at": event.at}
    for key, value in recorded.items():
        if sign_off.get(key) != value:
            yield f"{key} differs from what the event of the signature says"
    if sign_off.get("recommendation") is not None and "recommendation" not in event.facts:
        yield "a recommendation that the event of the signature does not say"
    if stored["signers"] != [event.actor]:
        yield f"signed by {event.actor}, linked to {', '.join(sorted(stored['signers'])) or 'nobody'}"
    expected = {
        "review": row["review"],
        "revision": sign_off.get("revision"),
        "person": subject.get("person"),
        "framework_version": subject.get("version"),
        "level": subject.get("level"),
        "target": subject.get("target", ""),
    }
    place = json_object(sign_off.get("place"))
    if place is None or {key: place.get(key) for key in expected} != expected:
        yield "what it says to be about differs from what the review's events say"
    sides = [side for side in row["assessments"] if side["revision"] == sign_off.get("revision")]
    shown = json_object(sign_off.get("shown")) if sign_off.get("shown") is not None else None
    ratings = [signed_rating(side["party"], rating) for side in sides for rating in side["ratings"]]
    if content_hash(signed_content(place or {}, ratings, shown)) != event.facts.get("content_hash"):
        yield "the content no longer matches the signed hash"
    agreed = sorted(
        r["expectation"] for side in sides if side["party"] == "manager" for r in side["ratings"] if r["agreed"]
    )
    if shown is not None and shown.get("agreed") != agreed:
        yield "which ratings were agreed in bulk"


_COPIED = ("content_hash", "recommendation", "sentences_digest", "name_digest", "revision", "code", "capacity")
"""What the event of a signature says and the signature repeats; events of before 2026-12 lack name, code, capacity and
recommendation."""


def _assessments(row: ReviewRow, events: Sequence[StoredEvent]) -> Iterator[Fault]:
    review, erasure = row["review"], erasure_of(events)
    for assessment in row["assessments"]:
        revision = _number(assessment["revision"])
        if assessment["id"] != f"{review}/{assessment['revision']}/{assessment['party']}":
            detail = f"the assessment {assessment['id']} is linked as that of the {assessment['party']} side"
            yield Fault(FaultKind.RELATION, review, revision, detail)
        for rating in assessment["ratings"]:
            yield from _rating(review, revision, assessment, rating, erasure)


def _rating(
    review: str, revision: int, assessment: AssessmentRow, rating: RatingRow, erasure: Erasure
) -> Iterator[Fault]:
    at, erased = f"the {assessment['party']} rating on {rating['expectation']}", revision <= erasure.revision
    for kind, text, expected in (
        ("comment", rating["comment"], rating["comment_digest"]),
        ("reason", rating["reason"], rating["reason_digest"]),
    ):
        wrong = words_fault(text, rating["salt"] if expected else None, expected, erased=erased)
        if wrong:
            yield Fault(FaultKind.WORDS, review, revision, f"{kind} of {at}: {wrong}")
    for piece in rating["evidence"]:
        there = any(piece[key] for key in ("title", "url", "note"))
        content = canonical({key: str(piece[key] or "") for key in ("title", "url", "note")})
        wrong = words_fault(content if there else "", piece["salt"], piece["digest"], erased=False)
        if wrong or not piece["digest"]:
            yield Fault(FaultKind.WORDS, review, revision, f"evidence of {at}: {wrong or 'has no digest'}")


def signed_rating(party: str, rating: RatingRow) -> SignedRating:
    return SignedRating(
        party=party,
        expectation=rating["expectation"],
        value=str(rating["value"] or ""),
        comment=str(rating["comment_digest"] or ""),
        reason=str(rating["reason_digest"] or ""),
        author=str(rating["author"] or ""),
        saved_at=str(rating["saved_at"] or ""),
        evidence=tuple(str(piece["digest"] or "") for piece in rating["evidence"]),
    )


def _number(revision: Any) -> int:
    return revision if type(revision) is int else 0
