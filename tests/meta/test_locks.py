"""The locks are what the lists ask for: pinned, hashed, without addresses, and of one mind."""

import re
from pathlib import Path

import pytest

from graph.embedded.jars import read_lock
from tests.meta.files import ROOT

ENTRY = re.compile(r"^([A-Za-z0-9._-]+)(\[[\w,]+\])?==([^\s;]+)", re.MULTILINE)
ASKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)


def plain(name: str) -> str:
    """A package's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, str]:
    """Name to version of a lock's entries."""
    return {plain(name): version for name, _extras, version in ENTRY.findall(text)}


def lacking(asked: str, lock: str) -> set[str]:
    """What a list asks for and its lock does not pin."""
    return {plain(name) for name in ASKED.findall(asked)} - pins(lock).keys()


def unhashed(lock: str) -> list[str]:
    """The entries that pin a version and no file."""
    blocks = re.split(r"\n(?=\S)", lock)
    return [block.split()[0] for block in blocks if ENTRY.match(block) and "--hash=sha256:" not in block]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_a_lock_pins_and_hashes_everything_its_list_asks_for(name: str) -> None:
    lock = read(f"{name}.lock")
    assert not lacking(read(f"{name}.in"), lock)
    assert not unhashed(lock)
    assert "://" not in lock


def test_the_locks_agree_where_both_name_a_package() -> None:
    run, check = pins(read("requirements.lock")), pins(read("requirements-dev.lock"))
    assert not {name: (run[name], check[name]) for name in run.keys() & check.keys() if run[name] != check[name]}


@pytest.mark.parametrize("path", ["graph/embedded/jars.lock", "tests/verapdf.lock"])
def test_a_lock_of_jars_has_a_sum_for_each(path: str) -> None:
    jars = read_lock(ROOT / path)
    assert len(jars) > 10
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) for jar in jars)
    assert len({jar.path for jar in jars}) == len(jars)


def test_the_guards_see(tmp_path: Path) -> None:
    assert lacking("flask\nFoo_Bar  # why\n", "flask==3.1 \\\n    --hash=sha256:00\n") == {"foo-bar"}
    assert unhashed("flask==3.1\n    # via x\nclick==8 \\\n    --hash=sha256:00\n") == ["flask==3.1"]
