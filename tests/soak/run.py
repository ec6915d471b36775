"""One soak from the founding of the company to the count of what was lost."""

import random
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.driver import Graph
from graph.embedded import EmbeddedNeo4j
from tests.soak import environment, proof
from tests.soak.client import Client
from tests.soak.journal import Journal
from tests.soak.killer import Killer
from tests.soak.writers import Writer

LONGER = 300
"""Seconds that a short soak may go on beyond its time."""


@dataclass(frozen=True)
class Outcome:
    """What a soak found. `lost` names each acknowledged write that is gone, `odd` what must not happen besides."""

    seconds: int
    kills: dict[str, int]
    counts: dict[str, int]
    lost_saves: list[str]
    lost_steps: list[str]
    odd: list[str]
    verified: bool
    verdict: str
    workers: int = 0
    writers: int = 0

    @property
    def sound(self) -> bool:
        """Whether something was written and nothing lost, under kills of both kinds, and the past verifies."""
        lost = self.lost_saves or self.lost_steps or self.odd
        return tried(self.kills, self.counts) and self.verified and not lost


def tried(kills: Mapping[str, int], counts: Mapping[str, int]) -> bool:
    """Whether there is something that could have been lost, and something that could have lost it, of each kind."""
    return len(kills) == 2 and all(counts.get(kind, 0) for kind in ("saves", "transitions"))


def soak(folder: Path, seconds: int, writers: int = 12, workers: int = 3, kills: int = 2) -> Outcome:
    """Writes and kills for `seconds` in `folder`, which must be new, then looks what is there.

    Where the machine is so slow that there were fewer `kills`, or that something of each kind was not yet acknowledged
    or killed, it goes on, up to LONGER more or twice as long.
    """
    pairs, versions = environment.build_company(folder, writers // 2)
    journal, done = Journal(folder / "acknowledged.jsonl"), threading.Event()
    reviews = [pair.review for pair in pairs]
    with environment.redis(folder) as store:
        settings = environment.environment(folder, environment.free_port(), store, workers)
        with environment.serving(folder, settings) as server:
            sides = [(pair.employee, pair.review, "self") for pair in pairs]
            sides += [(pair.manager, pair.review, "manager") for pair in pairs]
            people = [
                Writer(person, review, party, versions[review, party], Client(server.port), journal, done,
                       random.Random(number))
                for number, (person, review, party) in enumerate(sides)
            ]  # fmt: skip
            killer = Killer(server.pid, server.log, journal, done)
            for writer in people:
                writer.sign_in()
            threads = [threading.Thread(target=run) for run in (*(one.run for one in people), killer.run)]
            for thread in threads:
                thread.start()
            begun = time.monotonic()
            done.wait(seconds)
            end = begun + seconds + max(seconds, LONGER)
            while time.monotonic() < end and not (
                tried(killer.kills, journal.counts) and sum(killer.kills.values()) >= kills
            ):
                done.wait(1)
            lasted = round(time.monotonic() - begun)
            done.set()
            for thread in threads:
                thread.join()
    journal.close()
    with EmbeddedNeo4j(folder / "graph") as address:
        graph = Graph.open(address)
        lost = proof.lost_saves(graph, journal, reviews), proof.lost_steps(graph, journal, reviews)
        graph.close()
    verified = subprocess.run(
        environment.command("audit", "verify"), env=settings, capture_output=True, text=True, check=False
    )
    return Outcome(
        seconds=lasted,
        kills=dict(killer.kills),
        counts=dict(journal.counts),
        lost_saves=lost[0],
        lost_steps=lost[1],
        odd=journal.odd,
        verified=verified.returncode == 0,
        verdict=(verified.stdout or verified.stderr).strip().splitlines()[-1],
        workers=int(settings["PLUMBLINE_WORKERS"]),
        writers=len(sides),
    )


def table(outcome: Outcome) -> str:
    """The outcome for people."""
    kills, counts = outcome.kills, outcome.counts
    rows = [
        ("seconds", outcome.seconds),
        ("writers", outcome.writers),
        ("web processes", outcome.workers),
        ("kills of Neo4j", kills.get("Neo4j", 0)),
        ("kills of web workers", kills.get("web workers", 0)),
        ("kills", sum(kills.values())),
        ("acknowledged saves", counts.get("saves", 0)),
        ("acknowledged transitions", counts.get("transitions", 0)),
        ("left in doubt, then asked again", counts.get("saves in doubt", 0) + counts.get("transitions in doubt", 0)),
        ("refused, the review being elsewhere", counts.get("refused", 0)),
        ("lost saves", len(outcome.lost_saves)),
        ("lost transitions", len(outcome.lost_steps)),
    ]
    lines = [f"{name:<38}{number:>8}" for name, number in rows]
    lines += ["", f"audit verify: {outcome.verdict}"]
    lines += [f"LOST {line}" for line in (*outcome.lost_saves, *outcome.lost_steps)]
    lines += [f"ODD {line}" for line in outcome.odd]
    return "\n".join(lines)
