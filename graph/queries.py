"""Cypher files with a contract: the header says what a file takes and gives, and is checked when it is read.

// One sentence of what it does.
// access: read|write|schema
// params: a, b                      (or: none)
// returns: one (x, y) | many (x, y) | nothing
// writes: Review self_due; Event id  (only where a whole map is written: the properties of it, by label)
// seconds: 10                       (left out: as long as any statement may take)
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

import cypher
from graph.errors import QueryContractError

ROOT = Path(cypher.__file__).parent
STATEMENT_SECONDS = 60.0
"""After how long the server ends a statement; a cold engine on a busy machine has to plan it in that time, too."""
SCHEMA_FILE = re.compile(r"schema/\d{4}_\w+")

_KEYS = ("access", "params", "returns")
_LINE = re.compile(r"//\s?(?:(access|params|returns|writes|seconds):\s*)?(.*)")
_SHAPE = re.compile(r"(?:(one|many)\s*\(([\w\s,]+)\)|(nothing))")
_PROPERTIES = re.compile(r"[A-Z]\w*\s+(?P<properties>[a-z]\w*(?:,\s*[a-z]\w*)*)")
_NOT_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_WRITES = re.compile(
    r"(?<![\w.$:])(CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|DROP|ALTER|LOAD\s+CSV)\b(?!\s*:)", re.IGNORECASE
)
_MAKES_NAMES = re.compile(r"\bCALL\s+db\.create", re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """One statement and its contract.

    `access` is 'read', 'write' or 'schema'; `shape` is 'one' (at most one row), 'many' or 'nothing';
    `columns` are the names of a row's values in order. `seconds` is after how long the server ends it: a statement
    that is no loss has less time than others, so that who sends it and then freezes keeps nobody waiting.
    `writes` are the properties that come in maps, and so do not stand in the statement. `row` is the type of its rows
    where a column holds maps.
    """

    name: str
    text: str = field(repr=False)
    access: str
    params: frozenset[str]
    shape: str
    columns: tuple[str, ...]
    summary: str = ""
    seconds: float = STATEMENT_SECONDS
    writes: frozenset[str] = frozenset()
    row: type | None = field(default=None, compare=False)


_bound: dict[str, Query] = {}
_lock = Lock()


def parse(name: str, text: str) -> Query:
    """The query that `text` is. Raises QueryContractError where header and statement disagree."""
    header, summary = _header(name, text)
    code = _NOT_CODE.sub(" ", text)
    if not code.strip():
        raise QueryContractError(f"{name}: no statement")
    access = header["access"]
    if access == "schema":
        return Query(name, text, access, frozenset(), "nothing", (), summary)
    params = _names(header["params"]) if header["params"] != "none" else ()
    used = set(_PARAMETER.findall(code))
    if set(params) != used:
        unused, undeclared = sorted(set(params) - used), sorted(used - set(params))
        raise QueryContractError(f"{name}: declared but unused {unused}, used but undeclared {undeclared}")
    writes = sorted({word.upper() for word in _WRITES.findall(code)})
    if access == "read" and writes:
        raise QueryContractError(f"{name}: access is read, but the statement has {', '.join(writes)}")
    if access == "write" and not writes and not _MAKES_NAMES.search(code):
        raise QueryContractError(f"{name}: access is write, but nothing is written")
    shape, columns = _returns(name, header["returns"], code)
    seconds = _seconds(name, header.get("seconds"))
    of_maps = _of_maps(name, header.get("writes"), access)
    return Query(name, text, access, frozenset(params), shape, columns, summary, seconds, of_maps)


def code_of(q: Query) -> str:
    """The statement without its comments, texts and quoted names."""
    return _NOT_CODE.sub(" ", q.text)


def load(name: str) -> Query:
    """Reads `cypher/<name>.cypher` without binding it. Raises QueryContractError if it is not there or not sound."""
    path = ROOT / f"{name}.cypher"
    if not path.is_file():
        raise QueryContractError(f"{name}: there is no such file in cypher/")
    return parse(name, path.read_text(encoding="utf-8"))


def query(name: str, row: type | None = None) -> Query:
    """Binds one query file to the one place that runs it; called once per file, when a module is imported.

    `row` is the type of its rows where a column holds maps: a test compares its keys with the text.
    Raises QueryContractError for a second binding, or a file that breaks its contract.
    """
    loaded = replace(load(name), row=row)
    with _lock:
        if name in _bound:
            raise QueryContractError(f"{name}: bound twice; ask the module that owns it")
        _bound[name] = loaded
    return loaded


def bound() -> dict[str, Query]:
    """The queries bound so far, by name."""
    return dict(_bound)


def all_queries() -> list[Query]:
    """Every query file, by name; schema files are not among them."""
    return [load(name) for name in _file_names() if not SCHEMA_FILE.fullmatch(name)]


def schema_files() -> list[Query]:
    """The schema statements in the order in which they are applied."""
    return [load(name) for name in _file_names() if SCHEMA_FILE.fullmatch(name)]


def _file_names() -> list[str]:
    return sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.rglob("*.cypher"))


def _header(name: str, text: str) -> tuple[dict[str, str], str]:
    """The header's values, and its sentence. A value may run on over further comment lines."""
    values: dict[str, list[str]] = {}
    sentence: list[str] = []
    into = sentence
    for line in text.splitlines():
        match = _LINE.fullmatch(line.strip())
        if not match:
            break
        key, rest = match.groups()
        if key:
            if key in values:
                raise QueryContractError(f"{name}: the header says {key} twice")
            into = values.setdefault(key, [])
        into.append(rest.strip())
    header = {key: " ".join(part for part in parts if part) for key, parts in values.items()}
    if not any(sentence):
        raise QueryContractError(f"{name}: the header begins with a sentence of what the query does")
    if header.get("access") not in ("read", "write", "schema"):
        raise QueryContractError(f"{name}: access must be read, write or schema")
    missing = [key for key in _KEYS if not header.get(key)]
    if missing and header["access"] != "schema":
        raise QueryContractError(f"{name}: the header lacks {', '.join(missing)}")
    return header, " ".join(part for part in sentence if part)


def _returns(name: str, declared: str, code: str) -> tuple[str, tuple[str, ...]]:
    match = _SHAPE.fullmatch(declared.strip())
    if not match:
        raise QueryContractError(f"{name}: returns must be one (…), many (…) or nothing, not {declared!r}")
    many_or_one, columns, _nothing = match.groups()
    returning = re.search(r"\b(RETURN|YIELD)\b", code, re.IGNORECASE) is not None
    if many_or_one and not returning:
        raise QueryContractError(f"{name}: declares columns, but the statement returns nothing")
    return (many_or_one, _names(columns)) if many_or_one else ("nothing", ())


def _seconds(name: str, declared: str | None) -> float:
    if declared is None:
        return STATEMENT_SECONDS
    if not declared.isdecimal() or not 0 < int(declared) < STATEMENT_SECONDS:
        raise QueryContractError(f"{name}: seconds must be a whole number below {STATEMENT_SECONDS:.0f}")
    return float(declared)


def _of_maps(name: str, declared: str | None, access: str) -> frozenset[str]:
    """The properties that `writes` declares."""
    if declared is None:
        return frozenset()
    if access != "write":
        raise QueryContractError(f"{name}: writes is for files whose access is write")
    matches = [_PROPERTIES.fullmatch(part.strip()) for part in declared.split(";")]
    if not all(matches):
        raise QueryContractError(f"{name}: writes must be a label and its properties, then a semicolon and the next")
    return frozenset(word for one in matches if one for word in _names(one["properties"]))


def _names(listed: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,]+", listed) if part)
