"""Who got or lost a capacity, as lines of HR's start page."""

from flask import url_for
from flask_babel import gettext as _

from graph.organisation.set_up import SET_UP_ADDRESS
from graph.worklists.models import CapacityChangeLine
from graph.worklists.tasks import Tasks
from webapp import i18n
from webapp.capacities import capacity_change
from webapp.home.pages import ChangeLine


def change_lines(tasks: Tasks) -> tuple[ChangeLine, ...]:
    """A line for each change of the last days, the newest first."""
    return tuple(_line(change) for change in tasks.capacity_changes)


def _line(change: CapacityChangeLine) -> ChangeLine:
    without = _("The set-up") if change.actor == SET_UP_ADDRESS else _("The command line")
    by = i18n.words(change.by.name) if change.by else str(without)
    person, day = i18n.words(change.person.name), i18n.day(change.since)
    said = [capacity_change(by, each, person, day, ends=change.ends) for each in change.capacities]
    return ChangeLine(
        change.at, i18n.sentences(said), change.reason, url_for("directory.person", person=change.person.id)
    )
