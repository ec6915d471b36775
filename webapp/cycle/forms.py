"""The form of a draft cycle: its settings in words, with their consequence."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later
from wtforms import (
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from graph.cycle.dates import CHALLENGE_DAYS, GRACE_DAYS
from graph.cycle.models import DATES, AskedFor, Cycle, EvidenceRule, Population, Visibility
from graph.population.models import Choices
from graph.text import Text
from webapp.cycle.messages import version_words
from webapp.forms import DayField, Form, NumberField, at_most, is_possible, page_number
from webapp.i18n import words

FIELD_OF_RULE = {
    "cycle_name": "name_en",
    "no_version": "versions",
    "two_versions": "versions",
    "unknown_choice": "versions",
    "unknown_people": "people",
}
NAME = 200
PASTED = 400_000
"""Characters of a pasted list: 10,000 ids and mail addresses have room."""
ALL, FILTER, LIST = "all", "filter", "list"


class CheckboxesField(SelectMultipleField):
    """Any of several, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _needed() -> InputRequired:
    return InputRequired(_later("Enter a day."))


class CycleForm(Form):
    """Everything of a draft cycle. `draft` is the number of the draft that the page showed."""

    draft = HiddenField()
    name_en = StringField(_later("Name in English"), validators=[at_most(NAME)])
    name_zh = StringField(_later("Name in Chinese"), validators=[at_most(NAME)])
    versions = CheckboxesField(_later("Framework"))
    who = RadioField(_later("Who is reviewed"), default=ALL)
    find = StringField(_later("Find a department, role or level"), validators=[at_most(NAME)])
    departments = CheckboxesField(_later("Departments"))
    roles = CheckboxesField(_later("Roles"))
    levels = CheckboxesField(_later("Levels"))
    managers = TextAreaField(_later("Managers"), validators=[at_most(PASTED)])
    people = TextAreaField(_later("IDs or email addresses"), validators=[at_most(PASTED)])
    opens_on = DayField(_later("Opens on"), validators=[_needed(), is_possible])
    self_due = DayField(_later("Self-assessment due"), validators=[_needed(), is_possible])
    manager_due = DayField(_later("Manager due"), validators=[_needed(), is_possible])
    share_on = DayField(_later("Share from"), validators=[_needed(), is_possible])
    share_by = DayField(_later("Share by"), validators=[_needed(), is_possible])
    closes_on = DayField(_later("Closes on"), validators=[_needed(), is_possible])
    grace_days = NumberField(_later("Days of grace"), default=GRACE_DAYS, validators=[InputRequired()])
    challenge_days = NumberField(_later("Days to challenge"), default=CHALLENGE_DAYS, validators=[InputRequired()])
    time_zone = StringField(_later("Time zone"), validators=[at_most(64)])
    visibility = RadioField(_later("When managers see the self-assessment"), default=Visibility.AT_ONCE.value)
    calibration = RadioField(_later("Calibration"), default="no")
    evidence_rule = RadioField(_later("Evidence"), default=EvidenceRule.EXCEEDS_REQUIRED.value)
    asked_for = RadioField(_later("What must be rated"), default=AskedFor.REQUIRED.value)
    next_level = RadioField(_later("The next level"), default="yes")

    def validate_time_zone(self, field: StringField) -> None:
        """A time zone is one that the server knows."""
        if field.data not in available_timezones():
            raise ValidationError(_("Enter a time zone such as Asia/Shanghai or Europe/Berlin."))


def cycle_form(known: Choices, cycle: Cycle | None, days: dict[str, date], time_zone: str) -> CycleForm:
    """The form, with what is stored of `cycle`, or for a new one with the days proposed and the usual settings."""
    form = CycleForm(**_stored(cycle) if cycle else _usual(known, days, time_zone))
    _offer(form, known)
    return form


def pasted(text: str | None) -> list[str]:
    """The ids and mail addresses of a pasted column or line."""
    return [one for one in (text or "").replace(",", " ").replace(";", " ").replace("，", " ").split() if one]


