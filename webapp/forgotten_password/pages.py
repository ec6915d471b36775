"""What the pages for a forgotten password show."""

from dataclasses import dataclass

from webapp.forgotten_password.forms import AskForm


@dataclass(frozen=True)
class AskPage:
    """Asks who somebody is."""

    form: AskForm


@dataclass(frozen=True)
class AskedPage:
    """Says the same whoever was meant: `typed` is what they wrote."""

    typed: str
