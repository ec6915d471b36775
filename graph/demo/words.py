"""Finds the words for one review: from the data files, filled in, and never the same sentence twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.demo import files
from graph.demo.calendar import RUNNING, Calendar
from graph.demo.models import Member
from graph.demo.seeded_random import number

WIKI = "https://wiki.bluewharf.example"


@dataclass
class Pen:
    """The words of one review. `used` keeps what was written, so that nothing is repeated."""

    calendar: Calendar
    person: Member
    period: str
    used: set[str] = field(default_factory=set)

    def about_skill(self, language: str, skill: str, party: str, value: str, *, spare: bool) -> str:
        """What `party` writes on a skill rated `value`, '' if everything there is has been said. With `spare` the only
        sentence there is is left to the running period, so that two periods do not read the same."""
        options = files.sentences(language).get(skill, {}).get(party, {}).get(value, [])
        if spare and len(options) == 1 and self.period != RUNNING:
            return ""
        return self._first_unused(options, language, skill, party, value)

    def at(self, language: str, occasion: str, *about: object, **names: str) -> str:
        """What is said at an occasion (a key of acts_*.toml), '' if everything there is has been said."""
        return self._first_unused(files.acts(language)[occasion], language, occasion, *about, **names)

    def evidence(self, language: str, skill: str) -> Mapping[str, str]:
        """Title and url or note of a piece of evidence for a skill; {} if there is none left."""
        options: Sequence[Mapping[str, str]] = files.sentences(language).get(skill, {}).get("evidence", [])
        start = self._start(len(options), skill, "evidence")
        for piece in (*options[start:], *options[:start]):
            title = self._filled(piece["title"], language, (skill, "evidence"), {})
            if title in self.used:
                continue
            self.used.add(title)
            url = f"{WIKI}/{self.period_path}/{self.person.login}/{piece['path']}" if "path" in piece else ""
            return {"title": title, "url": url, "note": self._filled(piece.get("note", ""), language, (skill,), {})}
        return {}

    @property
    def period_path(self) -> str:
        """The part of a link that tells the periods apart."""
        return self.calendar.cycle_id(self.period)

    def _first_unused(self, options: Sequence[str], language: str, *about: object, **names: str) -> str:
        start = self._start(len(options), *about)
        for each in (*options[start:], *options[:start]):
            text = self._filled(each, language, about, names)
            if text not in self.used:
                self.used.add(text)
                return text
        return ""

    def _start(self, options: int, *about: object) -> int:
        if not options:
            return 0
        return (number(self.person.id, *about, below=options) + (self.period == RUNNING)) % options

    def _filled(self, text: str, language: str, about: Sequence[Any], names: Mapping[str, str]) -> str:
        where = (self.person.id, self.period, *about)
        slots = {
            "p": files.topics()[self.person.id].to(language).value,
            "n": str(110 + number(*where, "n", below=390)),
            "k": str(2 + number(*where, "k", below=4)),
            "m": self.calendar.month(self.period, language, *where),
        }
        for slot, filling in {**slots, **names}.items():
            text = text.replace("{" + slot + "}", filling)
        return text[:1].upper() + text[1:]
