"""What is wrong with a file that somebody brought, said so that they can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

SENTENCES = {
    "encoding": "the text is in no encoding known here. Save it as UTF-8, GB18030 or UTF-16.",
    "empty": "there is no row below the headings.",
    "column_missing": "the column is missing. Needed: {allowed}.",
    "column_twice": "the column stands here twice; {allowed} is the same.",
    "levels_as_columns": "the levels seem to be columns ({value}). Needed: one row per role, level and skill.",
    "cell_missing": "is empty. Allowed: {allowed}.",
    "row_long": "the row has more cells than there are headings: {value}. Is a quote missing?",
    "not_known": "{value} is not known. Allowed: {allowed}.",
    "text_unexpected": "{value} says that nothing is expected, but there is a text. Allowed with a text: {allowed}.",
    "key_form": "{value} cannot be a key. Allowed: {allowed}.",
    "too_long": "is {value} characters long. Allowed: {allowed}.",
    "said_differently": "{value}, but row {other_row} says {allowed}.",
    "order_partly": "is empty, but other levels of this role have a number. Allowed: {allowed}.",
    "duplicate_differs": "{value} stands in row {other_row} too, with another text. Keep one of them.",
    "requires_itself": "{value} cannot require itself.",
    "ring": "{value} is a ring.",
    "duplicate": "{value} stands in row {other_row} too, with the same text; it counts once.",
    "column_ignored": "the column {value} is not known and was left out.",
    "several_homes": "{value} stands in more than one category; {allowed} counts.",
}
"""One English sentence per rule; braces hold what the problem carries."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend, or to know: where it stands, what stands there, what is allowed, what comes near.

    `rule` is a key of SENTENCES. `row` counts as a spreadsheet does, the headings being row 1.
    """

    file: str
    rule: str
    row: int | None = None
    column: str = ""
    value: str = ""
    allowed: str = ""
    nearest: str = ""
    other_row: int | None = None

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, f"row {self.row}" if self.row else "", self.column) if part)
        sentence = SENTENCES[self.rule].format(value=_quoted(self), allowed=self.allowed, other_row=self.other_row)
        hint = f' Did you mean "{self.nearest}"?' if self.nearest else ""
        return f"{place}: {sentence}{hint}"


_BARE = ("ring", "too_long", "row_long", "levels_as_columns")


def _quoted(problem: Problem) -> str:
    return problem.value if problem.rule in _BARE else f'"{problem.value}"'


def nearest(value: str, known: Iterable[str]) -> str:
    """The known value that looks most like what was found, or ''."""
    by_fold = {value.casefold(): value for value in known}
    close = get_close_matches(value.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[close[0]] if close else ""
