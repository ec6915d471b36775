"""How a table was read, for whoever checks it: its columns, its marks, some of its cells."""

from collections.abc import Mapping, Sequence

from graph.framework_import.marks import LONGEST_MARK, Need, folded, looks_like_mark, need_of
from graph.framework_import.models import Choices, ColumnPlan, ReadCell, Row
from graph.spreadsheets.cleaning import column_letters, shortened

_PREVIEW = 5
_MOST_MARKS = 40


def column_plans(shown: Sequence[str], columns: Sequence[str], sample: Sequence[str]) -> tuple[ColumnPlan, ...]:
    """The columns of a sheet that have a heading or a first value."""
    return tuple(
        ColumnPlan(
            n, column_letters(n + 1), heading, columns[n] if n < len(columns) else "", shortened(_at(sample, n), 120)
        )
        for n, heading in enumerate(shown)
        if heading or _at(sample, n)
    )


def _at(texts: Sequence[str], n: int) -> str:
    return texts[n] if n < len(texts) else ""


def marks_found(found: Mapping[str, int], chosen: Mapping[str, Need], *, table: bool) -> dict[str, Need | None]:
    """The short cells of a table and what each says, commonest first."""
    short = sorted((text for text in found if text and len(text) <= LONGEST_MARK), key=lambda text: -found[text])
    marks = {folded(text): need_of(text, chosen, table=table) for text in short}
    shown = [(mark, need) for mark, need in marks.items() if need is not None or looks_like_mark(mark)]
    return dict(shown[:_MOST_MARKS])


def spellings(found: Mapping[str, int]) -> dict[str, str]:
    """Of each mark the commonest way to write it in the file."""
    return {folded(text): text for text in sorted(found, key=found.__getitem__)}


def some_cells(rows: Sequence[Row], choices: Choices) -> list[ReadCell]:
    """Some cells and how they were read: of different kinds as far as there are, else the first ones."""
    marks: dict[tuple[str | None, bool], Row] = {}
    for row in rows:
        marks.setdefault((row.cells.get("required"), bool(row["text_en"] or row["text_zh"])), row)
    kinds: dict[tuple[str, bool], Row] = {}
    for (_mark, has_text), row in marks.items():
        kinds.setdefault((_shown_need(row, choices), has_text), row)
    chosen = [*list(kinds.values())[:_PREVIEW], *rows[:_PREVIEW]]
    first = list({id(row): row for row in chosen}.values())[:_PREVIEW]
    return [_read_cell(row, choices) for row in sorted(first, key=lambda row: (row.number, row.place))]


def _read_cell(row: Row, choices: Choices) -> ReadCell:
    names = {stem: row[f"{stem}_en"] or row[f"{stem}_zh"] for stem in ("role", "level", "skill")}
    text = shortened(row["text_en"] or row["text_zh"], 160)
    value = shortened(row.stands or row["required"], 160)
    return ReadCell(f"{row.place}{row.number}", value, **names, need=_shown_need(row, choices), text=text)


def _shown_need(row: Row, choices: Choices) -> str:
    if "required" not in row.cells:
        return str(choices.unmarked if row["text_en"] or row["text_zh"] else Need.NOTHING)
    return str(need_of(row["required"], choices.marks) or "")
