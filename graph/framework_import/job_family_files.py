"""A job family in one document, as some organisations publish theirs: levels, themes, and competencies that each stand
at one level in one theme. A theme is a skill; its competencies at a level are what is expected there."""

from collections import Counter
from collections.abc import Iterator, Mapping

from graph.framework.models import Source
from graph.framework_import.documents import A_LIST, Document, as_string, objects
from graph.framework_import.models import Choices, Row
from graph.framework_import.problems import A_NAME, Problem, nearest, unmarked
from graph.spreadsheets.cleaning import clean_cell, one_line
from graph.text import Text

_PARTS = ("levels", "themes", "competencies")
_READ = frozenset({"id", "level", "theme", "summary", "examples"})


def is_job_family(document: Document) -> bool:
    """Whether a document is one."""
    return all(part in document for part in _PARTS) and "format" not in document


def job_family_source(document: Document) -> Source:
    """What it says of itself."""
    return Source("", Text(one_line(as_string(document.get("name"))), ""))


class JobFamilyReader:
    """Reads a document into rows; `problems` name the place by its path, such as "competencies 3, level"."""

    def __init__(self, file: str, choices: Choices) -> None:
        self.file, self.choices = file, choices
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def rows(self, document: Document) -> list[Row]:
        """A row for each theme at each level at which it has competencies, the levels in the order of the file."""
        levels, themes = self._named(document, "levels"), self._named(document, "themes")
        texts: dict[tuple[str, str], list[str]] = {}
        for at, one in self._list(document, "competencies"):
            level, theme = (
                self._one_of(one, at, what, known) for what, known in (("level", levels), ("theme", themes))
            )
            if level and theme:
                texts.setdefault((level, theme), []).append(self._text(one, at))
        self._note_unread(document)
        role = one_line(as_string(document.get("name")))
        return [] if self.problems else [
            Row(0, {
                "role": role, "level": _name(levels[level]), "level_key": level, "skill": _name(themes[theme]),
                "skill_key": theme, "skill_text": clean_cell(as_string(themes[theme].get("summary"))),
                "text": "\n".join(texts[level, theme]),
            })
            for level in levels for theme in themes if (level, theme) in texts
        ]  # fmt: skip

    def _named(self, document: Document, part: str) -> dict[str, Document]:
        found: dict[str, Document] = {}
        places: dict[str, str] = {}
        for at, one in self._list(document, part):
            key = as_string(one.get("id"))
            if key in places:
                self._problem(f"{at}, id", "key_twice", key, f"“{places[key]}”")
            places.setdefault(key, at)
            for what, value in (("id", key), ("name", _name(one))):
                if not value:
                    self._problem(f"{at}, {what}", "cell_missing", "", A_NAME)
            found[key] = one
        return found

    def _one_of(self, one: Document, at: str, what: str, known: Mapping[str, Document]) -> str:
        """The key of the level or theme that a competency names, '' where there is none such."""
        key = as_string(one.get(what))
        if key in known:
            return key
        self._problem(f"{at}, {what}", "not_known", key, ", ".join(known), nearest(key, known))
        return ""

    def _text(self, one: Document, at: str) -> str:
        """What a competency says, its examples on lines of their own."""
        summary = clean_cell(as_string(one.get("summary")))
        if not summary:
            self._problem(f"{at}, summary", "cell_missing", "", Text("a sentence", "一句话"))
        examples = one.get("examples") or []
        if not isinstance(examples, list):
            self._problem(f"{at}, examples", "form", type(examples).__name__, Text("a list of texts", "文字列表"))
            examples = []
        return "\n".join((summary, *(f"  - {clean_cell(as_string(each))}" for each in examples)))

    def _note_unread(self, document: Document) -> None:
        """Says which parts of competencies are not read, and that the file marks nothing as optional."""
        listed = document.get("competencies")
        all_of_them = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        names = Counter(name for one in all_of_them for name, value in one.items() if value)
        self.notes += [Problem(self.file, "column_ignored", value=str(name)) for name in names if name not in _READ]
        self.notes.append(Problem(self.file, "no_marks", allowed=unmarked(self.choices.unmarked)))

    def _list(self, document: Document, part: str) -> Iterator[tuple[str, Document]]:
        listed = document.get(part)
        if not isinstance(listed, list) or not listed:
            self._problem(part, "form", type(listed).__name__ if listed else "-", A_LIST)
            return
        yield from objects(listed, part, lambda at, value: self._problem(at, "form", value, A_LIST))

    def _problem(self, place: str, rule: str, value: str = "", allowed: Text | str = "", near: str = "") -> None:
        self.problems.append(Problem(self.file, rule, None, place, value, allowed, near))


def _name(one: Document) -> str:
    return one_line(as_string(one.get("name")))
