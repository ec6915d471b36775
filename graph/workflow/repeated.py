"""Whether what is asked for was done already by the same person, from the same page: a button pressed twice."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from graph.driver import Graph
from graph.queries import query

STEP = query("workflow/step")


def is_repeated(graph: Graph, review: str, actor: str, action: str, seq: int, said: Collection[str]) -> bool:
    """Whether the step after `seq`, which the page showed, is this action by `actor` with these texts and choices.

    Other words are another request: they are not done yet, and must not get lost. Nor is done what was taken back
    since, by whoever led the review back to where the step began.
    """
    step = graph.read_one(STEP, review=review, seq=seq + 1, actor=actor)
    if step is None or step["action"] != action:
        return False
    texts, facts = {text for text in step["texts"] if text}, _facts(step["body"])
    if facts.get("from") != facts.get("to") and any(
        _facts(one).get("to") == facts.get("from") for one in step["later"]
    ):
        return False
    return texts <= set(said) <= texts | set(_texts_in(facts))


def _facts(body: str) -> dict[str, Any]:
    try:
        facts = json.loads(body)["facts"]
    except (ValueError, TypeError, KeyError):  # somebody changed the event: nothing was chosen, as far as one can tell
        return {}
    return facts if isinstance(facts, dict) else {}


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_in(one)
