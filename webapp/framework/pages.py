"""What the catalogue's pages show."""

from dataclasses import dataclass

from graph.framework.read_models import Cell, Named, Origin, RoleEntry, SearchResult, SkillEntry, SkillProfile
from graph.text import Text
from webapp.framework.changes import Change


@dataclass(frozen=True)
class Link:
    """Something to choose, by its address."""

    label: Text
    address: str
    current: bool = False


@dataclass(frozen=True)
class Ahead:
    """One next level and what changes on the way there; of a level below, `before` is what it expects."""

    level: Text
    change: Change
    before: Cell | None = None


@dataclass(frozen=True)
class Card:
    """What one role asks next of somebody at the chosen level; no `ahead`: it is the top of the ladder."""

    role: Link
    level: Text
    now: Cell | None
    ahead: tuple[Ahead, ...]


@dataclass(frozen=True)
class Detail:
    """An opened row: the way from the levels below, the way to those above, other roles, where to rate it."""

    below: tuple[Ahead, ...]
    above: tuple[Ahead, ...]
    others: tuple[tuple[Link, Cell], ...]
    others_left: int
    rate_at: str


@dataclass(frozen=True)
class DepthRow:
    """One role at one level; `level` is named where the section does not name it. `same_as` names a level below."""

    anchor: str
    role: Link
    level: Text | None
    cell: Cell
    opens: str
    same_as: Text | None
    detail: Detail | None


@dataclass(frozen=True)
class Section:
    """One level of the depth table; without a name it is the step `number` of each ladder."""

    key: str
    name: Text | None
    number: int
    rows: tuple[DepthRow, ...]


@dataclass(frozen=True)
class Pager:
    """Which stretch of a long list is shown: `first` to `last` of `total`."""

    first: int
    last: int
    total: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class SkillPage:
    """/skills/<slug>."""

    skill: SkillProfile
    levels: int
    required: int
    optional: int
    picker: tuple[Link, ...]
    clear: str
    chosen: str
    cards: tuple[Card, ...]
    sections: tuple[Section, ...]
    show_removed: bool
    toggle_removed: str
    role_filter: str
    pager: Pager | None


@dataclass(frozen=True)
class TrackLevel:
    """One level of a career track with the levels it leads to."""

    level: Link
    leads_to: tuple[Text, ...]


@dataclass(frozen=True)
class MatrixCell:
    """One crossing of skill and level; `unchanged` if its text is that of the level below."""

    level: Text
    focus: bool
    cell: Cell | None
    unchanged: bool


@dataclass(frozen=True)
class MatrixRow:
    """One skill of a role over all levels."""

    skill: Link
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class FocusRow:
    """One skill at the level in focus, with what changes from below and whether it is new there."""

    skill: Link
    cell: Cell
    change: Change | None


@dataclass(frozen=True)
class Group:
    """Rows of one category."""

    domain: Text
    category: Text
    rows: tuple[MatrixRow, ...]
    focus: tuple[FocusRow, ...]


@dataclass(frozen=True)
class Option:
    """One choice of a select; `group` is the role it belongs to."""

    value: str
    group: Text
    level: Text | None

    @property
    def role(self) -> str:
        """The slug of the role."""
        return self.value.split(".", 1)[0]


@dataclass(frozen=True)
class RolePage:
    """/roles/<slug>."""

    slug: str
    name: Text
    description: Text
    origin: Origin
    track: tuple[tuple[TrackLevel, ...], ...]
    track_upright: bool
    levels: tuple[Link, ...]
    groups: tuple[Group, ...]
    skills: int
    focus: Text | None
    focus_key: str
    focus_below: tuple[Text, ...]
    focus_required: int
    focus_optional: int
    clear: str
    show_removed: bool
    toggle_removed: str
    has_removed: bool
    compare: tuple[Option, ...]


@dataclass(frozen=True)
class SkillsPage:
    """/skills: by framework, domain, category."""

    tree: tuple[tuple[Origin, tuple[tuple[Text, tuple[tuple[Text, str, tuple[SkillEntry, ...]], ...]], ...]], ...]
    total: int


@dataclass(frozen=True)
class RolesPage:
    """/roles."""

    roles: tuple[RoleEntry, ...]
    named: str
    several: bool
    pager: Pager


@dataclass(frozen=True)
class DomainCategory:
    """One category with its skills' names and how many there are."""

    name: Text
    anchor: str
    skills: tuple[Named, ...]


@dataclass(frozen=True)
class DomainCard:
    """One domain with its categories."""

    name: Text
    framework: Text
    skills: int
    categories: tuple[DomainCategory, ...]


@dataclass(frozen=True)
class DomainsPage:
    """/domains."""

    domains: tuple[DomainCard, ...]
    several: bool


@dataclass(frozen=True)
class SearchPage:
    """/search: `results` are how many, listed by what fits (a name of `Found`)."""

    q: str
    results: int
    groups: tuple[tuple[str, tuple[SearchResult, ...]], ...]
    full: bool
