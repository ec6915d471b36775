"""What the queries of jobs return inside their columns."""

from typing import TypedDict

from graph.review.rows import Node, PersonRow


class JobRow(TypedDict):
    """A job with who asked for it and the last sign of any worker."""

    job: Node
    asker: PersonRow | None
    beat_at: str | None
