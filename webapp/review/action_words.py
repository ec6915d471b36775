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


_KEPT = _("The present revision stays readable as it was signed; work goes on in a new one.")

ACTION_WORDS: Mapping[Action, ActionWords] = {
    Action.PROCEED: ActionWords(
        _("Go on without waiting for %(person)s"),
        (
            _("You assess without a newer self-assessment. Nothing is sent in anybody's name."),
            _("The person is told, and the report says on what you went on."),
        ),
        _("Assess without waiting"),
    ),
    Action.RETURN: ActionWords(
        _("Return the self-assessment to %(person)s"),
        (
            _("They can change and send it again. What was sent stays, and counts if nothing newer is sent in time."),
            _("Your own draft is kept; ratings whose other side changes are marked."),
        ),
        _("Return"),
    ),
    Action.REVEAL: ActionWords(
        _("Show the self-assessment of %(person)s"),
        (
            _("Your ratings are complete. A copy of them is kept as they are now."),
            _("You can still change them afterwards; the report marks what was changed after seeing the other side."),
        ),
        _("Show the self-assessment"),
        final=True,
    ),
    Action.RECALL: ActionWords(
        _("Recall the signature under the review of %(person)s"),
        (_KEPT, _("You can then change ratings, and sign again.")),
        _("Recall the signature"),
    ),
    Action.SHARE: ActionWords(
        _("Share the result with %(person)s"),
        (
            _("From then on they read both sides, what the committee changed and why, and their copy of the report."),
            _("It cannot be unshared; a correction goes through HR."),
        ),
        _("Share the result"),
        final=True,
    ),
    Action.WAIVE: ActionWords(
        _("Waive the calibration of the review of %(person)s"),
        (
            _('Every copy of the report then says "not calibrated", with your reason: the employee reads it as well.'),
            _("The manager can share it."),
        ),
        _("Waive the calibration"),
        final=True,
    ),
    Action.CLOSE: ActionWords(
        _("Close the review of %(person)s"),
        (_("Nothing can be added any more. HR can reopen it, with a reason."),),
        _("Close the review"),
        final=True,
    ),
    Action.REOPEN: ActionWords(
        _("Reopen the review of %(person)s"),
        (_KEPT, _("The person and the manager are both told. No rating is changed by this.")),
        _("Reopen"),
    ),
    Action.CANCEL: ActionWords(
        _("Cancel the review of %(person)s"),
        (
            _("Nothing is deleted, and it can be restored while the cycle is open."),
            _("Its reports are marked as cancelled."),
        ),
        _("Cancel the review"),
        final=True,
    ),
    Action.RESTORE: ActionWords(
        _("Restore the review of %(person)s"),
        (_("It goes on in the state that it had before it was cancelled."),),
        _("Restore"),
    ),
}
"""The actions that have one common page of confirmation, in the order in which they are offered."""
