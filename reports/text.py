"""People's texts made safe to print: cleaned of what cannot be seen, cut where a line ends, named by their script."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar, cast
from unicodedata import category

T = TypeVar("T")

_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\u000b\u000c]")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")
_JOINS = "\u200c\u200d\ufe0e\ufe0f"


def clean(text: str) -> str:
    """`text` without what a reader cannot see and a renderer may obey.

    Control characters, bidirectional marks, overrides and isolates, zero-width spaces, tag characters and
    noncharacters go; every kind of line break becomes one newline, a tab a space, a lone surrogate U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", _BREAKS.sub("\n", text).replace("\t", " "))
    return _INVISIBLE.sub("", text)


def cut(text: str, limit: int = 90) -> str:
    """The first `limit` characters of `text` on one line: at a word, in Chinese at a character; "…" where it was cut,
    "……" in Chinese.

    A character is never torn from its accents or joined parts; the result has at most `limit` characters and the sign.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    end = limit
    while end > 0 and (_sticks(line[end]) or (end < len(line) and line[end - 1] == "\u200d")):
        end -= 1
    if not _breakable(line, end):
        space = line.rfind(" ", 0, end)
        last_cjk = max((match.end() for match in _CJK.finditer(line, 0, end)), default=0)
        end = max(space, last_cjk) if max(space, last_cjk) > limit * 3 // 5 else end
    return line[: end or limit].rstrip(" ,;:，、；：。.") + ("……" if script(text) == "zh-Hans" else "…")


def script(text: str) -> str:
    """The language to mark a free text with: 'zh-Hans' where at least a third of its letters are Chinese, else 'en'."""
    han = len(_CJK.findall(text))
    return "zh-Hans" if han and 3 * han >= len(_LETTER.findall(text)) else "en"


def each_text(record: T, change: Callable[[str], str]) -> T:
    """A copy of a frozen record with every text in it, at any depth, put through `change`; enums stay themselves."""
    return cast(T, _changed(record, change))


def texts_in(record: object) -> set[str]:
    """Every text in a record, at any depth."""
    texts: set[str] = set()

    def note(text: str) -> str:
        texts.add(text)
        return text

    each_text(record, note)
    return texts


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple | list):
        return type(value)(_changed(item, change) for item in value)
    if isinstance(value, Mapping):
        return {key: _changed(item, change) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: _changed(getattr(value, f.name), change) for f in fields(value) if f.init})
    return value


def _sticks(character: str) -> bool:
    return category(character).startswith("M") or character in _JOINS or "\U0001f3fb" <= character <= "\U0001f3ff"


def _breakable(line: str, end: int) -> bool:
    """Whether `line` may be cut before position `end`: at a space, or beside a Chinese character."""
    return line[end].isspace() or line[end - 1].isspace() or bool(_CJK.match(line[end]) or _CJK.match(line[end - 1]))
