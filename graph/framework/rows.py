"""What the queries of frameworks return inside their columns; a test compares the keys with the queries' texts."""

from typing import TypedDict

from graph.text import NamePair


class KeyedRow(NamePair):
    """A thing by its key."""

    key: str


class SlugRow(NamePair):
    """A thing by its address."""

    slug: str


class KeyedSlugRow(SlugRow):
    """A thing by its address and key."""

    key: str


class DescribedRow(SlugRow):
    """A thing by its address, described."""

    description_en: str | None
    description_zh: str | None


class ListedFrameworkRow(KeyedRow):
    """A framework beside what is of it."""

    attribution: str | None
    number: int


class FrameworkRow(ListedFrameworkRow):
    """A framework with its rights."""

    source: str | None
    licence: str | None


class RungRow(KeyedRow):
    """A level of a ladder."""

    rank: int


class LadderRungRow(RungRow):
    """A level and the keys of those that follow it."""

    next: list[str]


class ListedRoleRow(DescribedRow):
    """A role in the list."""

    framework: ListedFrameworkRow
    levels: list[RungRow]
    skills: int


class RoleListRow(TypedDict):
    """A stretch of the list of roles."""

    total: int
    roles: list[ListedRoleRow]


class CellRow(TypedDict):
    """One expectation of a role's matrix."""

    id: str
    required: bool
    text_en: str | None
    text_zh: str | None


class MatrixCellRow(CellRow):
    """One expectation with its level and skill, and where the skill stands."""

    level: str
    skill: KeyedSlugRow
    category: KeyedRow
    domain: KeyedRow
    order: list[int | None]


class RoleMatrixRow(DescribedRow):
    """A role with its ladder and its cells."""

    key: str
    place: int
    framework: FrameworkRow
    levels: list[LadderRungRow]
    cells: list[MatrixCellRow]


class RoleChoiceRow(SlugRow):
    """A role that could be put beside."""

    levels: list[KeyedRow]


class RoleMatricesRow(TypedDict):
    """Roles side by side, and those that could be."""

    roles: list[RoleMatrixRow]
    choices: list[RoleChoiceRow]
    choice_count: int


class SearchRow(DescribedRow):
    """A skill or role whose words were looked for."""

    kind: str
    found: int
    framework: KeyedRow


class SkillListRow(TypedDict):
    """A skill in the list."""

    framework: ListedFrameworkRow
    domain: KeyedRow
    category: KeyedRow
    skill: DescribedRow
    roles: int
    expectations: int


class SkillRow(DescribedRow):
    """A skill."""

    key: str
    updated_on: str | None


class StepRow(RungRow):
    """How many roles expect the skill at a level, and how many require it."""

    total: int
    required: int


class SkillRungRow(LadderRungRow):
    """A level of a role, and what it expects of the skill."""

    cell: CellRow | None


class SkillRoleRow(KeyedSlugRow):
    """A role that expects the skill."""

    levels: list[SkillRungRow]


class ToRateRow(TypedDict):
    """An open review of the reader's that asks about the skill."""

    review: str
    expectation: str


class SkillProfileRow(TypedDict):
    """One skill of the catalogue."""

    skill: SkillRow
    category: KeyedRow
    domain: KeyedRow
    framework: FrameworkRow
    requires: list[SlugRow]
    leads_to: list[SlugRow]
    steps: list[StepRow]
    role_count: int
    matching: int
    roles: list[SkillRoleRow]
    to_rate: list[ToRateRow]
