"""What the queries of imports return inside their columns."""

from typing import TypedDict

from graph.jobs.rows import ListedJobRow


class ImportLineRow(TypedDict):
    """An import in a list."""

    id: str
    actor: str
    name: str | None
    name_zh: str | None
    at: str
    file: str


class ImportsRow(TypedDict):
    """The imports so far, and the jobs by which some are under way."""

    imports: list[ImportLineRow]
    jobs: list[ListedJobRow]
