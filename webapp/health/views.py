"""/health: the state of this process and its graph, for whoever watches it."""

from flask import Blueprint, Response, jsonify

from graph.errors import GraphUnavailable
from webapp import access, current

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@access.public
def health() -> tuple[Response, int]:
    """200 when the graph answers, else 503 with the reason."""
    try:
        current.graph().ping()
    except GraphUnavailable as error:
        return jsonify(status="down", graph={"state": "down", "why": str(error)}), 503
    return jsonify(status="up", graph={"state": "up", "why": ""}), 200
