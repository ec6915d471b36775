"""`python -m tests.soak --seconds 600`: prints kills, acknowledged writes and lost ones; 1 if anything was lost."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.soak.run import soak, table


def main() -> int:
    """Runs one soak in a folder of its own, which stays where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--writers", type=int, default=12)
    parser.add_argument("--workers", type=int, default=3, help="web processes; one where there is no Redis")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="plumbline-soak-"))
    outcome = soak(folder, given.seconds, given.writers, given.workers)
    print(table(outcome))
    if outcome.sound:
        shutil.rmtree(folder)
        return 0
    print(f"Kept for a look: {folder}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
