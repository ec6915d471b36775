"""What the pages of a set-up show."""

from dataclasses import dataclass
from datetime import datetime

from graph.text import Text
from webapp.set_up.forms import SetUpForm


@dataclass(frozen=True)
class FormPage:
    """The form; `key` is the one-time key of its address. `proposes_zone`: no time zone is chosen or set, so that the
    browser's own is proposed."""

    form: SetUpForm
    key: str
    proposes_zone: bool


@dataclass(frozen=True)
class DonePage:
    """The link for the second HR admin, which is shown this once, and until when it opens."""

    name: Text
    link: str
    until: datetime
