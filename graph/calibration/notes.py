"""While a session is in progress: whom it discussed, and what its members note.

Neither is an event, and neither is in a report. A note is for the session alone; each member has one on each person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graph.calibration import rows
from graph.clock import from_iso, to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound, Reason, Refused
from graph.queries import query
from graph.review.enums import SIGNED_STATES
from graph.review.validation import WORDS

SAVE_NOTE = query("calibration/save_note")
SET_DISCUSSED = query("calibration/set_discussed")


@dataclass(frozen=True)
class MeetingNote:
    """A member's note on a person; `by` is the member's id."""

    by: str
    version: int
    text: str
    saved_at: datetime


@dataclass(frozen=True)
class SavedNote:
    """What is stored after a save. `accepted` False: the member wrote since elsewhere, or it is not `open`: the session
    is not in progress, or the review is not signed any more. `language` and `time_zone` are the member's."""

    accepted: bool
    open: bool
    version: int
    text: str
    saved_at: datetime | None
    language: str
    time_zone: str


def save_note(
    graph: Graph,
    context: Context,
    session: str,
    review: str,
    version: int,
    text: str,
    *,
    claimed: tuple[int, str] | None = None,
) -> SavedNote:
    """Saves the actor's note on a person in one statement. `version` is the one that the page had (0: none yet),
    `claimed` as in graph.workflow.saving.save_many.

    Raises NotFound where the actor does not sit in the session, it does not cover the review, or it is their own;
    Refused `too_long`.
    """
    if len(text) > WORDS:
        raise Refused((Reason("too_long", ("note",)),))
    session_version, session_key = claimed or (-1, "")
    row = graph.write_one(
        SAVE_NOTE, session=session, review=review, actor=context.actor, session_version=session_version,
        session_key=session_key, today=context.today.isoformat(), signed=SIGNED_STATES, version=version, text=text,
        now=to_iso(context.now),
    )  # fmt: skip
    if row is None:
        raise NotFound("review", review)
    return SavedNote(
        accepted=row["accepted"],
        open=row["open"],
        version=row["version"],
        text=row["text"] or "",
        saved_at=from_iso(row["saved_at"]) if row["saved_at"] else None,
        language=row["language"] or "",
        time_zone=row["time_zone"] or "",
    )


def set_discussed(graph: Graph, context: Context, session: str, review: str, *, discussed: bool) -> None:
    """Marks a person as discussed, by the actor and now, or takes the mark away; what is so already stays.

    Raises NotFound as `save_note`, Conflict where the session is not in progress or the review not signed.
    """
    row = graph.write_one(
        SET_DISCUSSED, session=session, review=review, actor=context.actor, today=context.today.isoformat(),
        signed=SIGNED_STATES, discussed=discussed, now=to_iso(context.now),
    )  # fmt: skip
    if row is None:
        raise NotFound("review", review)
    if not row["open"]:
        raise Conflict({"session": session})


def notes_of(found: Iterable[rows.NoteRow]) -> tuple[MeetingNote, ...]:
    """The notes on a person, the oldest first."""
    notes = (MeetingNote(one["by"], one["version"], one["text"] or "", from_iso(one["saved_at"])) for one in found)
    return tuple(sorted(notes, key=lambda one: (one.saved_at, one.by)))
