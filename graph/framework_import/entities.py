"""The roles, levels, skills, categories and domains that a file names, each once."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.framework import slugs
from graph.framework_import.models import Row
from graph.spreadsheets.cleaning import one_line
from graph.text import Text


@dataclass
class Entity:
    """A thing met in the rows, with the row in which each of its properties was first said."""

    key: str
    cells: dict[str, tuple[str, int]] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """What the file says in a column; '' where it says nothing."""
        return self.cells.get(column, ("", 0))[0]

    def cell(self, column: str) -> tuple[str, int]:
        """What the file says in a column, and in which row first."""
        return self.cells.get(column, ("", 0))

    def text(self, stem: str) -> Text:
        """A name or a text in both languages."""
        return Text(self.get(f"{stem}_en"), self.get(f"{stem}_zh"))


class Entities:
    """Things of one kind, in the order in which the file names them."""

    def __init__(self) -> None:
        self._by_identity: dict[Hashable, Entity] = {}
        self._by_key: dict[str, Entity] = {}

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._by_key.values())

    def take(self, name: str, key: str = "", parent: str = "") -> Entity:
        """The thing of that key or, without one, of that name (within its parent); a new one gets a free key."""
        identity = (parent, key) if key else (parent, None, name.casefold())
        entity = self._by_identity.get(identity)
        if entity is None:
            chosen = key or slugs.free(slugs.key(name), self._by_key, parent)
            entity = self._by_identity[identity] = self._by_key.setdefault(chosen, Entity(chosen))
        return entity


def keys_of(rows: Sequence[Row], stem: str) -> dict[str, str]:
    """The keys of things of a kind by their names."""
    column = f"{stem}_key"
    return {folded_name(row, stem): key for row in rows if (key := row.cells.get(column))}


def name_of(row: Row, stem: str) -> str:
    """What a row calls its role, level, skill and the like, on one line."""
    return one_line(row[f"{stem}_en"] or row[f"{stem}_zh"])


def folded_name(row: Row, stem: str) -> str:
    """What two spellings of one name have in common."""
    return name_of(row, stem).casefold()
