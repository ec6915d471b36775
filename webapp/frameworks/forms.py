"""The forms of framework editors: the file, how it is read, whose it is, publishing and discarding."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp

from graph.framework.models import Source
from graph.framework_import.columns import COLUMNS, LEVEL_VALUES
from graph.framework_import.marks import Need
from graph.framework_import.models import Choices, Reading, Shape
from graph.spreadsheets.headings import FIRST_ROWS
from graph.text import Text
from webapp.file_tables import offer_encodings
from webapp.forms import Form, NumberField, at_most
from webapp.frameworks.messages import NEEDS, SHAPES, column_word

LONGEST_NAME = 200
LONGEST_RIGHT = 2_000
_KEY = r"^[a-z0-9][a-z0-9-]{0,79}$"


class FileForm(Form):
    """The file."""

    file = FileField(_("File with a framework"), validators=[FileRequired(_("Choose a file."))])


class ReadingForm(Form):
    """How a file is read and whose framework it is; `replaces` is the draft that the page showed. Columns, marks and
    orders come beside it, as `column-<number>`, `mark-<number>` and `order-<number>`."""

    key = StringField(
        _("Key"),
        validators=[
            InputRequired(_("Enter a key.")),
            Regexp(
                r"^[a-z0-9][a-z0-9-]{0,79}$",
                message=_("Only small letters, digits and hyphens, at most 80 characters."),
            ),
        ],
    )
    name = StringField(_("Name in English"), validators=[at_most(LONGEST_NAME)])
    name_zh = StringField(_("Name in Chinese"), validators=[at_most(LONGEST_NAME)])
    source = StringField(_("Source"), validators=[at_most(LONGEST_RIGHT)])
    licence = StringField(_("Licence"), validators=[at_most(LONGEST_RIGHT)])
    attribution = TextAreaField(_("Attribution"), validators=[at_most(LONGEST_RIGHT)])
    sheet = SelectField(_("Sheet"), validate_choice=False)
    shape = RadioField(_("How the table is laid out"), validate_choice=False)
    heading_row = NumberField(_("Last row of the headings"), validators=[Optional(), NumberRange(1, FIRST_ROWS * 5)])
    role = StringField(_("Role"), validators=[at_most(LONGEST_NAME)])
    unmarked = RadioField(_("A text without a mark is"), validate_choice=False)
    skip_nameless = BooleanField(_("Leave out rows that name no skill"))
    hidden_rows = BooleanField(_("Read hidden rows, too"))
    hidden_columns = BooleanField(_("Read hidden columns, too"))
    encoding = SelectField(_("Encoding of the text"), validate_choice=False)
    digest = HiddenField()
    replaces = HiddenField()
    replace = BooleanField(_("That draft is to be replaced"))

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form; and one of the two names is needed."""
        valid: bool = super().validate(extra_validators)
        if not (self.name.data or "").strip() and not (self.name_zh.data or "").strip():
            self.name.errors = [*self.name.errors, _("Enter a name in at least one language.")]
            return False
        return valid


class DraftForm(Form):
    """Something done with a draft; `shown` is the load that the page showed."""

    shown = HiddenField()


class PublishForm(DraftForm):
    """Publishing a draft, or discarding it: each wants to be confirmed."""

    sure = BooleanField(
        _("I have checked it and want to publish it"),
        validators=[InputRequired(_("Confirm that you want to publish it."))],
    )


class DiscardForm(DraftForm):
    """Discarding a draft."""

    discard = BooleanField(
        _("Delete this draft for good"),
        validators=[InputRequired(_("Confirm that you want to delete the draft."))],
    )


def reading_form(reading: Reading, choices: Choices, source: Source) -> ReadingForm:
    """The form as the preview stands."""
    plan = reading.plan
    form = ReadingForm(
        formdata=None,
        key=source.key,
        name=source.name.en,
        name_zh=source.name.zh,
        source=source.source,
        licence=source.licence,
        attribution=source.attribution,
        sheet=plan.sheet if plan else "",
        shape=str(plan.shape) if plan else "",
        heading_row=plan.heading_row + 1 if plan else None,
        role=choices.role,
        unmarked=str(choices.unmarked),
        skip_nameless=choices.skip_nameless,
        hidden_rows=choices.hidden_rows,
        hidden_columns=choices.hidden_columns,
        encoding=reading.encoding,
    )
    offer_encodings(form.encoding, reading.encodings)
    form.sheet.choices = [SelectChoice(name, name) for name in (plan.sheets if plan else ())]
    form.shape.choices = [SelectChoice(str(shape), words) for shape, words in SHAPES.items()]
    form.unmarked.choices = [SelectChoice(str(need), NEEDS[need]) for need in (Need.REQUIRED, Need.OPTIONAL)]
    return form


