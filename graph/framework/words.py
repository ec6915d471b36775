"""Names and texts cut into what can be looked up: the same cuts for what is stored and for what is typed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.text import PLAIN_LETTERS

LONGEST_WORD = 60
"""Longer ones are cut, on both sides."""
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a and are as at be but by for if in into is it no not of on or s such t that the their then there these they "
        "this to was will with",
    )
)
"""Words that say nothing in a sentence: no text is found by them, but the name "IT" is."""

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_RUNS = re.compile(rf"[{_HAN}]+|[{_EMOJI}]|[^\s{_HAN}{_EMOJI}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_PARTS = re.compile(rf"[^\W_]+[+#]*|[{_EMOJI}]")
_SIGNS = {"+": "plus", "#": "sharp"}


@dataclass(frozen=True)
class Word:
    """What stands between spaces or Chinese. 'Node.js' has the parts node and js and is `whole` nodejs; the parts of
    Chinese are its pairs of neighbours; `stems` are parts without their signs, c of C++."""

    whole: str
    parts: tuple[str, ...]
    stems: tuple[str, ...] = ()
    is_han: bool = False


def words(text: str) -> tuple[Word, ...]:
    """The words of `text`: lower case, no accents, simplified characters, half width; signs in words spelled."""
    return tuple(_words(plain(text)))


def plain(text: str) -> str:
    """`text` without what people leave out or write otherwise: case, width, accents, traditional characters."""
    half = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(each for each in unicodedata.normalize("NFD", half) if not unicodedata.combining(each))
    return _simplified(unicodedata.normalize("NFC", "".join(PLAIN_LETTERS.get(each, each) for each in bare)))


def joined(text: str) -> str:
    """`text` as one word, so that names are equal however their parts are joined: R&D, R and D."""
    return "".join(word.whole for word in words(text) if word.whole != "and")[:LONGEST_WORD]


def syllables(run: str) -> list[str]:
    """Chinese as pinyin without tones, ü as v."""
    from pypinyin import lazy_pinyin  # slow to load, and seldom needed to answer a request

    return lazy_pinyin(run)


def _words(text: str) -> Iterator[Word]:
    for run in _RUNS.findall(text):
        if _IS_HAN.match(run):
            pairs = tuple(run[at : at + 2] for at in range(len(run) - 1)) or (run,)
            yield Word(run, pairs, is_han=True)
        elif found := _PARTS.findall(run):
            parts = tuple("".join(_SIGNS.get(each, each) for each in part)[:LONGEST_WORD] for part in found)
            stems = tuple(part.rstrip("+#") for part in found if part[-1] in _SIGNS)
            dot = "dot" if re.match(r"\.[^\W\d_]", run) else ""
            yield Word((dot + "".join(parts))[:LONGEST_WORD], parts, stems)


def _simplified(text: str) -> str:
    return re.sub(rf"[{_HAN}]+", lambda run: _simplified_run(run.group()), text)


@lru_cache(maxsize=4096)
def _simplified_run(run: str) -> str:
    return str(_converter().convert(run))


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # reads its tables

    return OpenCC("t2s")
