"""Days as people write them. Which of day and month comes first is decided for a column as a whole."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from graph.people_import.models import DateOrder
from graph.spreadsheets.models import Cell, day_of, text_of

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(r"(\d{1,2})[-/. ]?([A-Za-zä]{3,9})[-/., ]+(\d{4})|([A-Za-z]{3,9})[ .]+(\d{1,2}),? +(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar mär", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez"), 1
    )
    for name in names.split()
}
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 73_000)
"""Numbers that a spreadsheet keeps for the days from 1954 to 2099."""


class TwoDays(Exception):
    """A text that can be two days; both, the day-first one before."""

    def __init__(self, first: date, second: date) -> None:
        super().__init__(first, second)
        self.both = f"{first.isoformat()} / {second.isoformat()}"


def order_of(cells: Iterable[Cell]) -> DateOrder | None:
    """Which comes first in a column: one value over 12 decides. None where none does."""
    for cell in cells:
        match = _YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match and int(match[1]) > 12:
            return DateOrder.DAY_FIRST
        if match and int(match[2]) > 12:
            return DateOrder.MONTH_FIRST
    return None


def needs_order(cells: Iterable[Cell]) -> bool:
    """Whether a column has dates that can be read in two ways."""
    return any(
        (match := _YEAR_LAST.fullmatch(cell.strip())) is not None and match[1] != match[2]
        for cell in cells
        if isinstance(cell, str)
    )


def read_day(cell: Cell, order: DateOrder | None) -> date:
    """The day that a cell says. Raises ValueError where it says none, TwoDays where it can be two."""
    found = day_of(cell)
    if found:
        return found
    if isinstance(cell, float) and int(cell) in _SERIALS and cell.is_integer():
        return _EPOCH + timedelta(days=int(cell))
    text = text_of(cell).strip()
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(int(match[1]), int(match[2]), int(match[3]), order)
    if match := _NAMED.fullmatch(text):
        day, month, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        return date(int(year), _MONTHS.get(month[:3].casefold(), 0), int(day))
    if text.isdecimal() and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    raise ValueError(text)


def _year_last(one: int, other: int, year: int, order: DateOrder | None) -> date:
    if order is None and one != other and one <= 12 and other <= 12:
        raise TwoDays(date(year, other, one), date(year, one, other))
    day_first = one > 12 or (other <= 12 and order is not DateOrder.MONTH_FIRST)
    return date(year, other, one) if day_first else date(year, one, other)
