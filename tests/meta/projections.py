"""Which keys the maps have that a query returns, read from its text: what a row type beside the query must say."""

import re
from typing import Any

from graph.queries import Query, code_of

OPEN = "*"
"""A key that stands for all properties of a node: what they are is not said in the text."""

_OPENING, _CLOSING = "([{", ")]}"


def columns(query: Query) -> dict[str, Any]:
    """For each column of a query: the keys of its map, nested alike; None where it is no map."""
    text = code_of(query)
    return {name: _keys(expression, text) for name, expression in _items(_last_return(text))}


def _last_return(text: str) -> str:
    """What follows the last RETURN that is in no brackets, without ORDER BY and LIMIT."""
    depth, start = 0, 0
    for match in re.finditer(r"[(\[{)\]}]|\bRETURN\b", text):
        if match[0] in _OPENING:
            depth += 1
        elif match[0] in _CLOSING:
            depth -= 1
        elif not depth:
            start = match.end()
    body = text[start:]
    end = next((at for at, word in _top_words(body) if word in ("ORDER", "LIMIT", "SKIP")), len(body))
    return body[:end]


def _top_words(text: str) -> list[tuple[int, str]]:
    depth, words = 0, []
    for match in re.finditer(r"[(\[{)\]}]|\b\w+\b", text):
        if match[0] in _OPENING:
            depth += 1
        elif match[0] in _CLOSING:
            depth -= 1
        elif not depth:
            words.append((match.start(), match[0]))
    return words


def _split(text: str, sign: str = ",") -> list[str]:
    """The parts between signs that are in no brackets."""
    depth, parts, start = 0, [], 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        elif character == sign and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [part.strip() for part in (*parts, text[start:])]


def _items(body: str) -> list[tuple[str, str]]:
    """The columns of a RETURN: name and expression."""
    items = []
    for part in _split(re.sub(r"^\s*DISTINCT\b", "", body)):
        words = _top_words(part)
        named = words and len(words) > 1 and words[-2][1] == "AS"
        items.append((words[-1][1], part[: words[-2][0]].strip()) if named else (part, part))
    return items


def _keys(expression: str, text: str) -> Any:
    """The keys of the map that an expression gives, of the maps in a list, None for anything else."""
    expression = expression.strip()
    if (inner := _within(expression, r"COLLECT\s*\{")) is not None:
        return _keys(_items(_last_return(inner))[0][1], inner)
    if (inner := _within(expression, r"(?:head|coalesce)\s*\(")) is not None:
        choices = (_keys(part, text) for part in _split(inner))
        return next((keys for keys in choices if keys is not None), None)
    if (inner := _within(expression, r"\[")) is not None:
        return _keys(_split(inner, "|")[-1], text) if "|" in inner else None
    if (inner := _within(expression, r"(?!EXISTS\b|COUNT\b)(?:\w+\s*)?\{")) is not None:
        return _map_keys(inner, text)
    if choice := re.match(r"CASE\b.*?\bTHEN\b(.*?)\b(?:WHEN|ELSE|END)\b", expression, re.DOTALL):
        return _keys(choice[1], text)
    return _alias_keys(expression, text) if re.fullmatch(r"\w+", expression) else None


def _alias_keys(name: str, text: str) -> Any:
    """The keys of a map that was given a name before."""
    for named in re.finditer(rf"\}}\s*\)?\s*AS\s+{name}\b", text):
        depth = 0
        for at in range(named.start(), -1, -1):
            depth += (text[at] in _CLOSING) - (text[at] in _OPENING)
            if not depth:
                break
        before = re.search(r"(COLLECT\s*|collect\s*\(\s*\w*\s*|\w+\s*)?$", text[:at])
        start = before.start() if before else at
        keys = _keys(re.sub(r"^collect\s*\(", "", text[start : named.start() + 1]), text)
        if keys is not None:
            return keys
    return None


def _within(expression: str, opening: str) -> str | None:
    """What stands between the brackets, if the expression is one pair of them after `opening`."""
    match = re.match(opening, expression)
    if not match:
        return None
    depth = 0
    for at in range(match.end() - 1, len(expression)):
        depth += (expression[at] in _OPENING) - (expression[at] in _CLOSING)
        if not depth:
            return expression[match.end() : at] if not expression[at + 1 :].strip() else None
    return None


def _map_keys(body: str, text: str) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for part in filter(None, _split(body)):
        if part.startswith("."):
            keys[OPEN if part == ".*" else part[1:].strip()] = None
        else:
            name, _colon, value = part.partition(":")
            keys[name.strip()] = _keys(value, text)
    return keys
