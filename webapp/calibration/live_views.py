"""What is new in a session, for the script that keeps its pages as they are now."""

from hashlib import sha256

from flask import Blueprint, Response, jsonify, request

from graph.calibration import live
from graph.calibration.live import News
from graph.errors import NotFound
from webapp import access, current, sessions

blueprint = Blueprint("calibration_live", __name__)

MOST = 2**31
"""A session is not changed more often; the graph's numbers end somewhere, too."""


@blueprint.get("/calibration/<session_id>/news")
@access.session_checked_in_query
def news(session_id: str) -> Response:
    """How often the session was changed, at whose reviews since the page was `drawn`, and who is here; 304 where that
    is as it was. A hidden page asks with `hidden`: whoever has it open is not here for that."""
    claim = access.claim()
    context, claimed = current.context_of(claim.person), (claim.session_version, claim.session_key)
    drawn, looking = request.args.get("drawn", 0, int), "hidden" not in request.args
    found = live.news(
        current.graph(), context, session_id, claimed, drawn=min(max(drawn, 0), MOST), looking=looking
    )  # fmt: skip
    if found is None:
        access.confirm()
        raise NotFound("session", session_id)
    sessions.lives()
    tag = _tag(found)
    if request.headers.get("If-None-Match") == tag:
        return Response(status=304, headers={"ETag": tag})
    answer = jsonify(changes=found.changes, seq=found.seq, reviews=found.reviews, here=found.here)
    answer.headers["ETag"] = tag
    return answer


def _tag(found: News) -> str:
    """What tells one answer from another."""
    return f'"{found.changes}-{sha256(" ".join(found.here).encode()).hexdigest()[:16]}"'
