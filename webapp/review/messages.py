"""What the pages of a review say: what is missing, and the sentences of saving."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from graph.review.completeness import Rule
from graph.review.enums import Value
from reports.wording import value_label
from webapp import i18n

MISSING: dict[Rule, object] = {
    Rule.RATING: _later("no rating yet"),
    Rule.REASON_NOT_OBSERVED: _later("say why it could not be observed"),
    Rule.EVIDENCE: _later("needs evidence"),
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


def autosave_words() -> dict[str, object]:
    """The sentences that autosave.js shows, in the reader's language."""
    language = i18n.chosen_language()
    return {
        "saving": _("Saving…"),
        "saved": _("Saved {time}"),
        "unsaved": _("Not saved yet"),
        "offline": _("No connection. Your text is kept in this browser and will be saved when the connection is back."),
        "waiting": _(
            "The server is not responding. Your text is kept in this browser and will be saved when it responds."
        ),
        "signed_out": _("You are signed out. Your text is kept in this browser."),
        "other_account": _("Another account is now signed in here. Your text is kept for you in this browser."),
        "sign_in": _("Sign in and return here"),
        "stop": _(". "),
        "piece": _("You have typed a piece of evidence but not added it yet."),
        "stale": _("Changed elsewhere. Choose which version to keep."),
        "closed": _("This can no longer be edited. Your text is kept in this browser."),
        "refused": _("Not saved: {message}"),
        "too_large": _("This is too large to save. Shorten it."),
        "reload": _("Reload the page"),
        "restored": _("Unsaved text from this browser has been restored."),
        "no_storage": _("This browser cannot keep a copy. Stay on this page until everything is saved."),
        "rated": _("{rated} / {asked}"),
        "others": _("others {rated} / {asked}"),
        "one_needs_evidence": _("1 needs evidence"),
        "need_evidence": _("{count} need evidence"),
        "done": _(", rated"),
        "not_rated": value_label(None, language),
        "values": {value.value: value_label(value, language) for value in Value},
    }
