"""Why a password is refused, in sentences."""

from flask_babel import gettext as _

from graph.errors import Refused
from graph.people.passwords import LEAST, MOST
from webapp.people.forms import PasswordForm


def password_sentence(rule: str) -> str:
    """The sentence for a rule of graph.people.passwords. Raises KeyError for another rule."""
    sentences = {
        "wrong_password": _("This is not your current password."),
        "too_short": _("Use at least %(least)s characters. Three or four words are easy to remember.", least=LEAST),
        "too_long": _("Use at most %(most)s characters.", most=MOST),
        "like_your_name": _("The password contains your name or sign-in name. Choose another one."),
        "too_uniform": _("The password repeats the same few characters. Choose another one."),
    }
    return str(sentences[rule])


def put_on_form(refused: Refused, form: PasswordForm) -> None:
    """Puts each reason on the field that it concerns."""
    for reason in refused.reasons:
        control = form.old_password if reason.rule == "wrong_password" else form.new_password
        control.errors = [*control.errors, password_sentence(reason.rule)]
