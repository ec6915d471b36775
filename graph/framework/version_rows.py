"""What the queries of framework versions return inside their columns; a test compares the keys with their texts."""

from typing import TypedDict

from graph.framework.rows import KeyedRow, RungRow
from graph.text import NamePair


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
