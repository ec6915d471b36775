"""Whether somebody can sign in, as HR reads it."""

from flask_babel import gettext as _

from graph.people.profile import Profile
from webapp import current, i18n
from webapp.mail.messages import invitation_mail


def account_words(one: Profile) -> str:
    """Whether somebody can sign in, or is invited and how their mail stands."""
    if one.left:
        reads = one.account and current.settings().leavers_read_results
        return str(_("can sign in only to read their own shared results") if reads else _("has left, cannot sign in"))
    if one.demo:
        return str(_("signs in by a click on the demo’s sign-in page"))
    if one.account:
        if one.no_link_until and one.no_link_until > current.context().now and current.settings().mail_server:
            until = i18n.moment(one.no_link_until)
            changed = _(
                "can sign in; no link for a new password is mailed until %(moment)s, as the email address was changed"
            )
            first = _(
                "can sign in; no link for a new password is mailed until %(moment)s, as their invitation did not come"
                " by mail"
            )
            return str((changed if one.readdressed else first) % {"moment": until})
        return str(_("can sign in"))
    if one.invited_until is None:
        again = _("no account yet; the email address was changed, so the invitation has ended: invite them again.")
        return str(again if one.invite_again else _("no account yet"))
    if one.invited_until < current.context().now:
        return str(_("no account yet; the invitation ended on %(day)s.", day=i18n.day(one.invited_until)))
    invited = _("no account yet; invited until %(moment)s.", moment=i18n.moment(one.invited_until))
    return i18n.sentences([invited, invitation_mail(one.mail)])
