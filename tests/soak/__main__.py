"""`python -m tests.soak --seconds 600`: prints kills, acknowledged writes and lost ones; 1 if anything was lost, or if
there were too few kills to prove anything."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.soak.run import soak, table

SECONDS_A_KILL = 2
"""A proof wants as many kills as this makes of its seconds: 300 in ten minutes."""


def main() -> int:
    """Runs one soak in a folder of its own, which stays where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--writers", type=int, default=12)
    parser.add_argument("--workers", type=int, default=3, help="web processes; one where there is no Redis")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="plumbline-soak-"))
    wanted = given.seconds // SECONDS_A_KILL
    outcome = soak(folder, given.seconds, given.writers, given.workers, wanted)
    print(table(outcome))
    killed = sum(outcome.kills.values())
    if killed < wanted:
        print(f"Too few kills for a proof: {killed} of {wanted}")
    if outcome.sound and killed >= wanted:
        shutil.rmtree(folder)
        return 0
    print(f"Kept for a look: {folder}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
