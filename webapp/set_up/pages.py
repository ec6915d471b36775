"""What the pages of a set-up show."""

from dataclasses import dataclass
from datetime import datetime

from graph.text import Text
from webapp.set_up.forms import SetUpForm


@dataclass(frozen=True)
class FormPage:
    """The form; `key` is the one-time key of its address."""

    form: SetUpForm
    key: str


@dataclass(frozen=True)
class DonePage:
    """The link for the second HR admin, which is shown this once, and until when it opens."""

    name: Text
    link: str
    until: datetime
