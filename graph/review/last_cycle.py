"""What the cycle before ended with, as far as it can be compared with what is asked now."""

from collections.abc import Mapping

from graph.review.enums import Part, Value
from graph.review.models import LastRating
from graph.review.rows import LastRatingRow, SheetRow
from graph.text import Text


def last_ratings(row: SheetRow) -> dict[str, LastRating]:
    """By skill; what was said against another text at the same level is left out: nothing says what it would mean
    now."""
    sides: dict[str, dict[str, LastRatingRow]] = {}
    for one in row["last"]:
        sides.setdefault(one["skill"], {})[one["party"]] = one
    texts = {e["skill"]["key"]: Text.of(e, "text") for e in row["expectations"] if e["part"] == Part.CURRENT}
    then = _then(row)
    last = {}
    for skill, of_skill in sides.items():
        text = Text.of(next(iter(of_skill.values())), "text")
        like = texts.get(skill) == text and bool(text or not then)
        if like or then:
            last[skill] = LastRating(
                skill,
                _value(of_skill, "sent"),
                _value(of_skill, "manager"),
                next((Value(one["calibrated"]) for one in of_skill.values() if one["calibrated"]), None),
                like,
                Text("", "") if like else then,
            )
    return last


def _value(of_skill: Mapping[str, LastRatingRow], party: str) -> Value | None:
    side = of_skill.get(party)
    return Value(side["value"]) if side and side["value"] else None


def _then(row: SheetRow) -> Text:
    """The level of the last cycle, with its role where that was another; empty where both are the present ones."""
    before, level = row["last_cycle"], row["level"]
    if before is None:
        return Text("", "")
    role, at = Text.of(before["role"], "name"), Text.of(before["level"], "name")
    if before["role"]["key"] != level["role"]["key"]:
        return Text(f"{role.en}, {at.en}" if at.en else "", f"{role.zh}{at.zh}" if role.zh and at.zh else "")
    return at if before["level"]["key"] != level["key"] else Text("", "")
