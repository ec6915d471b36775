"""End mail about due dates; see to mails that were given up."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.mail import given_up as given_up_mails
from graph.people import service
from webapp import access, current
from webapp.extensions import csrf
from webapp.forms import asked_page
from webapp.mail.forms import GivenUpForm
from webapp.mail.messages import given_up_line
from webapp.mail.pages import GivenUpPage, UnsubscribePage
from webapp.mail.unsubscribing import person_of
from webapp.page import render

blueprint = Blueprint("mail", __name__)


@blueprint.get("/mail/unsubscribe/<token>")
@access.public
def unsubscribe(token: str) -> str:
    """Asks: programs that look into mails open every link in them."""
    person_of(current.settings().secret_key, token)
    return render(UnsubscribePage(token, done=False))


@blueprint.post("/mail/unsubscribe/<token>")
@csrf.exempt  # type: ignore[untyped-decorator] # the library carries no types
@access.public
def unsubscribed(token: str) -> str:
    """Ends them. The token alone counts: mail programs that have a button for it send nothing else."""
    person = person_of(current.settings().secret_key, token)
    service.set_preferences(current.graph(), current.context_of(person), due_mail=False)
    return render(UnsubscribePage(token, done=True))


@blueprint.get("/people/mails")
@access.capacity("hr_admin")
def given_up() -> str:
    """The mails that were given up, and what helps."""
    number, context = asked_page(), current.context()
    found = given_up_mails.given_up(current.graph(), number)
    lines = tuple(given_up_line(one, context) for one in found.mails)
    return render(GivenUpPage(lines, found.count, number, max(1, -(-found.count // given_up_mails.PAGE))))


@blueprint.post("/people/mails/again")
@access.capacity("hr_admin")
def try_again() -> Response:
    """Lets one of them, or all, wait to be sent once more."""
    form = GivenUpForm()
    if form.validate_on_submit():
        count = given_up_mails.try_again(current.graph(), current.context(), form.mail.data or "")
        if count:
            flash(ngettext("%(num)s mail waits to be sent again.", "%(num)s mails wait to be sent again.", count))
        else:
            flash(_("These mails are too old to be sent again."), "caution")
    return _back(form)


@blueprint.post("/people/mails/settled")
@access.capacity("hr_admin")
def settle() -> Response:
    """Takes one of them, or all, off the list."""
    form = GivenUpForm()
    if form.validate_on_submit():
        count = given_up_mails.settle(current.graph(), current.context(), form.mail.data or "")
        flash(ngettext("%(num)s mail is off the list.", "%(num)s mails are off the list.", count))
    return _back(form)


def _back(form: GivenUpForm) -> Response:
    """To the page of the person where the button stood there, else to the list."""
    person = form.person.data
    return redirect(url_for("directory.person", person=person) if person else url_for("mail.given_up"))
