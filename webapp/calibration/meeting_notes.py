"""What a session in progress says of one person beside ratings: whether it discussed them, and its members' notes."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later
from wtforms import Form, HiddenField, TextAreaField

from graph.calibration.models import Session, SessionReview
from graph.calibration.notes import MeetingNote
from graph.calibration.table import SessionState
from graph.review.validation import WORDS
from webapp import current, i18n
from webapp.forms import Form as WebForm
from webapp.forms import at_most, form_from_json, page_number
from webapp.i18n import words
from webapp.requests import Unreadable
from webapp.review import messages
from webapp.review.form_status import storage_key

CARD = "note"
"""The key of the card in which the reader writes their note."""


class NoteForm(Form):
    """The reader's note; `version` is the stored version that the page was drawn from."""

    version = HiddenField()
    comment = TextAreaField(_later("Your note"), validators=[at_most(WORDS)])


class DiscussedForm(WebForm):
    """Marking a person as discussed, or taking the mark away."""

    discussed = HiddenField()


@dataclass(frozen=True)
class NoteLine:
    """Another member's note, or any once the session is locked."""

    name: str
    at: str
    text: str


@dataclass(frozen=True)
class NotesPart:
    """The notes on one person, and whether they were discussed (`discussed` says who said so and when, '' before).
    `form` is the reader's own note, None where none is written any more, or the review is their own."""

    session: str
    review: str
    discussed: str
    form: NoteForm | None
    lines: tuple[NoteLine, ...]
    saved_at: str
    storage_key: str
    words: dict[str, object]


def notes_part(opened: Session, review: SessionReview) -> NotesPart:
    """What the page of a person shows of it, from the session's statement for that person."""
    actor = current.context().actor
    names = {member.person.id: words(member.person.name) for member in opened.members}
    writes = opened.state is SessionState.IN_SESSION and review.review.person.id != actor
    mine = next((note for note in opened.notes if note.by == actor), None)
    others = [note for note in opened.notes if note.text and not (writes and note.by == actor)]
    return NotesPart(
        session=opened.id,
        review=review.review.id,
        discussed=_discussed(review, names),
        form=_form(mine) if writes else None,
        lines=tuple(NoteLine(names.get(one.by, one.by), i18n.moment(one.saved_at), one.text) for one in others),
        saved_at=i18n.clock_time(mine.saved_at) if mine else "",
        storage_key=storage_key(f"{opened.id}/{review.review.id}", "note"),
        words={**messages.autosave_words(), "not_rated": "", "values": {}},
    )


def note_of(body: object) -> tuple[int, str]:
    """The version and the text of a JSON object. Raises Unreadable."""
    form = form_from_json(NoteForm, body)
    version = page_number(form.version.data)
    if version is None:
        raise Unreadable
    return version, form.comment.data or ""


def _form(note: MeetingNote | None) -> NoteForm:
    version, text = (str(note.version), note.text) if note else ("0", "")
    return NoteForm(prefix=CARD, data={"version": version, "comment": text})


def _discussed(review: SessionReview, names: Mapping[str, str]) -> str:
    if review.discussed is None:
        return ""
    who, at = names.get(review.discussed.by, review.discussed.by), i18n.moment(review.discussed.at)
    return str(_("Discussed (%(who)s, %(at)s)", who=who, at=at))
