"""What was measured: figures, the table of them, and var/bench.json."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Goal:
    """A bound on a figure: `of` is 'ratio' or 'value', `most` or `least` is set, and being equal is enough."""

    of: str
    most: float | None = None
    least: float | None = None

    def met_by(self, figure: "Figure") -> bool:
        """Whether the figure keeps the bound; one without a floor keeps no bound of its ratio."""
        found = figure.ratio if self.of == "ratio" else figure.value
        if found is None:
            return False
        return (self.most is None or found <= self.most) and (self.least is None or found >= self.least)

    def __str__(self) -> str:
        return f"{self.of} <= {self.most:g}" if self.most is not None else f"{self.of} >= {self.least:g}"


@dataclass(frozen=True)
class Figure:
    """One measured value in `unit`, beside its floor, which was measured in the same run; None where there is none.

    `note` says what the table should not leave out, such as the p95.
    """

    name: str
    value: float
    unit: str
    goal: Goal
    floor: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value by floor, None without a floor."""
        return self.value / self.floor if self.floor else None

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.goal.met_by(self)


def as_json(figures: Iterable[Figure]) -> dict[str, Any]:
    """The figures as var/bench.json has them."""
    return {"figures": [_row(figure) for figure in figures]}


def _row(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": round(figure.value, 3),
        "unit": figure.unit,
        "floor": None if figure.floor is None else round(figure.floor, 3),
        "ratio": None if figure.ratio is None else round(figure.ratio, 3),
        "goal": str(figure.goal),
        "met": figure.met,
    }


def write(figures: Iterable[Figure], path: Path) -> None:
    """Writes the figures; those of the file that were not measured this time stay in it."""
    fresh = as_json(figures)["figures"]
    measured = {row["name"] for row in fresh}
    kept = [row for row in _stored(path) if row["name"] not in measured]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"figures": [*kept, *fresh]}, indent=2) + "\n", encoding="utf-8")


def _stored(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return found


HEADINGS = ("figure", "value", "floor", "ratio", "goal", "met", "")


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table for people."""
    rows = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{_short(figure.value)} {figure.unit}",
        "" if figure.floor is None else f"{_short(figure.floor)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        str(figure.goal),
        "yes" if figure.met else "NO",
        figure.note,
    )


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
