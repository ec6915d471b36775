"""People as records."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from graph.text import Text

NOT_IDS = frozenset(
    {
        "import", "invitations", "mails", "export", "export.csv", "export.xlsx", "new", ".", "..",
        "command line", "set-up address", "stranger", "system", "worker",
    }
)  # fmt: skip
"""What nobody's id can be: at /people/<id> stand other pages, or none; and who acts without an account is called so."""
ID_LENGTH = 100
GIVE, TAKE = "give_capacity", "take_capacity"
"""The actions of events by which somebody got or lost capacities, and nothing else."""
NAME_DEPUTY, END_DEPUTY = "name_deputy", "end_deputy"
"""The actions of events by which somebody got a deputy, and has them no longer."""
_ID = re.compile(r"[\w.@+-](?:[\w.@+\- ]*[\w.@+-])?")


def can_be_id(text: str) -> bool:
    """Whether somebody can have this id, wherever it comes from: it stands in addresses, which a slash would divide."""
    return len(text) <= ID_LENGTH and text not in NOT_IDS and bool(_ID.fullmatch(text))


@dataclass(frozen=True)
class Seat:
    """A place in a calibration session: `role` is 'member' or 'facilitator'."""

    session_id: str
    role: str


@dataclass(frozen=True)
class PersonAccount:
    """The signed-in person with all that navigation needs, read in one round trip.

    `review` is the person's newest review that is not cancelled, None without one. `manages` says whether
    anybody reports to them today; `sits_in` are their calibration sessions, the newest first. `rates_first`: as a
    manager they chose to read self-assessments only after their own ratings. Who has `left` holds nothing any more.
    `due_mail`: they want mail about due dates. Until `no_link_until` no link for a new password is mailed to them.
    """

    id: str
    login: str
    name: Text
    email: str
    language: str
    time_zone: str
    session_version: int
    capacities: tuple[str, ...] = ()
    manages: bool = False
    sits_in: tuple[Seat, ...] = ()
    review: str | None = None
    rates_first: bool = False
    left: bool = False
    due_mail: bool = True
    no_link_until: datetime | None = None


@dataclass(frozen=True)
class SignIn:
    """An attempt to sign in: whose name was given ('' for nobody's), and the account, None where it was not opened.

    `left_on` is the last day of somebody who has left and gave the right password.
    """

    person: str
    account: PersonAccount | None
    left_on: date | None = None


@dataclass(frozen=True)
class NewAccount:
    """A person to be. `login` is what they sign in with; without a password they cannot sign in yet.

    `demo` people are offered by the sign-in page of a demo; until `away_until` somebody is on leave.
    """

    id: str
    login: str
    name: Text
    email: str
    language: str = "en"
    time_zone: str = "UTC"
    password: str = field(default="", repr=False)
    demo: bool = False
    away_until: date | None = None


@dataclass(frozen=True)
class Credentials:
    """What checking a password needs. `person` is the id; `head` and `seq` are the end of their event stream."""

    person: str
    login: str
    name: str
    password_hash: str = field(repr=False)
    session_version: int
    seq: int
    head: str
    leaves_on: date | None = None


@dataclass(frozen=True)
class Placement:
    """Where a person stands from a day on, whatever was to follow; what is None is left as it is.

    With `corrects` the newest spell of that level or line begins on `since` instead, earlier or later than recorded,
    and what follows it stays. `level` is a level id, `manager` a person id, `kind` line, dotted or appointed,
    `department` its name, `capacities` are granted from that day, `ends_capacities` taken (hr_admin, framework_editor,
    auditor, facilitator). `ends` names what is held no longer from that day on: level, manager (the line of that kind),
    department, deputy. `deputy` acts in the person's place until `until`.
    """

    person: str
    since: date
    level: str | None = None
    manager: str | None = None
    kind: str = "line"
    capacities: tuple[str, ...] = ()
    corrects: bool = False
    department: str | None = None
    ends: tuple[str, ...] = ()
    ends_capacities: tuple[str, ...] = ()
    deputy: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class DemoPerson:
    """A person whom the demo's sign-in page offers, with what decides what they can try."""

    login: str
    name: Text
    role: Text
    level: Text
    manages: bool
    seat: str | None
    capacities: tuple[str, ...]
    state: str | None
