"""Keys and slugs made from names: short, readable in an address, always there."""

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256

LONGEST = 80
"""How long a slug may be; longer names are cut at a word."""

_SPELLED = {
    "&": " and ",
    "+": " plus ",
    "#": " sharp ",
    "@": " at ",
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
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc]")


def slug(name: str) -> str:
    """The ASCII transliteration of `name` as lower-case words joined by hyphens; '' if nothing can be spelled."""
    spelled = "".join(_SPELLED.get(character, character) for character in _APOSTROPHES.sub("", name))
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", plain.lower())
    kept = "-".join(words)
    if len(kept) <= LONGEST:
        return kept
    return kept[:LONGEST].rsplit("-", 1)[0] or kept[:LONGEST]


def key(name: str) -> str:
    """The key of a thing without one of its own: its slug, or a short digest where nothing can be spelled."""
    return slug(name) or "x" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def free(wanted: str, taken: Collection[str], qualifier: str = "") -> str:
    """`wanted` if nobody has it, else with the qualifier, else with the first free number from 2 on."""
    if wanted not in taken:
        return wanted
    base = f"{wanted}-{qualifier}" if qualifier else wanted
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
