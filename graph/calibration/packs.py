"""A session's packs, as jobs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from graph.clock import from_iso
from graph.review.mapping import person_ref
from graph.review.models import PersonRef
from graph.review.rows import PersonRow
from graph.text import Text


class PackState(StrEnum):
    """Where a pack stands. Waiting, making and ready are living: the same content is not asked for twice."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


UNFINISHED = frozenset({PackState.WAITING, PackState.MAKING})


@dataclass(frozen=True)
class PackJob:
    """One pack of a session. `done` of `of` reports are laid out; `key` is where the file lies in the store.

    `why` is a word for what made it fail (`Why`), `detail` more of it, such as the characters without a font. `open` is
    False once something in it is no longer signed or covered: it is not to be read any more. `living` is the digest of
    what was asked for, '' once it may be asked for anew. `since`: it holds only whom something was done with since
    then; None holds everybody. One that was read by itself says how its session is called and when it meets.
    """

    id: str
    session: str
    asker: PersonRef
    language: str
    paper: str
    state: PackState
    asked_at: datetime
    reviews: tuple[str, ...]
    open: bool = True
    done: int = 0
    of: int = 0
    attempts: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    key: str = ""
    sha256: str = ""
    pages: int = 0
    people: int = 0
    why: str = ""
    detail: str = ""
    living: str = ""
    taken_by: str = ""
    may_cancel: bool = False
    since: datetime | None = None
    session_name: Text | None = None
    meets_on: date | None = None

    @property
    def unfinished(self) -> bool:
        """Whether it still waits or is in the making."""
        return self.state in UNFINISHED

    def seconds_left(self, now: datetime) -> int | None:
        """About how long it still takes, by the reports laid out so far; None while that cannot be told."""
        if self.state is not PackState.MAKING or not self.done or self.started_at is None or not self.of:
            return None
        elapsed = max(0.0, (now - self.started_at).total_seconds())
        return round(elapsed / self.done * (self.of - self.done)) + 1


def job(
    stored: Mapping[str, Any],
    session: str,
    reviews: Iterable[str] = (),
    asker: PersonRow | None = None,
    *,
    is_open: bool = True,
    may_cancel: bool = False,
) -> PackJob:
    """A pack, from its node's properties, its session, the reviews in it, and who asked (by id alone where None)."""
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
        since=_moment(stored.get("since")),
    )


def job_of(reader: str, session: str, seat: str, row: Mapping[str, Any]) -> PackJob:
    """A pack, from a row (pack, asker, reviews, open), for a reader in a seat; asker and facilitators may cancel it."""
    return job(
        row["pack"], session, row["reviews"], row["asker"],
        is_open=row["open"], may_cancel=row["pack"]["asker"] == reader or seat == "facilitator",
    )  # fmt: skip


def _moment(stored: str | None) -> datetime | None:
    return from_iso(stored) if stored else None
