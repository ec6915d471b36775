"""Packs and workers in the graph: statements in, records out; no rule."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from graph.clock import from_iso
from graph.pack.records import PackJob, PackState
from graph.queries import query
from graph.review.reading import person_ref
from graph.review.records import PersonRef
from graph.review.states import SIGNED
from graph.text import Text

ASK = query("pack/ask")
PACK = query("pack/pack")
LOG_DOWNLOAD = query("pack/log_download")
TAKE = query("pack/take")
PROGRESS = query("pack/progress")
PUT_BACK = query("pack/put_back")
MOVE = query("pack/move")
UNFINISHED = query("pack/unfinished")
OUTLIVED = query("pack/outlived")
KEPT = query("pack/kept")
BEAT = query("pack/beat")
LEAVE = query("pack/leave")
WORKERS = query("pack/workers")

SIGNED_STATES = sorted(state.value for state in SIGNED)


def job(
    stored: Mapping[str, Any],
    session: str,
    reviews: Iterable[str] = (),
    asker: Mapping[str, Any] | None = None,
    *,
    is_open: bool = True,
    may_cancel: bool = False,
) -> PackJob:
    """The record of a stored pack."""
    return PackJob(
        id=stored["id"],
        session=session,
        asker=person_ref(asker) if asker else PersonRef(stored["asker"], Text(stored["asker"], "")),
        language=stored["language"],
        paper=stored["paper"],
        state=PackState(stored["state"]),
        asked_at=from_iso(stored["asked_at"]),
        reviews=tuple(sorted(reviews)),
        open=is_open,
        done=stored["done"],
        of=stored["of"],
        attempts=stored["attempts"],
        started_at=_moment(stored.get("started_at")),
        ended_at=_moment(stored.get("ended_at")),
        key=stored.get("key") or "",
        sha256=stored.get("sha256") or "",
        pages=stored.get("pages") or 0,
        people=stored.get("people") or 0,
        why=stored.get("why") or "",
        detail=stored.get("detail") or "",
        living=stored.get("living") or "",
        taken_by=stored.get("taken_by") or "",
        may_cancel=may_cancel,
    )


def job_of(reader: str, session: str, seat: str, row: Mapping[str, Any]) -> PackJob:
    """The record of a row (pack, asker, reviews, open) for a reader in a seat; asker and facilitators may cancel."""
    return job(
        row["pack"], session, row["reviews"], row["asker"],
        is_open=row["open"], may_cancel=row["pack"]["asker"] == reader or seat == "facilitator",
    )  # fmt: skip


def _moment(stored: str | None) -> datetime | None:
    return from_iso(stored) if stored else None
