"""Why a password is refused, in sentences."""

from flask_babel import gettext as _

from graph.errors import Reason
from graph.people.passwords import MOST
from webapp.refusals import rule_sentence

FIELD_OF_RULE = {"wrong_password": "old_password"}
"""Every other rule is about the new password."""


def password_sentence(reason: Reason) -> str:
    """What is wrong with a password; `too_long` is the name of a rule for texts, too."""
    return str(_("Use at most %(most)s characters.", most=MOST)) if reason.rule == "too_long" else rule_sentence(reason)
