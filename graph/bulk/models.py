"""What acts on many reviews come to."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import Reason


@dataclass(frozen=True)
class Outcome:
    """`done` are the reviews on which an act was taken, `refused` the others with what stands in the way of each.

    `told` are the people whom a reminder reached, with their reviews.
    """

    done: tuple[str, ...]
    refused: Mapping[str, tuple[Reason, ...]]
    told: Mapping[str, tuple[str, ...]] | None = None
