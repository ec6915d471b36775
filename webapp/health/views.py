"""/health: the state of this process and its graph, for whoever watches it."""

import logging

from flask import Blueprint, Response, jsonify

from graph.errors import GraphUnavailable
from webapp import access, current

blueprint = Blueprint("health", __name__)
log = logging.getLogger("plumbline")


@blueprint.get("/health")
@access.public
def health() -> tuple[Response, int]:
    """200 when the graph answers, else 503 and in one word why; the whole reason, which names addresses, goes into the
    log only."""
    try:
        current.graph().ping()
    except GraphUnavailable as error:
        log.warning("/health: %s", error)
        return jsonify(status="down", graph={"state": "down", "why": error.why}), 503
    return jsonify(status="up", graph={"state": "up", "why": ""}), 200
