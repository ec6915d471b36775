"""In which capacities its reader may act on a review, by which edge of the graph, and who is its arbiter."""

from graph.review.enums import Capacity, Party, State
from graph.review.models import Head
from graph.review.rows import SheetRow


def edges_of(row: SheetRow, head: Head, actor: str, arbiter: str) -> dict[Capacity, dict[str, str]]:
    """Per capacity of the actor the edge that gives it: its name, and what the act's statement compares of it."""
    if head.person.id == actor:
        own = Capacity.FORMER_EMPLOYEE if row["reader"]["left"] else Capacity.EMPLOYEE
        return {own: {"name": "subject"}}
    edges: dict[Capacity, dict[str, str]] = {}
    manager, reader = row["manager"], row["reader"]
    if manager and manager["id"] == actor:
        name = f"REPORTS_TO/{head.person.id}>{actor}/{manager['kind']}/{manager['from']}"
        edges[Capacity.MANAGER] = {"name": name, "kind": manager["kind"], "from": manager["from"]}
    elif manager and reader["deputy_from"]:
        name = f"DELEGATES_TO/{manager['id']}>{actor}/{reader['deputy_from']}"
        of = {"kind": manager["kind"], "from": manager["from"], "deputy_of": manager["id"]}
        edges[Capacity.MANAGER] = {"name": name, **of}
    if reader["dotted"]:
        edges[Capacity.DOTTED] = {"name": f"REPORTS_TO/{head.person.id}>{actor}/dotted"}
    for held in reader["capacities"]:
        if held["id"] in (Capacity.HR_ADMIN, Capacity.AUDITOR):
            name = f"HAS_CAPACITY/{actor}>{held['id']}/{held['from']}"
            edges[Capacity(held["id"])] = {"name": name, "from": held["from"]}
    seats = [session for session in row["sessions"] if session["reader_is"] and session["state"] != "dissolved"]
    for session in [one for one in seats if one["state"] == "in_session"] or seats:  # a former one gives no act
        name = seat_edge(actor, session["id"], session["reader_is"])
        edges[Capacity(session["reader_is"])] = {"name": name, "session": session["id"]}
    if actor == arbiter and head.state is State.CHALLENGED:
        start = head.manager.id if head.manager else ""
        signer = next((s["by"]["id"] for s in reversed(row["sign_offs"])), start)
        edges[Capacity.ARBITER] = {"name": f"ARBITER/{head.id}>{actor}", "start": signer}
    return edges


def seat_edge(person: str, session: str, seat: str) -> str:
    """The name of the edge of a seat in a session, as events give what they rely on."""
    return f"MEMBER_OF/{person}>{session}/{seat}"


def arbiter_of(row: SheetRow, head: Head, involved: frozenset[str]) -> str:
    """The appointed arbiter, else the first up the line from the signer who had no hand in the review; '' if none."""
    if row["appointed_arbiter"]:
        return str(row["appointed_arbiter"])
    barred = involved | writers_of(row) | {head.person.id}
    return next((str(boss) for boss in row["line_up"] if boss not in barred), "")


def writers_of(row: SheetRow) -> frozenset[str]:
    """Who wrote in the manager's assessment, also what somebody replaced."""
    return frozenset(
        author["id"] for side in row["assessments"] if side["party"] == Party.MANAGER for author in side["authors"]
    )
