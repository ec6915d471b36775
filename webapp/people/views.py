"""Sign in, sign out, account."""

from flask import Blueprint, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.people import service
from graph.people.models import PersonAccount
from webapp import access, current, i18n, sessions, sign_in_log
from webapp.extensions import limiter
from webapp.page import render
from webapp.people import demo, messages
from webapp.people.attempts import limit_attempts, usual_limit
from webapp.people.forms import DemoSignInForm, LanguageForm, PasswordForm, PreferencesForm, SignInForm
from webapp.people.pages import AccountPage, SignInPage
from webapp.refusals import put_on_form
from webapp.urls import safe_redirect_target

blueprint = Blueprint("people", __name__)


def _failed(_response: object) -> bool:
    return bool(g.get("wrong_password"))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access.public
@limit_attempts("account", "login", deduct_when=_failed)
def sign_in() -> str | Response:
    """Asks for login and password; leads back to where the person wanted to go."""
    form = SignInForm()
    if form.validate_on_submit():
        attempt = service.sign_in(
            current.graph(),
            current.context_of("stranger"),
            form.login.data or "",
            form.password.data or "",
            leavers=current.settings().leavers_read_results,
        )
        if attempt.account:
            answer = _welcome(attempt.account)
            sign_in_log.right(attempt.person)
            return answer
        sign_in_log.wrong(attempt.person)
        if attempt.left_on:
            form.form_errors.append(
                _("This account ended on %(day)s. If you still work here, tell HR.", day=i18n.day(attempt.left_on))
            )
        else:
            g.wrong_password = True
            form.form_errors.append(_("Wrong sign-in name or password."))
    elif request.method == "GET" and current.person():
        return redirect(safe_redirect_target(request.args.get("next")))
    elif sentence := messages.signed_out().get(request.args.get("ended", "")):
        flash(sentence)
    by_mail = bool(current.settings().mail_server)
    return render(SignInPage(form, demo.groups() if current.settings().demo else (), _wanted(), by_mail))


@blueprint.post("/sign-in/demo")
@access.public
def demo_sign_in() -> Response:
    """Signs in one of the demo's people by one click; in a demo only."""
    if not current.settings().demo:
        raise NotFound("page", "demo")
    who = service.demo_sign_in(current.graph(), current.context_of("stranger"), DemoSignInForm().login.data or "")
    answer = _welcome(who)
    sign_in_log.without_password(who.id)
    return answer


@blueprint.post("/sign-out")
@access.public
def sign_out() -> Response:
    """Ends this session."""
    return _signed_out("session" if sessions.end() else "browser")


@blueprint.get("/account")
@access.signed_in
def account() -> str:
    """Language, time zone, password, sessions."""
    return _account_page()


@blueprint.post("/account/preferences")
@access.signed_in
def preferences() -> str | Response:
    """Saves language, time zone, what a manager reads first, and which mail one gets."""
    form = PreferencesForm()
    if not form.validate_on_submit():
        return _account_page(preferences=form)
    service.set_preferences(
        current.graph(),
        current.context(),
        language=form.language.data,
        time_zone=form.time_zone.data,
        rates_first=form.rates_first.data if _me().manages else None,
        due_mail=form.due_mail.data if current.settings().mail_server else None,
    )
    i18n.speak(form.language.data)
    flash(_("Preferences saved."))
    answer = redirect(url_for("people.account"))
    i18n.remember_language(answer, form.language.data)
    return answer


def _person_key() -> str:
    return f"password:{current.context().actor}"


@blueprint.post("/account/password")
@access.signed_in
@limiter.limit(usual_limit, key_func=_person_key, deduct_when=_failed)
def password() -> str | Response:
    """Changes the password and signs out everywhere else."""
    form, who = PasswordForm(), _me()
    if form.validate_on_submit():
        try:
            version = service.change_password(
                current.graph(),
                current.context(),
                who.login,
                form.old_password.data or "",
                form.new_password.data or "",
            )
        except Refused as refused:
            g.wrong_password = any(reason.rule == "wrong_password" for reason in refused.reasons)
            if g.wrong_password:
                sign_in_log.wrong_password(who.id)
            put_on_form(
                refused,
                form,
                messages.FIELD_OF_RULE,
                other="new_password",
                sentence_of=messages.password_sentence,
            )
        else:
            sessions.keep(who, version)
            flash(_("Password changed. You are signed out everywhere else."))
            return redirect(url_for("people.account"))
    return _account_page(password=form)


@blueprint.post("/account/sign-out-everywhere")
@access.signed_in
def sign_out_everywhere() -> Response:
    """Ends every session of the person, this one too."""
    service.sign_out_everywhere(current.graph(), current.context())
    sessions.end()
    return _signed_out("account")


@blueprint.post("/language")
@access.public
def set_language() -> Response:
    """The switch on each page: into the account, or for a stranger into a cookie."""
    form = LanguageForm()
    answer = redirect(safe_redirect_target(form.next.data))
    if form.validate_on_submit() and (language := form.language.data):
        i18n.remember_language(answer, language)
        if current.person():
            service.set_preferences(current.graph(), current.context(), language=language)
    return answer


def _wanted() -> str:
    return safe_redirect_target(request.values.get("next"))


def _welcome(who: PersonAccount) -> Response:
    sessions.begin(who)
    return redirect(_wanted())


def _signed_out(ended: str) -> Response:
    # In the address and not in the cookie: another tab of the browser, drawn anew at this moment, would replace that.
    return redirect(url_for("people.sign_in", ended=ended))


def _me() -> PersonAccount:
    who = current.person()
    if who is None:
        raise access.SignInNeeded
    return who


def _account_page(preferences: PreferencesForm | None = None, password: PasswordForm | None = None) -> str:
    who = _me()
    preferences_form = preferences or PreferencesForm(
        formdata=None,
        language=i18n.chosen_language(),
        time_zone=who.time_zone or current.settings().time_zone,
        rates_first=who.rates_first,
        due_mail=who.due_mail,
    )
    by_mail = bool(current.settings().mail_server)
    held_back = by_mail and who.no_link_until and who.no_link_until > current.context().now
    address = messages.address_not_shown(who.email, who.no_link_until) if held_back and who.no_link_until else ""
    return render(AccountPage(who, preferences_form, password or PasswordForm(formdata=None), by_mail, address))
