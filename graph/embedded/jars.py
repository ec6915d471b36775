"""The lock file: which jars make up the engine, and the sha256 of each."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph.embedded.errors import EngineError

LOCK = Path(__file__).with_name("jars.lock")


@dataclass(frozen=True, order=True)
class Jar:
    """One file by its exact Maven coordinates; `classifier` is empty for most."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def coordinates(self) -> str:
        """group:artifact:version[:classifier]"""
        return ":".join(part for part in (self.group, self.artifact, self.version, self.classifier) if part)

    @property
    def file_name(self) -> str:
        """The name Maven gives the file."""
        return "-".join(part for part in (self.artifact, self.version, self.classifier) if part) + ".jar"

    @property
    def address(self) -> str:
        """Where it lies in a Maven repository, below the repository's own address."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.file_name}"

    @property
    def path(self) -> Path:
        """Where it lies below the jar folder; the group is part of it, since names repeat."""
        return Path(self.group, self.file_name)


def read_lock(path: Path = LOCK) -> list[Jar]:
    """The jars in the lock's order. Raises EngineError for a line that is not `coordinates sha256`."""
    jars = []
    for line in path.read_text(encoding="ascii").splitlines():
        if not line or line.startswith("#"):
            continue
        try:
            coordinates, sha256 = line.split()
            group, artifact, version, *classifier = coordinates.split(":")
        except ValueError as error:
            raise EngineError(f"{path}: {line!r} is not 'group:artifact:version[:classifier] sha256'") from error
        jars.append(Jar(group, artifact, version, classifier[0] if classifier else "", sha256))
    return jars


def sum_of(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
