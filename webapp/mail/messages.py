"""Where a mail stands, as HR reads it."""

from flask_babel import gettext as _

from graph.context import Context
from graph.mail.given_up import may_settle, may_try_again
from graph.mail.models import MailKind, MailState
from graph.people.given_up import GivenUpMail
from graph.people.invitations import InvitationMail
from webapp import i18n
from webapp.mail.pages import GivenUpLine
from webapp.mail.server import NO_ADDRESS

TOO_OLD = "too_old"
"""Kept in place of the mail server's answer where it was never asked."""


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
        MailState.FAILED: i18n.sentences([_why(mail.answer), way_out(MailKind.INVITATION)]),
        MailState.DROPPED: "",
    }
    return str(sentences[MailState(mail.state)])


def invite_again() -> str:
    """That an invitation ended with the address it may have gone to."""
    return str(_("The email address was changed, so the invitation has ended: invite them again."))


def mail_kind(kind: str) -> str:
    """What a mail is, as HR reads it."""
    kinds = {
        MailKind.INVITATION: _("Invitation"),
        MailKind.PASSWORD: _("Link for a new password"),
        MailKind.ADDRESS: _("That the email address was changed, to the former one"),
        MailKind.DEPUTY: _("That somebody else named or ended a deputy of theirs"),
        MailKind.DIGEST: _("The day’s mail"),
        MailKind.REMINDER: _("Reminder"),
    }
    return str(kinds[MailKind(kind)])


def way_out(kind: str) -> str:
    """What helps where a mail was given up."""
    ways = {
        MailKind.INVITATION: _("Check the address and send it again, or hand over a link."),
        MailKind.PASSWORD: _("Check the address. They ask for a new link on the sign-in page."),
        MailKind.ADDRESS: _("Tell them by another way: who changes an address may not be who owns the account."),
        MailKind.DEPUTY: _("Tell them by another way. Their start page says it, too."),
        MailKind.DIGEST: _(
            "Check the address. Their start page says what waits for them, and so does the next day’s mail."
        ),
        MailKind.REMINDER: _("Check the address, or tell them by another way. Their start page says it, too."),
    }
    return str(ways[MailKind(kind)])


def given_up_line(mail: GivenUpMail, context: Context) -> GivenUpLine:
    """A mail that was given up, with its words and what may be done about it."""
    return GivenUpLine(
        mail, mail_kind(mail.kind), _why(mail.answer), way_out(mail.kind), may_try_again(mail, context),
        may_settle(mail, context),
    )  # fmt: skip


def _waiting(mail: InvitationMail) -> str:
    if not mail.answer:
        return str(_("The mail waits to be sent."))
    return i18n.sentences([_why(mail.answer), _("It is tried again by itself.")])


def _why(answer: str) -> str:
    if answer == TOO_OLD:
        return str(_("The mail could not be sent in time."))
    if answer == NO_ADDRESS:
        return str(_("The mail was not sent: no mail can be sent to this address."))
    return str(_("The mail was not sent; the mail server said: %(answer)s.", answer=answer.rstrip(". ")))
