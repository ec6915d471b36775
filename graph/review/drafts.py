"""What people type into a review, and what is stored after a save."""

from dataclasses import dataclass
from datetime import datetime

from graph.review.enums import State, Value


@dataclass(frozen=True)
class RatingDraft:
    """One rating as typed. `version` is the one the page had (0: none yet).

    `evidence` lists the ids of all supporting pieces, None leaves them as they are; `seen` is the version of the
    sent rating that the manager had in view.
    """

    expectation: str
    version: int
    value: Value | None
    comment: str = ""
    reason: str = ""
    evidence: tuple[str, ...] | None = None
    agreed: bool = False
    seen: int | None = None


@dataclass(frozen=True)
class Saved:
    """What is stored after a save. `accepted` False: somebody wrote since, or the review is not open; nothing
    was changed, and the rest is what stands there now. `language` and `time_zone` are the writer's, '' where none is
    chosen."""

    expectation: str
    accepted: bool
    state: State
    version: int
    value: Value | None
    comment: str
    reason: str
    saved_at: datetime | None
    author: str
    draft: int
    language: str
    time_zone: str


@dataclass(frozen=True)
class EvidenceDraft:
    """A piece of evidence as typed: a link (`url`) or a note, for one or more expectations."""

    title: str
    url: str
    note: str
    expectations: tuple[str, ...]
