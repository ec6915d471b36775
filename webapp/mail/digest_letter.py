"""The mail of a day, and HR's reminder: what the start page says, in a mail."""

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.mail.digests import Digest
from graph.mail.models import Mail
from graph.worklists.tasks import Tasks
from webapp import i18n
from webapp.home.pages import TaskGroup, TaskLine
from webapp.home.tasks import apart, to_do
from webapp.mail.letters import greeting, whole
from webapp.mail.pages import LetterGroup, LetterLine, LetterPage
from webapp.urls import url_for


def day(mail: Mail, digest: Digest) -> LetterPage:
    """What is new for somebody, and what is due."""
    new, rest = to_do(apart(digest.new)), to_do(apart(digest.rest))
    count = _count(new) + _count(rest)
    said = []
    if new:
        said.append(ngettext("%(num)s thing is new for you.", "%(num)s things are new for you.", _count(new)))
    if rest:
        said.append(ngettext("%(num)s thing has been waiting.", "%(num)s things have been waiting.", _count(rest)))
    return LetterPage(
        subject=_waits(count),
        greeting=greeting(mail),
        sentences=(i18n.sentences(said),),
        groups=(*_groups(new, _("New: %(what)s") if rest else "%(what)s"), *_groups(rest, "%(what)s")),
        button=_("Open Plumbline"),
        link=whole(url_for("home.home")),
        after=(),
        foot=(_("You get this mail at most once a day, when something waits for you. Answers to it are not read."),),
    )


def reminder(mail: Mail, tasks: Tasks) -> LetterPage:
    """What HR reminds somebody of."""
    groups = to_do(apart(tasks))
    return LetterPage(
        subject=_("HR reminds you: %(what)s", what=_waits(_count(groups))),
        greeting=greeting(mail),
        sentences=(_("HR asks you to do this soon:"),),
        groups=_groups(groups, "%(what)s"),
        button=_("Open Plumbline"),
        link=whole(url_for("home.home")),
        after=(),
        foot=(_("You get this mail because HR sent a reminder. Answers to it are not read."),),
    )


def _waits(count: int) -> str:
    return str(ngettext("%(num)s thing waits for you in Plumbline", "%(num)s things wait for you in Plumbline", count))


def _count(groups: tuple[TaskGroup, ...]) -> int:
    return sum(len(group.lines) + group.more for group in groups)


def _groups(groups: tuple[TaskGroup, ...], heading: str) -> tuple[LetterGroup, ...]:
    return tuple(
        LetterGroup(
            heading % {"what": group.heading},
            tuple(map(_line, group.lines)),
            ngettext("and %(num)s more", "and %(num)s more", group.more) if group.more else "",
        )
        for group in groups
    )


def _line(line: TaskLine) -> LetterLine:
    due = ""
    if line.due:
        words = _("overdue since %(day)s") if line.overdue else _("due %(day)s")
        due = words % {"day": i18n.day(line.due)}
    return LetterLine(line.title, line.about, line.notice, due, whole(line.address))
