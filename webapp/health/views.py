"""/health: the state of this process, its graph and its packs, for whoever watches it."""

import logging
from functools import lru_cache

from flask import Blueprint, Response, jsonify

from graph.errors import GraphUnavailable
from graph.pack import work
from webapp import access, current
from webapp.pack.store import StoreFailed, store_of
from webapp.settings import Settings

blueprint = Blueprint("health", __name__)
log = logging.getLogger("plumbline")


@blueprint.get("/health")
@access.public
def health() -> tuple[Response, int]:
    """200 when the graph answers, else 503 and in one word why; the whole reason, which names addresses, goes into the
    log only. What is wrong with packs, or a disk without room for writes, is no reason to take the process out of
    service: it is said beside."""
    try:
        current.graph().ping()
        stores = work.stores(current.graph(), current.context_of("stranger"))
    except GraphUnavailable as error:
        log.warning("/health: %s", error)
        return jsonify(status="down", graph={"state": "down", "why": error.why}), 503
    full = current.graph().is_read_only
    graph = {"state": "read_only", "why": "disk_full"} if full else {"state": "up", "why": ""}
    return jsonify(status="up", graph=graph, packs=_packs(stores)), 200


@lru_cache(maxsize=8)
def _own_store(settings: Settings) -> str:
    """The id of this process's store, which never changes: asked once."""
    return store_of(settings).id()


def _packs(stores: frozenset[str]) -> dict[str, str]:
    """Whether what living workers make can be had here: two installations on one graph keep packs in two places, and
    half of all downloads would find nothing. Without a worker, nobody looks into the store."""
    if not stores:
        return {"state": "up", "why": ""}
    try:
        ours = _own_store(current.settings())
    except StoreFailed as error:
        log.warning("/health: the store of packs does not answer: %s", error)
        return {"state": "down", "why": "no_answer"}
    if stores == {ours}:
        return {"state": "up", "why": ""}
    log.warning("/health: living workers keep packs in %s stores, this process in %s", len(stores), ours or "none")
    return {"state": "down", "why": "other_store"}