def cycle_of_form(form: CycleForm, cycle_id: str, people: Sequence[str], managers: Sequence[str]) -> Cycle:
    """The draft that was typed; `people` and `managers` are the ids of whom the lists name."""
    chosen = form.who.data
    within = Population(
        departments=tuple(form.departments.data or ()) if chosen == FILTER else (),
        managers=tuple(managers) if chosen == FILTER else (),
        roles=tuple(form.roles.data or ()) if chosen == FILTER else (),
        levels=tuple(form.levels.data or ()) if chosen == FILTER else (),
        people=tuple(people) if chosen == LIST else (),
    )
    return Cycle(
        id=cycle_id,
        name=Text((form.name_en.data or "").strip(), (form.name_zh.data or "").strip()),
        state="draft",
        time_zone=form.time_zone.data or "",
        grace_days=form.grace_days.data or 0,
        challenge_days=form.challenge_days.data or 0,
        visibility=Visibility(form.visibility.data),
        calibration=form.calibration.data == "yes",
        evidence_rule=EvidenceRule(form.evidence_rule.data),
        asked_for=AskedFor(form.asked_for.data),
        versions=tuple(form.versions.data or ()),
        next_level=form.next_level.data == "yes",
        population=within,
        draft=page_number(form.draft.data) or 0,
        **{name: form[name].data for name in DATES},
    )


def _usual(known: Choices, days: dict[str, date], time_zone: str) -> dict[str, Any]:
    current = [one.id for one in known.versions if one.current]
    return {**days, "draft": "0", "time_zone": time_zone, "versions": current if len(current) == 1 else []}


def _stored(cycle: Cycle) -> dict[str, Any]:
    within = cycle.population
    filters = within.departments or within.managers or within.roles or within.levels
    return {
        "draft": str(cycle.draft),
        "name_en": cycle.name.en,
        "name_zh": cycle.name.zh,
        "versions": list(cycle.versions),
        "who": LIST if within.people else FILTER if filters else ALL,
        "departments": list(within.departments),
        "roles": list(within.roles),
        "levels": list(within.levels),
        "managers": "\n".join(within.managers),
        "people": "\n".join(within.people),
        **{name: getattr(cycle, name) for name in (*DATES, "grace_days", "challenge_days", "time_zone")},
        "visibility": cycle.visibility.value,
        "calibration": "yes" if cycle.calibration else "no",
        "evidence_rule": cycle.evidence_rule.value,
        "asked_for": cycle.asked_for.value,
        "next_level": "yes" if cycle.next_level else "no",
    }


def _offer(form: CycleForm, known: Choices) -> None:
    form.versions.choices = [
        SelectChoice(one.id, version_words(one.name, one.number))
        for one in known.versions
        if one.current or one.id in (form.versions.data or ())
    ]
    form.departments.choices = [SelectChoice(one, one) for one in known.departments]
    roles = {role.key: words(role.name) for version in known.versions for role in version.roles}
    form.roles.choices = [SelectChoice(key, name) for key, name in roles.items()]
    form.levels.choices = [SelectChoice(key, words(name)) for key, name in known.levels]
    for name, offered in _offered().items():
        form[name].choices = [SelectChoice(value, label) for value, label in offered]


def _offered() -> dict[str, list[tuple[str, str]]]:
    """What radio groups offer: a setting, and what follows from it."""
    return {
        "who": [
            (ALL, _("Everybody who has a role, a level and a manager")),
            (FILTER, _("Only people of certain departments, managers, roles or levels")),
            (LIST, _("Only the people of a list")),
        ],
        "visibility": [
            (Visibility.AT_ONCE, _("At once. A manager can still choose in their account to rate first.")),
            (Visibility.AFTER_OWN, _("When they have rated everything themselves. Nobody can choose otherwise.")),
        ],
        "calibration": [
            ("yes", _("A committee calibrates. Managers can share a result once its session is locked.")),
            ("no", _("There is no calibration. Managers can share a result once they have signed it.")),
        ],
        "evidence_rule": [
            (EvidenceRule.NONE, _("It is never required. People can add it anywhere.")),
            (EvidenceRule.EXCEEDS_REQUIRED, _("It is required for “exceeds” on a required expectation.")),
            (EvidenceRule.MET_REQUIRED, _("It is required for “meets” and “exceeds” on a required expectation.")),
        ],
        "asked_for": [
            (AskedFor.REQUIRED, _("The required expectations of one’s own level. The others can be left.")),
            (AskedFor.ALL, _("Everything: optional expectations and those of the next level, too.")),
        ],
        "next_level": [
            ("yes", _("It is shown beside one’s own level, so that people can show that they are ready for it.")),
            ("no", _("It is not part of this cycle.")),
        ],
    }  # fmt: skip
