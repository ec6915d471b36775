"""What is left of setting an installation up, as lines of HR's start page."""

from flask import url_for
from flask_babel import gettext as _

from webapp import current
from webapp.home.pages import TaskLine


def set_up_lines(left: tuple[str, ...]) -> list[TaskLine]:
    """A line for each step that is left, in the order in which they are done."""
    steps = {
        "framework": (
            _("Publish a framework"),
            _("What each role expects at each level: from your own file, or the starter framework."),
            url_for("frameworks.frameworks"),
            _("Start"),
        ),
        "people": (
            _("Import your people"),
            _("From the file that your HR system exports: who they are, and who reports to whom."),
            url_for("people_import.start"),
            _("Start"),
        ),
        "invited": (
            _("Invite people to sign in"),
            _("A link for each person, by mail or to hand over.")
            if current.settings().mail_server
            else _("A link for each person, to hand over."),
            url_for("invitations.people"),
            _("Start"),
        ),
        "cycle": (
            _("Open a cycle"),
            _("Who is reviewed, by when, and what managers see."),
            url_for("cycle.cycles"),
            _("Start"),
        ),
    }
    return [_line(*map(str, words)) for step, words in steps.items() if step in left]


def _line(title: str, about: str, address: str, button: str) -> TaskLine:
    return TaskLine(title, about, None, False, address, button)
