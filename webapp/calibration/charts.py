"""A session's pictures: bars of counts, as what their template draws as plain SVG, each with its table.

Drawn here and not by a library: pygal 3.1 brings a style sheet and a script inside each picture, which the page's
policy does not let run, tells what it shows by colour alone, and takes ten times the bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.calibration.models import Session, SessionReview
from graph.review.enums import Value
from graph.workflow.labels import OUTCOMES as OUTCOME_NAMES
from reports.text import cut
from reports.wording import value_label
from webapp.calibration.distribution import LEAST, OUTCOMES, VALUES, Distribution, distribution
from webapp.calibration.spread import Spread, Steps, spread
from webapp.i18n import chosen_language, number, words

WIDTH, ROW = 340, 38
"""How wide a picture is, and what a bar takes with its name, in the units of the drawing."""
NAME = 20
"""Where a name is cut, in Chinese characters; of others twice as many fit."""
_ROOM = 17
"""A piece of at least this width has room for its number."""
_SHADES = ("solid", "half", "plain", "cross", "dots")
_STEP_SHADES = ("solid", "half", "plain", "rising", "cross")


@dataclass(frozen=True)
class Piece:
    """One part of a bar, from `x` on; `shade` is its pattern. `said` is its number where that has room."""

    x: float
    width: float
    shade: str
    said: str


@dataclass(frozen=True)
class Bar:
    """A bar and what stands above it; `top` is where it begins."""

    name: str
    top: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Figures:
    """The table of a picture: the heads of its columns, and rows of a name and cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A picture with its table; `key` tells it from the page's others, `says` is what it shows, `keys` what each
    pattern stands for, `notes` what it leaves out."""

    key: str
    title: str
    says: str
    keys: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    figures: Figures
    notes: tuple[str, ...]

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return ROW * len(self.bars)


def charts_of(session: Session) -> tuple[Chart, ...]:
    """The pictures of a session, of what is signed: by role, by level, by manager, and how the managers spread; none
    where no group is large enough for any."""
    signed = [one for one in session.reviews if one.signed]
    names = {one.review.manager.id: words(one.review.manager.name) for one in signed if one.review.manager}
    charts = (
        _distribution("by-role", _("By role"), distribution(signed, _role)),
        _distribution("by-level", _("By level"), distribution(signed, _level)),
        _distribution("by-manager", _("By manager"), distribution(signed, _manager)),
        *_spreads(spread(signed), names),
    )
    return charts if any(chart.bars for chart in charts) else ()


def _role(one: SessionReview) -> tuple[str, str] | None:
    level = one.review.level
    return (level.role_slug, words(level.role)) if level else None


def _level(one: SessionReview) -> tuple[str, str] | None:
    level = one.review.level
    if not level:
        return None
    return level.id, str(_("%(role)s, %(level)s", role=words(level.role), level=words(level.level)))


def _manager(one: SessionReview) -> tuple[str, str] | None:
    manager = one.review.manager
    return (manager.id, words(manager.name)) if manager else None


def _distribution(key: str, title: str, found: Distribution) -> Chart:
    values = tuple(_value_word(value) for value in VALUES)
    outcomes = tuple(words(OUTCOME_NAMES[outcome]) for outcome in OUTCOMES)
    rows = tuple(
        (one.name, *map(number, (one.people, *one.values, *one.outcomes, one.undecided))) for one in found.groups
    )
    return Chart(
        key=key,
        title=str(title),
        says=str(_("How often each value stands of what is required, over all people of a group.")),
        keys=tuple(zip(_SHADES, values, strict=True)),
        bars=_bars(((one.name, one.people, one.values) for one in found.groups), _SHADES),
        figures=Figures((str(_("Group")), str(_("People")), *values, *outcomes, str(_("undecided"))), rows),
        notes=_left_out(found.small),
    )


def _spreads(found: Spread, names: dict[str, str]) -> tuple[Chart, Chart]:
    ordered = sorted(found.managers, key=lambda one: (names[one.manager], one.manager))
    return (
        _steps(
            "from-self",
            _("Managers beside the self-assessments"),
            _(
                "The manager’s rating minus the employee’s, counted in steps of the scale, for each required "
                "expectation that both rated."
            ),
            [(names[one.manager], one.people, one.from_self) for one in ordered],
            found.small,
        ),
        _steps(
            "from-others",
            _("Managers beside other managers"),
            _(
                "The manager’s rating minus the middle one of those that other managers gave to the same expectation "
                "of the same role and level in this session, counted in steps, where those are of at least %(least)s "
                "people.",
                least=LEAST,
            ),
            [(names[one.manager], one.people, one.from_others) for one in ordered],
            found.small,
        ),
    )


def _steps(key: str, title: str, says: str, lines: Sequence[tuple[str, int, Steps]], small: int) -> Chart:
    """A picture of how many ratings lie how many steps lower or higher."""
    labels = (
        str(_("2 or more lower")),
        str(_("1 lower")),
        str(_("the same")),
        str(_("1 higher")),
        str(_("2 or more higher")),
    )
    compared = [line for line in lines if line[2].ratings]
    rows = tuple(
        (name, number(people), *map(number, steps.counts), _signed(steps.middle)) for name, people, steps in compared
    )
    return Chart(
        key=key,
        title=str(title),
        says=str(says),
        keys=tuple(zip(_STEP_SHADES, labels, strict=True)),
        bars=_bars(((name, people, steps.counts) for name, people, steps in compared), _STEP_SHADES),
        figures=Figures((str(_("Manager")), str(_("People")), *labels, str(_("Middle"))), rows),
        notes=(*_left_out(small), *_incomparable(len(lines) - len(compared))),
    )


def _bars(lines: Iterable[tuple[str, int, Sequence[int]]], shades: Sequence[str]) -> tuple[Bar, ...]:
    """One below the other: a group's name, its people, its counts."""
    return tuple(
        Bar(
            str(_("%(name)s · %(people)s", name=cut(name, NAME if _wide(name) else NAME * 2), people=_people(people))),
            row * ROW,
            _pieces(counts, shades),
        )
        for row, (name, people, counts) in enumerate(lines)
    )


def _pieces(counts: Sequence[int], shades: Sequence[str]) -> tuple[Piece, ...]:
    """The parts of one bar that is as wide as the picture."""
    scale = WIDTH / max(1, sum(counts))
    widths = [count * scale for count in counts]
    return tuple(
        Piece(round(start, 1), round(width, 1), shade, number(count) if width >= _ROOM else "")
        for start, width, count, shade in zip(accumulate(widths[:-1], initial=0.0), widths, counts, shades, strict=True)
        if count
    )


def _wide(name: str) -> bool:
    return any(character > "⺀" for character in name)


def _value_word(value: Value) -> str:
    return value_label(value, chosen_language())


def _people(count: int) -> str:
    return str(ngettext("%(num)s person", "%(num)s people", count))


def _signed(step: int | None) -> str:
    return "–" if step is None else f"{step:+d}" if step else "0"


def _left_out(small: int) -> tuple[str, ...]:
    if not small:
        return ()
    said = ngettext(
        "%(num)s group of fewer than %(least)s people is not shown.",
        "%(num)s groups of fewer than %(least)s people are not shown.",
        small,
        least=LEAST,
    )
    return (str(said),)


def _incomparable(managers: int) -> tuple[str, ...]:
    if not managers:
        return ()
    said = ngettext(
        "%(num)s manager is not shown: there is nothing to compare with.",
        "%(num)s managers are not shown: there is nothing to compare with.",
        managers,
    )
    return (str(said),)
