"""Who is known by which words: everybody of the graph and of the file, to find the managers that a file names."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from graph.people_import.problems import nearest
from graph.people_import.reading import NOTHING

NO_MANAGER = NOTHING | {"no_manager", "no_mgr", "NO_MANAGER", "NO_MGR", "none", "None", "无上级", "ROOT"}
_FAMILY_FIRST = re.compile(r"\s*([^,，]+)[,，]\s*([^,，]+)\s*")
_BOTH = re.compile(r"(.+?)\s*(?:/|\(|（|<)\s*([^)）>/]+?)\s*[)）>]?")


def plain(name: str) -> str:
    """A name as it is compared: without case, width and spaces too many."""
    if name.isascii():
        return " ".join(name.casefold().split())
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class KnownNames:
    """Ids by everything by which somebody can be named."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.keys: dict[str, str] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._waiting: list[tuple[str, tuple[str, ...]]] = []

    def add(self, person: str, email: str, login: str, names: tuple[str, ...]) -> None:
        """One more person, or another way to name one."""
        self.ids.add(person)
        for key in (email, login):
            if key:
                self.keys[key.casefold()] = person
        self._waiting.append((person, names))

    @property
    def names(self) -> Mapping[str, set[str]]:
        """Ids by names; made when somebody is first looked for by one, which in most files nobody is."""
        for person, names in self._waiting:
            for name in names:
                if name:
                    self._names[plain(name)].add(person)
        self._waiting.clear()
        return self._names

    def find(self, text: str) -> tuple[str, ...]:
        """The ids of those whom a text names: one, none, or several of one name."""
        if text in self.ids:
            return (text,)
        found = self.keys.get(text.casefold())
        if found:
            return (found,)
        for name in self._readings(text):
            if self.names.get(name):
                return tuple(sorted(self.names[name]))
        match = _BOTH.fullmatch(text)
        if match:
            for part, other in ((match[2], match[1]), (match[1], match[2])):
                found = part if part in self.ids else self.keys.get(part.casefold())
                if found:
                    return (found,)
                if plain(part) in self.names and plain(other) not in self.names and len(self.names[plain(part)]) > 1:
                    return tuple(sorted(self.names[plain(part)]))
        return ()

    def _readings(self, text: str) -> Iterator[str]:
        yield plain(text)
        turned = _FAMILY_FIRST.fullmatch(text)
        if turned:
            yield plain(f"{turned[2]} {turned[1]}")

    def nearest(self, text: str) -> str:
        """What somebody is called by that looks most like a text; of a number only the id that has zeros before it,
        since among ids that follow one another some other one always looks like it."""
        if text.isdecimal():
            return next((one for one in self.ids if one.lstrip("0") == text.lstrip("0")), "")
        return nearest(text, [*self.ids, *self.keys, *self.names])
