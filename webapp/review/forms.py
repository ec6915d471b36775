"""The forms of a review: one small form for each rating, all of them in one page."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    Form,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional

from graph.errors import Refused
from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Value
from graph.review.models import Evidence
from graph.review.validation import TITLE, URL, WORDS, check_evidence
from webapp.forms import at_most
from webapp.i18n import sentences
from webapp.review.card_fields import CardFields, FieldErrors, fingerprint

_VALUES = [SelectChoice(value.value, value.value) for value in Value]
_KNOWN = {value.value for value in Value}


class RatingForm(Form):
    """One rating as typed, with a new piece of evidence if there is one.

    `version` is the stored version that the page was drawn from, `was` a digest of what the page then showed: so a
    form that somebody left untouched is told from one that takes something back.
    """

    version = HiddenField()
    was = HiddenField()
    value = RadioField(choices=_VALUES, validators=[Optional()])
    comment = TextAreaField(validators=[at_most(WORDS)])
    reason = TextAreaField(validators=[at_most(WORDS)])
    evidence = SelectMultipleField()
    title = StringField(validators=[at_most(TITLE)])
    url = URLField(validators=[at_most(URL)])
    note = TextAreaField(validators=[at_most(WORDS)])

    def validate(self, extra_validators: object = None) -> bool:
        """Also asks what graph.review.validation asks of a new piece of evidence."""
        del extra_validators
        well = super().validate()
        return self._piece_is_well() and bool(well)

    def stored_version(self) -> int:
        """The version that the page was drawn from; 0 where it does not say a number."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    def is_untouched(self) -> bool:
        """Whether everything is as the page was drawn."""
        return bool(self.was.data == self.fingerprint())

    def fingerprint(self) -> str:
        """A short digest of value, words and attached evidence."""
        return fingerprint(self.value.data or "", self.comment.data, self.reason.data, self.evidence.data or ())

    def entry(self) -> CardFields:
        """What the card shows of it when it comes back."""
        return CardFields(
            version=self.version.data or "",
            was=self.was.data or "",
            value=self.value.data if self.value.data in _KNOWN else "",
            comment=self.comment.data or "",
            reason=self.reason.data or "",
            evidence=tuple(self.evidence.data or ()),
            title=self.title.data or "",
            url=self.url.data or "",
            note=self.note.data or "",
            wrong=FieldErrors(**{name: sentences(errors) for name, errors in self.errors.items() if name}),
        )

    def draft(self, expectation: str, *, with_evidence: bool = True, seen: int | None = None) -> RatingDraft:
        """What is typed, for saving."""
        return RatingDraft(
            expectation=expectation,
            version=self.stored_version(),
            value=Value(self.value.data) if self.value.data else None,
            comment=self.comment.data or "",
            reason=self.reason.data or "",
            evidence=tuple(self.evidence.data or ()) if with_evidence else None,
            seen=seen,
        )

    def new_piece(self, expectation: str) -> EvidenceDraft | None:
        """The new piece of evidence, None if nothing of it is filled in."""
        title, url, note = ((field.data or "").strip() for field in (self.title, self.url, self.note))
        if not (title or url or note):
            return None
        return EvidenceDraft(title or named_by(url, note), url, note, (expectation,))

    def _piece_is_well(self) -> bool:
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


def rating_form(key: str, sent: MultiDict[str, str], pieces: Iterable[Evidence]) -> RatingForm:
    """The form of the card `key`, filled with what was sent."""
    form = RatingForm(sent, prefix=key)
    form.evidence.choices = [SelectChoice(piece.id, piece.title) for piece in pieces]
    return form


def named_by(url: str, note: str) -> str:
    """A name for a piece that has none: the link without its scheme, or how the note begins."""
    source = url.removeprefix("https://").removeprefix("http://") or " ".join(note.split())
    return source if len(source) <= 60 else source[:57].rstrip() + "..."
