"""Canonical JSON: one byte string for one content, the form that is hashed and signed.

By RFC 8785 (JSON Canonicalization Scheme), for the values this project uses: objects, arrays, strings, integers,
booleans and null.
"""

import json
from hashlib import sha256
from typing import Any

import rfc8785

_GREATEST = 2**53 - 1
_PLAIN = (str, bool, type(None))
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(content: Any) -> str:
    """The canonical JSON text of `content`: keys sorted by UTF-16 code units, no spaces, UTF-8 characters as they are.

    Raises TypeError for floats, which nothing here needs, sets and other values without one form; ValueError for a lone
    surrogate and for an integer beyond 2**53, which readers of JSON may round.
    """
    plain_keys = _check(content)
    try:
        if plain_keys:  # then Python's own encoder, which is written in C, gives the same text
            text = _JSON.encode(content)
            text.encode("utf-8")
            return text
        return rfc8785.dumps(content).decode("utf-8")
    except (UnicodeEncodeError, rfc8785.CanonicalizationError) as error:
        raise ValueError("a lone surrogate has no canonical form") from error


def content_hash(content: Any) -> str:
    """The SHA-256 of the canonical JSON of `content`, in lower-case hex."""
    return sha256(canonical(content).encode("utf-8")).hexdigest()


def _check(content: Any) -> bool:
    """Refuses what has no canonical form; whether all keys are ASCII, which any encoder sorts alike."""
    if isinstance(content, _PLAIN):
        return True
    if isinstance(content, int):
        if abs(content) > _GREATEST:
            raise ValueError(f"{content} exceeds the safe integer domain")
        return True
    if isinstance(content, dict):
        if not all(isinstance(key, str) for key in content):
            raise TypeError("a key that is no text has no canonical form")
        values = [_check(value) for value in content.values()]
        return all(values) and all(map(str.isascii, content))
    if isinstance(content, list | tuple):
        return all([_check(value) for value in content])
    raise TypeError(f"{type(content).__name__} has no canonical form here")