def column_options(chosen: str) -> list[tuple[str, str, bool]]:
    """What a column can be: its name, its words, whether it is taken for that now."""
    names = [(name, column_word(name), name == chosen) for name in (*COLUMNS, LEVEL_VALUES)]
    return [("", str(_("not used")), not chosen), *names]


def need_options(chosen: Need | None) -> list[tuple[str, str, bool]]:
    """What a mark can say."""
    needs = [(str(need), str(words), need is chosen) for need, words in NEEDS.items()]
    return needs if chosen else [("", str(_("choose")), True), *needs]


def sent_source(form: ReadingForm) -> Source:
    """Whose framework it is, as the form says."""
    source, licence = (" ".join((field.data or "").split()) for field in (form.source, form.licence))
    name = Text(" ".join((form.name.data or "").split()), " ".join((form.name_zh.data or "").split()))
    return Source((form.key.data or "").strip(), name, source, licence, (form.attribution.data or "").strip())


def sent_choices(form: ReadingForm, sent: Mapping[str, str], before: Choices, shown: Reading) -> Choices:
    """How the file is read, as the form says. What is as suggested stays a suggestion; of another sheet, shape or
    heading row the columns are others, and what was said of these is forgotten."""
    plan = shown.plan
    if plan is None:
        return Choices(orders=_orders(sent, before, shown))
    sheet = form.sheet.data or plan.sheet
    shape = Shape(form.shape.data) if form.shape.data in set(Shape) else plan.shape
    row = form.heading_row.data - 1 if form.heading_row.data else plan.heading_row
    moved = (sheet, shape, row) != (plan.sheet, plan.shape, plan.heading_row)
    return Choices(
        sheet=sheet if sheet != plan.sheet else before.sheet,
        shape=shape if shape is not plan.shape else before.shape,
        heading_row=row if row != plan.heading_row else (before.heading_row if sheet == plan.sheet else None),
        columns={} if moved else _columns(sent, before, shown),
        marks=_marks(sent, before, shown),
        role=" ".join((form.role.data or "").split()),
        unmarked=Need.OPTIONAL if form.unmarked.data == Need.OPTIONAL else Need.REQUIRED,
        orders=_orders(sent, before, shown),
        skip_nameless=bool(form.skip_nameless.data),
        hidden_rows=bool(form.hidden_rows.data) if has_note(shown, "hidden_rows") else before.hidden_rows,
        hidden_columns=bool(form.hidden_columns.data) if has_note(shown, "hidden_columns") else before.hidden_columns,
        encoding=_encoding(form, before, shown),
    )


def has_note(reading: Reading, rule: str) -> bool:
    """Whether there is something of this kind to know about the file."""
    return any(note.note == rule for note in reading.notes)


def _encoding(form: ReadingForm, before: Choices, shown: Reading) -> str:
    said = form.encoding.data
    return said if said in shown.encodings and said != shown.encoding else before.encoding


def _columns(sent: Mapping[str, str], before: Choices, shown: Reading) -> dict[int, str]:
    columns = dict(before.columns)
    for each in shown.plan.columns if shown.plan else ():
        said = sent.get(f"column-{each.number}")
        if said is not None and said != each.column and said in ("", *COLUMNS, LEVEL_VALUES):
            columns[each.number] = said
    return columns


def _marks(sent: Mapping[str, str], before: Choices, shown: Reading) -> dict[str, Need]:
    marks = dict(before.marks)
    for number, (mark, need) in enumerate((shown.plan.marks if shown.plan else {}).items()):
        said = sent.get(f"mark-{number}", "")
        if said in set(Need) and said != need:
            marks[mark] = Need(said)
    return marks


def _orders(sent: Mapping[str, str], before: Choices, shown: Reading) -> dict[str, str]:
    orders = dict(before.orders)
    for number, ladder in enumerate(shown.ladders):
        said = sent.get(f"order-{number}", "").replace("\r\n", "\n").strip()
        if said and said != ladder.lines():
            orders.update(dict.fromkeys(ladder.roles, said))
    return orders
