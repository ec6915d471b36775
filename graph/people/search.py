"""By what people are found and sorted: names in both languages, pinyin, id, sign-in name, email."""

import unicodedata
from collections.abc import Sequence

from graph.driver import Graph
from graph.people.name_order import name_order
from graph.queries import query

WITHOUT_SEARCH = query("people/without_search")
SET_SEARCH = query("people/set_search")
WITHOUT_EMAIL_KEY = query("people/without_email_key")
SET_EMAIL_KEYS = query("people/set_email_keys")
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


def email_key(email: str) -> str | None:
    """An email address as it is compared: nobody else has it in whatever case. None for none."""
    return unicodedata.normalize("NFKC", email).strip().casefold() or None


def found_by(person: str, login: str, email: str, name: str, name_zh: str) -> dict[str, str | None]:
    """What goes with somebody's names and address: `search`, into which a search looks, `sorted`, by which lists are in
    order, and `email_key`."""
    parts = [person, login, email, name, name_zh, *_pinyin(name_zh or name)]
    order = name_order(name or name_zh)
    return {
        "search": " ".join(dict.fromkeys(plain(part) for part in parts if part)),
        "sorted": " ".join((*order, person)),
        "email_key": email_key(email),
    }


def _pinyin(name: str) -> Sequence[str]:
    """A Chinese name as it is spelled: whole, by its syllables, by their first letters."""
    order = name_order(name)
    if len(order) < 3:
        return ()
    syllables = order[::2]
    return ("".join(syllables), " ".join(syllables), "".join(each[:1] for each in syllables))


def fill(graph: Graph) -> int:
    """Gives those who have none yet what they are found by; how many. Of several who have one email address, as an
    earlier release let them, the first by id has it: the others are asked for another one when HR changes theirs."""
    filled = 0
    while rows := graph.read_many(WITHOUT_SEARCH, limit=_BATCH):
        found = []
        for row in rows:
            names = (row[key] or "" for key in ("login", "email", "name", "name_zh"))
            both = found_by(row["person"], *names)
            found.append({"person": row["person"], "found": {key: both[key] for key in ("search", "sorted")}})
        graph.write_one(SET_SEARCH, rows=found)
        filled += len(rows)
    _fill_email_keys(graph)
    return filled


def _fill_email_keys(graph: Graph) -> None:
    first: dict[str, str] = {}
    for row in graph.read_many(WITHOUT_EMAIL_KEY):
        if key := email_key(row["email"]):
            first.setdefault(key, row["person"])
    rows = [{"person": person, "email_key": key} for key, person in first.items()]
    for start in range(0, len(rows), _BATCH):
        graph.write_one(SET_EMAIL_KEYS, rows=rows[start : start + _BATCH])
