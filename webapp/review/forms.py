"""The form of one rating. A page has one for each expectation, each with its card's key before the names.

It is the one declaration of a card's fields: their names, limits, labels and how they are drawn, what a browser posts
and what the script that saves as people type sends.
"""

import re
from collections.abc import Iterable
from typing import Any

from flask import get_template_attribute
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField, URLField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional

from graph.errors import Refused
from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Party, Value
from graph.review.models import Evidence
from graph.review.validation import TITLE, URL, WORDS, check_evidence
from webapp.forms import Form as WebForm
from webapp.forms import at_most, page_number
from webapp.i18n import sentences
from webapp.review.card_fields import CardFields, fingerprint

_VALUES = [SelectChoice(value.value, value.value) for value in Value]
_KNOWN = frozenset(Value)
_HOST_AND_PATH = re.compile(r"(?:www\.\S+|[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+(?::\d+)?/\S*)")
"""A web address whose scheme was left out, as people write it: wiki.example/page."""


class RatingWidget:
    """Draws the five values as a native radio group."""

    def __call__(self, field: RadioField, **options: Any) -> Markup:
        """The group; `options` are those of the macro `rating`."""
        draw = get_template_attribute("components/rating.html", "rating")
        return Markup(draw(field.name, field.data or "", error=sentences(field.errors), **options))  # noqa: S704


class PieceForm(Form):
    """A new piece of evidence: a link or a note."""

    url = URLField(_("Link"), validators=[at_most(URL)])
    note = TextAreaField(_("Note"), validators=[at_most(WORDS)])
    title = StringField(_("Title (you can leave this empty)"), validators=[at_most(TITLE)])

    def validate(self, extra_validators: object = None) -> bool:
        """Also asks what graph.review.validation asks of a piece, where one is typed."""
        del extra_validators
        valid = super().validate()
        return self._is_piece_valid() and bool(valid)

    def new_piece(self, expectation: str) -> EvidenceDraft | None:
        """The new piece of evidence, None if nothing of it is filled in."""
        title, url, note = ((field.data or "").strip() for field in (self.title, self.url, self.note))
        if not (title or url or note):
            return None
        if _HOST_AND_PATH.fullmatch(url):
            url = f"https://{url}"
        return EvidenceDraft(title or _title_from(url, note), url, note, (expectation,))

    def _is_piece_valid(self) -> bool:
        piece = self.new_piece("")
        if piece is None:
            return True
        try:
            check_evidence(piece)
        except Refused as refused:
            rules = {reason.rule for reason in refused.reasons}
            if "evidence_content" in rules:
                self.note.errors = [*self.note.errors, _("Add a link or a note.")]
            if "evidence_url" in rules:
                self.url.errors = [*self.url.errors, _("Enter a web address that starts with https:// or http://.")]
            return False
        return True


class RatingForm(PieceForm):
    """One rating as typed, with a new piece of evidence if there is one.

    `version` is the stored version that the page was drawn from, `was` a digest of what the page then showed: so a
    form that somebody left untouched is told from one that takes something back. `seen` is the version of the
    employee's rating that a manager's page showed beside it.
    """

    version = HiddenField()
    was = HiddenField()
    seen = HiddenField()
    value = RadioField(choices=_VALUES, validators=[Optional()], widget=RatingWidget())
    reason = TextAreaField(_("Why could it not be observed?"), validators=[at_most(WORDS)])
    comment = TextAreaField(_("What shows this?"), validators=[at_most(WORDS)])
    evidence = SelectMultipleField()

    def stored_version(self) -> int:
        """The version that the page was drawn from; 0 where it does not say a number."""
        return page_number(self.version.data) or 0

    def is_untouched(self) -> bool:
        """Whether everything is as the page was drawn."""
        return bool(self.was.data == self.fingerprint())

    def fingerprint(self) -> str:
        """A short digest of value, words and attached evidence."""
        return fingerprint(self.value.data or "", self.comment.data, self.reason.data, self.evidence.data or ())

    def fields(self) -> CardFields:
        """What the card says as typed."""
        return CardFields(
            version=self.version.data or "",
            was=self.was.data or "",
            value=self.value.data if self.value.data in _KNOWN else "",
            comment=self.comment.data or "",
            reason=self.reason.data or "",
            evidence=tuple(self.evidence.data or ()),
        )

    def draft(self, expectation: str, party: Party) -> RatingDraft:
        """What is typed, for saving; evidence is the employee's alone, `seen` the manager's."""
        own = party is Party.SELF
        return RatingDraft(
            expectation=expectation,
            version=self.stored_version(),
            value=Value(self.value.data) if self.value.data else None,
            comment=self.comment.data or "",
            reason=self.reason.data or "",
            evidence=tuple(self.evidence.data or ()) if own else None,
            seen=None if own else page_number(self.seen.data),
        )

    @property
    def adds_evidence(self) -> bool:
        """Whether a new piece is typed, or something about evidence is wrong."""
        return any(field.data or field.errors for field in (self.title, self.url, self.note)) or bool(
            self.evidence.errors
        )

    def name_as_stored(self, piece: Evidence) -> None:
        """Names a piece that was just added as support: a form that is shown again does not add it twice."""
        self.title.data = self.url.data = self.note.data = ""
        self.evidence.choices = [*(self.evidence.choices or ()), SelectChoice(piece.id, piece.title)]
        self.evidence.data = [*(self.evidence.data or ()), piece.id]


class CardsForm(WebForm):
    """The form around the cards: which category was shown, and which button was pressed.

    `then` says where to go on, `take` names the card whose stored version was chosen, `keep` the card and the stored
    version over which the writer keeps their own (`<key>@<version>`), `agree` the category to agree with the rest of.
    """

    category = HiddenField()
    then = StringField()
    take = StringField()
    keep = StringField()
    agree = StringField()


def rating_form(key: str, posted: MultiDict[str, str], pieces: Iterable[Evidence]) -> RatingForm:
    """The form of the card `key`, filled with what was posted."""
    form = RatingForm(posted, prefix=key)
    form.evidence.choices = [SelectChoice(piece.id, piece.title) for piece in pieces]
    return form


def _title_from(url: str, note: str) -> str:
    """A title for a piece that has none: the link without its scheme, or how the note begins."""
    source = url.removeprefix("https://").removeprefix("http://") or " ".join(note.split())
    return source if len(source) <= 60 else source[:57].rstrip() + "..."
