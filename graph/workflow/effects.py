"""What an action changes beside the state: properties, copies of assessments, signature, adjustment, decision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.audit.canonical import canonical
from graph.audit.chain import digest
from graph.clock import to_iso
from graph.context import Context
from graph.review.enums import Action, Outcome, Part, Party, State
from graph.review.full_review import FullReview
from graph.review.models import Expectation
from graph.review.signature import content_hash_of, shown_of, subject_of
from graph.workflow.commands import Command
from graph.workflow.table import Row, To

_CODE_GROUPS = 5


@dataclass(frozen=True)
class Effects:
    """The parts of `workflow/advance` that differ by action; `facts` enter the event's body, `texts` as digests.

    `place` is the level at which no other living review may be; `opens` says that its cycle is open afterwards.
    `overruled` are the ratings of which no former adjustment stands any more.
    """

    to: State
    revision: int
    changes: dict[str, Any] = field(default_factory=dict)
    copies: list[dict[str, Any]] = field(default_factory=list)
    moves: Mapping[str, str] | None = None
    pin: list[dict[str, str]] = field(default_factory=list)
    signature: list[dict[str, Any]] = field(default_factory=list)
    adjustment: list[dict[str, Any]] = field(default_factory=list)
    decision: list[dict[str, Any]] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    place: list[str] = field(default_factory=list)
    opens: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    draft_of: Party | None = None


def effects_of(
    context: Context, row: Row, now: FullReview, command: Command, unchanged: Mapping[str, str] | None = None
) -> Effects:
    """The effects of taking `row`. `unchanged` maps expectations to those of the same text at a new pin."""
    to = _target(row, now, command)
    revision = now.head.revision + int(row.new_revision)
    texts = {kind: text.strip() for kind, text in command.words.items() if text.strip()}
    if row.action is Action.SIGN_OFF:
        texts.pop("sentences", None)
    base: dict[str, Any] = {"to": to, "revision": revision, "texts": texts}
    special = _SPECIAL.get(row.action)
    if special:
        base |= special(context, now, command)
    if row.action is Action.REPIN:
        base |= _repin(now, command, unchanged or {})
    elif row.new_revision:
        base["copies"] = _copies_to(now, revision)
        base["changes"] = {**base.get("changes", {}), "ratings_changed": None}
    if command.due and "new_due_date" in row.guards:
        due = "manager_due" if to is State.MANAGER_DRAFT else "self_due"
        base["changes"] = {**base.get("changes", {}), due: command.due.isoformat()}
        base["facts"] = {**base.get("facts", {}), "due": command.due.isoformat()}
    return Effects(**base)


def _target(row: Row, now: FullReview, command: Command) -> State:
    first = row.to[0]
    if first is To.BEFORE:
        return now.head.state_before_cancel or State.ASSIGNED
    if first is To.FRESH:
        return State.ASSIGNED if now.head.state is State.ASSIGNED else State.SELF_DRAFT
    return command.to if command.to in row.to else State(first)


def _copies_to(now: FullReview, revision: int) -> list[dict[str, Any]]:
    return [
        {"source": side.id, "target": f"{now.head.id}/{revision}/{party}", "party": party.value, "submitted_at": None}
        for party, side in now.sheet.assessments.items()
    ]


def _submit(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    own = now.sheet.assessments[Party.SELF]
    at = to_iso(context.now)
    target = f"{now.head.id}/{now.head.revision}/{Party.SENT}"
    return {
        "changes": {"sent_at": at},
        "copies": [{"source": own.id, "target": target, "party": Party.SENT.value, "submitted_at": at}],
        "draft_of": Party.SELF,
        "facts": {"draft": own.draft},
    }


def _reveal(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    own = now.sheet.assessments[Party.MANAGER]
    target = f"{now.head.id}/{now.head.revision}/{Party.BLIND}"
    return {
        "changes": {"revealed": True},
        "copies": [
            {"source": own.id, "target": target, "party": Party.BLIND.value, "submitted_at": to_iso(context.now)}
        ],
        "draft_of": Party.MANAGER,
        "facts": {"draft": own.draft},
    }


def _proceed(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    return {"changes": {"proceeded": command.confirm}, "facts": {"basis": command.confirm}}


def _sign(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    salt, sentences = context.new_id(), command.text_of("sentences")
    signature = {
        "id": f"{now.head.id}/{now.head.revision}/signature",
        "revision": now.head.revision,
        "content_hash": content_hash_of(now.sheet),
        "place": canonical(subject_of(now.sheet)),
        "shown": canonical(shown_of(now.sheet)),
        "code": verify_code(context.new_id),
        "name": command.name.strip(),
        "capacity": "manager",
        "at": to_iso(context.now),
        "recommendation": command.recommendation.value if command.recommendation else None,
        "sentences": sentences,
        "salt": salt,
        "sentences_digest": digest(salt, sentences),
        "name_digest": digest(salt, command.name.strip()),
    }
    copied = ("content_hash", "revision", "recommendation", "sentences_digest", "name_digest", "code", "capacity")
    facts = {key: signature[key] for key in copied}
    facts["nonce"] = context.new_id()  # without any words the event's hash would confirm guessed ratings before sharing
    return {"signature": [signature], "draft_of": Party.MANAGER, "facts": facts}


def _adjust(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    named, value = command.expectations[0], command.value
    rating, own = now.sheet.rating(Party.MANAGER, named), now.sheet.assessments[Party.MANAGER]
    standing = now.sheet.calibrated(named)
    adjustments = []
    if value is not None and (rating is None or rating.value is not value):
        salt, text = context.new_id(), command.text_of("reason")
        properties = {
            "value": value.value,
            "reason_code": command.reason_code,
            "text": text,
            "salt": salt,
            "text_digest": digest(salt, text),
            "at": to_iso(context.now),
            "standing": True,
        }
        adjustments = [
            {"id": context.new_id(), "rating": f"{own.id}/{named}", "session": _session(now), "properties": properties}
        ]
    return {
        "adjustment": adjustments,
        "overruled": [f"{own.id}/{named}"],
        "facts": {
            "expectation": named,
            "value": value.value if value else "",
            "before": standing.value.value if standing else "",
            "manager": rating.value.value if rating and rating.value else "",
            "reason_code": command.reason_code,
        },
    }


def _decide(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    assert command.outcome is not None  # a guard asks for it
    later = command.later_on if command.outcome is Outcome.LATER else None
    standing = now.sheet.decision
    one, salt, text = context.new_id(), context.new_id(), command.text_of("sentence")
    facts = {"value": command.outcome.value, "later_on": later.isoformat() if later else ""}
    properties = {
        **facts,
        "revision": now.head.revision,
        "text": text,
        "salt": salt,
        "text_digest": digest(salt, text),
        "at": to_iso(context.now),
        "standing": True,
    }
    return {
        "decision": [{"id": one, "session": _session(now), "properties": properties}],
        "facts": {**facts, "decision": one, "session": _session(now), "before": standing.value if standing else ""},
    }


def _session(now: FullReview) -> str:
    """The session by whose seat the actor acts."""
    return next(edge["session"] for edge in now.edges.values() if "session" in edge)


def _share(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    return {"changes": {"shared_at": to_iso(context.now)}}


def _challenge(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    named = sorted(set(command.expectations))
    return {"changes": {"challenged": named}, "facts": {"expectations": named}}


def _close(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    left = now.leaves_on is not None and now.leaves_on < now.today
    recorded = "" if now.head.state is not State.SHARED else "left" if left else "not_acknowledged"
    return {"changes": {"closed_at": to_iso(context.now), "closing": recorded}, "facts": {"closing": recorded}}


def _cancel(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    return {"changes": {"state_before_cancel": now.head.state.value}}


def _restore(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    return {"changes": {"state_before_cancel": None}, "place": [now.head.level.id], "opens": True}


def _reopen(context: Context, now: FullReview, command: Command) -> dict[str, Any]:
    """A closed cycle would take none of the work that is asked for."""
    return {"opens": True, "facts": {"cycle": "open"} if now.head.cycle.state == "closed" else {}}


def _repin(now: FullReview, command: Command, unchanged: Mapping[str, str]) -> dict[str, Any]:
    pin = command.pin
    if pin is None:
        return {}
    return {
        "copies": _copies_to(now, now.head.revision + 1),
        "moves": unchanged,
        "pin": [{"version": pin.version, "level": pin.level, "target": pin.target}],
        "place": [pin.level],
        "changes": {"revealed": False},
        "facts": {"version": pin.version, "level": pin.level, "target": pin.target, "kept": len(unchanged)},
    }


def unchanged_expectations(
    old: tuple[Expectation, ...], new: Mapping[tuple[Part, str], tuple[str, str, str]]
) -> dict[str, str]:
    """Which expectations keep their ratings over a repin: those whose text is the same for the same skill.

    `new` maps (part, skill key) to (id, text_en, text_zh).
    """
    unchanged = {}
    for e in old:
        successor = new.get((e.part, e.skill_key))
        if successor and successor[1:] == (e.text.en, e.text.zh):
            unchanged[e.id] = successor[0]
    return unchanged


def verify_code(ids: Callable[[], str]) -> str:
    """A long random code to check a report by: 20 hex digits (80 bits) in groups of four."""
    digits = digest(ids(), ids())[: 4 * _CODE_GROUPS]
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


_SPECIAL: dict[Action, Callable[[Context, FullReview, Command], dict[str, Any]]] = {
    Action.SUBMIT: _submit,
    Action.REVEAL: _reveal,
    Action.PROCEED: _proceed,
    Action.SIGN_OFF: _sign,
    Action.ADJUST: _adjust,
    Action.DECIDE: _decide,
    Action.SHARE: _share,
    Action.CHALLENGE: _challenge,
    Action.CLOSE: _close,
    Action.CANCEL: _cancel,
    Action.RESTORE: _restore,
    Action.REOPEN: _reopen,
}
