"""The processes that make a pack, and how tasks are given to them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Any

from reports.errors import GlyphMissing, MissingGlyph, NotSigned, ReportError

Answer = dict[str, Any]


class _Worker:
    """One process. Its standard input is its lifeline: it ends when this one does."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "reports.pack.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            process_group=0,  # so that it ends together with its fork
        )

    def ask(self, task: dict[str, Any]) -> Iterator[Answer]:
        """The answers to a task but the last. Raises GlyphMissing, ReportError."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(task) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise ReportError("a process that makes the pack ended before its work was done") from error
        while line := self._process.stdout.readline():
            answer = json.loads(line)
            if "done" in answer:
                return
            if "failed" in answer:
                raise _failure(answer)
            yield answer
        raise ReportError("a process that makes the pack ended before its work was done")

    def end(self) -> None:
        """Ends it at once: what it was making is not wanted any more."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # a task may still lie in it
                    pipe.close()


class WorkerPool:
    """Processes that carry out tasks side by side. As a context manager; all end with it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._pool = ThreadPoolExecutor(size)
        self._free: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = [_Worker() for _ in range(size)]
        for each in self._workers:
            self._free.put(each)
        self._answers: SimpleQueue[Answer] = SimpleQueue()

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for each in self._workers:
            each.end()
        self._pool.shutdown(cancel_futures=True)

    def submit(self, task: dict[str, Any]) -> "Future[None]":
        """Gives a task to whichever worker is free next."""
        return self._pool.submit(self._carry_out, task)

    def answers(self, futures: "list[Future[None]]") -> Iterator[Answer]:
        """The answers to tasks as they come, until all are carried out. Raises what a task failed with."""
        for each in futures:
            each.add_done_callback(lambda _: self._answers.put({}))
        left = len(futures)
        while left:
            answer = self._answers.get()
            if answer:
                yield answer
                continue
            left -= 1
            for each in futures:
                if each.done():
                    each.result()

    def _carry_out(self, task: dict[str, Any]) -> None:
        worker = self._free.get()
        try:
            for answer in worker.ask(task):
                self._answers.put(answer)
        finally:
            self._free.put(worker)


def _failure(answer: Answer) -> ReportError:
    if answer["failed"] == "glyph":
        return GlyphMissing(tuple(MissingGlyph(person, character) for person, character in answer["missing"]))
    if answer["failed"] == "unsigned":
        return NotSigned(answer["review"])
    return ReportError(answer["why"])
