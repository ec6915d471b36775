"""Whether what is asked for was done already by the same person, from the same page: a button pressed twice."""

import json
from collections.abc import Collection, Iterator

from graph.driver import Graph
from graph.queries import query

STEP = query("workflow/step")


def is_repeated(graph: Graph, review: str, actor: str, action: str, seq: int, said: Collection[str]) -> bool:
    """Whether the step after `seq`, which the page showed, is this action by `actor` with these texts and choices.

    Other words are another request: they are not done yet, and must not get lost.
    """
    step = graph.read_one(STEP, review=review, seq=seq + 1, actor=actor)
    if step is None or step["action"] != action:
        return False
    texts = {text for text in step["texts"] if text}
    return texts <= set(said) <= texts | set(_texts_in(_facts(step["body"])))


def _facts(body: str) -> object:
    try:
        return json.loads(body)["facts"]
    except (ValueError, TypeError, KeyError):  # somebody changed the event: nothing was chosen, as far as one can tell
        return {}


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_in(one)
