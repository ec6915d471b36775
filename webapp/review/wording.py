"""What the employee's pages say: events, what lacks, and the sentences of saving."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from graph.review.records import Part, Value
from graph.review.rules import Rule
from reports.wording import value_label
from webapp import i18n

EVENTS: dict[str, object] = {
    "assign": _later("assigned the review"),
    "save": _later("began to write"),
    "submit": _later("sent the self-assessment"),
    "withdraw": _later("took the self-assessment back"),
    "proceed": _later("went on after the due date"),
    "return": _later("returned the self-assessment"),
    "reveal": _later("opened the self-assessment after rating everything"),
    "sign_off": _later("signed off"),
    "recall": _later("recalled the signature"),
    "send_back": _later("sent it back from the session"),
    "adjust": _later("adjusted a rating"),
    "lock": _later("locked it with its session"),
    "waive": _later("went on without calibration"),
    "share": _later("shared the result"),
    "acknowledge": _later("acknowledged: received, not agreed"),
    "decline": _later("declined the result"),
    "challenge": _later("challenged the result"),
    "uphold": _later("upheld the result"),
    "revise": _later("had the result revised"),
    "close": _later("closed the review"),
    "reopen": _later("reopened the review"),
    "repin": _later("moved the review to another level or version"),
    "cancel": _later("cancelled the review"),
    "restore": _later("restored the review"),
    "ask_to_talk": _later("asked to talk"),
    "statement": _later("added a statement"),
    "appoint_arbiter": _later("appointed an arbiter"),
    "release": _later("released a draft"),
}

LACKS: dict[Rule, object] = {
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
"""Which field of a card a lack is repaired in."""


def event_words(action: str) -> str:
    """What somebody did, as a part of a sentence that begins with their name."""
    return str(EVENTS.get(action, action.replace("_", " ")))


def lack_words(rule: Rule) -> str:
    """What lacks on one expectation."""
    return str(LACKS[rule])


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
