"""What every part of a load shares: the graph, the calendar, who is who, and contexts of given moments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from graph.context import Context
from graph.demo import files
from graph.demo.calendar import Calendar
from graph.demo.models import Member
from graph.demo.seeded_random import number
from graph.driver import Graph

SYSTEM = "system"
RELIED_ON = "demo data"
HR = "hr_admin"


@dataclass(frozen=True)
class DemoContext:
    """One load. `ids` gives unguessable tokens."""

    graph: Graph
    calendar: Calendar
    ids: Callable[[], str]

    def context(self, actor: str, moment: datetime) -> Context:
        """The context in which `actor` acts at `moment`."""
        return Context(actor, moment, moment.date(), self.ids)

    def hr(self) -> str:
        """The id of the HR admin."""
        return next(each.id for each in files.members() if each.capacity == HR)

    def member(self, person: str) -> Member:
        """Somebody of the company. Raises KeyError."""
        return {each.id: each for each in files.members()}[person]

    def review_id(self, period: str, person: str) -> str:
        """The id of a person's review in a period: the same at every load of the same cycle."""
        cycle = self.calendar.cycle_id(period)
        return f"rv-{number(cycle, person, below=16**10):010x}"
