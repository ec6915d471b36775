"""Links with which somebody who forgot their password chooses a new one: once, within an hour.

The graph keeps the digest of a link's key alone. A link ends with every change of the password.
"""

from datetime import timedelta

from graph.audit.chain import compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound, Reason, Refused
from graph.people import passwords
from graph.people.invitations import Invited, digest_of
from graph.people.repository import name_of
from graph.queries import query

PASSWORD_LINK = query("people/password_link")
USE = query("people/use_password_link")

LASTS = timedelta(hours=1)


def meant(graph: Graph, context: Context, key: str) -> Invited:
    """Whom a link is for. Raises NotFound where it was used, renewed, has ended, or they have left."""
    row = graph.read_one(PASSWORD_LINK, digest=digest_of(key), now=to_iso(context.now), today=context.today.isoformat())
    if row is None:
        raise NotFound("password link", "")
    return Invited(row["person"], row["login"] or "", name_of(row), row["seq"], row["head"])


def use(graph: Graph, context: Context, key: str, password: str) -> Invited:
    """Sets the password, and ends the link and every session.

    Raises NotFound as `meant`, Refused for a weak password, Conflict where somebody was faster.
    """
    who = meant(graph, context, key)
    rules = passwords.objections(password, who.login, who.name.en)
    if rules:
        raise Refused([Reason(rule) for rule in rules])
    event = compose(context, who.person, who.seq, who.head, "use_password_link", {}, relied_on="password link")
    row = graph.write_one(
        USE,
        person=who.person,
        digest=digest_of(key),
        now=to_iso(context.now),
        password_hash=passwords.hashed(password),
        event=event.params(),
    )
    if row is None:
        raise Conflict({})
    return who
