"""What the account pages show."""

from dataclasses import dataclass

from graph.people.models import DemoPerson, PersonAccount
from webapp.people.forms import ChoosePasswordForm, PasswordForm, PreferencesForm, SignInForm


@dataclass(frozen=True)
class DemoGroup:
    """People of the demo with whom the same can be tried."""

    title: str
    about: str
    people: tuple[DemoPerson, ...]


@dataclass(frozen=True)
class SignInPage:
    """The sign-in form; `groups` are empty outside a demo. `by_mail`: a new password comes by mail."""

    form: SignInForm
    groups: tuple[DemoGroup, ...]
    next: str
    by_mail: bool


@dataclass(frozen=True)
class AccountPage:
    """One's own account. `by_mail`: this installation sends mails; `address` says until when no link for a new password
    is mailed to its email address, '' where that is no matter."""

    account: PersonAccount
    preferences: PreferencesForm
    password: PasswordForm
    by_mail: bool
    address: str


@dataclass(frozen=True)
class ChoosePasswordPage:
    """Where somebody chooses a password by a link that opens once: the first one of an invitation, or a new one.
    `address` takes it."""

    heading: str
    lead: str
    login: str
    form: ChoosePasswordForm
    address: str
    button: str
