"""The names that data bears: labels, relationship types and properties, read from the files that write them.

Neo4j forgets a plan as soon as a name that its statement uses, and that no data had borne yet, comes into use. So a new
graph would plan its largest statements again after each kind of act that happens in it for the first time.
"""

import re
from dataclasses import dataclass

from graph.queries import all_queries, code_of, schema_files

_LABELS = re.compile(r"\(\s*\w*\s*:\s*(\w+(?:\s*\|\s*\w+)*)")
_TYPES = re.compile(r"\[\s*\w*\s*:\s*(\w+(?:\s*\|\s*\w+)*)")
_IN_PATTERN = re.compile(r"[(\[]\s*\w*\s*:\s*[\w|]+\s*\{([^}]*)\}")
_KEY = re.compile(r"(?:^|,)\s*(\w+)\s*:")
_ASSIGNED = re.compile(r"\b[a-z]\w*\.(\w+)\s*=")


@dataclass(frozen=True)
class Names:
    """What data may bear, each sorted."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    properties: tuple[str, ...]


def names() -> Names:
    """Every name that a query file or a schema file writes.

    A property that a writing file only compares is among them, too: one name more costs nothing.
    """
    queries = [q for q in (*all_queries(), *schema_files()) if q.access != "read"]
    texts = [code_of(q) for q in queries]
    properties = {name for q in queries for name in q.writes}
    for text in texts:
        properties.update(_ASSIGNED.findall(text))
        properties.update(key for pattern in _IN_PATTERN.findall(text) for key in _KEY.findall(pattern))
    return Names(_words(_LABELS, texts), _words(_TYPES, texts), tuple(sorted(properties)))


def _words(pattern: re.Pattern[str], texts: list[str]) -> tuple[str, ...]:
    return tuple(
        sorted({word for text in texts for chain in pattern.findall(text) for word in re.findall(r"\w+", chain)})
    )
