"""How much memory an import takes beyond what its process holds idle.

`python -m tests.bench.memory people|framework FILE` imports FILE into the graph that BENCH_ADDRESS names, in a process
of its own, as a web worker would, once a line comes on standard input.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import psutil

from graph.context import Context
from graph.driver import Address, Graph
from graph.framework import service as frameworks
from graph.framework.models import Source
from graph.framework_import.reading import read_framework
from graph.people_import import service
from graph.people_import.models import Choices
from graph.people_import.writing import WhoIsNew
from graph.text import Text
from tests.bench import people


def peak_above_idle(kind: str, file: Path, address: Address) -> float:
    """MB that importing a file takes at its most, its reader's process included, above the same process idle."""
    command = [sys.executable, "-m", "tests.bench.memory", kind, str(file)]
    asked = {**os.environ, "BENCH_ADDRESS": json.dumps(asdict(address))}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=asked) as importer:
        assert importer.stdin
        assert importer.stdout
        assert importer.stdout.readline() == b"idle\n"
        process = psutil.Process(importer.pid)
        idle = peak = held(process)
        importer.stdin.write(b"go\n")
        importer.stdin.close()
        while importer.poll() is None:
            peak = max(peak, held(process))
            time.sleep(0.05)
    if importer.returncode:
        raise RuntimeError(f"{file} was not imported: the process ended with {importer.returncode}")
    return (peak - idle) / 2**20


def held(maker: psutil.Process) -> int:
    """The bytes that a process and all below it hold."""
    held = 0
    try:
        everybody = [maker, *maker.children(recursive=True)]
    except psutil.Error:
        return 0
    for each in everybody:
        try:
            held += each.memory_full_info().pss
        except psutil.Error:  # it has ended meanwhile
            continue
    return held


def _import_people(graph: Graph, context: Context, data: bytes) -> None:
    choices = Choices(date(2025, 1, 1))
    found = service.preview(graph, context, data, "people.xlsx", choices)
    who = WhoIsNew("en", "UTC")
    service.accept(graph, context, data, "people.xlsx", choices, found.digest, who, relied_on="bench")


def _import_framework(graph: Graph, context: Context, data: bytes) -> None:
    reading = read_framework(data, "framework.xlsx", Source("alone", Text("Alone", "")))
    assert reading.draft
    frameworks.load(context, graph, reading.draft, file="framework.xlsx", digest=reading.digest, relied_on="bench")


def main() -> None:
    """Connects, says that it is idle, waits, imports."""
    graph = Graph.open(Address(**json.loads(os.environ["BENCH_ADDRESS"])))
    context = people.context(datetime.now(UTC))
    run = {"people": _import_people, "framework": _import_framework}[sys.argv[1]]
    print("idle", flush=True)
    sys.stdin.readline()
    run(graph, context, Path(sys.argv[2]).read_bytes())
    graph.close()


if __name__ == "__main__":
    main()
