"""`python -m tests.bench [--quick] [group ...]`: measures, prints a table, writes var/bench.json."""

import argparse
import sys
import time
import traceback
from pathlib import Path

from tests.bench import figures
from tests.bench.bench import Bench
from tests.bench.figures import Figure
from tests.bench.groups import GROUPS

RESULT = Path("var/bench.json")


def main() -> int:
    """0 when every group could be measured and every goal is met, else 1."""
    arguments = _parser().parse_args()
    found: list[Figure] = []
    broken: list[str] = []
    with Bench(quick=arguments.quick) as bench:
        for name in arguments.groups or GROUPS:
            began = time.monotonic()
            _say(f"bench: {name}")
            try:
                _measure(name, bench, found)
            except Exception:  # the other groups still have something to tell
                _say(traceback.format_exc())
                broken.append(name)
            _say(f"bench: {name} took {time.monotonic() - began:.0f} s")
            if not arguments.quick:
                figures.write(found, RESULT)  # a run that is broken off keeps what it found
    print(figures.table(found))
    for name in broken:
        print(f"{name}: could not be measured, see above")
    if not arguments.quick:
        print(f"\n{RESULT}: {len(found)} figures, {sum(not figure.met for figure in found)} above their goal")
    return 0 if not broken and all(figure.met for figure in found) else 1


def _measure(name: str, bench: Bench, found: list[Figure]) -> None:
    for figure in GROUPS[name](bench):
        found.append(figure)
        _say("  " + figures.table([figure]).splitlines()[-1])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description="How fast Plumbline is beside its floor.")
    parser.add_argument("groups", nargs="*", metavar="group", choices=[*GROUPS, []], help=", ".join(GROUPS))
    parser.add_argument("--quick", action="store_true", help="few samples, less data, no var/bench.json")
    return parser


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
