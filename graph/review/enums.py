"""What the properties of a review can be: its states, who acts on it and how, whose ratings, which values."""

from enum import StrEnum


class State(StrEnum):
    """The states of a review."""

    ASSIGNED = "assigned"
    SELF_DRAFT = "self_draft"
    SELF_SUBMITTED = "self_submitted"
    MANAGER_DRAFT = "manager_draft"
    SIGNED_OFF = "signed_off"
    CALIBRATED = "calibrated"
    SHARED = "shared"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    CHALLENGED = "challenged"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Capacity(StrEnum):
    """In which capacity somebody acts on a review."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    MEMBER = "member"
    FACILITATOR = "facilitator"
    ARBITER = "arbiter"
    HR_ADMIN = "hr_admin"
    DOTTED = "dotted"
    AUDITOR = "auditor"
    FORMER_EMPLOYEE = "former_employee"


OWN = frozenset({Capacity.EMPLOYEE, Capacity.FORMER_EMPLOYEE})
"""In which capacities a review is the reader's own."""


class Action(StrEnum):
    """What can be done to a review: the actions of the workflow's table."""

    SAVE = "save"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    PROCEED = "proceed"
    RETURN = "return"
    REVEAL = "reveal"
    SIGN_OFF = "sign_off"
    RECALL = "recall"
    SEND_BACK = "send_back"
    ADJUST = "adjust"
    DECIDE = "decide"
    LOCK = "lock"
    WAIVE = "waive"
    SHARE = "share"
    ACKNOWLEDGE = "acknowledge"
    DECLINE = "decline"
    CHALLENGE = "challenge"
    UPHOLD = "uphold"
    REVISE = "revise"
    CLOSE = "close"
    REOPEN = "reopen"
    REPIN = "repin"
    CANCEL = "cancel"
    RESTORE = "restore"


OF_COMMITTEE = frozenset({Action.ADJUST, Action.DECIDE})
"""What a committee decides, and its employee knows only once the result is shared."""

UNSIGNED = frozenset({State.ASSIGNED, State.SELF_DRAFT, State.SELF_SUBMITTED, State.MANAGER_DRAFT})
"""States before the signature."""

UNCALIBRATED_STATES = sorted(state.value for state in (*UNSIGNED, State.SIGNED_OFF))
"""States in which a calibration session can take a review in, as a parameter of statements."""

RESULT_VISIBLE = frozenset({State.SHARED, State.ACKNOWLEDGED, State.DECLINED, State.CHALLENGED, State.CLOSED})
"""States in which the employee sees what was decided."""


SIGNED = frozenset({State.SIGNED_OFF, State.CALIBRATED}) | RESULT_VISIBLE
"""States whose current revision is frozen under a signature."""

SIGNED_STATES = sorted(state.value for state in SIGNED)
"""The same as the graph stores them, as a parameter of statements."""


class OtherAction(StrEnum):
    """What is recorded on a review beside the actions of the workflow's table; none of them changes its state."""

    ASSIGN = "assign"
    ASK_TO_TALK = "ask_to_talk"
    STATEMENT = "statement"
    APPOINT_ARBITER = "appoint_arbiter"
    ERASE = "erase"
    SHOW_CODE_POINTS = "show_code_points"


class Value(StrEnum):
    """A rating's value relative to the expectation's text, from the lowest up; `not_observed` stands off the scale."""

    NOT_YET = "not_yet"
    DEVELOPING = "developing"
    MEETS = "meets"
    EXCEEDS = "exceeds"
    NOT_OBSERVED = "not_observed"

    @property
    def step(self) -> int | None:
        """Steps from the line at `meets`: -2, -1, 0, 1; None off the scale."""
        return {"not_yet": -2, "developing": -1, "meets": 0, "exceeds": 1}.get(self.value)

    @property
    def met(self) -> bool:
        """Whether an expectation rated so is met: by meets or exceeds."""
        return self in (Value.MEETS, Value.EXCEEDS)


class Recommendation(StrEnum):
    """What a manager recommends of the level when signing."""

    CONFIRMED = "confirmed"
    NEXT = "next"
    BELOW = "below"

    @classmethod
    def of(cls, stored: str | None) -> "Recommendation | None":
        """A signature's recommendation, None where it has none."""
        return cls(stored) if stored in {one.value for one in cls} else None


class Outcome(StrEnum):
    """What a committee decides of the level; `later` leaves it open until a day."""

    CONFIRMED = "confirmed"
    NEXT = "next"
    BELOW = "below"
    LATER = "later"

    @classmethod
    def of(cls, stored: str | None) -> "Outcome | None":
        """An outcome as it is stored, None for anything else."""
        return cls(stored) if stored in {one.value for one in cls} else None


class Party(StrEnum):
    """Whose ratings: `self` is the employee's draft, `sent` the copy made at each submission,
    `manager` the manager's, `blind` the manager's as they stood at reveal."""

    SELF = "self"
    SENT = "sent"
    MANAGER = "manager"
    BLIND = "blind"


class Part(StrEnum):
    """Which level an expectation belongs to: the review's own or the target."""

    CURRENT = "current"
    TARGET = "target"
