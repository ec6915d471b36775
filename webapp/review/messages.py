"""What the pages of a review say: what is missing, and the sentences of saving."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from graph.review.completeness import Rule
from graph.review.enums import Part, Value
from reports.wording import value_label
from webapp import i18n

MISSING: dict[Rule, object] = {
    Rule.RATING: _later("no rating yet"),
    Rule.REASON_NOT_OBSERVED: _later("say why it could not be observed"),
    Rule.EVIDENCE: _later("needs a piece of evidence"),
    Rule.REASON_DIFFERS: _later("say why it differs from the self-assessment"),
    Rule.REASON_UNMET: _later("say why it is not met"),
}

FIELD_OF: dict[Rule, str] = {
    Rule.RATING: "value",
    Rule.REASON_NOT_OBSERVED: "reason",
    Rule.EVIDENCE: "insist",
    Rule.REASON_DIFFERS: "comment",
    Rule.REASON_UNMET: "comment",
}
"""Which field of a card what is missing is filled in."""


def missing_text(rule: Rule) -> str:
    """What is missing on one expectation."""
    return str(MISSING[rule])


def part_heading(part: Part, level: str) -> str:
    """The heading over one part of the form."""
    if part is Part.TARGET:
        return str(_("Towards %(level)s", level=level))
    return str(_("What %(level)s asks", level=level))


def autosave_words() -> dict[str, object]:
    """The sentences that autosave.js shows, in the reader's language."""
    language = i18n.chosen_language()
    return {
        "saving": _("Saving …"),
        "saved": _("Saved {time}"),
        "unsaved": _("Not saved yet"),
        "offline": _("No connection. Your words are kept in this browser and sent when it is back."),
        "waiting": _("The server does not answer. Your words are kept in this browser and sent again."),
        "signed_out": _("You are signed out. Your words are kept in this browser."),
        "other_account": _("Another account is signed in here now. Your words are kept in this browser for you."),
        "sign_in": _("Sign in and come back here"),
        "piece": _("A piece of evidence is typed but not added yet."),
        "stale": _("Changed elsewhere: choose which version counts."),
        "closed": _("This is not open for writing any more. Your words are kept in this browser."),
        "refused": _("Not saved: {message}"),
        "too_large": _("This is too large to be sent. Shorten it."),
        "reload": _("Load the page again"),
        "restored": _("Words from this browser that had not been saved are back."),
        "no_storage": _("This browser cannot keep a copy: stay on this page until everything is saved."),
        "rated": _("{rated} / {asked}"),
        "one_needs_evidence": _("1 needs evidence"),
        "need_evidence": _("{count} need evidence"),
        "done": _(", rated"),
        "not_rated": value_label(None, language),
        "values": {value.value: value_label(value, language) for value in Value},
    }
