"""Invite people, and accept an invitation."""

from datetime import datetime
from functools import partial

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.errors import NotFound, Refused
from graph.mail import outbox
from graph.organisation.repository import organisation
from graph.people import invitations, service
from graph.people.invitations import EVERYBODY, INVITATION, LASTS, PAGE, PeopleWithoutAccount
from graph.people.one_time_links import LinkHolder
from graph.population.accounts import without_account
from graph.spreadsheets.writing import Table, csv_file
from graph.text import Text
from reports.slips.paper import Sheet, Slip, slips_pdf
from webapp import access, current, i18n, sessions
from webapp.forms import asked_page
from webapp.invitations.forms import InviteForm
from webapp.invitations.links import link_of
from webapp.invitations.pages import InvitationLine, LinksPage, PeoplePage, PersonLine
from webapp.mail.messages import invitation_mail, invite_again
from webapp.one_time_keys import key_of_mail, one_time_key
from webapp.page import render
from webapp.people import messages
from webapp.people.forms import ChoosePasswordForm
from webapp.people.pages import ChoosePasswordPage
from webapp.refusals import put_on_form

blueprint = Blueprint("invitations", __name__)

SLIPS = 200
"""How many slips a file has at most: they are laid out while somebody waits, some 30 in a second."""


@blueprint.get("/people/invitations")
@access.capacity("hr_admin")
def people() -> str:
    """Who cannot sign in yet."""
    return _people_page(InviteForm(formdata=None))


@blueprint.post("/people/invitations")
@access.capacity("hr_admin")
def invite() -> str | Response | tuple[str, int]:
    """Makes a link for each of the people chosen: sent to them by mail, or shown on the answer and nowhere later."""
    form = InviteForm()
    chosen = _uninvited() if form.everybody.data else sorted(set(form.person.data or ()))[:PAGE]
    most = SLIPS if form.file.data == "pdf" else len(chosen)
    chosen, later = chosen[:most], chosen[most:]
    if not form.validate_on_submit() or not chosen:
        form.form_errors.append(_("Choose at least one person."))
        return _people_page(form), 422
    graph, context = current.graph(), current.context()
    relied_on = f"HAS_CAPACITY/{context.actor}>hr_admin"
    if form.send.data == "mail" and current.settings().mail_server:
        secret = current.settings().secret_key
        sent = outbox.invite_by_mail(graph, context, chosen, partial(key_of_mail, secret), relied_on=relied_on)
        return _on_their_way(len(sent), len(chosen) - len(sent))
    keys = {person: one_time_key() for person in chosen}
    done = invitations.invite(graph, context, keys, relied_on=relied_on)
    lines = tuple(InvitationLine(one, link_of(keys[one.person])) for one in done)
    if form.file.data == "pdf":
        if later:
            flash(_later(len(later)), "caution")
        return _slips(lines, context.now)
    if form.file.data:
        return _file(lines)
    return render(LinksPage(lines, len(chosen) - len(lines), context.now + LASTS))


@blueprint.get("/invitation/<key>")
@access.public
def choose(key: str) -> str:
    """Asks for the first password, while the invitation opens."""
    who = INVITATION.holder(current.graph(), current.context_of("stranger"), key)
    return _choose(who, ChoosePasswordForm(formdata=None), key)


@blueprint.post("/invitation/<key>")
@access.public
def accept(key: str) -> str | Response | tuple[str, int]:
    """Sets the password, and signs the person in."""
    graph = current.graph()
    who = INVITATION.holder(graph, current.context_of("stranger"), key)
    form = ChoosePasswordForm()
    if not form.validate_on_submit():
        return _choose(who, form, key), 422
    password = form.password.data or ""
    try:
        INVITATION.use(graph, current.context_of(who.person), key, password)
    except Refused as refused:
        put_on_form(refused, form, {}, other="password", sentence_of=messages.password_sentence)
        return _choose(who, form, key), 422
    account = service.account_by_login(graph, current.context_of(who.person), who.login)
    if account is None:
        raise NotFound("person", who.person)
    sessions.begin(account)
    if not current.settings().demo:
        i18n.speak(account.language)
    flash(_("Your account is ready. From now on, sign in as %(login)s.", login=who.login))
    return redirect(url_for("home.home"))


