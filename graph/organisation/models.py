"""Whose installation it is."""

from dataclasses import dataclass

from graph.text import Text


@dataclass(frozen=True)
class Organisation:
    """Whose installation it is; `language` ('en' or 'zh') and `time_zone` are what new people and cycles get."""

    name: Text
    language: str
    time_zone: str
