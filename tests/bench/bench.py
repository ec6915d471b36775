"""What the groups of figures stand on: companies in engines of their own, the application over them, a bare driver."""

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import neo4j
from flask import Flask

from graph import schema
from graph.driver import Address, Graph, Row
from graph.embedded import EmbeddedNeo4j
from graph.planning import plan_queries
from graph.queries import Query
from tests.bench import people
from tests.bench.people import Staff
from webapp import create_app
from webapp.settings import Settings, load

Sent = list[tuple[str, dict[str, Any]]]

FEW, SMALL, LARGE = 20, 1_000, 100_000
QUICK_LARGE = 5_000


class Listening(Graph):
    """The graph of the application, which also keeps what was sent while `sent` is a list."""

    sent: Sent | None = None

    def _run(self, q: Query, params: dict[str, Any]) -> list[Row]:
        if self.sent is not None:
            self.sent.append((q.text, params))
        return super()._run(q, params)


class House:
    """One company in an embedded engine of its own, with the application over it and a bare driver beside it."""

    def __init__(self, folder: Path, size: int) -> None:
        self._stack = ExitStack()
        self.folder = folder
        self.settings: Settings = load({"PLUMBLINE_DATA": str(folder), "PLUMBLINE_TIME_ZONE": "Asia/Shanghai"})
        engine = EmbeddedNeo4j(folder / "graph", log=say)
        self.address: Address = self._stack.enter_context(engine)
        self.driver = neo4j.GraphDatabase.driver(
            self.address.uri,
            auth=(self.address.user, self.address.password),
            notifications_min_severity="OFF",  # as the application has it
            telemetry_disabled=True,
        )
        self._stack.callback(self.driver.close)
        self.graph = Listening.open(self.address)
        self._stack.callback(self.graph.close)
        schema.migrate(self.graph)
        say(f"  filling in {size:,} people")
        self.staff: Staff = people.fill(self.graph, self.driver, size)
        plan_queries(self.graph)
        self.app: Flask = create_app(self.settings, self.graph)

    def slug(self, label: str, key: str) -> str:
        """The slug under which a `Skill` or `Role` of the framework has its page."""
        found = self.driver.execute_query(f"MATCH (n:{label} {{key: $key}}) RETURN n.slug", key=key)
        return str(found.records[0][0])

    def close(self) -> None:
        """Stops the engine; the data stays in the folder."""
        self._stack.close()


class Bench:
    """One run. `quick` takes few samples and less data, to see whether something works."""

    def __init__(self, *, quick: bool = False) -> None:
        self.quick = quick
        self.rounds = 30 if quick else 200
        self.folder = Path(tempfile.mkdtemp(prefix="plumbline-bench-"))
        self._small: House | None = None

    def __enter__(self) -> "Bench":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._small:
            self._small.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def small(self) -> House:
        """The company of 1,000 people; one for the whole run, made when it is first asked for."""
        if self._small is None:
            self._small = House(self.folder / "small", SMALL)
        return self._small

    def apart(self, name: str, size: int = FEW) -> House:
        """A new company that a group adds to as it likes; whoever asks closes it."""
        return House(self.folder / name, size)

    def large(self) -> House:
        """A new company of 100,000 people (5,000 where it has to be quick); whoever asks closes it."""
        return House(self.folder / "large", QUICK_LARGE if self.quick else LARGE)


def say(line: str) -> None:
    """A line about what is going on; standard output is for the table."""
    print(line, file=sys.stderr, flush=True)
