"""The features of the application, one blueprint a noun."""

from flask import Blueprint, Flask

from webapp.audit.views import blueprint as audit
from webapp.calibration.views import blueprint as calibration
from webapp.cycle.views import blueprint as cycle
from webapp.framework.views import blueprint as framework
from webapp.health.views import blueprint as health
from webapp.home.views import blueprint as home
from webapp.pack.views import blueprint as pack
from webapp.people.views import blueprint as people
from webapp.report.files import blueprint as files
from webapp.report.views import blueprint as report
from webapp.review.action_views import blueprint as actions
from webapp.review.arbiter_views import blueprint as arbiter
from webapp.review.autosave import blueprint as autosave
from webapp.review.manager_views import blueprint as manager
from webapp.review.result import blueprint as result
from webapp.review.views import blueprint as review
from webapp.team.views import blueprint as team
from webapp.verify.views import blueprint as verify
from webapp.workflow.views import blueprint as workflow

BLUEPRINTS: list[Blueprint] = [
    people,
    home,
    review,
    autosave,
    result,
    framework,
    calibration,
    pack,
    report,
    verify,
    audit,
    actions,
    arbiter,
    cycle,
    files,
    manager,
    team,
    workflow,
    health,
]
"""Add yours here, with a plain import above."""


def register(app: Flask) -> None:
    """Registers every feature."""
    for each in BLUEPRINTS:
        app.register_blueprint(each)
