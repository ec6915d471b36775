"""Deciding together about people whom nobody questions: as their managers recommend, with one sentence for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.context import Context
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Refused
from graph.review.enums import Action, Outcome
from graph.workflow import transitions
from graph.workflow.commands import Command


@dataclass
class Together:
    """How deciding together went: the reviews decided, those about which somebody else has to decide (their own line,
    what they wrote or signed), and those that moved meanwhile."""

    decided: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def confirm_levels(graph: Graph, context: Context, reviews: Mapping[str, int], sentence: str) -> Together:
    """Confirms the level of each of some people, with a sentence that each of them reads; one after the other, each by
    itself: what stands in the way of one keeps nobody else from it. `reviews` are the seq at which each was read: what
    somebody decided or changed since is not replaced.

    Raises Refused where the sentence will not do.
    """
    done = Together()
    for review, seq in reviews.items():
        command = Command(seq=seq, outcome=Outcome.CONFIRMED, words={"sentence": sentence})
        try:
            transitions.perform(graph, context, review, Action.DECIDE, command)
        except Refused as refused:
            if {reason.rule for reason in refused.reasons} & {"decision_sentence"}:
                raise
            done.barred.append(review)
        except (Conflict, Forbidden, NotFound):
            done.moved.append(review)
        else:
            done.decided.append(review)
    return done
