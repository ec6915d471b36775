"""Keys, which identify skills and roles over the versions of a framework, and slugs, which stand in their addresses."""

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256

from pypinyin import lazy_pinyin
from slugify import slugify

from graph.text import PLAIN_LETTERS

LONGEST = 80
"""How long a slug may be; longer names are cut at a word."""

_SPELLED = {"&": " and ", "+": " plus ", "#": " sharp ", "@": " at ", **PLAIN_LETTERS}
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc]")
_DIGEST = re.compile(r"x[0-9a-f]{10}")


def slug(name: str) -> str:
    """`name` as lower-case ASCII words joined by hyphens, Chinese as pinyin; '' if nothing can be spelled."""
    spelled = " ".join(lazy_pinyin(_spell(name)))
    return str(slugify(spelled, max_length=LONGEST, word_boundary=True, save_order=True))


def key(name: str) -> str:
    """The key of a thing without one of its own: the Latin words of its name, else a short digest.

    Keys tell over the versions of a framework what is the same, so the same name gives the same key for ever: other
    scripts stay a digest, although a slug spells them.
    """
    plain = unicodedata.normalize("NFKD", _spell(name)).encode("ascii", "ignore").decode("ascii")
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit("-", 1)[0] or words[:LONGEST]
    return words or "x" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def is_digest(text: str) -> bool:
    """Whether a slug is a digest that says nothing, as slugs of Chinese names once were."""
    return bool(_DIGEST.fullmatch(text))


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


def _spell(name: str) -> str:
    return "".join(_SPELLED.get(character, character) for character in _APOSTROPHES.sub("", name))
