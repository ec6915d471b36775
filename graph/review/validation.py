"""Checks of what people type, before anything is written: lengths of texts, parts of evidence, addresses of links."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from graph.errors import Reason, Refused
from graph.review.drafts import EvidenceDraft, RatingDraft

WORDS = 4000
"""Characters of a comment, reason, note or statement."""

SENTENCES_LENGTH = 280
"""Characters of the manager's two sentences, and of a committee's on its decision: both stand on the one-page brief."""

TITLE = 200
"""Characters of the title of a piece of evidence."""

URL = 2000
"""Characters of a link."""


def check_draft(draft: RatingDraft) -> None:
    """Raises Refused naming the expectation if a text of the draft is too long."""
    if len(draft.comment) > WORDS or len(draft.reason) > WORDS:
        raise Refused((Reason("too_long", (draft.expectation,)),))


def check_words(words: Mapping[str, str]) -> None:
    """Raises Refused naming the kinds of words that are too long."""
    long = tuple(kind for kind, text in words.items() if len(text) > WORDS)
    if long:
        raise Refused((Reason("too_long", long),))


def check_evidence(draft: EvidenceDraft) -> None:
    """Raises Refused for a piece without title, without link and note, too long, or whose link is not a web address."""
    reasons = []
    if not draft.title.strip():
        reasons.append(Reason("evidence_title"))
    if not draft.url.strip() and not draft.note.strip():
        reasons.append(Reason("evidence_content"))
    if draft.url.strip() and not is_web_address(draft.url.strip()):
        reasons.append(Reason("evidence_url"))
    if len(draft.title) > TITLE or len(draft.url) > URL or len(draft.note) > WORDS:
        reasons.append(Reason("too_long", ("evidence",)))
    if reasons:
        raise Refused(tuple(reasons))


def is_web_address(url: str) -> bool:
    """Whether `url` is an absolute http or https address without credentials."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
