"""Having the engine plan the queries ahead, so that no person waits for the first use of one."""

import threading
from collections import deque

from graph.driver import Graph
from graph.queries import Query, all_queries, load

PLANNERS = 2
"""How many queries the engine plans at once."""
START_PAGE = 2
"""How many of FIRST are planned before the engine is given anything else: what the start page asks."""
FIRST = (
    "people/account",
    "worklists/tasks",
    "review/sheet",
    "review/save_ratings",
    "worklists/team",
    "people/credentials",
    "framework/skill_profile",
    "framework/role_matrices",
    "framework/skill_list",
    "framework/role_list",
    "calibration/session",
    "workflow/advance",
)
"""What is planned first: what everybody asks for, in the order in which they come to it."""


def plan_start_page(graph: Graph) -> None:
    """Plans what the start page asks. Raises GraphUnavailable as soon as the engine does not answer."""
    _plan(graph, [load(name) for name in FIRST[:START_PAGE]])


def plan_first(graph: Graph) -> None:
    """Plans FIRST. Raises GraphUnavailable as soon as the engine does not answer."""
    plan_start_page(graph)
    _plan(graph, [load(name) for name in FIRST[START_PAGE:]])


def plan_others(graph: Graph) -> None:
    """Plans every query but the start page's, the rest of FIRST before the others. Raises GraphUnavailable as soon as
    the engine does not answer."""
    _plan(graph, [load(name) for name in FIRST[START_PAGE:]] + [q for q in all_queries() if q.name not in FIRST])


def plan_queries(graph: Graph) -> None:
    """Plans every query, FIRST before the others. Raises GraphUnavailable as soon as the engine does not answer."""
    plan_start_page(graph)
    plan_others(graph)


def _plan(graph: Graph, queries: list[Query]) -> None:
    left, failed = deque(queries), list[Exception]()

    def plan() -> None:
        while left and not failed:
            try:
                q = left.popleft()
                graph.plan(q, run=q.name in FIRST and q.access == "read")
            except IndexError:
                return  # the other one took the last
            except Exception as error:
                failed.append(error)

    # Daemons: a process that is told to end does not plan the rest first.
    planners = [threading.Thread(target=plan, name="plan", daemon=True) for _ in range(PLANNERS)]
    for each in planners:
        each.start()
    for each in planners:
        each.join()
    if failed:
        raise failed[0]
