"""Texts that exist in both languages."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

PLAIN_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
    "þ": "th",
    "Þ": "th",
}
"""How letters are spelled that have no accent to take away."""


class NamePair(TypedDict):
    """A name in both languages, as queries return it."""

    name_en: str
    name_zh: str | None


@dataclass(frozen=True)
class LocalText:
    """A text as shown: its value, the language it is in ('en' or 'zh') and whether that is not the one asked for."""

    value: str
    language: str
    fallback: bool


@dataclass(frozen=True)
class Text:
    """One text in English and Simplified Chinese; either may be empty."""

    en: str
    zh: str

    def to(self, language: str) -> LocalText:
        """The text in `language` ('en' or 'zh'), or the other one marked as a fallback; empty if neither exists."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        other = "en" if language == "zh" else "zh"
        if first or not second:
            return LocalText(first, language, fallback=False)
        return LocalText(second, other, fallback=True)

    def is_called(self, typed: str) -> bool:
        """Whether somebody typed this name in one of its languages, whatever the case, width and spaces."""
        return bool(typed.strip()) and _plain(typed) in {_plain(name) for name in (self.en, self.zh) if name}

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    @classmethod
    def of(cls, row: Mapping[str, Any], stem: str) -> "Text":
        """The pair `<stem>_en`, `<stem>_zh` of a row."""
        return cls(row.get(f"{stem}_en") or "", row.get(f"{stem}_zh") or "")


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
