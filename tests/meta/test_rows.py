"""The row types: what they say is what the queries return, key by key."""

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from graph.queries import Query, bound, parse
from tests.meta.projections import OPEN, columns
from tests.meta.test_cypher import import_everything

import_everything()
QUERIES = sorted(bound().values(), key=lambda query: query.name)


def keys_of(type_: Any) -> Any:
    """The keys of a row type, nested as in its query; None for a value, {OPEN: None} for a whole node."""
    if is_typeddict(type_):
        return {key: keys_of(inner) for key, inner in get_type_hints(type_).items()}
    if get_origin(type_) in (list, Union, UnionType):
        return next((keys for part in get_args(type_) if part is not NoneType and (keys := keys_of(part))), None)
    return {OPEN: None} if getattr(get_origin(type_), "__name__", "") == "Mapping" else None


def closed(keys: Any) -> bool:
    """Whether a map with keys of its own is among them."""
    return isinstance(keys, dict) and (any(key != OPEN for key in keys) or any(map(closed, keys.values())))


def as_mapping(keys: Any) -> Any:
    """The same keys; a whole node with a few more keys is a mapping like any whole node."""
    if not isinstance(keys, dict):
        return None
    return {OPEN: None} if OPEN in keys else {key: as_mapping(inner) for key, inner in keys.items()}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_row_type_has_the_keys_that_its_query_returns(query: Query) -> None:
    returned = as_mapping(columns(query))
    if query.row is None:
        assert not any(closed(keys) for keys in returned.values()), "give query() the type of its rows"
    else:
        assert keys_of(query.row) == returned


def test_a_key_that_a_query_lost_shows() -> None:
    sheet = bound()["review/sheet"]
    shorter = parse(sheet.name, sheet.text.replace("direct_line:", "line:"))
    assert keys_of(sheet.row) != as_mapping(columns(shorter))
