"""The outcome of a session as tables that a spreadsheet opens."""

from collections.abc import Sequence

from graph.calibration.outcome import SessionOutcome
from graph.calibration.table import SessionState
from graph.spreadsheets.writing import Table
from graph.workflow.labels import OUTCOMES, RECOMMENDATIONS
from reports.gap.rows import reason_phrase
from reports.wording import Language, day_of, value_label

DECISIONS = (
    "id", "name", "name_zh", "role", "level", "manager_id", "manager_name", "review", "revision", "recommendation",
    "decision", "later_on", "sentence", "final", "revised_since",
)  # fmt: skip
CHANGES = ("id", "name", "name_zh", "review", "skill", "manager", "calibrated", "reason", "sentence")
TAKEN_OUT = ("id", "name", "name_zh", "role", "level", "review", "taken_out_on", "reason")


def outcome_tables(outcome: SessionOutcome, language: str, time_zone: str) -> Sequence[Table]:
    """A row a person, a row a rating that the committee changed, and a row a person who was taken out after the start,
    on which day by the clocks of `time_zone`; values in the words of `language`. Nothing is `final` before the lock."""
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
    taken_out = [
        (
            one.person.id, one.person.name.en, one.person.name.zh, one.level.role.to(shown).value,
            one.level.level.to(shown).value, one.review, day_of(one.at, time_zone), one.reason,
        )
        for one in outcome.taken_out
    ]  # fmt: skip
    return (
        Table("decisions", DECISIONS, decisions), Table("changes", CHANGES, changes),
        Table("taken_out", TAKEN_OUT, taken_out),
    )  # fmt: skip
