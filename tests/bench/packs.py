"""A pack of 100 people beside the sum of their single reports, and the memory of everything that makes it.

`python -m tests.bench.packs COUNT FILE` makes one pack in a process of its own, as a worker would.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import psutil

from graph.report.models import Dossier
from graph.review.enums import Value
from graph.review.models import PersonRef
from graph.text import Text
from reports.gap import Variant, gap_report
from reports.pack import Scope, make
from tests.bench.bench import Bench
from tests.bench.figures import Figure, Goal
from tests.bench.memory import held
from tests.bench.watch import middle, milliseconds
from tests.reports.dossiers import LEVELS, dossier, met, usual

MOST_MB = 900
SINGLES, WARM_UP = 10, 2
ROWS, OPTIONAL = 40, 6
ADDRESS = "https://plumbline.example"
SCOPE = Scope(
    "cs-1", Text("LLM engineers", "大模型工程师"), date(2026, 12, 9), datetime(2026, 12, 2, 9, 30, tzinfo=UTC),
    "Asia/Shanghai", (), (),
)  # fmt: skip


def pack_100(bench: Bench) -> Iterator[Figure]:
    """100 reviews of 40 expectations. The single reports' sum is the median of ten of them, warm, times 100.

    Memory is the proportional set size (PSS) of the maker, its workers and their forks, summed, looked at ten times a
    second; what processes share counts once.
    """
    count, more = (10, 30) if bench.quick else (100, 300)
    single = middle(_singles()) / 1000
    seconds, peak = _made(count, bench.folder)
    note = f"sum of {count} singles estimated from the median of {SINGLES}"
    yield Figure("pack_100", seconds, "s", Goal("ratio", most=0.35), single * count, note)
    yield Figure("pack_100_memory", peak, "MB", Goal("value", most=MOST_MB), note="peak PSS of all its processes")
    _seconds, larger = _made(more, bench.folder)
    # A peak that is looked at ten times a second is known to a few per cent.
    yield Figure("pack_300_memory", larger, "MB", Goal("ratio", most=1.05), peak, f"{more} people beside {count}")


def somebody(number: int) -> Dossier:
    """One of the people: two levels, a third of them with nothing off the line."""
    cases = usual(ROWS, OPTIONAL)
    if number % 3 == 0:
        cases = [met(n, required=n < ROWS - OPTIONAL) for n in range(ROWS)]
    elif number % 5 == 1:
        cases[7] = replace(cases[7], theirs=Value.NOT_YET, calibrated=Value.DEVELOPING)
    senior = number % 4 == 3
    person = PersonRef(f"E-{number:03}", Text(f"Person {number}", f"人员{number}"))
    level = LEVELS["senior" if senior else "middle"]
    return dossier(cases, person=person, id=f"rv-{number:04}", level=level, target=not senior)


def _singles() -> list[float]:
    people = [somebody(number) for number in range(SINGLES + WARM_UP)]
    taken = [
        milliseconds(lambda one=one: gap_report(one, Variant.COMMITTEE, "en", "A4", ADDRESS))  # type: ignore[misc]
        for one in people
    ]
    return taken[WARM_UP:]


def _made(count: int, folder: Path) -> tuple[float, float]:
    """Seconds and peak MB of a process that makes a pack of `count`, its start included."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.packs", str(count), str(folder / "pack.pdf")]
    with subprocess.Popen(command) as maker:
        peak = 0
        while maker.poll() is None:
            peak = max(peak, held(psutil.Process(maker.pid)))
            time.sleep(0.1)
        seconds = time.perf_counter() - began
    if maker.returncode:
        raise RuntimeError(f"no pack of {count}: the process ended with {maker.returncode}")
    return seconds, peak / 2**20


if __name__ == "__main__":
    make(SCOPE, map(somebody, range(int(sys.argv[1]))), Path(sys.argv[2]), base_url=ADDRESS)
