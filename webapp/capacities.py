"""What capacities are called."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from graph.people.capacities import CAPACITIES

_WORDS = {
    "hr_admin": _later("HR admin"),
    "framework_editor": _later("Framework editor"),
    "auditor": _later("Auditor"),
    "facilitator": _later("Facilitator"),
}
CAPACITY_WORDS = {name: _WORDS[name] for name in CAPACITIES}
"""Every capacity with its words, in the order of pages."""


def capacity_word(name: str) -> str:
    """What a capacity is called; one that this version does not know, by its stored name."""
    return str(_WORDS.get(name, name))


def capacity_change(who: str, capacity: str, person: str, day: str, *, ends: bool) -> str:
    """What somebody did with a capacity of somebody else."""
    named = {"who": who, "capacity": capacity_word(capacity), "person": person, "day": day}
    if ends:
        return str(_("%(who)s took the capacity “%(capacity)s” from %(person)s, from %(day)s on.", **named))
    return str(_("%(who)s gave %(person)s the capacity “%(capacity)s”, from %(day)s on.", **named))
