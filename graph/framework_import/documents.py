"""Files that are documents, not tables: JSON and YAML."""

import json
from typing import Any

import yaml

from graph.framework_import.problems import Problem
from graph.text import Text

Document = dict[str, Any]
LARGEST = 20_000_000
_YAML = (".yml", ".yaml")
_DEEPEST = 100
_BEGINNINGS = (
    yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
)  # fmt: skip
_ENDS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
_ALLOWED = Text("JSON or YAML", "JSON 或 YAML")
_NOT_A_DOCUMENT = Text("an object with named parts", "由带名称的部分组成的对象")


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
    except (UnicodeDecodeError, ValueError, yaml.YAMLError, RecursionError) as error:
        line = getattr(error, "lineno", None) or getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        detail = getattr(error, "msg", "") or getattr(error, "problem", "") or str(error).split("\n")[0]
        return Problem(file, "form", line or None, value=str(detail)[:120], allowed=_ALLOWED)
    if not isinstance(document, dict):
        return Problem(file, "form", value=type(document).__name__, allowed=_NOT_A_DOCUMENT)
    return document


def _yaml(text: str) -> Any:
    """What YAML says. Raises YAMLError also for references, by which a small file grows without bound, and for lists
    within lists too deep, by which the reader would end the whole process."""
    depth = 0
    for token in yaml.scan(text, _Loader):
        if isinstance(token, yaml.AliasToken):
            raise yaml.YAMLError("references (*name) are not read here")
        depth += isinstance(token, _BEGINNINGS) - isinstance(token, _ENDS)
        if depth > _DEEPEST:
            raise yaml.YAMLError("too many lists within lists")
    return yaml.load(text, _Loader)  # noqa: S506 - a safe loader
