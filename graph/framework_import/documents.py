"""Files that are documents, not tables: JSON and YAML."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from graph.framework_import.problems import Problem
from graph.text import Text

Document = dict[str, Any]
LARGEST = 20_000_000
_YAML = (".yml", ".yaml")
DEEPEST = 100
_BEGINNINGS = (
    yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
)  # fmt: skip
_ENDS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
_ALLOWED = Text("JSON or YAML", "JSON 或 YAML")
A_LIST = Text("a list of objects", "对象列表")
_NOT_A_DOCUMENT = Text("an object with named parts", "由带名称的部分组成的对象")


class _TooDeep(Exception):
    """More lists within lists than are read; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Loader(yaml.CSafeLoader):
    """YAML in which days and yes stay texts."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parsed_document(data: bytes, file: str) -> Document | Problem | None:
    """The document in a file; None if it is a table, a problem if it is broken."""
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_yaml = file.lower().endswith(_YAML) or start.startswith(b"format:")
    if not is_yaml and not start.startswith((b"{", b"[")):
        return None
    try:
        text = data.decode("utf-8-sig")
        document = _yaml(text) if is_yaml else json.loads(text)
    except (_TooDeep, RecursionError) as error:
        line = error.line if isinstance(error, _TooDeep) else None
        return Problem(file, "too_deep", line, allowed=str(DEEPEST))
    except (UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        line = getattr(error, "lineno", None) or getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        detail = getattr(error, "msg", "") or getattr(error, "problem", "") or str(error).split("\n")[0]
        return Problem(file, "form", line or None, value=str(detail)[:120], allowed=_ALLOWED)
    if not isinstance(document, dict):
        return Problem(file, "form", value=type(document).__name__, allowed=_NOT_A_DOCUMENT)
    return document


def _yaml(text: str) -> Any:
    """What YAML says. Raises YAMLError also for references, by which a small file grows without bound, and _TooDeep
    for lists within lists that would overflow the stack of the process."""
    depth = 0
    try:
        for token in yaml.scan(text, _Loader):
            if isinstance(token, yaml.AliasToken):
                raise yaml.YAMLError("references (*name) are not read here")
            depth += isinstance(token, _BEGINNINGS) - isinstance(token, _ENDS)
            if depth > DEEPEST:
                raise _TooDeep(token.start_mark.line + 1)
    except yaml.MarkedYAMLError as error:
        # PyYAML 6.0.4 has a limit of its own, which it can reach first: it reads ahead of the tokens it hands out.
        if "nesting depth" in str(error) and error.problem_mark:
            raise _TooDeep(error.problem_mark.line + 1) from error
        raise
    return yaml.load(text, _Loader)  # noqa: S506 - a safe loader


def as_string(value: Any) -> str:
    """What a document says as one text: '' for nothing, and for what has parts of its own."""
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict | list) else str(value)


def objects(listed: list[Any], place: str, wrong: Callable[[str, str], None]) -> Iterator[tuple[str, Document]]:
    """The objects of a list with their places; `wrong` is told the place and the value of what is none."""
    for number, each in enumerate(listed):
        if isinstance(each, dict):
            yield f"{place}[{number}]", each
        else:
            wrong(f"{place}[{number}]", str(each)[:60])
