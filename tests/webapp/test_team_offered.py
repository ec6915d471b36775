"""The line "Team" of the top bar is offered to those whom its page shows somebody, and to nobody else."""

from flask import Flask

from graph.driver import Graph
from tests.company import DOTTED, HEAD, MANAGER, PEOPLE, new_company
from tests.webapp.conftest import NOW
from tests.webapp.login import browser_of

NOBODY = "Nobody reports to you today"


def test_team_is_offered_where_somebody_reports(app: Flask, graph: Graph) -> None:
    new_company(graph, NOW)
    offered, reported_to = [], []
    for person in PEOPLE:
        page = browser_of(app, person).get("/team")
        offered += [person] * (page.links.get("Team") == "/team")
        reported_to += [person] * (NOBODY not in page.text)
    assert offered == reported_to
    assert {HEAD, MANAGER} <= set(offered)
    assert DOTTED not in offered
