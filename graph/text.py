"""Texts that exist in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict


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

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    @classmethod
    def of(cls, row: Mapping[str, Any], stem: str) -> "Text":
        """The pair `<stem>_en`, `<stem>_zh` of a row."""
        return cls(row.get(f"{stem}_en") or "", row.get(f"{stem}_zh") or "")
