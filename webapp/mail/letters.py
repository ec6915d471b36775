"""What each kind of mail says, in the language of whom it is for."""

from flask_babel import gettext as _

from graph.mail.models import Mail
from graph.people.password_links import HELD_BACK
from webapp import current, i18n
from webapp.deputy_sentences import deputy_sentences
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


def address_changed(mail: Mail) -> LetterPage:
    """Tells the former address of an account that it was changed, by whom, and what to do."""
    who = i18n.words(mail.by) if mail.by else _("The command line")
    at, until = (i18n.moment_in(one, current.zone().key) for one in (mail.asked_at, mail.asked_at + HELD_BACK))
    if mail.hr:
        tell = _("If you know nothing of it, tell another HR admin today: %(names)s. They can put your address back.",
                 names=i18n.listed(map(i18n.words, mail.hr)))  # fmt: skip
    else:
        tell = _("If you know nothing of it, tell whoever runs Plumbline here today. They can put your address back.")
    return LetterPage(
        subject=str(_("Your email address in Plumbline was changed")),
        greeting=greeting(mail),
        sentences=(
            _("%(who)s changed the email address of your account %(login)s on %(moment)s. From now on, mails from"
              " Plumbline go to the new address.", who=who, login=mail.to.login, moment=at),
            _("If you know of it, there is nothing to do."),
            tell,
        ),
        button=_("Open Plumbline"),
        link=whole(url_for("home.home")),
        after=(
            _("Your password stays as it is. No link for a new one is mailed until %(moment)s.", moment=until),
        ),
        foot=(_("You get this mail because the address of your account was changed, and cannot unsubscribe from it."
                " Answers to it are not read."),),
    )  # fmt: skip


def deputy_changed(mail: Mail) -> LetterPage:
    """Tells somebody that HR named a deputy for them, or ended that."""
    who = i18n.words(mail.by) if mail.by else _("The command line")
    deputy = i18n.words(mail.deputy) if mail.deputy else ""
    sentences = deputy_sentences(who, deputy, mail.since, mail.until)
    return LetterPage(
        subject=str(
            _("HR named %(deputy)s as your deputy", deputy=deputy)
            if mail.until
            else _("%(deputy)s is no longer your deputy", deputy=deputy)
        ),
        greeting=greeting(mail),
        sentences=sentences,
        button=_("Your deputies"),
        link=whole(url_for("deputies.own")),
        after=(_("You can end it there. Why HR named them stands on your start page."),) if mail.until else (),
        foot=(_("You get this mail because HR changed who acts in your place. Answers to it are not read."),),
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
