"""Invite people, and accept an invitation."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.people import invitations, service
from graph.people.invitations import LASTS, PAGE, PeopleWithoutAccount
from graph.population.accounts import without_account
from graph.spreadsheets.writing import Table, csv_file
from webapp import access, current, i18n, sessions
from webapp.forms import asked_page
from webapp.invitations.forms import ChoosePasswordForm, InviteForm
from webapp.invitations.links import link_of
from webapp.invitations.pages import ChoosePage, InvitationLine, LinksPage, PeoplePage
from webapp.one_time_keys import one_time_key
from webapp.page import render
from webapp.people import messages
from webapp.refusals import put_on_form

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/people/invitations")
@access.capacity("hr_admin")
def people() -> str:
    """Who cannot sign in yet."""
    return _people_page(InviteForm(formdata=None))


@blueprint.post("/people/invitations")
@access.capacity("hr_admin")
def invite() -> str | Response | tuple[str, int]:
    """Makes a link for each of the people chosen; the links are shown on the answer, and nowhere later."""
    form = InviteForm()
    chosen = sorted(set(form.person.data or ()))[:PAGE]
    if not form.validate_on_submit() or not chosen:
        form.form_errors.append(_("Choose at least one person."))
        return _people_page(form), 422
    graph, context = current.graph(), current.context()
    keys = {person: one_time_key() for person in chosen}
    done = invitations.invite(graph, context, keys, relied_on=f"HAS_CAPACITY/{context.actor}>hr_admin")
    lines = tuple(InvitationLine(one, link_of(keys[one.person])) for one in done)
    if form.file.data:
        return _file(lines)
    return render(LinksPage(lines, len(chosen) - len(lines), context.now + LASTS))


@blueprint.get("/invitation/<key>")
@access.public
def choose(key: str) -> str:
    """Asks for the first password, while the invitation opens."""
    who = invitations.invited(current.graph(), current.context_of("stranger"), key)
    return render(ChoosePage(who.name, who.login, ChoosePasswordForm(formdata=None), key))


@blueprint.post("/invitation/<key>")
@access.public
def accept(key: str) -> str | Response | tuple[str, int]:
    """Sets the password, and signs the person in."""
    graph = current.graph()
    who = invitations.invited(graph, current.context_of("stranger"), key)
    form = ChoosePasswordForm()
    if not form.validate_on_submit():
        return render(ChoosePage(who.name, who.login, form, key)), 422
    password = form.password.data or ""
    try:
        invitations.accept(graph, current.context_of(who.person), key, password)
    except Refused as refused:
        put_on_form(refused, form, {}, other="password", sentence_of=messages.password_sentence)
        return render(ChoosePage(who.name, who.login, form, key)), 422
    account = service.account_by_login(graph, current.context_of(who.person), who.login)
    if account is None:
        raise NotFound("person", who.person)
    sessions.begin(account)
    if not current.settings().demo:
        i18n.speak(account.language)
    flash(_("Your account is ready. From now on, sign in as %(login)s.", login=who.login))
    return redirect(url_for("home.home"))


def _people_page(form: InviteForm) -> str:
    number = asked_page()
    cycle = request.args.get("cycle", "")
    if cycle:
        lacking = without_account(current.graph(), current.context(), cycle)
        found = PeopleWithoutAccount(lacking[(number - 1) * PAGE : number * PAGE], len(lacking))
    else:
        found = invitations.people_without_account(current.graph(), current.context(), number)
    return render(PeoplePage(found.people, found.count, number, max(1, -(-found.count // PAGE)), form, cycle))


def _file(lines: tuple[InvitationLine, ...]) -> Response:
    """The links as a file to hand out, or to merge into letters."""
    headings = tuple(str(each) for each in (_("ID"), _("Name"), _("Sign-in name"), _("Email"), _("Link")))
    rows = tuple((one.who.person, i18n.words(one.who.name), one.who.login, one.who.email, one.link) for one in lines)
    answer = Response(csv_file(Table("invitations", headings, rows)), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename="invitations.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer
