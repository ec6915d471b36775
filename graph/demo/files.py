"""Reads the demo company's data files."""

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph.demo.models import Member, Story
from graph.review.enums import Outcome, Recommendation, State
from graph.text import Text

DATA = Path(__file__).parent / "data"


@cache
def members() -> tuple[Member, ...]:
    """Everybody, in the order of the file: managers before their reports."""
    return tuple(_member(row) for row in _rows("people"))


@cache
def stories() -> tuple[Story, ...]:
    """The reviews of the running cycle."""
    return tuple(
        Story(
            person=row["person_id"],
            state=State(row["state"]),
            session=row["session"],
            shape=row["shape"],
            aside=row["aside"],
            self_due=int(row["self_due"]) if row["self_due"] else None,
            manager_due=int(row["manager_due"]) if row["manager_due"] else None,
            recommendation=Recommendation(row["recommendation"] or Recommendation.CONFIRMED),
            outcome=Outcome(row["outcome"] or row["recommendation"] or Outcome.CONFIRMED),
        )
        for row in _rows("reviews")
    )


@cache
def topics() -> Mapping[str, Text]:
    """What each reviewed person works on."""
    return {row["person_id"]: Text(row["topic_en"], row["topic_zh"]) for row in _rows("topics")}


@cache
def sentences(language: str) -> Mapping[str, Any]:
    """Per skill key: self and manager sentences by value, and evidence."""
    return _toml(f"words/{language}")


@cache
def acts(language: str) -> Mapping[str, list[str]]:
    """What is said around the ratings, by occasion."""
    return _toml(f"words/acts_{language}")


@cache
def written(person: str) -> Mapping[str, Any]:
    """What was written by hand for one person, empty for most."""
    return _toml(f"written/{person}") if (DATA / f"written/{person}.toml").is_file() else {}


@cache
def sessions() -> Mapping[str, Any]:
    """The calibration sessions, who sits in them, and whom to try the demo as."""
    return _toml("sessions")


def _member(row: Mapping[str, str]) -> Member:
    return Member(
        id=row["id"],
        login=row["login"],
        name=Text(row["name"], row["name_zh"]),
        email=row["email"],
        language=row["language"],
        time_zone=row["time_zone"],
        manager=row["manager_id"],
        department=Text(row["department"], row["department_zh"]),
        role=row["role"],
        level=row["level"],
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        previous_level=row["previous_level"],
        target=row["target_level"],
        joined=date.fromisoformat(row["joined"]),
        away_days=int(row["away_days"]) if row["away_days"] else None,
        capacity=row["capacity"],
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _toml(name: str) -> dict[str, Any]:
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
