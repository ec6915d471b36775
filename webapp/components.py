"""What every template may use besides its page."""

import re

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from graph.people_import.fields import LABELS
from graph.review.enums import Value
from reports.gap.rows import reason_phrase
from reports.plumb import plumb_svg, plumb_text
from reports.wording import required_label, value_label
from webapp import current, i18n, navigation, urls
from webapp.review.card_drawing import draw_card
from webapp.workflow.messages import outcome_label, recommendation_label

Option = tuple[str, str, str]


def init_app(app: Flask) -> None:
    """Gives the templates the person, the navigation, the plumb mark and the words of ratings."""
    app.jinja_env.globals.update(
        url_for=urls.url_for,
        person=current.person,
        navigation=navigation.lines,
        here=navigation.here,
        is_demo=lambda: current.settings().demo,
        plumb_svg=_plumb_svg,
        plumb_text=_plumb_text,
        rating_options=rating_options,
        draw_card=draw_card,
        error_naming=i18n.error_naming,
        import_field=lambda field: i18n.words(LABELS[field]),
        recommendation_word=recommendation_label,
        outcome_word=outcome_label,
        reason_word=lambda code: str(reason_phrase(code, i18n.report_language())),
        address_parts=address_parts,
        value_word=lambda value: value_label(value, i18n.chosen_language()),
        required_word=lambda required: required_label(required, i18n.chosen_language()),
    )


def rating_options(party: str) -> list[Option]:
    """The five values with their word and what they mean, in the voice of `party`: 'self' or 'manager'."""
    mine = party == "self"
    hints = {
        Value.NOT_YET: _("I cannot do this yet") if mine else _("cannot do this yet"),
        Value.DEVELOPING: _("with help"),
        Value.MEETS: _("on my own") if mine else _("on their own"),
        Value.EXCEEDS: _("more than expected"),
        Value.NOT_OBSERVED: _("say why"),
    }
    return [(value.value, _initial(value_label(value, i18n.chosen_language())), str(hints[value])) for value in Value]


def address_parts(address: str) -> Markup:
    """An email address that breaks before its domain and its dots, and not within a word, where a line ends."""
    return Markup("").join(
        Markup("<wbr>{}").format(part) if n else escape(part) for n, part in enumerate(re.split(r"(?=[@.])", address))
    )


def _initial(word: str) -> str:
    return word[:1].upper() + word[1:]


def _plumb_svg(mine: str | None, theirs: str | None, calibrated: str | None = None, label: str = "") -> Markup:
    """The mark as markup: reports.plumb escapes the label and takes nothing else that a person wrote."""
    return Markup(plumb_svg(mine, theirs, calibrated, label=label))  # noqa: S704


def _plumb_text(mine: str | None, theirs: str | None, calibrated: str | None = None) -> str:
    return plumb_text(mine, theirs, calibrated, i18n.chosen_language())
