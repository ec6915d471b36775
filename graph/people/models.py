"""People as records."""

from dataclasses import dataclass, field
from datetime import date

from graph.text import Text

NOT_IDS = frozenset({"import", "invitations", "export.csv", "export.xlsx", ".", ".."})
"""What nobody's id can be: at /people/<id> stand other pages, or none."""


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
    `due_mail`: they want mail about due dates.
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
    `department` its name, `capacities` are granted from that day (hr_admin, framework_editor, auditor). `ends` names
    what is held no longer from that day on: level, manager (the line of that kind), department.
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
