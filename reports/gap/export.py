"""The machine-readable copy inside a gap report: the same facts as canonical JSON."""

from typing import Any

from graph.audit.canonical import canonical
from graph.clock import to_iso
from graph.report.models import Dossier
from graph.review.enums import Part
from graph.review.models import Adjustment, Decision, Evidence, LevelRef, PersonRef, Rating
from graph.text import Text
from reports.gap import rules
from reports.gap.models import Brief, GapReport, Variant
from reports.gap.rules import Judged

FORMAT = "plumbline-gap-report/1"


def as_json(dossier: Dossier, report: GapReport) -> str:
    """The report's facts as canonical JSON. The employee's copy has no flags, comparable people or members' names.

    `dossier` is the cleaned one the report was built from.
    """
    head, seal = dossier.sheet.head, report.seal
    content: dict[str, Any] = {
        "format": FORMAT,
        "review": head.id,
        "revision": head.revision,
        "variant": report.variant.value,
        "language": report.language,
        "as_of": to_iso(report.as_of),
        "content_hash": seal.content_hash,
        "verify_code": seal.code,
        "person": _person(head.person),
        "manager": _person(head.manager) if head.manager else None,
        "level": _level(head.level),
        "level_since": head.level_since.isoformat() if head.level_since else None,
        "target": _level(head.target) if head.target else None,
        "framework": head.framework.version_id,
        "cycle": {"id": head.cycle.id, "name": _text(head.cycle.name)},
        "current": [_judged(dossier, report, j) for j in rules.judge(dossier.sheet, Part.CURRENT)],
        "towards": [_judged(dossier, report, j) for j in rules.judge(dossier.sheet, Part.TARGET)],
    }
    if report.variant is not Variant.BLANK:
        content |= _signed(dossier, report)
    if report.variant is Variant.COMMITTEE and report.brief:
        content |= _for_the_committee(dossier, report.brief)
    return canonical(content)


def _signed(dossier: Dossier, report: GapReport) -> dict[str, Any]:
    signature = dossier.sheet.sign_off
    named = report.variant is Variant.COMMITTEE
    return {
        "statement": report.statement,
        "decisions": [_decision(one, named=named) for one in dossier.sheet.decisions],
        "signed": {
            "by": _person(signature.by),
            "name": signature.name,
            "capacity": signature.capacity,
            "in_place_of": _person(signature.in_place_of) if signature.in_place_of else None,
            "at": to_iso(signature.at),
            "recommendation": signature.recommendation.value if signature.recommendation else None,
            "sentences": signature.sentences,
        }
        if signature
        else None,
        "record": [
            {
                "at": entry.at.parts[0].value,
                "who": str(entry.who),
                "what": entry.what.parts[0].value,
                "words": entry.words,
            }
            for entry in report.record
        ],
    }


def _for_the_committee(dossier: Dossier, brief: Brief) -> dict[str, Any]:
    return {
        "flags": [
            {"expectation": j.expectation.id, "flags": [flag.value for flag in rules.flags(j)]}
            for j in rules.judge(dossier.sheet, Part.CURRENT)
            if rules.flags(j)
        ],
        "look_here": [look.text.parts[0].value for look in brief.look],
        "comparable": [
            {
                "expectation": c.expectation,
                "people": c.people,
                "managers": c.managers,
                "counts": {value.value: n for value, n in c.counts.items()},
            }
            for c in (dossier.comparables[row.expectation] for row in brief.rows if _compared(dossier, row.expectation))
        ],
    }


def _compared(dossier: Dossier, expectation: str) -> bool:
    flagged = {j.expectation.id for j in rules.judge(dossier.sheet, Part.CURRENT) if rules.stands_out(j)}
    return expectation in flagged and expectation in dossier.comparables


def _judged(dossier: Dossier, report: GapReport, judged: Judged) -> dict[str, Any]:
    e = judged.expectation
    content: dict[str, Any] = {
        "expectation": e.id,
        "skill": {"key": e.skill_key, "name": _text(e.skill)},
        "category": _text(e.category),
        "required": e.required,
        "text": _text(e.text),
        "unchanged": e.unchanged,
    }
    if report.variant is Variant.BLANK:
        return content
    adjustments = [a for a in dossier.sheet.adjustments if a.expectation == e.id]
    return content | {
        "self": _rating(judged.mine),
        "manager": _rating(judged.theirs),
        "calibrated": judged.calibrated.value if judged.calibrated else None,
        "last_cycle": judged.last_value.value if judged.last_value else None,
        "adjustments": [_adjustment(a, named=report.variant is Variant.COMMITTEE) for a in adjustments],
    }


def _rating(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    return {
        "value": rating.value.value if rating.value else None,
        "comment": rating.comment,
        "reason": rating.reason,
        "agreed": rating.agreed,
        "evidence": [_evidence(piece) for piece in rating.evidence],
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {"id": piece.id, "title": piece.title, "url": piece.url, "note": piece.note, "added": to_iso(piece.added_at)}


def _adjustment(adjustment: Adjustment, *, named: bool) -> dict[str, Any]:
    return {
        "value": adjustment.value.value,
        "reason_code": adjustment.reason_code,
        "sentence": adjustment.text,
        "at": to_iso(adjustment.at),
        "by": adjustment.by.id if named else None,
        "standing": adjustment.standing,
        "revision": adjustment.revision,
    }


def _decision(decision: Decision, *, named: bool) -> dict[str, Any]:
    return {
        "value": decision.value.value,
        "later_on": decision.later_on.isoformat() if decision.later_on else None,
        "sentence": decision.text,
        "at": to_iso(decision.at),
        "by": decision.by.id if named else None,
        "standing": decision.standing,
        "revision": decision.revision,
    }


def _person(person: PersonRef) -> dict[str, Any]:
    return {"id": person.id, "name": _text(person.name)}


def _level(level: LevelRef) -> dict[str, Any]:
    return {"id": level.id, "role": _text(level.role), "level": _text(level.level)}


def _text(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}
