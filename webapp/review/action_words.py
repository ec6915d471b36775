"""What each confirmed action says on its page: its name, what follows from it, and the words on the button."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from graph.review.states import Action


@dataclass(frozen=True)
class ActionWords:
    """The words of one action: `heading` may name the %(person)s; `follows` says what happens; `final` marks what
    cannot be taken back by who does it."""

    heading: object
    follows: tuple[object, ...]
    button: object
    final: bool = False


_KEPT = _("The current revision stays readable as it was signed; work continues in a new one.")

ACTION_WORDS: Mapping[Action, ActionWords] = {
    Action.PROCEED: ActionWords(
        _("Proceed without waiting for %(person)s"),
        (
            _("You assess without a newer self-assessment. Nothing is submitted in anybody's name."),
            _("The employee is told, and the report says which self-assessment you relied on."),
        ),
        _("Proceed without waiting"),
    ),
    Action.RETURN: ActionWords(
        _("Return the self-assessment to %(person)s"),
        (
            _(
                "They can change it and submit it again. What was submitted is kept, and counts if "
                "nothing newer is submitted in time."
            ),
            _("Your own draft is kept; ratings whose self-assessment changes are marked."),
        ),
        _("Return"),
    ),
    Action.REVEAL: ActionWords(
        _("Show the self-assessment of %(person)s"),
        (
            _("Your ratings are complete. A copy of them is kept as they are now."),
            _(
                "You can still change them afterwards; the report marks what was changed after "
                "seeing the self-assessment."
            ),
        ),
        _("Show the self-assessment"),
        final=True,
    ),
    Action.RECALL: ActionWords(
        _("Recall the signature on %(person)s's review"),
        (_KEPT, _("You can then change ratings and sign off again.")),
        _("Recall the signature"),
    ),
    Action.SHARE: ActionWords(
        _("Share the result with %(person)s"),
        (
            _("They can then read both assessments, what the committee changed and why, and their copy of the report."),
            _("Sharing cannot be undone. Corrections go through HR."),
        ),
        _("Share the result"),
        final=True,
    ),
    Action.WAIVE: ActionWords(
        _("Waive the calibration of %(person)s's review"),
        (
            _("Every copy of the report, the employee's included, will say “not calibrated” and give your reason."),
            _("The manager can then share the result."),
        ),
        _("Waive the calibration"),
        final=True,
    ),
    Action.CLOSE: ActionWords(
        _("Close %(person)s's review"),
        (_("Nothing more can be added. HR can reopen the review with a reason."),),
        _("Close the review"),
        final=True,
    ),
    Action.REOPEN: ActionWords(
        _("Reopen %(person)s's review"),
        (_KEPT, _("The employee and the manager are both told. This changes no rating.")),
        _("Reopen"),
    ),
    Action.CANCEL: ActionWords(
        _("Cancel %(person)s's review"),
        (
            _("Nothing is deleted, and it can be restored while the cycle is open."),
            _("Its reports are marked as cancelled."),
        ),
        _("Cancel the review"),
        final=True,
    ),
    Action.RESTORE: ActionWords(
        _("Restore %(person)s's review"),
        (_("The review returns to the state it had before it was cancelled."),),
        _("Restore"),
    ),
}
"""The actions that have one common page of confirmation, in the order in which they are offered."""
