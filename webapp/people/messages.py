"""What the account pages say: why a password is refused, and what signing out has ended."""

from datetime import datetime

from flask_babel import gettext as _

from graph.errors import Reason
from graph.people.passwords import MOST
from webapp import i18n
from webapp.refusals import rule_sentence

FIELD_OF_RULE = {"wrong_password": "old_password"}
"""Every other rule is about the new password."""


def password_sentence(reason: Reason) -> str:
    """What is wrong with a password; `too_long` is the name of a rule for texts, too."""
    return str(_("Use at most %(most)s characters.", most=MOST)) if reason.rule == "too_long" else rule_sentence(reason)


def signed_out() -> dict[str, str]:
    """What was ended -> its sentence: this session, the session in this browser only, every session of the account."""
    return {
        "session": _("You are signed out."),
        "browser": _(
            "You are signed out in this browser only, because the database is not responding. "
            "Sign out everywhere later."
        ),
        "account": _("You are signed out on every device."),
    }


def address_not_shown(email: str, until: datetime) -> str:
    """What who can sign in is told of an address that nobody has shown to be theirs."""
    said = _(
        "The email address of your account is %(email)s. If it is not yours, tell an HR admin today: from %(moment)s"
        " on, a link for a new password can be mailed there.",
        email=email,
        moment=i18n.moment(until),
    )
    return str(said)
