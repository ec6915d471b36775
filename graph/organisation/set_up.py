"""Setting an installation up: a one-time address, by which the organisation and its first two HR admins come to be.

Nobody may give themselves a capacity; these two cannot be given theirs by anybody else.
"""

from dataclasses import replace
from typing import Any

from graph.audit import installation
from graph.audit.chain import GENESIS, compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import NotFound, Reason, Refused
from graph.organisation.models import Organisation
from graph.people import passwords
from graph.people.holdings import CAPACITY, Holdings
from graph.people.invitations import LASTS
from graph.people.models import NewAccount, Placement
from graph.people.one_time_links import digest_of
from graph.people.placing import event_of, facts_of
from graph.people.search import found_by
from graph.people.service import login_form
from graph.queries import query

OFFER = query("organisation/offer_set_up")
OPEN = query("organisation/open_set_up")
SET_UP = query("organisation/set_up")

SET_UP_ADDRESS = "set-up address"
"""What the events of a set-up rely on, and who did them: nobody has an account yet."""
_CAPACITIES = ("framework_editor", "hr_admin")
"""What both may do; other capacities are given by one of them to others."""


def offer(graph: Graph, context: Context, key: str) -> bool:
    """Makes the set-up address with `key` the one that opens; False where there is an HR admin: then none does."""
    asked = {"digest": digest_of(key), "now": to_iso(context.now)}
    done = installation.append(
        graph, context, "offer_set_up", {}, "command line", lambda event: graph.write_one(OFFER, **asked, event=event)
    )
    return done is not None


def require_open(graph: Graph, key: str) -> None:
    """Raises NotFound where a set-up address has ended: it was used, renewed, or there is an HR admin."""
    if graph.read_one(OPEN, digest=digest_of(key)) is None:
        raise NotFound("set-up address", "")


def set_up(
    graph: Graph, context: Context, key: str, organisation: Organisation, first: NewAccount, second: NewAccount,
    invitation: str,
) -> None:  # fmt: skip
    """Makes the organisation, its first HR admin with a password, and a second one who is invited by a key.

    Raises NotFound as `require_open`, Refused for a weak password or `same_person` (one ID) or `same_email`, Conflict
    for an id, sign-in name or email address that is taken.
    """
    first, second = (replace(one, login=login_form(one.login)) for one in (first, second))
    reasons = [Reason(rule) for rule in passwords.objections(first.password, first.login, first.name.en)]
    if first.id == second.id:
        reasons.append(Reason("same_person"))
    if first.login == second.login:
        reasons.append(Reason("same_email"))
    if reasons:
        raise Refused(reasons)
    named = {
        "name_en": organisation.name.en,
        "name_zh": organisation.name.zh,
        "language": organisation.language,
        "time_zone": organisation.time_zone,
        "set_up_at": to_iso(context.now),
    }
    until = to_iso(context.now + LASTS)
    admins = [
        _admin(context, first, {"password_hash": passwords.hashed(first.password)}),
        _admin(context, second, {"password_hash": "", "invitation": digest_of(invitation), "invited_until": until}),
    ]
    facts = {
        "admins": [first.id, second.id], "language": organisation.language, "time_zone": organisation.time_zone,
    }  # fmt: skip
    made = {"digest": digest_of(key), "organisation": named, "admins": admins, "capacities": list(_CAPACITIES)}
    row = installation.append(
        graph, context, "set_up_installation", facts, SET_UP_ADDRESS,
        lambda event: graph.write_one(SET_UP, **made, today=context.today.isoformat(), event=event),
    )  # fmt: skip
    if row is None:
        raise NotFound("set-up address", "")


def _admin(context: Context, new: NewAccount, access: dict[str, str]) -> dict[str, Any]:
    """A person as the statement has it, with the events of their account, their capacity and their invitation."""
    created = compose(context, new.id, 0, GENESIS, "create_account", {"login": new.login}, relied_on=SET_UP_ADDRESS)
    placement = Placement(new.id, since=context.today, capacities=_CAPACITIES)
    before = Holdings(new.id, created.seq, created.hash, {})
    spells = {CAPACITY: before.after(placement)[CAPACITY]}
    events = [created, event_of(context, before, facts_of(placement), spells, SET_UP_ADDRESS)]
    if "invitation" in access:
        facts = {"until": access["invited_until"]}
        last = events[-1]
        events.append(compose(context, new.id, last.seq, last.hash, "invite", facts, relied_on=SET_UP_ADDRESS))
    return {
        "person": {
            "id": new.id,
            "login": new.login,
            "name": new.name.en,
            "name_zh": new.name.zh,
            "email": new.email,
            "language": new.language,
            "time_zone": new.time_zone,
            "session_version": 1,
            "demo": False,
            "seq": events[-1].seq,
            "head": events[-1].hash,
            **found_by(new.id, new.login, new.email, new.name.en, new.name.zh),
            **access,
        },
        "events": [event.params() for event in events],
    }
