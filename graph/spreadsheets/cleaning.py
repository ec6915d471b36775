"""Cells and headings without what nobody can see."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_JOINERS = re.compile("(?<=[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])")
_INSTRUCTION = (
    "required|mandatory|optional|必填项?|选填项?|非必填|必需|upload only|"
    r"yes/no|y/n|(?:yyyy|mm|dd|m|d)[-/.](?:mm|m|dd|d)[-/.](?:yyyy|yy|dd|d)"
)
_BRACKETS = re.compile(rf"\[[^\]]*\]|【[^】]*】|\((?:{_INSTRUCTION})\)|\s(?:required|必填)$")
_NAME = 200
"""How long a text may be that is remembered: names are no longer, and a cache of whole texts takes memory."""
_QUOTES = "\"'`*“”‘’„«»＂＇*＊:：#"


def is_plain(text: str) -> bool:
    """Whether there is nothing to clean in a text but spaces at its ends: it is seen, composed, and on one line."""
    return "  " not in text and _is_seen(text)


def _is_seen(text: str) -> bool:
    return text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text))


def clean_cell(text: str) -> str:
    """A cell in composed form, with line breaks of one kind and without what nobody can see.

    Zero-width joiners stay inside emoji, which they hold together.
    """
    if _is_seen(text):
        return text.strip()
    held = _JOINERS.sub("\ue000", unicodedata.normalize("NFC", text))
    seen = _INVISIBLE.sub("", held).replace("\ue000", "\u200d").replace("\u00a0", " ")
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", seen.replace("\u3000", " "))
    return "\n".join(_CONTROL.sub("", line).rstrip() for line in lines).strip()


def one_line(text: str) -> str:
    """A clean cell as a name: any white space is one space."""
    return _kept_line(text) if len(text) <= _NAME else _line(text)


@lru_cache(maxsize=1024)  # a table says the same names and marks over and over
def _kept_line(text: str) -> str:
    return _line(text)


def _line(text: str) -> str:
    if is_plain(text):
        return text.strip()
    return " ".join(clean_cell(text).split())


def clean_heading(text: str) -> str:
    """What a heading is compared by: without case, width, marks, quotes, brackets and 'required'; `first_name`,
    'First Name *' and 'Ｆｉｒｓｔ　Ｎａｍｅ (required)' are 'first name'."""
    plain = unicodedata.normalize("NFKC", one_line(text)).casefold()
    plain = _BRACKETS.sub(" ", plain.strip(_QUOTES + " "))
    plain = " ".join(re.sub(r"[\s_\-–—]+", " ", plain).split())
    return plain.strip(_QUOTES + " ").replace(" /", "/").replace("/ ", "/")


def shortened(text: str, most: int) -> str:
    """A text for an example: its first `most` characters, with "…" where there are more."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def column_letters(number: int) -> str:
    """The letters of a column by its number, from 1: 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
