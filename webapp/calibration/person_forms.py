"""The forms of a person's page in a session: the decision on the level, and a change of one rating."""

from datetime import date
from typing import Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Optional

from graph.review.enums import Outcome, Value
from graph.review.models import Decision, Head
from graph.review.validation import SENTENCES_LENGTH, WORDS
from graph.workflow.commands import Command
from graph.workflow.labels import ADJUSTMENT_REASONS
from reports.gap.rules import Judged
from reports.wording import value_label
from webapp.forms import DayField, Form, at_most, is_possible, shown_number
from webapp.i18n import chosen_language, listed, words
from webapp.workflow.messages import outcome_label

FIELD_OF_RULE = {
    "decision": "outcome", "decision_day": "later_on", "decision_sentence": "sentence", "adjustment_words": "reason",
    "too_long": "reason",
}  # fmt: skip


class DecideForm(Form):
    """The decision on a person's level. `was` is the id of the one that the page showed, '' for none."""

    revision = HiddenField()
    was = HiddenField()
    outcome = RadioField(_("Decision on the level"), validators=[InputRequired(_("Choose what is decided."))])
    later_on = DayField(_("Day, if it is to be decided later"), validators=[Optional(), is_possible])
    sentence = TextAreaField(
        _("Sentence for the employee"),
        validators=[InputRequired(_("Write a sentence for the employee.")), at_most(SENTENCES_LENGTH)],
    )

    @classmethod
    def for_review(cls, head: Head, standing: Decision | None, *, sent: bool = False) -> Self:
        """The form over a review as it stands now, filled with what was `sent`, else with the decision that stands; no
        next level is offered where there is none."""
        given = {} if sent else {"formdata": None}
        form = cls(
            **given,
            revision=str(head.revision), was=standing.id if standing else "",
            outcome=standing.value.value if standing else None, later_on=standing.later_on if standing else None,
            sentence=standing.text if standing else "",
        )  # fmt: skip
        offered = [one for one in Outcome if one is not Outcome.NEXT or head.next_levels]
        form.outcome.choices = [SelectChoice(one.value, _offered(one, head)) for one in offered]
        return form

    def command(self) -> Command:
        """What was typed, as a command."""
        return Command(
            revision=shown_number(self.revision.data),
            outcome=Outcome.of(self.outcome.data),
            later_on=self.later_on.data,
            words={"sentence": self.sentence.data or ""},
        )

    @property
    def typed(self) -> tuple[Outcome | None, date | None, str]:
        """The decision that was typed, as it would be stored."""
        outcome = Outcome.of(self.outcome.data)
        later = self.later_on.data if outcome is Outcome.LATER else None
        return outcome, later, (self.sentence.data or "").strip()


class AdjustForm(Form):
    """A change of the rating on one expectation; withdrawing it asks for no value. `was` is the id of the change that
    the page showed, '' for none."""

    revision = HiddenField()
    was = HiddenField()
    expectation = HiddenField()
    value = RadioField(_("Rating"), validators=[InputRequired(_("Choose a rating."))])
    reason_code = RadioField(_("Reason"), validators=[InputRequired(_("Choose a reason."))])
    reason = TextAreaField(
        _("Sentence for the employee"),
        validators=[InputRequired(_("Write a sentence for the employee.")), at_most(WORDS)],
    )

    @classmethod
    def for_rating(cls, head: Head, judged: Judged, *, sent: bool = False) -> Self:
        """The form over one rating as it stands now, filled with what was `sent`, else with the change that stands."""
        standing = judged.adjustment
        given = {} if sent else {"formdata": None}
        form = cls(
            **given,
            revision=str(head.revision), was=standing.id if standing else "", expectation=judged.expectation.id,
            value=standing.value.value if standing else None, reason_code=standing.reason_code if standing else None,
            reason=standing.text if standing else "",
        )  # fmt: skip
        form.value.choices = [SelectChoice(one.value, _value(one, judged.manager_value)) for one in Value]
        form.reason_code.choices = [
            SelectChoice(code, _begun(words(name))) for code, name in ADJUSTMENT_REASONS.items()
        ]
        return form

    def command(self, expectation: str, value: Value) -> Command:
        """What was typed, as a command."""
        return Command(
            revision=shown_number(self.revision.data),
            expectations=(expectation,),
            value=value,
            reason_code=self.reason_code.data or "",
            words={"reason": self.reason.data or ""},
        )


def _offered(outcome: Outcome, head: Head) -> str:
    said = outcome_label(outcome)
    if outcome is not Outcome.NEXT:
        return said
    levels = listed(words(one) for one in head.next_levels)
    return str(gettext("%(outcome)s: %(level)s", outcome=said, level=levels))


def _value(value: Value, managers: Value | None) -> str:
    said = _begun(value_label(value, chosen_language()))
    return str(gettext("%(value)s (the manager’s rating)", value=said)) if value is managers else said


def _begun(label: str) -> str:
    """A label at the beginning of a line."""
    return label[:1].upper() + label[1:]
