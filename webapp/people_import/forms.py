"""The forms of an import: the file, and what is said of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, NumberRange, Optional

from graph.people_import.fields import LABELS, OFFERED
from graph.people_import.models import Choices, Column, DateOrder, Preview
from graph.spreadsheets.headings import FIRST_ROWS
from webapp.file_tables import offer_encodings
from webapp.forms import DayField, Form, NumberField, is_possible
from webapp.i18n import words


class FileForm(Form):
    """The file, and the day from which it is in force."""

    file = FileField(_("File with people"), validators=[FileRequired(_("Choose a file."))])
    since = DayField(
        _("In force from"), validators=[InputRequired(_("Enter the day from which this is in force.")), is_possible]
    )


class ChoicesForm(Form):
    """What is said of a file; what each column is comes beside it, as `column-<number>`."""

    since = DayField(
        _("In force from"), validators=[InputRequired(_("Enter the day from which this is in force.")), is_possible]
    )
    sheet = SelectField(_("Sheet"), validate_choice=False)
    heading_row = NumberField(_("Row of the headings"), validators=[Optional(), NumberRange(1, FIRST_ROWS * 5)])
    hidden_rows = BooleanField(_("Read hidden rows, too"))
    hidden_columns = BooleanField(_("Read hidden columns, too"))
    encoding = SelectField(_("Encoding of the text"), validate_choice=False)
    date_order = RadioField(_("In dates such as 03/04/2026, which comes first?"), validate_choice=False)
    skip_unknown_levels = BooleanField(_("Import people whose role or level is not known without a level"))
    digest = HiddenField()


def choices_form(found: Preview, choices: Choices) -> ChoicesForm:
    """The form as the preview stands."""
    form = ChoicesForm(
        formdata=None,
        since=choices.since,
        sheet=found.sheet,
        heading_row=found.heading_row,
        hidden_rows=choices.hidden_rows,
        hidden_columns=choices.hidden_columns,
        encoding=found.encoding,
        skip_unknown_levels=choices.skip_unknown_levels,
        date_order=choices.date_order or "",
        digest=found.digest,
    )
    form.sheet.choices = [SelectChoice(name, name) for name in found.sheets]
    offer_encodings(form.encoding, found.encodings)
    form.date_order.choices = [
        SelectChoice(str(DateOrder.DAY_FIRST), gettext("The day (3 April)")),
        SelectChoice(str(DateOrder.MONTH_FIRST), gettext("The month (4 March)")),
    ]
    return form


def _kept_or_said(field: BooleanField, rule: str, before: bool, shown: Preview) -> bool:
    """What the box says where the page had it: a page without hidden rows asks nothing about them."""
    return bool(field.data) if any(note.rule == rule for note in shown.notes) else before


def _encoding(form: ChoicesForm, before: Choices, shown: Preview) -> str | None:
    said = form.encoding.data
    return said if said in shown.encodings and said != shown.encoding else before.encoding


def field_options(column: Column) -> list[tuple[str, str, bool]]:
    """What a column can be: the field, its words, whether it is taken for that now."""
    chosen = str(column.field or "")
    fields = [(str(field), words(LABELS[field]), str(field) == chosen) for field in OFFERED]
    return [("", gettext("not used"), not chosen), *fields]


def stored(choices: Choices) -> dict[str, Any]:
    """Choices as they are kept beside the file."""
    return {
        "since": choices.since.isoformat(),
        "columns": dict(choices.columns),
        "date_order": choices.date_order,
        "sheet": choices.sheet,
        "heading_row": choices.heading_row,
        "hidden_rows": choices.hidden_rows,
        "hidden_columns": choices.hidden_columns,
        "encoding": choices.encoding,
        "skip_unknown_levels": choices.skip_unknown_levels,
    }


def read_choices(kept: Mapping[str, Any]) -> Choices:
    """The choices that were kept."""
    order = kept.get("date_order")
    return Choices(
        date.fromisoformat(kept["since"]),
        kept.get("columns", {}),
        DateOrder(order) if order else None,
        kept.get("sheet", ""),
        kept.get("heading_row"),
        kept.get("hidden_rows", True),
        kept.get("hidden_columns", True),
        kept.get("encoding"),
        kept.get("skip_unknown_levels", False),
    )


def sent_choices(form: ChoicesForm, sent: Mapping[str, str], before: Choices, shown: Preview) -> Choices:
    """What the form of a preview says. A column keeps what it is taken for by itself where nothing else was chosen; of
    another sheet or heading row the columns are others, and what was said of these is forgotten."""
    order = form.date_order.data
    moved = (form.sheet.data or shown.sheet) != shown.sheet or (form.heading_row.data or 0) != shown.heading_row
    columns = dict(before.columns)
    for column in shown.columns:
        said = sent.get(f"column-{column.index}")
        if said is not None and said != str(column.field or "") and (not said or said in OFFERED):
            columns[column.heading] = said
    return Choices(
        since=form.since.data or before.since,
        columns={} if moved else columns,
        date_order=DateOrder(order) if order in set(DateOrder) else before.date_order,
        sheet=form.sheet.data or before.sheet,
        heading_row=form.heading_row.data if moved else before.heading_row,
        hidden_rows=_kept_or_said(form.hidden_rows, "hidden_rows", before.hidden_rows, shown),
        hidden_columns=_kept_or_said(form.hidden_columns, "hidden_columns", before.hidden_columns, shown),
        encoding=_encoding(form, before, shown),
        skip_unknown_levels=bool(form.skip_unknown_levels.data),
    )
