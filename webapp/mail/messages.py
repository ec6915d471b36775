"""Where a mail stands, as HR reads it."""

from flask_babel import gettext as _

from graph.mail.models import MailState
from graph.people.invitations import InvitationMail
from webapp import i18n
from webapp.mail.server import NO_ADDRESS


def invitation_mail(mail: InvitationMail | None) -> str:
    """Where the mail stands that brings somebody's invitation, and the way out where there is one; '' without one."""
    if mail is None:
        return ""
    sentences = {
        MailState.WAITING: _waiting(mail),
        MailState.SENDING: _("The mail is being sent."),
        MailState.SENT: _("Mail sent on %(moment)s.", moment=i18n.moment(mail.at)),
        MailState.UNCLEAR: _(
            "Perhaps sent on %(moment)s: the mail server did not confirm it. Ask them, or send it again.",
            moment=i18n.moment(mail.at),
        ),
        MailState.FAILED: i18n.sentences([_why(mail), _("Check the address and send it again, or hand over a link.")]),
        MailState.DROPPED: "",
    }
    return str(sentences[MailState(mail.state)])


def invite_again() -> str:
    """That an invitation ended with the address it may have gone to."""
    return str(_("The email address was changed, so the invitation has ended: invite them again."))


def _waiting(mail: InvitationMail) -> str:
    if not mail.answer:
        return str(_("The mail waits to be sent."))
    return i18n.sentences([_why(mail), _("It is tried again by itself.")])


def _why(mail: InvitationMail) -> str:
    if mail.answer == NO_ADDRESS:
        return str(_("The mail was not sent: no mail can be sent to this address."))
    return str(_("The mail was not sent; the mail server said: %(answer)s.", answer=mail.answer.rstrip(". ")))
