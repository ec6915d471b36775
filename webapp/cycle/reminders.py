"""What HR reads of a reminder before and after it is sent: how many it reaches, by mail too, and who gets no mail."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.mail.reminders import WhyNoMail, WithoutMail, put_reminders, without_mail
from graph.review.enums import Capacity
from graph.review.models import PersonRef
from graph.worklists.models import ReviewRow
from webapp import current
from webapp.i18n import words
from webapp.name_order import name_key

MOST = 30
"""How many names a page lists."""


@dataclass(frozen=True)
class MailNote:
    """How many of those who are reminded get a mail; of the others, the first by name with the reason, and how many
    more there are."""

    by_mail: str
    without: tuple[str, ...]
    more: int


def holder(row: ReviewRow) -> PersonRef | None:
    """Who would be reminded of a review: the employee or the manager, whoever holds it."""
    return row.person if row.held_by is Capacity.EMPLOYEE else row.manager if row.held_by is Capacity.MANAGER else None


def holders(rows: Iterable[ReviewRow]) -> tuple[PersonRef, ...]:
    """Each of them once, by name."""
    found = {one.id: one for row in rows if (one := holder(row))}
    return tuple(sorted(found.values(), key=lambda one: (name_key(one.name), one.id)))


def mail_to_come(people: Collection[str]) -> MailNote | None:
    """Who would get a mail if they were reminded now; None where the installation sends none."""
    if not people or not current.settings().mail_server:
        return None
    without = without_mail(current.graph(), current.context(), people)
    count = len(people) - len(without)
    said = ngettext("%(num)s of them also gets a mail.", "%(num)s of them also get a mail.", count)
    return mail_note(str(said), without)


def put_mail(told: Mapping[str, Collection[str]]) -> MailNote | None:
    """Puts the mails of those who were reminded, and says who gets one; None where the installation sends none."""
    if not told or not current.settings().mail_server:
        return None
    without = without_mail(current.graph(), current.context(), told)
    put = put_reminders(current.graph(), current.context(), told)
    return mail_note(str(ngettext("%(num)s of them gets a mail.", "%(num)s of them get a mail.", put)), without)


def mail_note(by_mail: str, without: Collection[WithoutMail], more: int = 0) -> MailNote:
    """How many get a mail, and who does not: the first by name; `more` are those that are not among `without`."""
    why = {
        WhyNoMail.NO_ADDRESS: _("no email address"),
        WhyNoMail.AWAY: _("away at present"),
        WhyNoMail.DEMO: _("a person of the demo"),
        WhyNoMail.NOT_WANTED: _("wants no mail about due dates"),
        WhyNoMail.HAD_ONE: _("had a reminder by mail today"),
    }
    by_name = sorted(without, key=lambda one: (name_key(one.name), one.person))
    lines = tuple(str(_("%(name)s: %(why)s", name=words(one.name), why=why[one.why])) for one in by_name[:MOST])
    return MailNote(by_mail, lines, more + len(without) - len(lines))
