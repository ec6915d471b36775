"""Choices that look like chance and are always the same: drawn from a hash of what they are about."""

import hashlib
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def number(*about: object, below: int) -> int:
    """A number from 0 up to `below`, exclusive, that depends on `about` only."""
    text = "/".join(str(each) for each in about)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") % below


def likely(percent: int, *about: object) -> bool:
    """True for about `percent` in a hundred of all `about`."""
    return number(*about, below=100) < percent


def weighed(weights: Mapping[T, int], *about: object) -> T:
    """One of the keys, as often as its weight says."""
    left = number(*about, below=sum(weights.values()))
    for each, weight in weights.items():
        if left < weight:
            return each
        left -= weight
    raise ValueError("weights must be positive")
