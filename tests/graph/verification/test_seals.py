"""The seal's file: what it says, and that nobody changes it unseen."""

import json
from hashlib import sha256

import pytest

from graph.verification.seals import Seal, StreamHead, UnreadableSeal, merkle_root, read_seal

HEADS = tuple(StreamHead("review", f"rv-{n}", n, "ab" * 32) for n in range(1, 6))


def test_the_root_of_three_leaves_is_that_of_the_rule() -> None:
    one, two, three = (sha256(bytes([n])).digest() for n in range(3))
    pair = sha256(b"\1" + one + two).digest()
    assert merkle_root([one, two, three]) == sha256(b"\1" + pair + three).hexdigest()
    assert merkle_root([one]) == one.hex()
    assert merkle_root([]) == sha256(b"").hexdigest()


def test_a_file_comes_back_as_it_was_written() -> None:
    seal = Seal("2026-11-29T08:00:00Z", HEADS)
    assert read_seal(seal.text()) == seal
    assert json.loads(seal.text())["root"] == seal.root
    assert len(seal.text().splitlines()) == len(HEADS) + 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rv-3", "rv-7", "changed since it was written"),
        ("abab", "cdab", "changed since it was written"),
        ('"root": "', '"root": "0', "changed since it was written"),
        ("plumbline-seal-1", "plumbline-seal-9", "no seal of the format"),
        ("{", "", "This is no seal"),
        ('["review","rv-3",3,', '["review","rv-3","three",', "This is no seal"),
    ],
)
def test_a_changed_file_is_no_seal(old: str, new: str, says: str) -> None:
    text = Seal("2026-11-29T08:00:00Z", HEADS).text()
    assert old in text
    with pytest.raises(UnreadableSeal, match=says):
        read_seal(text.replace(old, new, 1))
