"""What one version of a framework changes against another, as counts and as lines to read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.text import Text

Kind = Literal["added", "removed", "changed"]
LISTED = 200
"""How many lines of each kind are kept."""


@dataclass(frozen=True)
class Change:
    """One thing that differs: a role, level, skill or expectation by its names, from the role to the skill."""

    kind: Kind
    what: str
    en: str
    zh: str

    @property
    def name(self) -> Text:
        """The names in both languages."""
        return Text(self.en, self.zh)


@dataclass(frozen=True)
class Changes:
    """What differs: how many of each kind and thing, and the first of them."""

    counts: Mapping[str, int]
    lines: tuple[Change, ...]

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"counts": dict(self.counts), "lines": [asdict(line) for line in self.lines]}


def changes_of(data: Mapping[str, Any]) -> Changes:
    """Changes as JSON kept them."""
    return Changes(data["counts"], tuple(Change(**line) for line in data["lines"]))


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Changes:
    """What `after` changes; everything is new where there was nothing. Both are contents of versions."""
    lines: list[Change] = []
    counts: dict[str, int] = {}
    old = dict(_things(before)) if before else {}
    new = dict(_things(after))
    for key, (said, name) in new.items():
        if key not in old:
            _count("added", key[0], name, counts, lines)
        elif old[key][0] != said:
            _count("changed", key[0], name, counts, lines)
    for key, (_, name) in old.items():
        if key not in new:
            _count("removed", key[0], name, counts, lines)
    return Changes(counts, tuple(lines))


def _count(kind: Kind, what: str, name: Text, counts: dict[str, int], lines: list[Change]) -> None:
    number = counts[f"{kind} {what}"] = counts.get(f"{kind} {what}", 0) + 1
    if number <= LISTED:
        lines.append(Change(kind, what, name.en, name.zh))


def _things(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], tuple[object, Text]]]:
    """Everything of a version by its kind and keys, with what is said of it and what it is called."""
    names: dict[tuple[str, ...], Text] = {}
    for role in content["roles"]:
        name = names["role", role["key"]] = _name(role)
        yield ("role", role["key"]), (name, name)
        for level in role["levels"]:
            both = names["level", role["key"], level["key"]] = _joined([name, _name(level)])
            yield ("level", role["key"], level["key"]), ((_name(level), level["rank"]), both)
    categories = {each["key"]: _name(each) for each in content["categories"]}
    for skill in content["skills"]:
        name = names["skill", skill["key"]] = _name(skill)
        described = (skill["description_en"] or "", skill["description_zh"] or "", sorted(skill["requires"]))
        yield ("skill", skill["key"]), ((name, *described, categories[skill["category"]]), name)
    for cell in content["expectations"]:
        place = (cell["role"], cell["level"], cell["skill"])
        called = _joined([names["level", cell["role"], cell["level"]], names["skill", cell["skill"]]])
        yield ("expectation", *place), ((cell["required"], cell["text_en"] or "", cell["text_zh"] or ""), called)


def _name(thing: Mapping[str, Any]) -> Text:
    return Text(thing["name_en"] or "", thing["name_zh"] or "")


def _joined(texts: Sequence[Text]) -> Text:
    return Text(", ".join(each.en or each.zh for each in texts), "，".join(each.zh or each.en for each in texts))
