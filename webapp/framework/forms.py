"""What the catalogue's addresses may carry."""

from dataclasses import dataclass, fields

from flask import request

from webapp.forms import asked_page

LONGEST = 200


@dataclass(frozen=True)
class CatalogueQuery:
    """The parameters of a catalogue page, harmless whatever was typed into the address."""

    q: str
    level: str
    row: str
    role: str
    left: str
    right: str
    page: int
    removed: bool


PARAMETERS = frozenset(field.name for field in fields(CatalogueQuery))
"""Their names in an address."""


def catalogue_query() -> CatalogueQuery:
    """The parameters of this request."""
    return CatalogueQuery(
        q=_word("q"),
        level=_word("level"),
        row=_word("row"),
        role=_word("role"),
        left=_word("left"),
        right=_word("right"),
        page=asked_page(),
        removed=request.args.get("removed") == "1",
    )


def _word(name: str) -> str:
    return "".join(c for c in request.args.get(name, "") if c.isprintable())[:LONGEST].strip()
