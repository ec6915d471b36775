"""By what people are found and sorted: names in both languages, pinyin, id, sign-in name, email."""

import unicodedata
from collections.abc import Sequence

from graph.driver import Graph
from graph.people.name_order import name_order
from graph.queries import query

WITHOUT_SEARCH = query("people/without_search")
SET_SEARCH = query("people/set_search")
_BATCH = 5_000


def plain(text: str) -> str:
    """A text as it is compared: without case, width, accents and spaces too many."""
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).casefold().split())


def words_of(typed: str) -> tuple[str, ...]:
    """The words of a search; people are found who have all of them."""
    return tuple(dict.fromkeys(plain(typed).split()))[:8]


def found_by(person: str, login: str, email: str, name: str, name_zh: str) -> dict[str, str]:
    """The properties `search` and `sorted` of somebody: what search looks into, and by what lists are in order."""
    parts = [person, login, email, name, name_zh, *_pinyin(name_zh or name)]
    order = name_order(name or name_zh)
    return {
        "search": " ".join(dict.fromkeys(plain(part) for part in parts if part)),
        "sorted": " ".join((*order, person)),
    }


def _pinyin(name: str) -> Sequence[str]:
    """A Chinese name as it is spelled: whole, by its syllables, by their first letters."""
    order = name_order(name)
    if len(order) < 3:
        return ()
    syllables = order[::2]
    return ("".join(syllables), " ".join(syllables), "".join(each[:1] for each in syllables))


def fill(graph: Graph) -> int:
    """Gives those who have none yet what they are found by; how many."""
    filled = 0
    while rows := graph.read_many(WITHOUT_SEARCH, limit=_BATCH):
        found = [
            {
                "person": row["person"],
                "found": found_by(
                    row["person"], row["login"] or "", row["email"] or "", row["name"] or "", row["name_zh"] or ""
                ),
            }
            for row in rows
        ]
        graph.write_one(SET_SEARCH, rows=found)
        filled += len(rows)
    return filled
