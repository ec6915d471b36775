"""Ask for a link by mail, and choose a new password with it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.mail import password_mails
from graph.people.password_links import PASSWORD_LINK
from graph.people.service import login_form
from webapp import access, current
from webapp.extensions import limiter
from webapp.forgotten_password.forms import AskForm
from webapp.forgotten_password.pages import AskedPage, AskPage, ChoosePage
from webapp.invitations.forms import ChoosePasswordForm
from webapp.page import render
from webapp.people import messages
from webapp.refusals import put_on_form

blueprint = Blueprint("forgotten_password", __name__)


def _whose() -> str:
    return "forgotten:" + login_form(request.form.get("who", ""))


def _from_where() -> str:
    return f"forgotten:{get_remote_address()}"


def _without_mail() -> bool:
    return not current.settings().mail_server


@blueprint.route("/forgot-password", methods=["GET", "POST"])
@access.public
@limiter.limit(
    lambda: f"{current.settings().sign_in_attempts} per 15 minutes",
    key_func=_whose,
    methods=["POST"],
    exempt_when=_without_mail,
)
@limiter.limit(
    lambda: f"{current.settings().sign_in_attempts * 10} per 15 minutes",
    key_func=_from_where,
    methods=["POST"],
    exempt_when=_without_mail,
)
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
    who = PASSWORD_LINK.holder(current.graph(), current.context_of("stranger"), key)
    return render(ChoosePage(who.name, who.login, ChoosePasswordForm(formdata=None), key))


@blueprint.post("/password/<key>")
@access.public
def change(key: str) -> str | Response | tuple[str, int]:
    """Sets it; from then on they sign in with it, here and everywhere."""
    graph, form = current.graph(), ChoosePasswordForm()
    who = PASSWORD_LINK.holder(graph, current.context_of("stranger"), key)
    if form.validate_on_submit():
        try:
            PASSWORD_LINK.use(graph, current.context_of(who.person), key, form.password.data or "")
        except Refused as refused:
            put_on_form(refused, form, {}, other="password", sentence_of=messages.password_sentence)
        else:
            flash(_("Your password is changed, and you are signed out everywhere. Sign in with it."))
            return redirect(url_for("people.sign_in"))
    return render(ChoosePage(who.name, who.login, form, key)), 422
