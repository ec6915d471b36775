"""CASE 1.0 (1EdTech): a flat list of statements whose tree stands in associations from child to parent."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.framework.models import Source
from graph.framework_import.documents import A_LIST, Document
from graph.framework_import.models import Row
from graph.framework_import.problems import Problem
from graph.spreadsheets.cleaning import clean_cell, one_line
from graph.text import Text

_LONGEST_NAME = 200
_LEVEL = "All levels"


def is_case(document: Document) -> bool:
    """Whether a document is a CASE package, wrapped or not."""
    return "CFItems" in _package(document)


def case_source(document: Document) -> Source:
    """What the package says of itself."""
    said = _package(document).get("CFDocument")
    about = said if isinstance(said, dict) else {}
    title = one_line(str(about.get("title") or ""))
    licence = about.get("licenseURI")
    named = licence.get("title") or licence.get("uri") if isinstance(licence, dict) else licence
    rights = [about.get("officialSourceURL") or about.get("uri") or "", named or "", about.get("attributionStatement")
              or about.get("creator") or about.get("publisher") or ""]  # fmt: skip
    return Source("", Text(title, ""), *(one_line(str(each)) for each in rights))


def case_rows(document: Document, file: str, source: Source) -> tuple[list[Row], list[Problem]]:
    """A row for each statement that has none below it: its parents are category and domain, the levels are those of
    education that it names, and the role is the document's title unless a parent is one."""
    package = _package(document)
    lists = {part: package.get(part) or () for part in ("CFItems", "CFAssociations")}
    if wrong := [part for part, listed in lists.items() if not isinstance(listed, list | tuple)]:
        return [], [Problem(file, "form", column=one, value=type(lists[one]).__name__, allowed=A_LIST) for one in wrong]
    items = {str(each.get("identifier")): each for each in lists["CFItems"] if isinstance(each, dict)}
    if not items:
        return [], [Problem(file, "empty")]
    parents, problems = _parents(lists["CFAssociations"], items, file)
    if problems:
        return [], problems
    with_children = set(parents.values())
    title = case_source(document).name.en or source.name.en or "Framework"
    rows: list[Row] = []
    for number, (key, item) in enumerate(items.items(), start=1):
        if key not in with_children:
            rows += _rows(number, item, _path(key, parents, items), title)
    return rows, []


def _package(document: Document) -> Document:
    inner = document.get("CFPackage")
    return inner if isinstance(inner, dict) else document


def _parents(
    associations: Sequence[Mapping[str, Any]], items: Mapping[str, Any], file: str
) -> tuple[dict[str, str], list[Problem]]:
    parents: dict[str, str] = {}
    ordered = sorted(
        (each for each in associations if isinstance(each, dict) and each.get("associationType") == "isChildOf"),
        key=_sequence,
    )
    for each in ordered:
        child, parent = (_identifier(each.get(end)) for end in ("originNodeURI", "destinationNodeURI"))
        if child in items and parent in items:
            parents.setdefault(child, parent)
    for key in items:
        seen = {key}
        at = key
        while at in parents:
            at = parents[at]
            if at in seen:
                return parents, [Problem(file, "ring", column="CFAssociations", value=_name(items[key]))]
            seen.add(at)
    return parents, []


def _sequence(association: Mapping[str, Any]) -> int:
    number = association.get("sequenceNumber")
    return number if isinstance(number, int) else 0


def _identifier(end: Any) -> str:
    return str(end.get("identifier") or "") if isinstance(end, dict) else str(end or "")


def _path(key: str, parents: Mapping[str, str], items: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The parents of a statement, the highest first."""
    path: list[Mapping[str, Any]] = []
    while key in parents:
        key = parents[key]
        path.insert(0, items[key])
    return path


def _rows(number: int, item: Mapping[str, Any], path: list[Mapping[str, Any]], title: str) -> list[Row]:
    roles = [each for each in path if _kind(each) in ("role", "job", "occupation")]
    levels = [_name(each) for each in path if _kind(each) in ("level", "job level", "proficiency level")]
    groups = [_name(each) for each in path if each not in roles and _name(each) not in levels]
    named = item.get("educationLevel") or ()
    levels = levels[-1:] or [str(each) for each in (named if isinstance(named, list) else [named])] or [_LEVEL]
    cells = {
        "role": _name(roles[-1]) if roles else title,
        "skill": _name(item),
        "skill_key": str(item.get("identifier") or "")[:80],
        "domain": groups[0] if len(groups) > 1 else "",
        "category": groups[-1] if groups else "",
        "text": clean_cell(str(item.get("fullStatement") or "")),
    }
    return [Row(number, {**cells, "level": level}) for level in levels]


def _kind(item: Mapping[str, Any]) -> str:
    return one_line(str(item.get("CFItemType") or "")).casefold()


def _name(item: Mapping[str, Any]) -> str:
    code = one_line(str(item.get("humanCodingScheme") or ""))
    name = one_line(str(item.get("abbreviatedStatement") or item.get("fullStatement") or ""))
    short = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"
    return f"{code} {short}".strip() if code and not short.startswith(code) else short
