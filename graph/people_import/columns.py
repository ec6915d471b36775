"""Which column is what: by the known names of the sources, by what somebody says, by what they said the last time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.people_import.fields import FIELDS, NEVER_READ, OF_FRAMEWORKS, Field
from graph.people_import.levels import Levels
from graph.people_import.models import Column
from graph.people_import.reading import has_han
from graph.spreadsheets.cleaning import one_line
from graph.spreadsheets.headings import DataRow, Headings
from graph.spreadsheets.models import Note, text_of

SHOWN_VALUES = 3
_SAMPLE = 200
_HALF = 0.5


def columns_of(
    headings: Headings, rows: Sequence[DataRow], chosen: Mapping[str, str], levels: Levels
) -> tuple[tuple[Column, ...], tuple[Note, ...]]:
    """The columns with what each is taken for, and notes on those that were left out. `chosen` says it by heading, and
    goes before what is known; `levels` are those that the columns of roles and levels may name."""
    taken = _known(headings.names)
    taken |= _other_script(headings.names, taken, rows)
    for index, heading in enumerate(headings.shown):
        said = chosen.get(heading)
        if said is not None:
            taken = {i: field for i, field in taken.items() if i != index and str(field) != said}
            if said in set(Field):
                taken[index] = Field(said)
    columns = [
        Column(index, heading, taken.get(index), () if taken.get(index) is Field.SECRET else _values(rows, index))
        for index, heading in enumerate(headings.shown)
        if heading or _values(rows, index)
    ]
    columns, notes = _judged(columns, rows, levels.names_of_roles)
    return _without_unknown_levels(columns, notes, rows, chosen, levels)


def _known(names: Sequence[str]) -> dict[int, Field]:
    """Of several columns for one field the one with the readiest name; the others are not used."""
    best: dict[Field, tuple[int, int]] = {}
    for index, name in enumerate(names):
        field, order = FIELDS.get(name, (None, 0))
        if field and (field not in best or order < best[field][0]):
            best[field] = (order, index)
    taken = {index: field for field, (_order, index) in best.items()}
    found = {index: FIELDS[name][0] for index, name in enumerate(names) if name in FIELDS}
    return taken | {index: field for index, field in found.items() if field in NEVER_READ}


def _other_script(names: Sequence[str], taken: Mapping[int, Field], rows: Sequence[DataRow]) -> dict[int, Field]:
    """A second column of names, by its values: beside `Name` in Latin letters `姓名` is the Chinese name."""
    first = next((index for index, field in taken.items() if field is Field.NAME), None)
    if first is None:
        return {}
    chinese = _share_of_chinese(rows, first) >= _HALF
    other = Field.NAME_LATIN if chinese else Field.NAME_ZH
    if other in taken.values():
        return {}
    for index, name in enumerate(names):
        is_name = index not in taken and FIELDS.get(name, (None, 0))[0] is Field.NAME and _values(rows, index)
        if is_name and (_share_of_chinese(rows, index) >= _HALF) is not chinese:
            return {index: other}
    return {}


def _share_of_chinese(rows: Sequence[DataRow], index: int) -> float:
    """How many of a column's first values have Chinese characters."""
    values = [text for row in rows[:_SAMPLE] if (text := text_of(row.cells[index])).strip()]
    return sum(map(has_han, values)) / len(values) if values else 0.0


def _values(rows: Sequence[DataRow], index: int) -> tuple[str, ...]:
    values: list[str] = []
    for row in rows[:_SAMPLE]:
        value = one_line(text_of(row.cells[index])) if index < len(row.cells) else ""
        if value and value not in values:
            values.append(value[:60])
            if len(values) == SHOWN_VALUES:
                break
    return tuple(values)


def _judged(
    columns: Sequence[Column], rows: Sequence[DataRow], roles: frozenset[str]
) -> tuple[list[Column], list[Note]]:
    """The columns once their values have been looked at: job titles that are roles, departments that are numbers,
    sign-in names that are all there is of an email or an id."""
    judged: list[Column] = []
    notes: list[Note] = []
    has_role = any(column.field is Field.ROLE for column in columns)
    for column in columns:
        field = column.field
        if field is Field.JOB_TITLE:
            are_roles = not has_role and _share(rows, column.index, roles) >= 0.5
            field = Field.ROLE if are_roles else None
            if not are_roles:
                notes.append(Note("job_title", (column.heading,)))
        elif field in NEVER_READ:
            notes.append(Note(str(field), (column.heading,)))
        elif field is Field.DEPARTMENT and _numbers(rows, column.index):
            field = None
            notes.append(Note("department_ids", (column.heading,)))
        elif field is None:
            notes.append(Note("column_unused", (column.heading,)))
        judged.append(Column(column.index, column.heading, field, column.values))
    return judged, notes


def _without_unknown_levels(
    columns: Sequence[Column], notes: Sequence[Note], rows: Sequence[DataRow], chosen: Mapping[str, str], levels: Levels
) -> tuple[tuple[Column, ...], tuple[Note, ...]]:
    """The columns without those of roles and levels that cannot be meant: before a framework is published none can, and
    a level of no role whose values are all unknown is a grade of something else. What somebody chose stays."""
    has_role = any(column.field is Field.ROLE for column in columns)
    kept: list[Column] = []
    more: list[Note] = []
    for column in columns:
        note = ""
        if column.field in OF_FRAMEWORKS and column.heading not in chosen:
            if not levels.roles:
                note = "nothing_published"
            elif not has_role and column.field is Field.LEVEL and not _share(rows, column.index, levels.names):
                note = "level_values"
        kept.append(replace(column, field=None) if note else column)
        more += [Note(note, (column.heading,))] if note else []
    return tuple(kept), (*notes, *more)


def _share(rows: Sequence[DataRow], index: int, known: frozenset[str]) -> float:
    values = {one_line(text_of(row.cells[index])).casefold() for row in rows[:2000]} - {""}
    return sum(value in known for value in values) / len(values) if values else 0.0


def _numbers(rows: Sequence[DataRow], index: int) -> bool:
    """Whether a column of departments has their ids alone, as WeCom's interface gives them: 1;3."""
    values = {text_of(row.cells[index]) for row in rows[:_SAMPLE]} - {""}
    return bool(values) and all(
        value.replace(";", "").replace("；", "").replace(" ", "").isdecimal() for value in values
    )
