"""Making a pack: dossiers in, one PDF out, with memory that does not grow with the people."""

import pickle
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graph.report.models import Dossier
from reports.errors import ReportError
from reports.pack.model import front, in_order
from reports.pack.models import Person, Scope
from reports.pack.pdf_merge import Binder
from reports.pack.worker_pool import WorkerPool
from reports.wording import Language

if TYPE_CHECKING:  # this process only puts pieces together: it does without the renderer, which takes memory
    from reports.render import Paper

WORKERS = 2
"""How many processes lay out. Each takes up to 300 MB, so this is not the number of cores."""
PEOPLE_PER_TASK = 6
"""At most; towards the end tasks get smaller, so that no worker waits long for the last one."""

_FOLDER_PREFIX = ".plumbline-pack-"
"""How the folder begins in which a pack grows, in a folder that others may use, too."""
ABANDONED_SECONDS = 86_400.0
"""The age from which a folder of pieces belongs to a making that was killed: none takes a day."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Pack:
    """A pack as a file: `sha256` is the file's own, in hex.

    `code_points` are those of the characters that no font has and that are shown as such, by review.
    """

    path: Path
    sha256: str
    pages: int
    people: int
    code_points: dict[str, tuple[str, ...]]


@dataclass
class _Making:
    """How a pack is to be, and where its pieces lie meanwhile."""

    scope: Scope
    folder: Path
    pool: WorkerPool
    binder: Binder
    on_progress: Progress
    common: dict[str, Any]
    people: int = 0
    pages: dict[int, int] = field(default_factory=dict)
    code_points: dict[int, tuple[str, ...]] = field(default_factory=dict)


def make(
    scope: Scope,
    dossiers: Iterable[Dossier],
    target: Path,
    *,
    language: Language = "en",
    paper: "Paper" = "A4",
    base_url: str = "",
    on_progress: Progress = lambda done, of: None,
    show_missing: bool = False,
    workers: int = WORKERS,
) -> Pack:
    """Writes the pack of `dossiers` to `target`; the same content as of the same moment gives the same bytes.

    Dossiers are taken one by one and wait on disk beside `target`. `on_progress(done, of)` hears of each report that is
    laid out; what it raises ends the making, and nothing is left behind. Raises ReportError where nobody is in it,
    NotSigned, GlyphMissing (with `show_missing` such characters are shown as code points), ReportError for any warning
    of the renderer.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(target.parent)
    with TemporaryDirectory(prefix=_FOLDER_PREFIX, dir=target.parent) as name, WorkerPool(workers) as pool:
        folder = Path(name)
        unfinished = folder / "pack.pdf"
        common = {
            "folder": name, "language": language, "paper": paper, "base_url": base_url, "show_missing": show_missing,
            "as_of": scope.as_of.isoformat(), "time_zone": scope.time_zone, "meets_on": scope.meets_on.isoformat(),
        }  # fmt: skip
        with unfinished.open("wb") as file:
            making = _Making(scope, folder, pool, Binder(file), on_progress, common)
            people = _read(making, dossiers)
            _lay(making, people)
            _front(making, [person for person, _ in people])
            digest, pages = making.binder.close()
        unfinished.chmod(0o600)
        unfinished.replace(target)
    shown = {people[n - 1][0].review: codes for n, codes in sorted(making.code_points.items())}
    return Pack(target, digest, pages, len(people), shown)


def _sweep(folder: Path) -> None:
    """Removes what makings that were killed left beside their target."""
    for left in folder.glob(f"{_FOLDER_PREFIX}*"):
        if left.is_dir() and not left.is_symlink() and time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _read(making: _Making, dossiers: Iterable[Dossier]) -> list[tuple[Person, Path]]:
    """Everybody in the pack's order, with the file that their dossier waits in."""
    paths, futures = [], []
    for number, dossier in enumerate(dossiers, start=1):
        path = making.folder / f"{number}.dossier"
        path.write_bytes(pickle.dumps(dossier))
        paths.append(path)
        futures.append(making.pool.submit({"do": "judge", "dossier": str(path), **making.common}))
        making.on_progress(0, number)
    if not paths:
        raise ReportError("nobody is signed off, so there is nothing to make a pack of")
    for _ in making.pool.answers(futures):
        pass
    at = {path: _person(path) for path in paths}
    where = {person.review: path for path, person in at.items()}
    return [(person, where[person.review]) for person in in_order(at.values())]


def _person(path: Path) -> Person:
    person: Person = pickle.loads(path.with_suffix(".person").read_bytes())  # noqa: S301 - our own worker wrote it
    return person


def _lay(making: _Making, people: Sequence[tuple[Person, Path]]) -> None:
    numbered = [(number, str(path)) for number, (_, path) in enumerate(people, start=1)]
    making.people = len(people)
    making.on_progress(0, making.people)
    futures = [
        making.pool.submit({"do": "lay", "people": numbered[ours], "of": len(people), **making.common})
        for ours in _shares(len(people), making.pool.size)
    ]
    _bind(making, futures)


def _shares(people: int, workers: int) -> Iterator[slice]:
    """How the people fall into tasks."""
    at = 0
    while at < people:
        share = max(1, min(PEOPLE_PER_TASK, (people - at) // (2 * workers)))
        yield slice(at, at + share)
        at += share


def _front(making: _Making, people: list[Person]) -> None:
    lengths = [making.pages[number] for number in range(1, len(people) + 1)]
    whole = front(making.scope, people, lengths, making.common["language"], making.common["paper"])
    path = making.folder / "front"
    path.write_bytes(pickle.dumps(whole))
    # One by one: a full page of the overview has two thousand cells, and takes 150 MB to lay out.
    futures = [
        making.pool.submit({"do": "front", "front": str(path), "sheet": number, **making.common})
        for number in range(1, len(whole.sheets) + 1)
    ]
    _bind(making, futures)


def _bind(making: _Making, futures: "list[Future[None]]") -> None:
    """Binds in what comes, in its order and not as it comes, so that the same people give the same bytes."""
    ready: dict[int, dict[str, Any]] = {}
    following = 1
    for answer in making.pool.answers(futures):
        if "laid" in answer:
            making.pages[answer["laid"]] = answer["pages"]
            if answer["code_points"]:
                making.code_points[answer["laid"]] = tuple(answer["code_points"])
            making.on_progress(len(making.pages), making.people)
        if "parts" in answer:
            ready[answer["first"]] = answer
        while path := ready.pop(following, None):
            for part, position in path["parts"]:
                making.binder.add(Path(part), tuple(position))
                Path(part).unlink()
            following = path["last"] + 1
