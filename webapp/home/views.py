"""The start page."""

from flask import Blueprint
from flask_babel import gettext as _

from graph.worklists.tasks import task_list
from webapp import access, current, i18n
from webapp.home.capacities import change_lines
from webapp.home.pages import HomePage
from webapp.home.tasks import apart, next_date, to_do, waiting
from webapp.home.told import told_lines
from webapp.page import render

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access.signed_in
def home() -> str:
    """What do I have to do now, by when; what waits for whom."""
    who = current.person()
    tasks = apart(task_list(current.graph(), current.context()))
    mine = to_do(tasks)
    count = sum(len(group.lines) + group.more for group in mine)
    name = i18n.words(who.name) if who else ""
    greeting = (
        _("Waiting for you, %(name)s", name=name) if count else _("Nothing is waiting for you, %(name)s", name=name)
    )
    return render(
        HomePage(str(greeting), mine, waiting(tasks), next_date(tasks), change_lines(tasks), told_lines(tasks))
    )
