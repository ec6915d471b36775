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


class SlugOfKeyRow(TypedDict):
    """The slug that a thing with a key has."""

    key: str
    slug: str


class SlugsRow(TypedDict):
    """The slugs of one framework, and those that others have."""

    own_skills: list[SlugOfKeyRow]
    own_roles: list[SlugOfKeyRow]
    other_skills: list[str]
    other_roles: list[str]


class CategoryContentRow(KeyedRow):
    """A category of a version, and its domain."""

    domain: str


class SkillContentRow(KeyedRow):
    """A skill of a version, its category, and the keys of those it builds on."""

    description_en: str | None
    description_zh: str | None
    updated_on: str | None
    category: str
    requires: list[str]


class RoleContentRow(KeyedRow):
    """A role of a version with its levels."""

    levels: list[RungRow]


class ExpectationContentRow(TypedDict):
    """An expectation of a version, by the keys of role, level and skill."""

    required: bool
    text_en: str | None
    text_zh: str | None
    role: str
    level: str
    skill: str


class VersionContentRow(TypedDict):
    """Everything in one version."""

    framework: str
    number: int
    state: str
    filled: bool
    content_hash: str | None
    seq: int
    head: str
    domains: list[KeyedRow]
    categories: list[CategoryContentRow]
    skills: list[SkillContentRow]
    roles: list[RoleContentRow]
    expectations: list[ExpectationContentRow]


class NamedFrameworkRow(KeyedRow):
    """A framework with its rights, without a version."""

    source: str | None
    licence: str | None
    attribution: str | None


class ListedVersionRow(TypedDict):
    """A version in the list of a framework's versions."""

    number: int
    state: str
    published_at: str | None
    loaded_at: str | None
    file: str | None
    licence: str | None
    filled: bool
    current: bool
    roles: int
    skills: int
    reviews: int


class VersionsRow(TypedDict):
    """framework/versions."""

    framework: NamedFrameworkRow
    versions: list[ListedVersionRow]


class VersionFactsRow(TypedDict):
    """A version by itself: where it came from, what it changes, who is reviewed by it; `load` is new with each."""

    id: str
    number: int
    state: str
    published_at: str | None
    content_hash: str | None
    loaded_at: str | None
    file: str | None
    digest: str | None
    changes: str | None
    name_en: str | None
    name_zh: str | None
    source: str | None
    licence: str | None
    attribution: str | None
    filled: bool
    load: str
    loaded_by: NamePair | None
    skills: int
    reviews: int


class LadderRow(KeyedRow):
    """A role with its ladder; `chosen` is the one whose cells come along."""

    chosen: bool
    levels: list[RungRow]


class VersionCellRow(TypedDict):
    """What a level of the chosen role expects."""

    required: bool
    text_en: str | None
    text_zh: str | None
    level: str
    skill: KeyedRow
    category: NamePair


class VersionRow(TypedDict):
    """framework/version."""

    framework: NamedFrameworkRow
    version: VersionFactsRow
    roles: list[LadderRow]
    cells: list[VersionCellRow]
