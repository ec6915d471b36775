"""Canonical JSON: one byte string for one content, the form that is hashed and signed.

By RFC 8785 (JSON Canonicalization Scheme), for the values this project uses: objects, arrays, strings, integers,
booleans and null.
"""

from hashlib import sha256
from typing import Any

import rfc8785


def canonical(content: Any) -> str:
    """The canonical JSON text of `content`: keys sorted by UTF-16 code units, no spaces, UTF-8 characters as they are.

    Raises TypeError for floats, which nothing here needs, sets and other values without one form; ValueError for a lone
    surrogate and for an integer beyond 2**53, which readers of JSON may round.
    """
    _refuse_floats(content)
    try:
        return rfc8785.dumps(content).decode("utf-8")
    except rfc8785.IntegerDomainError as error:
        raise ValueError(f"{error}") from error
    except rfc8785.CanonicalizationError as error:
        if isinstance(error.__cause__, UnicodeEncodeError):
            raise ValueError("a lone surrogate has no canonical form") from error
        raise TypeError(f"{error}") from error


def content_hash(content: Any) -> str:
    """The SHA-256 of the canonical JSON of `content`, in lower-case hex."""
    return sha256(canonical(content).encode("utf-8")).hexdigest()


def _refuse_floats(content: Any) -> None:
    if isinstance(content, float):
        raise TypeError("a float has no canonical form here")
    for inner in (
        content.values() if isinstance(content, dict) else content if isinstance(content, list | tuple) else ()
    ):
        _refuse_floats(inner)
