"""How guards are written down: each under the name of its rule."""

from collections.abc import Callable
from dataclasses import dataclass, field

from graph.errors import Reason
from graph.review.full_review import FullReview
from graph.workflow.commands import Command

Guard = Callable[[FullReview, Command], tuple[Reason, ...]]


@dataclass(frozen=True)
class GuardSet:
    """Guards by their rules; those in `of_input` are about what the actor types: they say nothing before the act."""

    by_rule: dict[str, Guard] = field(default_factory=dict)
    of_input: set[str] = field(default_factory=set)

    def guard(self, rule: str, *, of_input: bool = False) -> Callable[[Callable[[FullReview, Command], bool]], Guard]:
        """Takes up a yes-or-no guard under its rule's name; `of_input` where it is about what the actor types."""

        def register(is_met: Callable[[FullReview, Command], bool]) -> Guard:
            def ask(now: FullReview, command: Command) -> tuple[Reason, ...]:
                return () if is_met(now, command) else (Reason(rule),)

            self.by_rule[rule] = ask
            if of_input:
                self.of_input.add(rule)
            return ask

        return register
