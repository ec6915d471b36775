"""Canonical JSON: one byte string for one content, the form that is hashed and signed.

Follows RFC 8785 (JSON Canonicalization Scheme) for the values this project uses: objects, arrays, strings,
integers, booleans and null; floats are refused, so that number formatting can never differ.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any


def canonical(content: Any) -> str:
    """The canonical JSON text of `content`: keys sorted by UTF-16 code units, no spaces, UTF-8 characters as they are.

    Raises TypeError for floats, sets and other values without one form, ValueError for a lone surrogate.
    """
    text = json.dumps(_ordered(content), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate has no canonical form") from error
    return text


def content_hash(content: Any) -> str:
    """The SHA-256 of the canonical JSON of `content`, in lower-case hex."""
    return sha256(canonical(content).encode("utf-8")).hexdigest()


def _ordered(content: Any) -> Any:
    if content is None or isinstance(content, bool | int | str):
        return content
    if isinstance(content, Mapping):
        if not all(isinstance(key, str) for key in content):
            raise TypeError("keys are strings")
        keys = sorted(content, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _ordered(content[key]) for key in keys}
    if isinstance(content, Sequence) and not isinstance(content, bytes | bytearray):
        return [_ordered(item) for item in content]
    raise TypeError(f"{type(content).__name__} has no canonical form")
