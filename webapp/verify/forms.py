"""Typing a code, and choosing a file."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import DataRequired

from webapp.forms import Form, at_most


class CodeForm(Form):
    """The code on the last line of a report."""

    code = StringField(_("Code"), validators=[DataRequired(_("Enter the code from the report.")), at_most(64)])


class FileForm(Form):
    """The PDF that is held against a code."""

    file = FileField(_("PDF file"), validators=[FileRequired(_("Choose a PDF file."))])
