"""The demo's people, grouped by what can be tried with them."""

from flask_babel import gettext as _

from graph.people import service
from graph.people.models import DemoPerson
from webapp import current
from webapp.name_order import name_key
from webapp.people.pages import DemoGroup

WRITING = frozenset({"assigned", "self_draft"})
READING = frozenset({"shared", "acknowledged", "declined", "challenged"})


def groups() -> tuple[DemoGroup, ...]:
    """The groups that have somebody in them."""
    words = {
        "manager": (_("Managers"), _("See the team, compare both sides, sign off.")),
        "writing": (_("Employees with a self-assessment to write"), _("Rate each expectation, check, submit.")),
        "reading": (_("Employees with a result"), _("Read what was decided and why, and acknowledge it.")),
        "other": (_("Other employees"), _("Their review is with somebody else right now.")),
        "committee": (_("Committee and facilitators"), _("Read the briefs of the people in the session.")),
        "office": (_("HR admin and auditor"), _("See which reviews nobody can act on, and verify the record.")),
    }
    people: dict[str, list[DemoPerson]] = {key: [] for key in words}
    found = service.demo_people(current.graph(), current.context_of("stranger"))
    for each in sorted(found, key=lambda one: name_key(one.name)):
        people[_group(each)].append(each)
    return tuple(DemoGroup(title, about, tuple(people[key])) for key, (title, about) in words.items() if people[key])


def _group(each: DemoPerson) -> str:
    if each.capacities:
        return "office"
    if each.seat:
        return "committee"
    if each.manages:
        return "manager"
    if each.state in WRITING:
        return "writing"
    return "reading" if each.state in READING else "other"
