"""End mail about due dates."""

from flask import Blueprint

from graph.people import service
from webapp import access, current
from webapp.extensions import csrf
from webapp.mail.pages import UnsubscribePage
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
