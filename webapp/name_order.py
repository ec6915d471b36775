"""People's names, and their reviews, in the order in which the page's language lists them."""

from datetime import date
from functools import lru_cache

from graph.text import Text
from graph.worklists.models import ReviewRow
from webapp.i18n import words

SURNAMES = {"曾": "zeng", "单": "shan", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "朴": "piao", "任": "ren"}
"""Characters that are read otherwise as a surname than elsewhere."""


def name_key(name: Text) -> tuple[str, ...]:
    """What to sort people by: a Chinese name by its pinyin, syllable by syllable; any other as it is spelled."""
    return _syllables(words(name))


def review_order(row: ReviewRow) -> tuple[bool, date, tuple[str, ...]]:
    """What to sort reviews by: overdue before the rest, then by due date, then by name."""
    return (not row.overdue, row.due or date.max, name_key(row.person.name))


@lru_cache(maxsize=4096)
def _syllables(name: str) -> tuple[str, ...]:
    if name.isascii():
        return (name.casefold(),)
    from pypinyin import lazy_pinyin

    first = SURNAMES.get(name[:1])
    spelled = ([first, *lazy_pinyin(name[1:])] if first else lazy_pinyin(name)) or [name]
    return tuple(each.casefold() for each in spelled)
