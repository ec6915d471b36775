"""Who of a cycle cannot sign in yet, said before it is opened and while it runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from graph.people.invitations import WithoutAccount
from webapp import current
from webapp.i18n import day, words
from webapp.name_order import name_key

MOST = 100
"""How many names a page lists."""


@dataclass(frozen=True)
class AccountLine:
    """Somebody who cannot sign in: whether they are invited, in words."""

    name: str
    person: str
    invited: str


@dataclass(frozen=True)
class WithoutAccountNote:
    """How many cannot sign in, the first of them by name, how many more there are, and where they are invited."""

    count: int
    lines: tuple[AccountLine, ...]
    more: int
    address: str


def without_account_note(people: Sequence[WithoutAccount], cycle: str, count: int | None = None) -> WithoutAccountNote:
    """What a page of the cycle says of them; of very many, of the first ones by id. `count` is how many there are where
    not all are given."""
    count = len(people) if count is None else count
    by_name = sorted(people[:MOST], key=lambda one: (name_key(one.name), one.person))
    lines = tuple(AccountLine(words(one.name), one.person, _invited(one)) for one in by_name)
    address = url_for("invitations.people", cycle=cycle)
    return WithoutAccountNote(count, lines, count - len(lines), address)


def _invited(one: WithoutAccount) -> str:
    if one.invited_until is None:
        return str(_("not invited"))
    if one.invited_until < current.context().now:
        return str(_("the invitation ended on %(day)s", day=day(one.invited_until)))
    return str(_("invited until %(day)s", day=day(one.invited_until)))
