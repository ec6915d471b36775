"""The tables of a cycle that HR takes away: a row a person, a row an answer, progress; and what columns mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from graph.clock import day, day_in, from_iso
from graph.cycle_export.rows import AnswerRow, AnswersRow, ExportedReviewRow
from graph.cycle_export.service import CycleReviews
from graph.review.enums import Outcome, State, Value
from graph.spreadsheets.writing import Table
from graph.spreadsheets.writing import Value as Cell
from graph.text import Text
from graph.workflow.labels import OUTCOMES, STATES
from reports.wording import value_label

NOT_RATED = Text("not rated", "未评级")
NOT_ASKED = Text("not asked", "未要求")
_STEPS = {
    "assigned_on": ("assign",),
    "self_submitted_on": ("submit",),
    "signed_off_on": ("sign_off",),
    "calibrated_on": ("lock", "waive"),
    "shared_on": ("share",),
    "answered_on": ("acknowledge", "decline"),
    "closed_on": ("close",),
}
"""The column of each step, and the actions that are that step; the last time counts."""

PEOPLE = (
    "id", "name", "name_zh", "email", "manager_id", "manager_name", "manager_name_zh", "manager_email", "department",
    "role", "level", "framework_version", "review", "state", "self_due", "manager_due", *_STEPS, "required", "met",
    "unmet", "not_observed", "not_rated", "decision", "decided_later_on",
)  # fmt: skip
ANSWERS = (
    "id", "name", "name_zh", "role", "level", "review", "revision", "skill", "expectation", "required", "part", "self",
    "self_comment", "self_reason", "self_saved_on", "manager", "manager_comment", "manager_reason", "manager_saved_on",
    "rated_by_id", "rated_by_name", "calibrated", "calibrated_reason", "calibrated_on", "calibrated_by",
)  # fmt: skip
PROGRESS = ("department", "manager_id", "manager_name", "state", "reviews", "self_overdue", "manager_overdue")

_SELF = (State.ASSIGNED, State.SELF_DRAFT)
_MANAGERS = (State.SELF_SUBMITTED, State.MANAGER_DRAFT)

CODEBOOK: Mapping[str, Text] = {
    "id": Text("the person's own id, as text", "人员自己的编号（文本）"),
    "manager_id": Text("who is their manager today", "今天的经理"),
    "department": Text("their department today", "今天所在的部门"),
    "role": Text("the role that the review is held to", "评审所依据的角色"),
    "level": Text("the level that the review is held to, frozen when it began", "评审所依据的级别，开始时即固定"),
    "framework_version": Text("the framework version that the review is held to", "评审所依据的框架版本"),
    "state": Text("where the review stands", "评审所处的状态"),
    "required": Text(
        "required expectations of the level; on an answer: yes or no", "该级别的必要期望；在答案表中为是或否"
    ),
    "met": Text("of those: meets or exceeds, after calibration", "其中校准后为达到或超出的"),
    "unmet": Text("of those: not yet or developing, after calibration", "其中校准后为尚未达到或发展中的"),
    "not_observed": Text("of those: not observed", "其中未能观察的"),
    "not_rated": Text("of those: without a rating", "其中没有评级的"),
    "decision": Text(
        "what the committee decided of the level; final once the review is calibrated",
        "委员会对级别的决定；校准完成后为最终结果",
    ),
    "decided_later_on": Text("where it is to be decided later: on which day", "暂缓决定的：定于哪一天"),
    "part": Text("own level, or next level", "自己的级别，或下一级别"),
    "self": Text("what the person said: a value, not rated, or not asked", "本人的评级：一个值、未评级或未要求"),
    "manager": Text("what the manager said: a value, not rated, or not asked", "经理的评级：一个值、未评级或未要求"),
    "calibrated": Text(
        "what the committee changed it to; empty where it changed nothing", "委员会改成的值；未改则为空"
    ),
}
"""What the columns mean that their name does not tell."""


def people_table(found: CycleReviews, language: str) -> Table:
    """A row a review: who, at which level, its state, the day of each step, counts. Counts stand once it is signed."""
    zone = found.cycle.time_zone
    return Table("people", PEOPLE, [_person(row, zone, language) for row in found.rows])


def answers_table(rows: Iterable[AnswersRow], zone: str, language: str) -> Table:
    """A row an answer: what both sides and the committee said, who and when."""
    return Table("answers", ANSWERS, (cells for row in rows for cells in _answers(row, zone, language)))


def progress_table(found: CycleReviews, today: date, language: str) -> Table:
    """A row a department, manager and state: how many reviews, how many of them overdue."""
    groups: dict[tuple[str, str, str, str], list[ExportedReviewRow]] = {}
    for row in found.rows:
        manager = row["manager"]
        name = (manager["name"] or manager["name_zh"] or "") if manager else ""
        groups.setdefault((row["department"] or "", manager["id"] if manager else "", name, row["state"]), []).append(
            row
        )
    return Table(
        "progress",
        PROGRESS,
        [
            (
                department, manager, name, STATES[State(state)].to(language).value, len(rows),
                sum(state in _SELF and row["self_due"] < today.isoformat() for row in rows),
                sum(state in _MANAGERS and row["manager_due"] < today.isoformat() for row in rows),
            )
            for (department, manager, name, state), rows in sorted(groups.items())
        ],
    )  # fmt: skip


def codebook(table: Table, language: str) -> Table:
    """What the columns of a table mean."""
    return Table("codebook", ("column", "meaning"), [(name, _meaning(name, language)) for name in table.headings])


def _meaning(name: str, language: str) -> str:
    return CODEBOOK[name].to(language).value if name in CODEBOOK else name.replace("_", " ")


def _person(row: ExportedReviewRow, zone: str, language: str) -> Sequence[Cell]:
    person, manager = row["person"], row["manager"]
    last = {action: at for action, at in sorted(row["steps"], key=lambda step: step[1])}
    steps = [max((last[one] for one in actions if one in last), default=None) for actions in _STEPS.values()]
    return (
        person["id"], person["name"], person["name_zh"], person["email"],
        *((manager["id"], manager["name"], manager["name_zh"], manager["email"]) if manager else ("", "", "", "")),
        row["department"], Text.of(row["role"], "name").to(language).value,
        Text.of(row["level"], "name").to(language).value, row["version"], row["id"],
        STATES[State(row["state"])].to(language).value, _day(row["self_due"]), _day(row["manager_due"]),
        *(_day_of(at, zone) for at in steps), *_counts(row), *_decision(row, language),
    )  # fmt: skip


def _counts(row: ExportedReviewRow) -> Sequence[Cell]:
    """Required, met, unmet, not observed, not rated; but for the first nothing before both sides may be read."""
    values = [Value(value) for value in row["values"] if value]
    if not row["values"]:
        return (row["required"], None, None, None, None)
    met = sum(value in (Value.MEETS, Value.EXCEEDS) for value in values)
    observed = sum(value is not Value.NOT_OBSERVED for value in values)
    return (row["required"], met, observed - met, len(values) - observed, row["required"] - len(values))


def _decision(row: ExportedReviewRow, language: str) -> Sequence[Cell]:
    decided = row["decision"]
    if decided is None:
        return (None, None)
    return (OUTCOMES[Outcome(decided["value"])].to(language).value, day(decided["later_on"]))


def _answers(row: AnswersRow, zone: str, language: str) -> Iterator[Sequence[Cell]]:
    person = row["person"]
    role, level = (Text.of(one, "name").to(language).value for one in (row["level"]["role"], row["level"]))
    yes = Text("yes", "是").to(language).value, Text("no", "否").to(language).value
    part = Text("own level", "自己的级别"), Text("next level", "下一级别")
    for one in row["answers"]:
        yield (
            person["id"], person["name"], person["name_zh"], role, level, row["review"], row["revision"],
            Text.of(one, "skill").to(language).value, Text.of(one, "text").to(language).value,
            yes[not one["required"]], part[one["next"]].to(language).value, *_sides(one, zone, language),
        )  # fmt: skip


def _sides(one: AnswerRow, zone: str, language: str) -> Iterator[Cell]:
    self, manager, change = one["self"], one["manager"], one["adjustment"]
    yield from (_value(self["value"] if self else None, one["asked"], language),)
    yield from (self["comment"], self["reason"], _day_of(self["saved_at"], zone)) if self else (None, None, None)
    yield _value(manager["value"] if manager else None, one["asked"], language)
    yield from (manager["comment"], manager["reason"], _day_of(manager["saved_at"], zone)) if manager else (None,) * 3
    yield from (
        (manager["author"], _name(manager["author_en"], manager["author_zh"], language)) if manager else (None,) * 2
    )
    if change is None:
        yield from (None,) * 4
    else:
        yield value_label(Value(change["value"]), language)
        yield from (change["text"], _day_of(change["at"], zone), _name(change["by_en"], change["by_zh"], language))


def _value(stored: str | None, asked: bool, language: str) -> str:
    if stored:
        return value_label(Value(stored), language)
    return (NOT_RATED if asked else NOT_ASKED).to(language).value


def _name(en: str | None, zh: str | None, language: str) -> str:
    return Text(en or "", zh or "").to(language).value


def _day(stored: str) -> date:
    return date.fromisoformat(stored)


def _day_of(moment: str | None, zone: str) -> date | None:
    return day_in(zone, from_iso(moment)) if moment else None
