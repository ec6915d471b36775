"""Ask for a link by mail, and choose a new password with it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.mail import password_mails
from graph.people.one_time_links import LinkHolder
from graph.people.password_links import PASSWORD_LINK
from webapp import access, current
from webapp.forgotten_password.forms import AskForm
from webapp.forgotten_password.pages import AskedPage, AskPage
from webapp.i18n import words
from webapp.page import render
from webapp.people import messages
from webapp.people.attempts import limit_attempts
from webapp.people.forms import ChoosePasswordForm
from webapp.people.pages import ChoosePasswordPage
from webapp.refusals import put_on_form

blueprint = Blueprint("forgotten_password", __name__)


def _leavers() -> bool:
    return current.settings().leavers_read_results


def _without_mail() -> bool:
    return not current.settings().mail_server


@blueprint.route("/forgot-password", methods=["GET", "POST"])
@access.public
@limit_attempts("forgotten", "who", exempt_when=_without_mail)
def ask() -> str | tuple[str, int]:
    """Asks who somebody is; the answer is the same for everybody, at the same cost."""
    if _without_mail():
        raise NotFound("page", "forgot-password")
    form = AskForm()
    if form.validate_on_submit():
        password_mails.ask(current.graph(), current.context_of("stranger"), form.who.data or "")
        return render(AskedPage((form.who.data or "").strip()))
    return (render(AskPage(form)), 422) if request.method == "POST" else render(AskPage(form))


@blueprint.get("/password/<key>")
@access.public
def choose(key: str) -> str:
    """Asks for the new password, while the link opens."""
    who = PASSWORD_LINK.holder(current.graph(), current.context_of("stranger"), key, leavers=_leavers())
    return _choose(who, ChoosePasswordForm(formdata=None), key)


@blueprint.post("/password/<key>")
@access.public
def change(key: str) -> str | Response | tuple[str, int]:
    """Sets it; from then on they sign in with it, here and everywhere."""
    graph, form = current.graph(), ChoosePasswordForm()
    who = PASSWORD_LINK.holder(graph, current.context_of("stranger"), key, leavers=_leavers())
    if form.validate_on_submit():
        try:
            password = form.password.data or ""
            PASSWORD_LINK.use(graph, current.context_of(who.person), key, password, leavers=_leavers())
        except Refused as refused:
            put_on_form(refused, form, {}, other="password", sentence_of=messages.password_sentence)
        else:
            flash(_("Your password is changed, and you are signed out everywhere. Sign in with it."))
            return redirect(url_for("people.sign_in"))
    return _choose(who, form, key), 422


def _choose(who: LinkHolder, form: ChoosePasswordForm, key: str) -> str:
    lead = _(
        "%(name)s, you sign in as %(login)s. A new password signs you out everywhere.",
        name=words(who.name), login=who.login,
    )  # fmt: skip
    address = url_for("forgotten_password.change", key=key)
    return render(ChoosePasswordPage(_("Choose a new password"), lead, who.login, form, address, _("Change password")))
