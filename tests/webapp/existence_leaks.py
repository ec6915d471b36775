"""Whether answers tell what there is from what there is not, by anything that they say or by how often the graph is
asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.driver import Graph
from tests.meta.access_table import Line
from tests.webapp.raw_client import RawClient, apart, told

NOTHING = {name: f"no-such-{name}" for name in ("review", "session", "code", "other")}
"""What makes an address of something one of nothing."""


@dataclass(frozen=True)
class Observation:
    """All that an answer tells, but for the address that was asked for and the mark of it in the navigation, where only
    one's own review can stand; how many statements it took."""

    told: str
    statements: int


@dataclass
class Probe:
    """A persona's browser at an application over `graph`."""

    raw_client: RawClient
    graph: Graph
    _nothing: dict[Line, Observation] = field(default_factory=dict)

    def seen(self, line: Line, values: dict[str, str]) -> Observation:
        """The answer at a line's address, made with `values`."""
        path = line.path.format(**values)
        self.graph.reset_round_trips()
        answer = self.raw_client.send(line.method, path, line.sends)
        statements = self.graph.round_trips
        return Observation(told(answer).replace(path, "*").replace('aria-current="page"', ""), statements)

    def nothing(self, line: Line) -> Observation:
        """The answer where the address names nothing; asked for once."""
        if line not in self._nothing:
            self._nothing[line] = self.seen(line, NOTHING)
        return self._nothing[line]


def existence_leaks(asking: Probe, lines: Iterable[Line], at: int, place: int, values: dict[str, str]) -> Iterator[str]:
    """What the persona in the table's `place` may not know by its column `at`, and yet is answered otherwise than what
    is not there. For whom no line is open the number of statements counts, too: others may know that it is there."""
    named = [line for line in lines if "{" in line.path and "no-such" not in line.path]
    closed = [line for line in named if line.cells[at][place] == "4"]
    for line in closed:
        there, nothing = asking.seen(line, values), asking.nothing(line)
        if there.told != nothing.told:
            yield f"{line.method} {line.path}: {apart(there.told, nothing.told)}"
        elif closed == named and there.statements != nothing.statements:
            yield f"{line.method} {line.path}: {there.statements} statements, not {nothing.statements}"


def beside_nothing(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """Each line with an address of something, and the line of the same endpoint whose address names nothing."""
    listed = list(lines)
    nothing = {(line.endpoint, line.method): line for line in listed if "/no-such-" in line.path}
    for line in listed:
        if "/no-such-" not in line.path and (line.endpoint, line.method) in nothing:
            yield line, nothing[line.endpoint, line.method]
