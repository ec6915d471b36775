"""The only module that imports the Neo4j driver: it sends every statement, and returns no type of the driver.

Writes run in managed transactions: the driver tries again after deadlocks and lost connections, so each statement
gets its ids and times as parameters and may run twice. A read is asked at once, and in such a transaction only after
that went wrong.

No two statements under way share a driver. It (6.4.1) gives the connection of a failed transaction back before it has
rolled back; if another thread has taken it by then, the failure is not tried again, and answers are lost to both until
their time is over.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import neo4j
from neo4j import exceptions as driver_errors

from graph import neo4j_notifications
from graph.disk_room import DiskRoom
from graph.errors import Conflict, GraphUnavailable, QueryContractError
from graph.pool import ObjectPool
from graph.queries import Query, query
from graph.sample_parameters import samples

Row = dict[str, Any]
Answer = tuple[tuple[str, ...], list[Row], neo4j.ResultSummary]
"""Columns, rows, and what the engine says of the statement."""

PATIENCE_SECONDS = 10.0
"""How long deadlocks and lost connections are tried again before GraphUnavailable."""

_ANSWERS = query("schema/answers")
_FAILED = "Neo.DatabaseError.Transaction."
"""What a database answers that has met a critical error, such as a full disk: first to a commit, then to all."""

_WORDS: dict[type[BaseException], str] = {
    ConnectionRefusedError: "refused",
    socket.gaierror: "unknown_host",
    TimeoutError: "timeout",
    ConnectionError: "broken_off",
}
"""What GraphUnavailable calls an error of the connection; the first that fits."""


@dataclass(frozen=True)
class Address:
    """Where a graph is and who we are there; `folder` is where its data is, if that is a folder of this machine."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"
    folder: Path | None = None


class Graph:
    """An open graph: one per process, shared by its threads.

    Every method raises GraphUnavailable when the engine does not answer and QueryContractError when a call and
    its query file disagree. With `strict` (the tests' setting) the engine's warnings raise QueryContractError too.

    A write raises GraphUnavailable with `why` disk_full, before it is sent, where the disk of `room` is nearly full.

    `away` is set when a statement finds no engine, or waits too long for it: its plans may be gone. Who has it
    plan again clears it.
    """

    def __init__(
        self, drivers: ObjectPool[neo4j.Driver], database: str, strict: bool, room: DiskRoom | None = None
    ) -> None:
        self._drivers = drivers
        self._room = room
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._database = database
        self._strict = strict
        self._local = threading.local()
        self._planning: dict[str, threading.Event] = {}
        self.away = threading.Event()

    @classmethod
    def open(cls, address: Address, *, strict: bool = False, patience: float = PATIENCE_SECONDS) -> Self:
        """A graph at `address`. Nothing is sent yet: `ping` tells whether it answers."""

        def driver() -> neo4j.Driver:
            return neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password),
                user_agent="plumbline",
                connection_timeout=5.0,
                connection_acquisition_timeout=10.0,
                max_transaction_retry_time=patience,
                initial_retry_delay=0.02,
                notifications_min_severity="WARNING" if strict else "OFF",
                telemetry_disabled=True,
            )

        drivers, room = ObjectPool(driver), DiskRoom(address.folder) if address.folder else None
        try:
            with drivers.one():
                return cls(drivers, address.database, strict, room)
        except (driver_errors.DriverError, ValueError) as error:
            raise GraphUnavailable(f"{address.uri} is not an address of a graph: {error}") from error

    def read_one(self, q: Query, **params: Any) -> Row | None:
        """The one row of a query that returns one, or None; None of a query that returns nothing."""
        return self._one(q, "read", params)

    def read_many(self, q: Query, **params: Any) -> list[Row]:
        """All rows of a query that returns many."""
        return self._many(q, "read", params)

    def write_one(self, q: Query, **params: Any) -> Row | None:
        """Runs a write that returns one row or nothing; None when it matched nothing."""
        return self._one(q, "write", params)

    def write_many(self, q: Query, **params: Any) -> list[Row]:
        """Runs a write that returns many rows."""
        return self._many(q, "write", params)

    def apply_schema(self, q: Query) -> None:
        """Runs one schema statement."""
        if q.access != "schema":
            raise QueryContractError(f"{q.name}: access is {q.access}, not schema")
        self._run(q, {})

    def plan(self, q: Query, *, run: bool = False) -> None:
        """Has the engine plan a query; with `run` also run it on stand-ins, which find nobody, so that what runs a plan
        is compiled, too. Who asks it meanwhile waits for the plan. It has all the time that a cold engine needs.
        """
        planned = self._planning[q.name] = threading.Event()
        try:
            with (
                _translated(q.name),
                self._drivers.one() as driver,
                driver.session(database=self._database) as session,
            ):
                try:
                    session.run(("" if run else "EXPLAIN ") + q.text, samples(q)).consume()
                except (driver_errors.CypherTypeError, driver_errors.CypherSyntaxError):
                    # Without values, and then not kept: the stand-ins are of a wrong kind.
                    session.run("EXPLAIN " + q.text).consume()
        finally:
            planned.set()
            self._planning.pop(q.name, None)

    def ping(self) -> None:
        """Returns when the engine answers; raises GraphUnavailable if it does not."""
        with (
            _translated("ping"),
            self._drivers.one() as driver,
            driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session,
        ):
            session.run(neo4j.Query(_ANSWERS.text, timeout=_ANSWERS.seconds)).consume()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing is written now, as the disk is nearly full; it ends by itself once there is room."""
        return self._room is not None and self._room.is_short()

    @property
    def round_trips(self) -> int:
        """How many statements this thread has sent since `reset_round_trips`."""
        return getattr(self._local, "round_trips", 0)

    def reset_round_trips(self) -> None:
        """Counts this thread's statements from nought again."""
        self._local.round_trips = 0

    def close(self) -> None:
        """Gives the connections back. Closing twice is harmless, and so is closing while another thread, whose time is
        over, is in the middle of a statement."""
        for driver in self._drivers.all():
            with suppress(BufferError):  # how the driver says that the connection's words are being written
                driver.close()

    def _one(self, q: Query, access: str, params: dict[str, Any]) -> Row | None:
        _check_call(q, access, ("one", "nothing"), params)
        rows = self._run(q, params)
        if len(rows) > 1:
            raise QueryContractError(f"{q.name}: returns one row by its header, but gave {len(rows)}")
        return rows[0] if rows else None

    def _many(self, q: Query, access: str, params: dict[str, Any]) -> list[Row]:
        _check_call(q, access, ("many",), params)
        return self._run(q, params)

    def _run(self, q: Query, params: dict[str, Any]) -> list[Row]:
        """One statement in one managed transaction; its rows, checked against the header."""
        if q.access != "read" and self.is_read_only:
            raise GraphUnavailable(f"{q.name}: the disk of the graph is nearly full", why="disk_full")
        self._local.round_trips = self.round_trips + 1
        planned = self._planning.get(q.name)
        if planned:  # else a cold engine would plan it once for each who asks, all at the same time
            planned.wait(q.seconds)
        statement = neo4j.Query(q.text, timeout=q.seconds, metadata={"query": q.name})
        try:
            with _translated(q.name), self._drivers.one() as driver:
                ask = self._read if q.access == "read" else self._write
                columns, rows, summary = ask(driver, statement, params)
        except GraphUnavailable:
            self.away.set()
            raise
        if columns != q.columns:
            raise QueryContractError(f"{q.name}: the header says columns {q.columns}, the engine gave {columns}")
        if self._strict:
            neo4j_notifications.check(q, summary.gql_status_objects)
            neo4j_notifications.check_plain(q, rows)
        return rows

    def _read(self, driver: neo4j.Driver, statement: neo4j.Query, params: dict[str, Any]) -> Answer:
        """Reads in one exchange with the engine: nothing is there to commit, so nothing is asked to. Where that fails
        for what passes, a managed transaction goes on and has the driver's patience."""
        try:
            with driver.session(
                database=self._database, default_access_mode=neo4j.READ_ACCESS, bookmark_manager=self._bookmarks
            ) as session:
                return _rows(session.run(statement, params))
        except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
            if not error.is_retryable():
                raise
        return self._managed(driver, statement, params, neo4j.RoutingControl.READ)

    def _write(self, driver: neo4j.Driver, statement: neo4j.Query, params: dict[str, Any]) -> Answer:
        return self._managed(driver, statement, params, neo4j.RoutingControl.WRITE)

    def _managed(
        self, driver: neo4j.Driver, statement: neo4j.Query, params: dict[str, Any], routing: neo4j.RoutingControl
    ) -> Answer:
        return driver.execute_query(
            statement,
            params,
            routing_=routing,
            database_=self._database,
            bookmark_manager_=self._bookmarks,
            result_transformer_=_rows,
        )


