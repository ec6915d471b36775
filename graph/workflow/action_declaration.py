"""What is said and known of one action: the shape of its declaration."""

from dataclasses import dataclass
from enum import StrEnum

from graph.text import Text

_NONE = Text("", "")


class EmployeeReads(StrEnum):
    """When the employee reads the words of an action."""

    ALWAYS = "always"
    ONCE_SHARED = "once_shared"
    NEVER = "never"


@dataclass(frozen=True)
class ActionDeclaration:
    """What is said and known of one action.

    `label` is what a button and the table call it, `past` follows a name in the history and the report. `heading` and
    `consequences` stand on its page of confirmation ('' and () where it has none): `heading` may name the %(person)s;
    in a cycle without calibration `uncalibrated` stands in for `consequences`, where it says something. `final` marks
    what cannot be taken back by who does it.
    Manager, HR admins and the arbiter always read its words; `employee_reads` and `committee_reads` are about the
    others. With `actor_hidden` the employee reads "the calibration committee" in place of a name. Whoever did an
    action with `bars_arbiter` does not decide a challenge of that review.
    """

    label: Text
    past: Text
    heading: Text = _NONE
    consequences: tuple[Text, ...] = ()
    uncalibrated: tuple[Text, ...] = ()
    final: bool = False
    employee_reads: EmployeeReads = EmployeeReads.ONCE_SHARED
    committee_reads: bool = False
    actor_hidden: bool = False
    bars_arbiter: bool = False

    def follows(self, *, calibration: bool) -> tuple[Text, ...]:
        """What comes of it in a cycle with or without calibration."""
        return self.consequences if calibration else self.uncalibrated or self.consequences
