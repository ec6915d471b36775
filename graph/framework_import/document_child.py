"""The process that reads one JSON or YAML document: `python -m graph.framework_import.document_child PATH SECONDS
MEMORY KIND`, KIND being json or yaml. It writes the document as JSON, or what is wrong with it, as `documents` reads
it."""

import gc
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from graph.framework_import.documents import DEEPEST
from graph.spreadsheets.cleaning import shortened
from graph.spreadsheets.process_limits import limit_this_process

_BEGINNINGS = (
    yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
)  # fmt: skip
_ENDS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)


class _TooDeep(Exception):
    """More lists within lists than are read; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _KeyTwice(Exception):
    """A key that one object has twice, with the lines of both, None where they are not known."""

    def __init__(self, key: str, first: int | None = None, second: int | None = None) -> None:
        super().__init__(key)
        self.key, self.first, self.second = key, first, second


class _Loader(yaml.CSafeLoader):
    """YAML in which days and yes stay texts, and of one object each key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Raises _KeyTwice."""
        first: dict[str, int] = {}
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode):
                line = key.start_mark.line + 1
                if key.value in first:
                    raise _KeyTwice(key.value, first[key.value], line)
                first[key.value] = line
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main(data: bytes, kind: str) -> dict[str, Any]:
    """The document, or the rule that it breaks with the line, what stands there and, of a key, its first line."""
    try:
        text = data.decode("utf-8-sig")
        return {"document": _yaml(text) if kind == "yaml" else _json(text)}
    except (_TooDeep, RecursionError) as error:
        return {"rule": "too_deep", "line": error.line if isinstance(error, _TooDeep) else None}
    except _KeyTwice as error:
        key = shortened(error.key, 120).encode(errors="replace").decode()
        return {"rule": "key_twice", "line": error.second, "value": key, "first": error.first}
    except (UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        line = getattr(error, "lineno", None) or getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        detail = getattr(error, "msg", "") or getattr(error, "problem", "") or str(error).split("\n")[0]
        return {"rule": "form", "line": line or None, "value": shortened(str(detail), 120)}


def _json(text: str) -> Any:
    """What JSON says. Raises _KeyTwice, with lines where YAML reads it as well, which knows them; ValueError for half
    a character, which nothing could write any more."""
    try:
        document = json.loads(text, object_pairs_hook=_once)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(document, ensure_ascii=False).encode()
        return document
    except UnicodeEncodeError as error:
        raise ValueError(f"\\u{ord(error.object[error.start]):x} is half a character") from None
    except _KeyTwice:
        with suppress(ValueError, yaml.YAMLError, _TooDeep):
            _yaml(text)
        raise


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise _KeyTwice(next(key for n, key in enumerate(keys) if key in keys[:n]))
    return found


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


if __name__ == "__main__":
    gc.disable()  # the process ends with what it read
    limit_this_process(int(sys.argv[2]), int(sys.argv[3]))
    answer = main(Path(sys.argv[1]).read_bytes(), sys.argv[4])
    sys.stdout.write(json.dumps(answer, default=str, separators=(",", ":")))
