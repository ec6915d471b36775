"""What the pages for a forgotten password show."""

from dataclasses import dataclass

from graph.text import Text
from webapp.forgotten_password.forms import AskForm
from webapp.invitations.forms import ChoosePasswordForm


@dataclass(frozen=True)
class AskPage:
    """Asks who somebody is."""

    form: AskForm


@dataclass(frozen=True)
class AskedPage:
    """Says the same whoever was meant: `typed` is what they wrote."""

    typed: str


@dataclass(frozen=True)
class ChoosePage:
    """Where somebody chooses a new password."""

    name: Text
    login: str
    form: ChoosePasswordForm
    key: str
