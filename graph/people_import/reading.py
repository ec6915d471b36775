"""Rows of a file as what they say of people; nothing of the graph is known here but the languages."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeGuard, cast

from graph.clock import FIRST_YEAR
from graph.people.models import ID_LENGTH, can_be_id
from graph.people_import.dates import TwoDays, needs_order, order_of, read_day
from graph.people_import.fields import DATES, Field
from graph.people_import.models import Choices, Column, DateOrder, PersonInFile
from graph.people_import.problems import Problems
from graph.spreadsheets.cleaning import is_plain, one_line
from graph.spreadsheets.headings import DataRow
from graph.spreadsheets.models import Cell, Fault, FaultKind, day_of, lost_digits, text_of
from graph.spreadsheets.writing import as_brought_back

LONGEST: Mapping[Field, int] = {Field.ID: ID_LENGTH, Field.EMAIL: 254, Field.LOGIN: 254, Field.DEPARTMENT: 400}
_LONGEST = 200
LANGUAGES = {
    "en": "en", "english": "en", "英文": "en", "英语": "en", "en us": "en", "en gb": "en", "englisch": "en",
    "zh": "zh", "chinese": "zh", "中文": "zh", "简体中文": "zh", "zh cn": "zh", "zh hans": "zh", "chinesisch": "zh",
}  # fmt: skip
_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]+@[^\s@<>(),;:\"\[\]\\.]+(?:\.[^\s@<>(),;:\"\[\]\\.]+)+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BOTH_NAMES = re.compile(
    r"([\u3400-\u9fff·]+)[\s/|,，(（【\[]+([A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f .,'’-]+?)[\s)）】\]]*"
    r"|([A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f .,'’-]+?)[\s/|(（【\[]*([\u3400-\u9fff·]+)[\s)）】\]]*"
)
_FAMILY_FIRST = re.compile(r"([^,，]+)[,，]\s*([^,，]+)")


class RowReader:
    """Reads rows, given what their columns are, and says everything that is wrong with each. Column by column: of ten
    thousand cells most are plain texts, which is seen at once, and days are few, each of which is read once."""

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[DataRow], choices: Choices, problems: Problems
    ) -> None:
        self.problems = problems
        self.rows = rows
        self.used = [(column.field, column.index) for column in columns if column.field]
        self.cells = {field: [row.cells[index] for row in rows] for field, index in self.used}
        self.heading = {column.field: column.heading for column in columns if column.field}
        self.has = frozenset(self.heading)
        self.orders: dict[Field, DateOrder | None] = {}
        self.asks: set[Field] = set()
        self.incomplete: set[str] = set()
        """Ids, addresses and names of whom a row is about that lacks something and is left out."""
        for field in DATES:
            if cells := self.cells.get(field):
                order = order_of(cells)
                self.orders[field] = order or choices.date_order
                if order is None and needs_order(cells):
                    self.asks.add(field)

    def read(self) -> list[PersonInFile]:
        """What the rows say, without those that lack what everybody needs, which is said then."""
        texts = {field: self._texts(field, cells) for field, cells in self.cells.items() if field not in DATES}
        days = {field: self._days(field, self.cells[field]) for field in DATES if field in self.cells}
        people = (
            self._person(at, dict(zip(texts, said, strict=True)), {field: days[field][at] for field in days})
            for at, said in enumerate(zip(*texts.values(), strict=True))
        )
        return [person for person in people if person]

    def _person(self, at: int, texts: Mapping[Field, str], days: Mapping[Field, date | None]) -> PersonInFile | None:
        """What a row says of somebody; None where it lacks what everybody needs."""
        row = self.rows[at].number
        login, before = _renamed(texts.get(Field.LOGIN, ""))
        name, name_zh = _names(texts)
        email = texts.get(Field.EMAIL, "") or (login if "@" in login and Field.EMAIL not in self.has else "")
        person = texts.get(Field.ID, "") if Field.ID in self.has else login or email
        if not self._complete(at, person, name, email):
            self.incomplete |= {person, email.casefold(), name} - {""}
            return None
        details = {
            "name": name,
            "name_zh": name_zh,
            "email": email,
            "login": login,
            "language": self._language(row, texts.get(Field.LANGUAGE, "")),
            "away_until": _iso(days.get(Field.AWAY_UNTIL)),
            "leaves_on": _iso(days.get(Field.LEAVES_ON)),
        }
        level = self._level(at, Field.LEVEL, texts)
        target = self._level(at, Field.TARGET_LEVEL, texts)
        return PersonInFile(
            row=row,
            id=person,
            details={key: value for key, value in details.items() if value},
            login_before=before,
            manager=texts.get(Field.MANAGER) or None,
            dotted_manager=texts.get(Field.DOTTED_MANAGER) or None,
            department=_main_department(texts.get(Field.DEPARTMENT, "")) or None,
            role=texts.get(Field.ROLE, ""),
            level=level,
            target_level=target,
            since=days.get(Field.SINCE),
        )

    def _texts(self, field: Field, cells: Sequence[Cell]) -> list[str]:
        """The texts of a column, clean; '' where one cannot be used, which is said."""
        if _are_plain(cells) and max(map(len, cells), default=0) <= LONGEST.get(field, _LONGEST):
            return [cell.strip() for cell in cells]
        return [self._text(row.number, field, cell) for row, cell in zip(self.rows, cells, strict=True)]

    def _days(self, field: Field, cells: Sequence[Cell]) -> list[date | None]:
        """The days of a column; None where there is none, or none that can be read, which is said."""
        known: dict[Cell, date | None] = {}
        days: list[date | None] = []
        for row, cell in zip(self.rows, cells, strict=True):
            if isinstance(cell, str) and cell in known:
                days.append(known[cell])
                continue
            before = len(self.problems.found)
            days.append(self._day(row.number, field, cell))
            if isinstance(cell, str) and len(self.problems.found) == before:
                known[cell] = days[-1]
        return days

    def _text(self, row: int, field: Field, cell: Cell) -> str:
        if isinstance(cell, str):
            text = _one_line(cell)
        elif isinstance(cell, Fault):
            rule = "cell_error" if cell.kind is FaultKind.ERROR else "cell_not_calculated"
            return self._wrong(rule, row, field, cell.text)
        else:
            text = text_of(cell)
            if lost_digits(cell):
                return self._wrong("digits_lost", row, field, text)
        most = LONGEST.get(field, _LONGEST)
        if len(text) > most:
            return self._wrong("too_long", row, field, text, allowed=str(most))
        return text

    def _wrong(self, rule: str, row: int, field: Field, value: str, allowed: str = "") -> str:
        heading = self.heading.get(field, str(field))
        self.problems.add(rule, row=row, column=heading, value=value, allowed=allowed, field=field)
        return ""

    def _complete(self, at: int, person: str, name: str, email: str) -> bool:
        row = self.rows[at].number
        for field, text in ((Field.ID, person), (Field.NAME, name), (Field.EMAIL, email)):
            if not text and not isinstance(self._cell(field, at), Fault):
                self._wrong("cell_missing", row, field, "")
        if person and not can_be_id(person):
            self._wrong("id_form", row, Field.ID, person)
        if email and not _EMAIL.fullmatch(email):
            self._wrong("email_form", row, Field.EMAIL, email)
        return bool(person and name and email)

    def _cell(self, field: Field, at: int) -> Cell:
        """The cell of a row in the column of a field; '' where there is no such column."""
        cells = self.cells.get(field)
        return cells[at] if cells else ""

    def _day(self, row: int, field: Field, cell: Cell) -> date | None:
        if cell == "" or (isinstance(cell, str) and _one_line(cell) in NOTHING):
            return None
        if isinstance(cell, Fault):
            self._text(row, field, cell)
            return None
        try:
            day = read_day(cell, self.orders.get(field))
            if day.year >= FIRST_YEAR:
                return day
            self._wrong("date_form", row, field, text_of(cell))
        except TwoDays as two:
            self._wrong("date_two_ways", row, field, text_of(cell), allowed=two.both)
        except ValueError:
            self._wrong("date_form", row, field, text_of(cell))
        return None

    def _level(self, at: int, field: Field, texts: Mapping[Field, str]) -> str:
        day = day_of(self._cell(field, at))
        if day:
            return self._wrong("level_date", self.rows[at].number, field, day.isoformat())
        return texts.get(field, "")

    def _language(self, row: int, text: str) -> str:
        language = LANGUAGES.get(text) or LANGUAGES.get(text.casefold().replace("_", " ").replace("-", " "), "")
        if text and not language:
            self._wrong("language_unknown", row, Field.LANGUAGE, text, allowed="en, zh")
        return language


NOTHING = frozenset({"-", "–", "—", "n/a", "N/A", "NA", "{empty}", "无", "/"})
"""How people write that there is nothing."""


def _are_plain(cells: Sequence[Cell]) -> TypeGuard[Sequence[str]]:
    """Whether all of a column are texts with nothing to clean but spaces at their ends."""
    if not set(map(type, cells)) <= {str}:
        return False
    together = "|" + "|".join(cast(Sequence[str], cells))
    return is_plain(together) and "|'" not in together and " '" not in together


def _one_line(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text and text[:1] != "'":
        return text.strip()
    return as_brought_back(one_line(text))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _renamed(login: str) -> tuple[str, str]:
    """The sign-in name, and the one before where WeCom writes a change as `old:new`."""
    before, colon, after = login.partition(":")
    return (after.strip().casefold(), before.strip().casefold()) if colon and after.strip() else (login.casefold(), "")


_PARTS = (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME)


def _names(texts: Mapping[Field, str]) -> tuple[str, str]:
    """The name in Latin letters, or the only one there is; and the one in Chinese. Whichever columns have them, neither
    is lost: both may stand in one cell, too."""
    parts = [part for each in _PARTS if (part := texts.get(each))]
    joined = "".join(reversed(parts)) if any(map(has_han, parts)) else " ".join(parts)
    whole = texts.get(Field.NAME, "") or joined
    latin, chinese = texts.get(Field.NAME_LATIN, ""), texts.get(Field.NAME_ZH, "")
    if whole.isascii() and not (latin or joined):  # a column or two, as in most files
        return _turned(whole) or chinese, chinese
    said = [each for text in (whole, latin, joined) for each in _of_one_cell(text)]
    latin = next((_turned(each) for each in said if not has_han(each)), "")
    chinese = chinese or next(filter(has_han, said), "")
    return latin or whole or chinese, chinese


def _of_one_cell(text: str) -> tuple[str, ...]:
    """The names in a cell: two where it has one in each script, as `李强 (Li Qiang)` or `Li Qiang 李强`."""
    if not has_han(text):
        return (text,) if text else ()
    both = _BOTH_NAMES.fullmatch(text)
    return tuple(each.strip() for each in both.groups() if each) if both else (text,)


def _turned(name: str) -> str:
    """A name written with the family first, in the order in which it is said."""
    family = _FAMILY_FIRST.fullmatch(name)
    return f"{family[2].strip()} {family[1].strip()}" if family else name


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return not text.isascii() and bool(_HAN.search(text))


def _main_department(text: str) -> str:
    """The first of several departments, as WeCom writes them: a/b；a/c."""
    first = text.replace("；", ";").partition(";")[0].strip()
    return "" if first in NOTHING else first
