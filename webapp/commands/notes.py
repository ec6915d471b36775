"""Notes on a file, as the commands print them."""

from collections.abc import Iterable, Iterator

FIRST = 3
"""How many notes of one kind are printed."""


def note_lines(notes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line for each note, given with its rule; of many by one rule the first ones and the count of the others."""
    by_rule: dict[str, list[str]] = {}
    for rule, said in notes:
        by_rule.setdefault(rule, []).append(said)
    for of_rule in by_rule.values():
        yield from (f"note: {said}" for said in of_rule[:FIRST])
        if len(of_rule) > FIRST:
            yield f"      and {len(of_rule) - FIRST} more like it; --json lists all."
