"""The forms of people: what a list asks for, and what is changed of one person."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf, DataRequired, Email, InputRequired, NumberRange, Optional

from graph.people.listing import ANY, LACKS, PeopleFilter
from graph.people.profile import Profile
from graph.review.validation import WORDS
from webapp.capacities import CAPACITY_WORDS
from webapp.forms import Form, NumberField, at_most, is_possible, page_number, typed_line
from webapp.i18n import NAMES, foreign_lang, words

MOST_PAGES = 100_000
CURRENT_LINES = {"manager": "line", "dotted": "dotted", "reviewer": "appointed"}
"""The kinds of line by the fields of the form."""


class PeopleForm(PlainForm):
    """What a list of people asks for; all of it stands in the address."""

    text = StringField(_("Search"), validators=[at_most(200)])
    department = StringField(_("Department"), validators=[at_most(200)])
    manager = StringField(_("Manager"), validators=[at_most(200)])
    role = StringField(_("Role"), validators=[at_most(200)])
    level = StringField(_("Level"), validators=[at_most(200)])
    lacks = SelectField(
        _("Only"),
        default="",
        choices=[
            SelectChoice("", _("everybody")),
            SelectChoice("manager", _("without manager")),
            SelectChoice("level", _("without level")),
            SelectChoice("account", _("no account yet")),
            SelectChoice("left", _("who has left")),
        ],
    )
    capacity = SelectField(
        _("Capacity"),
        default="",
        choices=[
            SelectChoice("", _("with or without")),
            SelectChoice(ANY, _("any capacity")),
            *(SelectChoice(*each) for each in CAPACITY_WORDS.items()),
        ],
    )
    page = NumberField(validators=[Optional(), NumberRange(1, MOST_PAGES)])

    def wanted(self) -> PeopleFilter:
        """Who is asked for."""
        lacks, capacity = self.lacks.data or "", self.capacity.data or ""
        return PeopleFilter(
            (self.text.data or "").strip(),
            (self.department.data or "").strip(),
            (self.manager.data or "").strip(),
            (self.role.data or "").strip(),
            (self.level.data or "").strip(),
            lacks if lacks in LACKS else "",
            capacity if capacity in (ANY, *CAPACITY_WORDS) else "",
        )

    def chosen(self) -> dict[str, str]:
        """The parameters of an address that asks for the same, but for the page."""
        names = ("text", "department", "manager", "role", "level", "lacks", "capacity")
        return {name: self[name].data for name in names if self[name].data}


class PersonForm(Form):
    """A form about one person; `seq` is where their stream stood when the page was drawn."""

    seq = HiddenField()

    @property
    def shown(self) -> int:
        """The number that the page showed; -1, which nothing has, for anything else."""
        number = page_number(self.seq.data)
        return -1 if number is None else number


class DetailsForm(PersonForm):
    """Who somebody is."""

    name = StringField(_("Name"), filters=(typed_line,), validators=[DataRequired(_("Enter a name.")), at_most(200)])
    name_zh = StringField(_("Chinese name"), filters=(typed_line,), validators=[at_most(200)])
    email = StringField(
        _("Email"),
        filters=(typed_line,),
        validators=[
            InputRequired(_("Enter an email address.")),
            Email(_("Enter an email address such as ada@example.com.")),
            at_most(254),
        ],
    )
    login = StringField(
        _("Sign-in name"), filters=(typed_line,), validators=[DataRequired(_("Enter a sign-in name.")), at_most(254)]
    )
    language = SelectField(_("Language"), choices=[SelectChoice(*each) for each in NAMES.items()])


class AbsenceForm(PersonForm):
    """Until when somebody is away, and their last day."""

    away_until = DateField(_("Away until"), validators=[Optional(), is_possible])
    leaves_on = DateField(_("Last day of employment"), validators=[Optional(), is_possible])


class CapacityForm(PersonForm):
    """A capacity that somebody gets or loses from a day on, and why. Nothing of it is chosen beforehand: what a slip
    would give is a right over everybody."""

    capacity = SelectField(
        _("Capacity"),
        choices=[SelectChoice("", _("Choose")), *(SelectChoice(*each) for each in CAPACITY_WORDS.items())],
        validators=[InputRequired(_("Choose a capacity."))],
    )
    how = RadioField(
        _("What happens"),
        choices=[
            SelectChoice("give", _("They get it from this day on")),
            SelectChoice("take", _("They lose it from this day on")),
        ],
        validate_choice=False,
        validators=[
            InputRequired(_("Choose whether they get it or lose it.")),
            AnyOf(("give", "take"), _("Choose whether they get it or lose it.")),
        ],
    )
    since = DateField(_("Day"), validators=[InputRequired(_("Enter a day.")), is_possible])
    reason = TextAreaField(_("Reason"), validators=[DataRequired(_("Enter a reason.")), at_most(WORDS)])


class MoveForm(PersonForm):
    """Where somebody stands from a day on: one of level, manager, dotted line, appointed reviewer,
    department."""

    how = RadioField(
        _("What happens"),
        choices=[
            SelectChoice("from", _("Changes from this day on")),
            SelectChoice("corrects", _("Began on this day: correct the recorded start")),
            SelectChoice("ends", _("Ends: from this day on there is none")),
        ],
        default="from",
    )
    level = SelectField(_("Role and level"), validate_choice=False)
    manager = StringField(_("Manager"), validators=[at_most(254)])
    dotted = StringField(_("Dotted-line manager"), validators=[at_most(254)])
    reviewer = StringField(_("Appointed reviewer"), validators=[at_most(254)])
    department = StringField(_("Department"), filters=(typed_line,), validators=[at_most(400)])
    since = DateField(_("Day"), validators=[InputRequired(_("Enter a day.")), is_possible])

    @classmethod
    def of(cls, one: Profile, today: date, what: str) -> "MoveForm":
        """The form for one thing that somebody holds, as it is today."""
        now = current(one)
        form = cls(formdata=None, prefix="", seq=str(one.seq), since=today, how="from", **now)
        form.offer(one)
        return form

    def offer(self, one: Profile) -> None:
        """The levels to choose from: those of the frameworks that are shown, and the one that is held; none is chosen
        for who holds none."""
        held = [(each.id, each.name) for each in one.levels if each.now]
        known = {level for level, _name in one.choices}
        self.level.choices = [
            *([] if held else [SelectChoice("", _("Choose"))]),
            *(
                SelectChoice(level, words(name), render_kw={"lang": lang} if (lang := foreign_lang(name)) else {})
                for level, name in [*(h for h in held if h[0] not in known), *one.choices]
            ),
        ]


def current(one: Profile) -> dict[str, str]:
    """What somebody holds today, by the fields of the form."""

    def now(held: object) -> str:
        return next((each.id for each in held if each.now), "")  # type: ignore[attr-defined]

    lines = {field: now(one.managers.get(kind, ())) for field, kind in CURRENT_LINES.items()}
    return {"level": now(one.levels), "department": now(one.departments), **lines}
