"""Making the pack of a session, as one person may read it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import cast

from graph.calibration.models import Session
from graph.calibration.service import session as session_of
from graph.context import Context
from graph.driver import Graph
from graph.report.dossier import read_dossier
from graph.report.models import Dossier
from graph.workflow.policy import Permission
from reports.pack import make
from reports.pack.make import Pack, Progress
from reports.pack.models import Scope
from reports.render import Paper
from reports.wording import Language
from webapp.name_order import told_apart
from webapp.settings import Settings

LANGUAGES = ("en", "zh")
PAPERS = ("A4", "Letter")


def make_pack(
    graph: Graph,
    settings: Settings,
    context: Callable[[], Context],
    session_id: str,
    reviews: Sequence[str],
    target: Path,
    *,
    language: str,
    paper: str,
    on_progress: Progress = lambda done, of: None,
    show_missing: bool = False,
    since: datetime | None = None,
) -> Pack:
    """Writes the pack of some reviews of a session to `target`. `act()` is an act of the reader, now.

    Its moments are said by the clocks of the first review's cycle. `since`: it is said to hold what changed since then.

    Each reading is checked and logged as that of a single report. Raises NotFound where the reader may not have the
    session or a review, NotSigned, GlyphMissing, ReportError, and what `on_progress` raises.
    """
    session = session_of(graph, context(), session_id)
    dossiers = _dossiers(graph, context, reviews)
    first = next(dossiers, None)
    time_zone = first.sheet.head.cycle.time_zone if first else settings.time_zone
    return make(
        replace(_scope(session, frozenset(reviews), context().now, time_zone, language), since=since),
        chain([first] if first else [], dossiers),
        target,
        language=cast(Language, language),
        paper=cast(Paper, paper),
        base_url=settings.public_address,
        on_progress=on_progress,
        show_missing=show_missing,
    )


def _dossiers(graph: Graph, context: Callable[[], Context], reviews: Sequence[str]) -> Iterator[Dossier]:
    for review in reviews:
        yield read_dossier(graph, context(), review, Permission.READ_COMMITTEE_REPORT)


def _scope(session: Session, within: frozenset[str], now: datetime, time_zone: str, language: str) -> Scope:
    """What the cover says, people of one name with their ids; whoever is signed off and yet not in it is left out for
    the reader's sake, unnamed."""
    covered = (one.review.person for one in session.reviews)
    people = (*(member.person for member in session.members), *covered)
    names = told_apart(people, lambda name: name.to(language).value)
    return Scope(
        session=session.id,
        name=session.name,
        meets_on=session.meets_on,
        as_of=now,
        time_zone=time_zone,
        members=tuple(names[member.person.id].name for member in session.members),
        missing=tuple(
            names[one.review.person.id].name
            for one in session.reviews
            if not one.signed and one.review.id not in within
        ),
    )
