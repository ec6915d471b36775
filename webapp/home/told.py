"""What others changed of the reader's account and deputies, as lines of the start page."""

from flask import url_for
from flask_babel import gettext as _

from graph.people.password_links import HELD_BACK
from graph.review.models import PersonRef
from graph.worklists.models import DeputyChangeLine, NewAddress
from graph.worklists.tasks import Tasks
from webapp import current, i18n
from webapp.deputy_sentences import deputy_sentences
from webapp.home.pages import ChangeLine
from webapp.people.messages import address_not_shown


def told_lines(tasks: Tasks) -> tuple[ChangeLine, ...]:
    """A line for each change by somebody else, the newest first."""
    lines = [_deputy(each) for each in tasks.deputy_changes]
    if tasks.address and current.settings().mail_server:
        lines.append(_address(tasks.address))
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _deputy(change: DeputyChangeLine) -> ChangeLine:
    said = deputy_sentences(_who(change.by), i18n.words(change.deputy), change.since, change.until)
    return ChangeLine(change.at, said[0], change.reason, url_for("deputies.own"))


def _address(new: NewAddress) -> ChangeLine:
    since, address = new.no_link_until - HELD_BACK, url_for("people.account")
    if not new.changed:
        return ChangeLine(since, address_not_shown(new.email, new.no_link_until), "", address)
    said = _(
        "%(who)s changed your email address to %(email)s. If you know nothing of it, tell another HR admin today: from"
        " %(moment)s on, a link for a new password can be mailed there.",
        who=_who(new.by), email=new.email, moment=i18n.moment(new.no_link_until),
    )  # fmt: skip
    return ChangeLine(since, str(said), "", address)


def _who(by: PersonRef | None) -> str:
    return i18n.words(by.name) if by else str(_("The command line"))
