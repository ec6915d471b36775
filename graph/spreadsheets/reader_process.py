"""Reads what somebody brought in a process of its own, within limits: a reader that dies takes nothing with it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

import graph
from graph.spreadsheets.models import Limits
from graph.spreadsheets.unreadable import Unreadable, UnreadableFile

_ROOT = Path(graph.__file__).parent.parent
_SIGXCPU = -24


def answer_of(
    module: str,
    data: bytes,
    ending: str,
    arguments: Sequence[str],
    limits: Limits,
    *,
    slow: Unreadable = Unreadable.TOO_SLOW,
    died: Unreadable = Unreadable.READER_DIED,
) -> dict[str, Any]:
    """What `python -m module PATH SECONDS MEMORY ...` writes as JSON, PATH being a file of `data` with that ending.

    Raises UnreadableFile `slow` where it takes longer than it may, `died` where it ends without an answer.
    """
    with tempfile.TemporaryDirectory(prefix="plumbline-") as folder:
        path = Path(folder) / f"file.{ending}"
        path.write_bytes(data)
        command = [sys.executable, "-P", "-S", "-m", module, str(path)]
        command += [str(ceil(limits.seconds)), str(limits.memory_bytes), *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env={"PYTHONPATH": os.pathsep.join(_places()), "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise UnreadableFile(slow, (f"{limits.seconds:g}",)) from None
    if done.returncode == _SIGXCPU:
        raise UnreadableFile(slow, (f"{limits.seconds:g}",))
    if done.returncode:
        raise UnreadableFile(died)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _places() -> list[str]:
    """Where that process finds what it imports: where this one does. So it starts without `site` (-S), which takes a
    tenth of its time to find out the same."""
    return [str(_ROOT), *filter(os.path.isabs, sys.path)]