def _rows(result: neo4j.Result) -> Answer:
    columns = tuple(result.keys())
    return columns, [dict(zip(columns, record.values(), strict=True)) for record in result], result.consume()


def _check_call(q: Query, access: str, shapes: tuple[str, ...], params: dict[str, Any]) -> None:
    if q.access != access:
        raise QueryContractError(f"{q.name}: access is {q.access}, called to {access}")
    if q.shape not in shapes:
        raise QueryContractError(f"{q.name}: returns {q.shape}, called for {' or '.join(shapes)}")
    if q.params != params.keys():
        raise QueryContractError(
            f"{q.name}: missing {sorted(q.params - params.keys())}, unknown {sorted(params.keys() - q.params)}"
        )


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """Turns the driver's errors into the project's."""
    try:
        yield
    except driver_errors.ConstraintError as error:
        raise Conflict({"constraint": error.message or ""}) from error
    except driver_errors.AuthError as error:
        raise GraphUnavailable(
            f"the graph does not accept our user and password ({error.code})", why="password"
        ) from error
    except driver_errors.IncompleteCommit as error:
        raise GraphUnavailable(
            f"{name}: the connection broke while committing", in_doubt=True, why="broken_off"
        ) from error
    except (driver_errors.TransientError, driver_errors.DatabaseUnavailable) as error:
        raise GraphUnavailable(f"{name}: the graph is busy ({error.code})", why="busy") from error
    except driver_errors.Neo4jError as error:
        if _is_ended(error):
            raise GraphUnavailable(f"{name}: the graph ended it, mostly as it took too long", why="timeout") from error
        if (error.code or "").startswith(_FAILED):
            in_doubt = not (error.code or "").endswith("StartFailed")
            raise GraphUnavailable(f"{name}: {error.message}", in_doubt=in_doubt, why="failed") from error
        raise QueryContractError(f"{name}: {error.message}") from error
    except (driver_errors.DriverError, OSError) as error:
        raise GraphUnavailable(f"{name}: the graph does not answer: {error}", why=_why(error)) from error


def _why(error: BaseException | None) -> str:
    """The word for what lies under an error of the driver's."""
    while error is not None:
        for kind, word in _WORDS.items():
            if isinstance(error, kind):
                return word
        error = error.__cause__ or error.__context__
    return "no_answer"


def _is_ended(error: driver_errors.Neo4jError) -> bool:
    """Whether the engine ended a statement: one that waits for a lock is told so, not that its time is over."""
    return any(word in (error.code or "") for word in ("TransactionTimedOut", ".Terminated", ".LockClientStopped"))