def _without_account(cycle: str, number: int, size: int) -> PeopleWithoutAccount:
    """A page of those of a cycle, or of everybody, who cannot sign in."""
    graph, context = current.graph(), current.context()
    if not cycle:
        return invitations.people_without_account(graph, context, number, size)
    lacking = without_account(graph, context, cycle)
    return PeopleWithoutAccount(lacking[(number - 1) * size : number * size], len(lacking))


def _uninvited() -> list[str]:
    """Everybody, of the cycle that the page is about where it is about one, who has no invitation that opens."""
    found, now = _without_account(request.args.get("cycle", ""), 1, EVERYBODY), current.context().now
    return [one.person for one in found.people if not one.is_invited(now)]


def _choose(who: LinkHolder, form: ChoosePasswordForm, key: str) -> str:
    return render(
        ChoosePasswordPage(
            heading=_("Welcome, %(name)s", name=i18n.words(who.name)),
            lead=_("Choose a password for your account. You will sign in as %(login)s.", login=who.login),
            login=who.login,
            form=form,
            address=url_for("invitations.accept", key=key),
            button=_("Choose this password"),
        )
    )


def _people_page(form: InviteForm) -> str:
    number = asked_page()
    cycle = request.args.get("cycle", "")
    found = _without_account(cycle, number, PAGE)
    chosen, now = form.person.data, current.context().now
    lines = tuple(
        PersonLine(
            one,
            invite_again() if one.again else invitation_mail(one.mail),
            one.person in chosen if chosen else bool(cycle) or not one.is_invited(now),
        )
        for one in found.people
    )
    last, by_mail = max(1, -(-found.count // PAGE)), bool(current.settings().mail_server)
    return render(PeoplePage(lines, found.count, number, last, form, cycle, by_mail))


def _later(count: int) -> str:
    """Says on the next page that some are still to be invited, though everybody was chosen."""
    return str(
        ngettext(
            "%(num)s person has no slip yet: there are at most %(most)s in a file. Print again for the others.",
            "%(num)s people have no slip yet: there are at most %(most)s in a file. Print again for the others.",
            count,
            most=SLIPS,
        )
    )


def _on_their_way(sent: int, refused: int) -> Response:
    """Back to the page, which says how many mails wait."""
    if sent:
        flash(
            ngettext("%(num)s invitation is on its way by mail.", "%(num)s invitations are on their way by mail.", sent)
        )
    if refused:
        flash(
            ngettext(
                "%(num)s of the people chosen gets no mail: they can sign in already, have left, or have no address."
                " Where there is no address, hand over a link.",
                "%(num)s of the people chosen get no mail: they can sign in already, have left, or have no address."
                " Where there is no address, hand over a link.",
                refused,
            ),
            "caution",
        )
    return redirect(url_for("invitations.people", page=request.args.get("page", "1"), cycle=request.args.get("cycle")))


def _file(lines: tuple[InvitationLine, ...]) -> Response:
    """The links as a file to hand out, or to merge into letters."""
    headings = tuple(str(each) for each in (_("ID"), _("Name"), _("Sign-in name"), _("Email"), _("Link")))
    rows = tuple((one.who.person, i18n.words(one.who.name), one.who.login, one.who.email, one.link) for one in lines)
    return _attached(csv_file(Table("invitations", headings, rows)), "text/csv", "invitations.csv")


def _slips(lines: tuple[InvitationLine, ...], now: datetime) -> Response:
    """The links on slips to cut apart, each in its person's language, or else the organisation's."""
    settings, of = current.settings(), organisation(current.graph())
    usual = of.language if of else settings.default_language
    slips = tuple(
        Slip(
            one.who.person, one.who.name, one.who.login, one.link, "zh" if (one.who.language or usual) == "zh" else "en"
        )
        for one in lines
    )
    zone = of.time_zone if of else settings.time_zone
    sheet = Sheet(slips, settings.public_address, of.name if of else Text("", ""), now + LASTS, zone)
    return _attached(slips_pdf(sheet, i18n.report_language(), now), "application/pdf", "invitations.pdf")


def _attached(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
