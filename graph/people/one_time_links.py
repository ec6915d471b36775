"""Links with which somebody chooses a password, once: of an invitation, or for a password that was forgotten.

The graph keeps the digest of a link's key alone: who reads the graph cannot open an account with it.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from graph.audit.chain import compose
from graph.clock import to_iso
from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, NotFound, Reason, Refused
from graph.people import passwords
from graph.people.repository import name_of
from graph.queries import Query
from graph.text import Text


@dataclass(frozen=True)
class LinkHolder:
    """Whom a link is for; `seq` and `head` are the end of their stream."""

    person: str
    login: str
    name: Text
    seq: int
    head: str


@dataclass(frozen=True)
class OneTimeLink:
    """A kind of link: what it is called, the statements that find whom it is for and use it, the action that is
    recorded then, and for how long its use may hold back links for a new password, None where it never does."""

    name: str
    find: Query
    write: Query
    action: str
    holds_back: timedelta | None = None

    def holder(self, graph: Graph, context: Context, key: str, **asked: bool) -> LinkHolder:
        """Whom the link of `key` is for. Raises NotFound where it was used, renewed, has ended, or they have left.

        `asked` is what else the statement of this kind of link takes: `leavers`, who may sign in though they left.
        """
        today = context.today.isoformat()
        row = graph.read_one(self.find, digest=digest_of(key), now=to_iso(context.now), today=today, **asked)
        if row is None:
            raise NotFound(self.name, "")
        return LinkHolder(row["person"], row["login"] or "", name_of(row), row["seq"], row["head"])

    def use(self, graph: Graph, context: Context, key: str, password: str, **asked: bool) -> LinkHolder:
        """Sets the password; the link ends. `asked` is as of `holder`.

        Raises NotFound as `holder`, Refused for a weak password, Conflict where somebody was faster.
        """
        who = self.holder(graph, context, key, **asked)
        rules = passwords.objections(password, who.login, who.name.en)
        if rules:
            raise Refused([Reason(rule) for rule in rules])
        event = compose(context, who.person, who.seq, who.head, self.action, {}, relied_on=self.name)
        held_back = {"no_link_until": to_iso(context.now + self.holds_back)} if self.holds_back else {}
        row = graph.write_one(
            self.write,
            person=who.person,
            digest=digest_of(key),
            now=to_iso(context.now),
            password_hash=passwords.hashed(password),
            event=event.params(),
            **held_back,
        )
        if row is None:
            raise Conflict({})
        return who


def digest_of(key: str) -> str:
    """What the graph keeps of a key."""
    return sha256(key.encode()).hexdigest()
