"""Deputies: one's own, and for HR those of anybody."""

from functools import partial

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.errors import Forbidden, Refused
from graph.mail.outbox import deputy_notice
from graph.people.changing import Notice, person_named
from graph.people.deputies import Naming, deputies, end_deputy, name_deputy
from webapp import access, current
from webapp.deputies.forms import DeputyForm, EndForm
from webapp.deputies.pages import DeputiesPage
from webapp.page import render
from webapp.refusals import put_on_form

blueprint = Blueprint("deputies", __name__)

Answer = str | Response | tuple[str, int]
_FIELDS = {"date_past": "since", "deputy_days": "until", "has_left": "until", "deputy_overlaps": "since",
           "reason": "reason"}  # fmt: skip


@blueprint.get("/account/deputies")
@access.signed_in
def own() -> str:
    """Who acts in one's own place, and for whom one acts."""
    return _page(current.context().actor, None)


@blueprint.post("/account/deputies")
@access.signed_in
def name_own() -> Answer:
    """Names one's own deputy."""
    return _name(current.context().actor)


@blueprint.post("/account/deputies/end")
@access.signed_in
def end_own() -> Answer:
    """Ends that somebody is one's deputy."""
    return _end(current.context().actor)


@blueprint.get("/people/<person>/deputies")
@access.capacity("hr_admin")
def of_person(person: str) -> str:
    """Who acts in somebody's place, for HR."""
    return _page(person, None)


@blueprint.post("/people/<person>/deputies")
@access.capacity("hr_admin")
def name_of_person(person: str) -> Answer:
    """Names somebody's deputy, for HR."""
    return _name(person)


@blueprint.post("/people/<person>/deputies/end")
@access.capacity("hr_admin")
def end_of_person(person: str) -> Answer:
    """Ends that somebody has a deputy, for HR."""
    return _end(person)


def _name(person: str) -> Answer:
    form = DeputyForm()
    if form.validate_on_submit():
        since, until = form.since.data, form.until.data
        assert since
        assert until
        _require_manager(person)
        try:
            named = person_named(current.graph(), form.deputy.data or "")
            naming = Naming(person, named, since, until, form.reason.data or "")
            name_deputy(current.graph(), current.context(), form.shown, naming, notice=_notice())
        except Refused as refused:
            put_on_form(refused, form, _FIELDS, other="deputy")
        except Forbidden:  # HR would be it: nobody else comes here for somebody else's deputy
            form.deputy.errors = [
                _("You cannot name yourself. Name somebody else, or ask another HR admin to name you.")
            ]
            return _page(person, form), 403
        else:
            flash(_("The deputy is named."))
            return redirect(_address(person))
    return _page(person, form), 422


def _notice() -> Notice | None:
    """The mail that tells a manager what HR does here."""
    return partial(deputy_notice, current.context()) if current.settings().mail_server else None


def _require_manager(person: str) -> None:
    """Raises Forbidden for who names a deputy of their own and has nobody to act for: the form answers who is called
    what, and has which address."""
    graph, context = current.graph(), current.context()
    if person == context.actor and not deputies(graph, context, person).reports:
        raise Forbidden("name_deputy", "manager")


def _end(person: str) -> Answer:
    form = EndForm()
    if not form.validate_on_submit():
        return _page(person, None), 422
    end_deputy(current.graph(), current.context(), person, form.deputy.data or "", form.shown, notice=_notice())
    flash(_("Ended. From now on they act in nobody’s place here."))
    return redirect(_address(person))


def _address(person: str) -> str:
    if person == current.context().actor:
        return url_for("deputies.own")
    return url_for("deputies.of_person", person=person)


def _page(person: str, form: DeputyForm | None) -> str:
    found, own = deputies(current.graph(), current.context(), person), person == current.context().actor
    return render(
        DeputiesPage(
            deputies=found,
            own=own,
            form=form or DeputyForm(formdata=None, seq=str(found.seq), since=current.context().today),
            address=_address(person),
            end=url_for("deputies.end_own") if own else url_for("deputies.end_of_person", person=person),
        )
    )
