"""Asking for a pack."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from webapp.forms import Form
from webapp.i18n import NAMES
from webapp.pack.make import LANGUAGES, PAPERS


class PackForm(Form):
    """In which language, on which paper; `changes` for a pack of those alone with whom something was done since the
    newest."""

    language = SelectField(
        _("Language"), id="pack-language", choices=[SelectChoice(key, NAMES[key]) for key in LANGUAGES]
    )
    paper = SelectField(_("Paper"), id="pack-paper", choices=[SelectChoice(paper, paper) for paper in PAPERS])
    changes = BooleanField()
