"""What happens when a pack cannot be made: it is said why, and neither files nor processes are left behind."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

import reports
from graph.review.models import PersonRef
from graph.text import Text
from reports.errors import GlyphMissing, NotSigned, ReportError, code_point
from reports.pack import make
from tests.reports.dossiers import dossier, usual
from tests.reports.packs import SCOPE, people, somebody

pytestmark = pytest.mark.heavy

RARE = "\U0003134a"


class Enough(Exception):
    """Somebody does not want the pack any more."""


def worker_processes() -> list[psutil.Process]:
    """The processes that make packs for this one, workers before their forks."""
    return [each for each in psutil.Process().children(recursive=True) if "reports.pack.worker" in each.cmdline()]


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """Where a pack would be; afterwards nothing is there, and nobody is at work."""
    file = tmp_path / "packs" / "pack.pdf"
    yield file
    assert list(file.parent.iterdir()) == []
    assert worker_processes() == []


def test_nobody_makes_no_pack(target: Path) -> None:
    with pytest.raises(ReportError, match="nobody is signed off"):
        make(SCOPE, [], target)


def test_what_a_killed_making_left_is_swept_a_day_later(target: Path) -> None:
    old, new = target.parent / ".plumbline-pack-killed", target.parent / ".plumbline-pack-at-work"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "1.dossier").write_bytes(b"words of somebody")
    os.utime(old, (time.time() - 90_000,) * 2)
    with pytest.raises(ReportError, match="nobody is signed off"):
        make(SCOPE, [], target)
    assert [each.name for each in target.parent.iterdir()] == [".plumbline-pack-at-work"]
    shutil.rmtree(new)


def test_who_is_not_signed_off_is_named(target: Path) -> None:
    with pytest.raises(NotSigned, match="rv-0009") as caught:
        make(SCOPE, [*people(), somebody(9, "Unsigned", cases=usual(3, 0), signed=False)], target)
    assert caught.value.review == "rv-0009"


def test_a_glyph_that_no_font_has_is_named_with_whose_it_is(target: Path, tmp_path: Path) -> None:
    rare = dossier(usual(3, 0), person=PersonRef("E-3", Text("Ann", f"安{RARE}")))
    with pytest.raises(GlyphMissing) as caught:
        make(SCOPE, [rare], target, language="zh")
    assert [(each.person, each.character) for each in caught.value.missing] == [(f"安{RARE}", RARE)]
    shown = make(SCOPE, [rare], tmp_path / "shown.pdf", language="zh", show_missing=True)
    assert shown.people == 1
    assert shown.code_points == {rare.sheet.head.id: (code_point(RARE),)}


def worker() -> None:
    os.kill(worker_processes()[0].pid, signal.SIGKILL)


def fork() -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        forks = [each for each in worker_processes() if each.ppid() != os.getpid()]
        if forks:
            os.kill(forks[0].pid, signal.SIGKILL)
            return
        time.sleep(0.01)
    raise AssertionError("no fork to kill")


@pytest.mark.parametrize("killed", [worker, fork])
def test_a_process_that_is_killed_ends_the_pack(target: Path, killed: Callable[[], None]) -> None:
    struck: list[int] = []

    def on_progress(done: int, of: int) -> None:
        if done == 1 and not struck:
            struck.append(of)
            killed()

    with pytest.raises(ReportError, match="ended before its work was done"):
        make(SCOPE, [*people(), *people()], target, on_progress=on_progress)
    assert struck


@pytest.mark.parametrize("at", [(0, 1), (0, 4), (2, 4)])
def test_whoever_listens_can_end_it(target: Path, at: tuple[int, int]) -> None:
    def on_progress(done: int, of: int) -> None:
        if (done, of) == at:
            raise Enough

    with pytest.raises(Enough):
        make(SCOPE, people(), target, on_progress=on_progress)


def test_what_fails_while_people_are_read_comes_through(target: Path) -> None:
    def broken() -> Iterator[object]:
        yield people()[0]
        raise Enough

    with pytest.raises(Enough):
        make(SCOPE, broken(), target)  # type: ignore[arg-type]  # it never gets so far


def test_what_lies_in_the_current_folder_is_not_run(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here" / "reports"
    here.mkdir(parents=True)
    (here / "__init__.py").write_text("import pathlib\npathlib.Path('run').touch()\nraise SystemExit(3)\n")
    monkeypatch.setenv("PYTHONPATH", str(Path(reports.__file__).parents[1]))
    monkeypatch.chdir(here.parent)
    make(SCOPE, [somebody(1, "Ann")], target)
    target.unlink()
    assert not (here.parent / "run").exists()
