"""Set up an installation: the organisation and its first two HR admins."""

from flask import Blueprint
from flask_babel import gettext as _

from graph.errors import Conflict, NotFound, Refused
from graph.organisation import set_up as organisation
from graph.people import service
from graph.people.invitations import LASTS
from graph.people.models import NewAccount
from webapp import access, current, i18n, sessions
from webapp.invitations.links import link_of
from webapp.one_time_keys import one_time_key
from webapp.page import render
from webapp.people import messages
from webapp.refusals import put_on_form
from webapp.set_up.forms import SetUpForm
from webapp.set_up.pages import DonePage, FormPage
from webapp.settings import Settings

blueprint = Blueprint("set_up", __name__)


@blueprint.get("/set-up/<key>")
@access.public
def form(key: str) -> str:
    """Asks for organisation and HR admins, while the address opens."""
    organisation.require_open(current.graph(), key)
    settings = current.settings()
    first = SetUpForm(formdata=None, language=i18n.chosen_language(), time_zone=settings.time_zone)
    return render(FormPage(first, key, proposes_zone=settings.time_zone == Settings.model_fields["time_zone"].default))


@blueprint.post("/set-up/<key>")
@access.public
def set_up(key: str) -> str | tuple[str, int]:
    """Makes them, signs the first one in, and shows the link for the second."""
    organisation.require_open(current.graph(), key)
    typed, invitation = SetUpForm(), one_time_key()
    if not typed.validate_on_submit():
        return render(FormPage(typed, key, proposes_zone=False)), 422
    first, second = typed.first(), typed.second()
    context = current.context_of(organisation.SET_UP_ADDRESS)
    try:
        organisation.set_up(current.graph(), context, key, typed.of_organisation(), first, second, invitation)
    except Refused as refused:
        put_on_form(
            refused,
            typed,
            {"same_person": "other_id", "same_email": "other_email"},
            other="password",
            sentence_of=messages.password_sentence,
        )
        return render(FormPage(typed, key, proposes_zone=False)), 422
    except Conflict:
        typed.form_errors.append(_("There is already somebody with one of these IDs or email addresses."))
        return render(FormPage(typed, key, proposes_zone=False)), 422
    _sign_in(first)
    return render(DonePage(second.name, link_of(invitation), context.now + LASTS))


def _sign_in(first: NewAccount) -> None:
    account = service.account_by_login(current.graph(), current.context_of(first.id), first.login)
    if account is None:
        raise NotFound("person", first.id)
    sessions.begin(account)
