"""What each kind of mail says, in the language of whom it is for."""

from flask_babel import gettext as _

from graph.mail.models import Mail
from webapp import current, i18n
from webapp.mail.pages import LetterPage
from webapp.one_time_keys import key_of_mail
from webapp.urls import url_for


def invitation(mail: Mail, organisation: str) -> LetterPage:
    """Invites somebody to choose a password; `organisation` is '' where it has no name."""
    subject = _("Your Plumbline account at %(organisation)s", organisation=organisation)
    return LetterPage(
        subject=str(subject if organisation else _("Your Plumbline account")),
        greeting=greeting(mail),
        sentences=(
            _(
                "HR has made an account for you in Plumbline, where you and your manager compare your work with what"
                " your role expects."
            ),
        ),
        button=_("Choose a password"),
        link=whole(url_for("invitations.choose", key=key_of_mail(current.settings().secret_key, mail.id))),
        after=(
            _("From then on you sign in as %(login)s.", login=mail.to.login),
            _(
                "The link opens once, until %(moment)s. If it has ended, ask HR for a new one.",
                moment=until(mail),
            ),
        ),
        foot=(_("You get this mail because HR invited you. Answers to it are not read."),),
    )


def new_password(mail: Mail) -> LetterPage:
    """Lets somebody who forgot their password choose a new one."""
    return LetterPage(
        subject=str(_("A new password for Plumbline")),
        greeting=greeting(mail),
        sentences=(_("Somebody, most likely you, asked for a new password for %(login)s.", login=mail.to.login),),
        button=_("Choose a new password"),
        link=whole(url_for("forgotten_password.choose", key=key_of_mail(current.settings().secret_key, mail.id))),
        after=(
            _("The link opens once, until %(moment)s. A new password signs you out everywhere.", moment=until(mail)),
            _("If it was not you, do nothing: your password stays as it is."),
        ),
        foot=(_("You get this mail because somebody asked for it on the sign-in page. Answers to it are not read."),),
    )


def greeting(mail: Mail) -> str:
    """How a mail begins."""
    return str(_("Hello %(name)s,", name=i18n.words(mail.to.name)))


def until(mail: Mail) -> str:
    """The last moment of a mail's link, by the clocks of whom it is for."""
    return i18n.moment_in(mail.expires_at, current.zone().key)


def whole(address: str) -> str:
    """An address of this site, as a mail needs it."""
    return current.settings().public_address.rstrip("/") + address
