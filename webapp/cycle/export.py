"""A cycle as a file: people, answers or progress, as CSV or XLSX. For the page and the command."""

from graph.context import Context
from graph.cycle_export import service
from graph.driver import Graph
from graph.spreadsheets.writing import Table, csv_file, xlsx_file
from reports.cycle_tables import answers_table, codebook, people_table, progress_table

WHAT = ("people", "answers", "progress")
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(graph: Graph, context: Context, cycle: str, what: str, form: str, language: str) -> tuple[str, bytes]:
    """The name and content of a file of `what` (people, answers, progress) in `form` (csv, xlsx).

    Reading reviews of others by it is logged before it is given out. Raises NotFound, Forbidden unless the actor is an
    HR admin today, Conflict if their stream keeps moving.
    """
    found = service.reviews(graph, context, cycle)
    ids = service.readable(context, found)
    if what == "progress":
        table = progress_table(found, context.today, language)
        ids = ()
    elif what == "answers":
        rows = service.answers(graph, context, ids)
        table = answers_table(rows, found.cycle.time_zone, language)
    else:
        table = people_table(found, language)
    content = _file(table, form, language)
    service.log(graph, context, cycle, what, ids)
    return f"plumbline-{cycle}-{what}-{context.today.isoformat()}.{form}", content


def _file(table: Table, form: str, language: str) -> bytes:
    return csv_file(table) if form == "csv" else xlsx_file([table, codebook(table, language)])
