"""The features of the application, one blueprint a noun."""

from flask import Blueprint, Flask

from webapp.actions.views import blueprint as actions
from webapp.assessment.views import blueprint as assessment
from webapp.audit.views import blueprint as audit
from webapp.autosave.views import blueprint as autosave
from webapp.calibration.live_views import blueprint as calibration_live
from webapp.calibration.locking_views import blueprint as calibration_locking
from webapp.calibration.moving_views import blueprint as calibration_moving
from webapp.calibration.noting import blueprint as calibration_noting
from webapp.calibration.person_views import blueprint as calibration_person
from webapp.calibration.proposing import blueprint as calibration_proposing
from webapp.calibration.seating_views import blueprint as calibration_seating
from webapp.calibration.setting_up_views import blueprint as calibration_setting_up
from webapp.calibration.together_views import blueprint as calibration_together
from webapp.calibration.views import blueprint as calibration
from webapp.calibration.voting import blueprint as calibration_voting
from webapp.challenge.views import blueprint as challenge
from webapp.cycle.draft_views import blueprint as cycle_draft
from webapp.cycle.export_views import blueprint as cycle_export
from webapp.cycle.many_views import blueprint as cycle_many
from webapp.cycle.views import blueprint as cycle
from webapp.cycle.whole_views import blueprint as cycle_whole
from webapp.deputies.views import blueprint as deputies
from webapp.directory.views import blueprint as directory
from webapp.forgotten_password.views import blueprint as forgotten_password
from webapp.framework.views import blueprint as framework
from webapp.frameworks.importing import blueprint as framework_import
from webapp.frameworks.views import blueprint as frameworks
from webapp.health.views import blueprint as health
from webapp.history.views import blueprint as history
from webapp.home.views import blueprint as home
from webapp.invitations.views import blueprint as invitations
from webapp.jobs.views import blueprint as jobs
from webapp.mail.views import blueprint as mail
from webapp.pack.views import blueprint as pack
from webapp.people.views import blueprint as people
from webapp.people_import.views import blueprint as people_import
from webapp.report.views import blueprint as report
from webapp.result.views import blueprint as result
from webapp.self_review.views import blueprint as self_review
from webapp.set_up.views import blueprint as set_up
from webapp.sign_off.views import blueprint as sign_off
from webapp.team.views import blueprint as team
from webapp.verify.views import blueprint as verify
from webapp.workflow.views import blueprint as workflow

BLUEPRINTS: tuple[Blueprint, ...] = (
    actions,
    assessment,
    audit,
    autosave,
    calibration,
    calibration_live,
    calibration_locking,
    calibration_moving,
    calibration_noting,
    calibration_person,
    calibration_proposing,
    calibration_seating,
    calibration_setting_up,
    calibration_together,
    calibration_voting,
    challenge,
    cycle,
    deputies,
    directory,
    cycle_draft,
    cycle_export,
    cycle_many,
    cycle_whole,
    forgotten_password,
    framework,
    framework_import,
    frameworks,
    health,
    history,
    home,
    invitations,
    jobs,
    mail,
    pack,
    people,
    people_import,
    report,
    result,
    self_review,
    set_up,
    sign_off,
    team,
    verify,
    workflow,
)
"""Add yours here, with a plain import above."""


def register(app: Flask) -> None:
    """Registers every feature."""
    for each in BLUEPRINTS:
        app.register_blueprint(each)
