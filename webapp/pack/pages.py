"""What the part "Pack" of a session's page shows, and the page for a pack that cannot be had."""

from dataclasses import dataclass
from datetime import datetime

from graph.calibration.packs import PackJob, PackState
from webapp.pack.forms import PackForm


@dataclass(frozen=True)
class ListedPack:
    """One pack of the list. `current`: nothing in it has changed since; `minutes` it still takes, None if unknown."""

    job: PackJob
    current: bool
    minutes: int | None

    @property
    def to_read(self) -> bool:
        """Whether it can be downloaded."""
        return self.job.state is PackState.READY and self.job.open


@dataclass(frozen=True)
class Packs:
    """The packs of a session for one reader. `people` are those whom a new one would hold, `changed` those of them with
    whom something was done since the newest."""

    session: str
    people: int
    changed: int
    listed: tuple[ListedPack, ...]
    worker_seen: bool
    form: PackForm
    at: datetime

    @property
    def unfinished(self) -> bool:
        """Whether the page should look again soon."""
        return any(one.job.unfinished for one in self.listed)


@dataclass(frozen=True)
class LostPage:
    """A pack that cannot be had any more: why is 'expired', 'changed' or 'lost'."""

    job: PackJob
    why: str
