"""Files that are documents, not tables: JSON and YAML."""

from collections.abc import Callable, Iterator
from typing import Any

from graph.framework_import.problems import Problem
from graph.spreadsheets.cleaning import shortened
from graph.spreadsheets.models import Limits
from graph.spreadsheets.reader_process import answer_of
from graph.spreadsheets.unreadable import Unreadable, UnreadableFile
from graph.text import Text

Document = dict[str, Any]
_LIMITS = Limits()
_YAML = (".yml", ".yaml")
_READER = "graph.framework_import.document_child"
DEEPEST = 100
"""How many lists within lists are read."""
_ALLOWED = Text("JSON or YAML", "JSON 或 YAML")
_ROW = Text("row {}", "第 {} 行")
_SAME_PLACE = Text("the same object", "同一对象")
A_LIST = Text("a list of objects", "对象列表")
_NOT_A_DOCUMENT = Text("an object with named parts", "由带名称的部分组成的对象")


def parsed_document(data: bytes, file: str, limits: Limits = _LIMITS) -> Document | Problem | None:
    """The document in a file, read in a process of its own; None if it is a table, a problem if it is broken."""
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_yaml = file.lower().endswith(_YAML) or start.startswith(b"format:")
    if not is_yaml and not start.startswith((b"{", b"[")):
        return None
    kind = "yaml" if is_yaml else "json"
    try:
        _within(data, limits)
        answer = answer_of(
            _READER, data, kind, [kind], limits, slow=Unreadable.DOCUMENT_TOO_SLOW, died=Unreadable.DOCUMENT_DIED
        )
    except UnreadableFile as error:
        return Problem(file, "unreadable", allowed=error.sentence())
    if "rule" in answer:
        return _problem(file, answer)
    document = answer["document"]
    if not isinstance(document, dict):
        return Problem(file, "form", value=type(document).__name__, allowed=_NOT_A_DOCUMENT)
    return document


def _within(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        megabytes = (f"{len(data) / 1e6:,.1f}", f"{limits.file_bytes / 1e6:,.0f}")
        raise UnreadableFile(Unreadable.DOCUMENT_TOO_LARGE, megabytes)


def _problem(file: str, answer: dict[str, Any]) -> Problem:
    rule, line = answer["rule"], answer["line"]
    if rule == "too_deep":
        return Problem(file, rule, line, allowed=str(DEEPEST))
    if rule == "key_twice":
        first = answer["first"]
        there = Text(_ROW.en.format(first), _ROW.zh.format(first)) if first else _SAME_PLACE
        return Problem(file, rule, line, value=answer["value"], allowed=there)
    return Problem(file, rule, line, value=answer["value"], allowed=_ALLOWED)


def as_string(value: Any) -> str:
    """What a document says as one text: '' for nothing, and for what has parts of its own."""
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict | list) else str(value)


def objects(listed: list[Any], place: str, wrong: Callable[[str, str], None]) -> Iterator[tuple[str, Document]]:
    """The objects of a list with their places, counted from 1; `wrong` is told the place and the value of what is
    none."""
    for number, each in enumerate(listed, start=1):
        if isinstance(each, dict):
            yield f"{place} {number}", each
        else:
            wrong(f"{place} {number}", shortened(str(each), 60))
