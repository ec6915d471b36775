"""The outcome of a session as tables that a spreadsheet opens."""

from collections.abc import Sequence

from graph.calibration.outcome import SessionOutcome
from graph.calibration.table import SessionState
from graph.spreadsheets.writing import Table
from graph.workflow.labels import OUTCOMES, RECOMMENDATIONS
from reports.gap.rows import reason_phrase
from reports.wording import Language, value_label

DECISIONS = (
    "id", "name", "name_zh", "role", "level", "manager_id", "manager_name", "review", "revision", "recommendation",
    "decision", "later_on", "sentence", "final", "revised_since",
)  # fmt: skip
CHANGES = ("id", "name", "name_zh", "review", "skill", "manager", "calibrated", "reason", "sentence")


def outcome_tables(outcome: SessionOutcome, language: str) -> Sequence[Table]:
    """A row a person, and a row a rating that the committee changed; values in the words of `language`. Nothing is
    `final` before the lock."""
    shown: Language = "zh" if language == "zh" else "en"
    final = "yes" if outcome.state is SessionState.LOCKED else "no"
    decisions = [
        (
            one.person.id, one.person.name.en, one.person.name.zh, one.level.role.to(shown).value,
            one.level.level.to(shown).value, one.manager.id if one.manager else "",
            one.manager.name.to(shown).value if one.manager else "", one.review, one.revision,
            RECOMMENDATIONS[one.recommendation].to(shown).value if one.recommendation else "",
            OUTCOMES[one.decision.value].to(shown).value if one.decision else "",
            one.decision.later_on if one.decision else None, one.decision.text if one.decision else "",
            final, "yes" if one.revised else "no",
        )
        for one in outcome.people
    ]  # fmt: skip
    changes = [
        (
            one.person.id, one.person.name.en, one.person.name.zh, one.review, change.skill.to(shown).value,
            value_label(change.before, shown), value_label(change.value, shown),
            reason_phrase(change.reason_code, shown).to(shown), change.text,
        )
        for one in outcome.people
        for change in one.changes
    ]  # fmt: skip
    return Table("decisions", DECISIONS, decisions), Table("changes", CHANGES, changes)
