"""The outcome of a session as tables that a spreadsheet opens."""

from collections.abc import Sequence

from graph.calibration.outcome import SessionOutcome
from graph.calibration.table import SessionState
from graph.review.models import LevelRef, PersonRef
from graph.spreadsheets.writing import Table, Value
from graph.workflow.labels import OUTCOMES, RECOMMENDATIONS
from reports.gap.rows import reason_phrase
from reports.wording import Language, Phrase, day_of, say, value_label


def outcome_tables(outcome: SessionOutcome, language: str, time_zone: str) -> Sequence[Table]:
    """A row a person, a row a rating that the committee changed, and a row a person who was taken out after the start,
    on which day by the clocks of `time_zone`; headings and values in the words of `language`. Nothing is final before
    the lock."""
    shown: Language = "zh" if language == "zh" else "en"
    return _decisions(outcome, shown), _changes(outcome, shown), _taken_out(outcome, shown, time_zone)


def _decisions(outcome: SessionOutcome, language: Language) -> Table:
    headings = (
        *_head_of_person(language), say(language, "Role"), say(language, "Level"), say(language, "ID of the manager"),
        say(language, "Manager"), say(language, "Review"), say(language, "Revision"), say(language, "Recommendation"),
        say(language, "Decision"), say(language, "Decided again on"), say(language, "Sentence for the employee"),
        say(language, "Final"), say(language, "Revised since the lock"),
    )  # fmt: skip
    rows = [
        (
            *_person(one.person), *_level(one.level, language), one.manager.id if one.manager else "",
            one.manager.name.to(language).value if one.manager else "", one.review, one.revision,
            RECOMMENDATIONS[one.recommendation].to(language).value if one.recommendation else "",
            OUTCOMES[one.decision.value].to(language).value if one.decision else "",
            one.decision.later_on if one.decision else None, one.decision.text if one.decision else "",
            _yes_or_no(outcome.state is SessionState.LOCKED, language), _yes_or_no(one.revised, language),
        )
        for one in outcome.people
    ]  # fmt: skip
    return _table(say(language, "Decisions"), headings, rows)


def _changes(outcome: SessionOutcome, language: Language) -> Table:
    headings = (
        *_head_of_person(language), say(language, "Review"), say(language, "Skill"), say(language, "Manager’s rating"),
        say(language, "Committee’s rating"), say(language, "Reason"), say(language, "Sentence for the employee"),
    )  # fmt: skip
    rows = [
        (
            *_person(one.person), one.review, change.skill.to(language).value, value_label(change.before, language),
            value_label(change.value, language), reason_phrase(change.reason_code, language).to(language), change.text,
        )
        for one in outcome.people
        for change in one.changes
    ]  # fmt: skip
    return _table(say(language, "Ratings changed"), headings, rows)


def _taken_out(outcome: SessionOutcome, language: Language, time_zone: str) -> Table:
    headings = (
        *_head_of_person(language), say(language, "Role"), say(language, "Level"), say(language, "Review"),
        say(language, "Taken out on"), say(language, "Reason"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (*_person(one.person), *_level(one.level, language), one.review, day_of(one.at, time_zone), one.reason)
        for one in outcome.taken_out
    ]
    return _table(say(language, "Taken out after the start"), headings, rows)


def _table(name: Phrase, headings: Sequence[Phrase], rows: Sequence[Sequence[Value]]) -> Table:
    return Table(str(name), [str(one) for one in headings], rows)


def _head_of_person(language: Language) -> Sequence[Phrase]:
    return say(language, "ID"), say(language, "English name"), say(language, "Chinese name")


def _person(one: PersonRef) -> Sequence[str]:
    return one.id, one.name.en, one.name.zh


def _level(one: LevelRef, language: Language) -> Sequence[str]:
    return one.role.to(language).value, one.level.to(language).value


def _yes_or_no(yes: bool, language: Language) -> str:
    return str(say(language, "yes") if yes else say(language, "no"))
