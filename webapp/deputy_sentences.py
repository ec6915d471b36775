"""What somebody is told of a deputy whom HR names for them, in a mail and on their start page."""

from datetime import date

from flask_babel import gettext as _

from webapp import i18n


def deputy_sentences(who: str, deputy: str, since: date | None, until: date | None) -> tuple[str, ...]:
    """That somebody named a deputy for the reader from a day to a day, or, without days, ended that."""
    if since is None or until is None:
        return (str(_("%(who)s ended that %(deputy)s is your deputy.", who=who, deputy=deputy)),)
    days = {"first": i18n.day(since), "last": i18n.day(until)}
    return (
        str(_("%(who)s named %(deputy)s as your deputy, from %(first)s to %(last)s.", who=who, deputy=deputy, **days)),
        str(_("On these days they assess, sign off and share in your place; each act says so.")),
    )
