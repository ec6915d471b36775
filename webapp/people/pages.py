"""What the account pages show."""

from dataclasses import dataclass

from graph.people.models import DemoPerson, PersonAccount
from webapp.people.forms import PasswordForm, PreferencesForm, SignInForm


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
    """One's own account. `by_mail`: this installation sends mails."""

    account: PersonAccount
    preferences: PreferencesForm
    password: PasswordForm
    by_mail: bool
