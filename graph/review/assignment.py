"""Assigning the reviews of a cycle, each with its first event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.audit.chain import GENESIS, compose
from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import State


@dataclass(frozen=True)
class Assignment:
    """One review to be assigned in a cycle; `target` is '' for none."""

    review: str
    person: str
    version: str
    level: str
    target: str
    self_due: date
    manager_due: date


ASSIGN = query("review/assign")


_BATCH = 500


def assign(graph: Graph, context: Context, cycle: str, appointments: Sequence[Assignment], relied_on: str) -> int:
    """Assigns reviews, each with its first event; those already there stay. The number of new ones.

    In batches, of each all or none. Raises NotFound if a person, version or level of an appointment is not in the
    graph; Refused `second_review` (person and reviews) where somebody has, or would have, another review of this role
    in the cycle that is not cancelled, `nothing_expected` (people) for a level at which nothing is expected,
    `draft_version` (versions) for one that is not published, `no_manager` (people) for who has none today.
    """
    created = 0
    for start in range(0, len(appointments), _BATCH):
        batch = appointments[start : start + _BATCH]
        rows = graph.write_many(
            ASSIGN,
            cycle=cycle,
            today=context.today.isoformat(),
            rows=[first_row(context, cycle, one, relied_on) for one in batch],
        )
        missing = {one.review for one in batch} - {row["review"] for row in rows}
        if missing:
            raise NotFound("person, version or level of review", ", ".join(sorted(missing)))
        reasons = _reasons_against(batch, {row["review"]: row for row in rows})
        if reasons:
            raise Refused(reasons)
        created += sum(row["created"] for row in rows)
    return created


def _reasons_against(batch: Sequence[Assignment], rows: Mapping[str, Mapping[str, Any]]) -> tuple[Reason, ...]:
    second = [Reason("second_review", (one.person, *rows[one.review]["taken"])) for one in batch]
    empty = [one.person for one in batch if not rows[one.review]["asks"]]
    unpublished = dict.fromkeys(one.version for one in batch if not rows[one.review]["published"])
    unmanaged = dict.fromkeys(one.person for one in batch if not rows[one.review]["managed"])
    return (
        *(one for one in second if len(one.about) > 1),
        *((Reason("nothing_expected", tuple(empty)),) if empty else ()),
        *((Reason("draft_version", tuple(unpublished)),) if unpublished else ()),
        *((Reason("no_manager", tuple(unmanaged)),) if unmanaged else ()),
    )


def first_row(context: Context, cycle: str, one: Assignment, relied_on: str) -> dict[str, Any]:
    """A review as statements take it: what it is about, its properties, its first event."""
    facts = {
        "from": "",
        "to": State.ASSIGNED.value,
        "revision": 1,
        "cycle": cycle,
        "person": one.person,
        "version": one.version,
        "level": one.level,
        "target": one.target,
    }
    event = compose(context, one.review, 0, GENESIS, "assign", facts, relied_on=relied_on)
    properties = {
        "state": State.ASSIGNED.value,
        "revision": 1,
        "seq": event.seq,
        "head": event.hash,
        "cycle_id": cycle,
        "self_due": one.self_due.isoformat(),
        "manager_due": one.manager_due.isoformat(),
    }
    return {
        "review": one.review,
        "person": one.person,
        "version": one.version,
        "level": one.level,
        "target": one.target,
        "properties": properties,
        "event": event.params(),
    }
