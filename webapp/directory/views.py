"""People for HR: the list, its exports, and one person."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from graph.audit.chain import compose
from graph.audit.repository import append, stream_head
from graph.errors import Conflict, Refused
from graph.mail.outbox import address_notice
from graph.people import changing
from graph.people.capacities import CapacityChange, change_capacity
from graph.people.listing import HEADINGS, PeopleFilter, export_rows, stretch
from graph.people.models import Placement
from graph.people.profile import Held, Profile, profile
from graph.people_import.fields import FIELDS, LABELS
from graph.spreadsheets.cleaning import clean_heading
from graph.spreadsheets.writing import Table, csv_file, xlsx_file
from webapp import access, current, i18n
from webapp.capacities import capacity_word
from webapp.directory.forms import CURRENT_LINES, AbsenceForm, CapacityForm, DetailsForm, MoveForm, PeopleForm
from webapp.directory.messages import account_words
from webapp.directory.pages import HeldLine, HeldList, PeoplePage, PersonPage, ReviewLine
from webapp.forms import say_page_above
from webapp.mail.messages import given_up_line
from webapp.page import render
from webapp.refusals import put_on_form
from webapp.workflow.messages import state_word

blueprint = Blueprint("directory", __name__)

PEOPLE_A_PAGE = 50
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_EXPORT_TRIES = 5


@blueprint.get("/people")
@access.capacity("hr_admin")
def people() -> str | tuple[str, int]:
    """Who is who: search, filters, one stretch at a time."""
    form = PeopleForm(request.args)
    fits = form.validate()
    say_page_above(form)
    page = (form.page.data or 1) if fits else 1
    wanted = form.wanted() if fits else PeopleFilter()
    skip = (page - 1) * PEOPLE_A_PAGE
    found = stretch(current.graph(), current.context(), wanted, skip=skip, limit=PEOPLE_A_PAGE)

    def address(number: int) -> str:
        return "/people?" + urlencode({**form.chosen(), "page": number})

    chosen = "?" + urlencode(form.chosen()) if form.chosen() else ""
    shown = PeoplePage(
        form=form,
        people=found.people,
        total=found.total,
        first=skip + 1,
        last=skip + len(found.people),
        before=address(page - 1) if page > 1 else "",
        after=address(page + 1) if found.total > skip + PEOPLE_A_PAGE else "",
        exports=(
            (_("Export as XLSX"), url_for("directory.export", ending="xlsx") + chosen),
            (_("Export as CSV"), url_for("directory.export", ending="csv") + chosen),
        ),
        filtered=bool(wanted),
        active=len(form.chosen().keys() - {"text"}),
        filters_open=not fits,
    )
    return render(shown) if fits else (render(shown), 422)


@blueprint.get("/people/export.<any(csv, xlsx):ending>")
@access.capacity("hr_admin")
def export(ending: str) -> Response | Answer:
    """Those who fit as a file that can come back as an import; that it was taken is recorded."""
    form = PeopleForm(request.args)
    if not form.validate():
        return redirect(url_for("directory.people"))
    context = current.context()
    rows = list(export_rows(current.graph(), context, form.wanted()))
    _recorded(len(rows))
    table = Table("people", HEADINGS, rows)
    data = csv_file(table) if ending == "csv" else xlsx_file([table, _codebook()])
    name = f"plumbline-people-{context.today.isoformat()}.{ending}"
    return Response(data, content_type=KINDS[ending], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _codebook() -> Table:
    """What each column holds, for who reads the file: its headings are those that an import knows."""
    rows = [(each, i18n.words(LABELS[FIELDS[clean_heading(each)][0]])) for each in HEADINGS]
    return Table("codebook", ("column", "meaning"), rows)


def _recorded(count: int) -> None:
    graph, context = current.graph(), current.context()
    for _try in range(_EXPORT_TRIES):
        seq, head = stream_head(graph, context.actor)
        event = compose(context, context.actor, seq, head, "export_people", {"people": count}, relied_on="hr_admin")
        if append(graph, context, seq, head, event):
            return
    raise Conflict({})


@blueprint.get("/people/<person>")
@access.capacity("hr_admin")
def person(person: str) -> str:
    """Who somebody is, and where they stand over time."""
    return _person(_profile(person))


@blueprint.post("/people/<person>/details")
@access.capacity("hr_admin")
def details(person: str) -> str | Answer | tuple[str, int]:
    """Changes names, email, sign-in name, language."""
    form = DetailsForm()
    if form.validate_on_submit():
        new = changing.Details(
            form.name.data or "",
            form.name_zh.data or "",
            form.email.data or "",
            form.login.data or "",
            form.language.data,
        )
        context = current.context()
        notice = partial(address_notice, context) if current.settings().mail_server else None
        try:
            changing.change_details(current.graph(), context, person, form.shown, new, notice=notice)
        except Refused as refused:
            put_on_form(refused, form, {"email_taken": "email", "login_taken": "login"})
        else:
            return _saved(person)
    return _person(_profile(person), details=form), 422


@blueprint.post("/people/<person>/absence")
@access.capacity("hr_admin")
def absence(person: str) -> str | Answer | tuple[str, int]:
    """Sets absence and leaving."""
    form = AbsenceForm()
    if form.validate_on_submit():
        try:
            changing.change_absence(
                current.graph(), current.context(), person, form.shown, form.away_until.data, form.leaves_on.data
            )
        except Refused as refused:
            put_on_form(refused, form, {}, other="leaves_on")
        else:
            return _saved(person)
    return _person(_profile(person), absence=form), 422


@blueprint.post("/people/<person>/capacities")
@access.capacity("hr_admin")
def capacities(person: str) -> str | Answer | tuple[str, int]:
    """Gives or takes a capacity from a day on."""
    form = CapacityForm()
    if form.validate_on_submit():
        since = form.since.data
        assert since
        change = CapacityChange(person, form.capacity.data, since, form.reason.data or "", form.how.data == "take")
        try:
            changed = change_capacity(current.graph(), current.context(), form.shown, change)
        except Refused as refused:
            put_on_form(refused, form, {"reason": "reason", "unknown_choice": "capacity"}, other="since")
        else:
            return _saved(person, changed=changed)
    return _person(_profile(person), capacity=form), 422


@blueprint.post("/people/<person>/<any(level, manager, dotted, reviewer, department):what>")
@access.capacity("hr_admin")
def move(person: str, what: str) -> str | Answer | tuple[str, int]:
    """Places somebody from a day on, corrects a start, or ends what they hold."""
    form = MoveForm()
    form.level.choices = []
    if form.validate_on_submit():
        try:
            changed = changing.move(current.graph(), current.context(), form.shown, _placement(person, what, form))
        except Refused as refused:
            put_on_form(refused, form, {}, other=what)
        else:
            return _saved(person, changed=changed)
    one = _profile(person)
    form.offer(one)
    return _person(one, moved=(what, form)), 422


def _placement(person: str, what: str, form: MoveForm) -> Placement:
    """What the form asks for. Raises Refused where it names nobody, or nothing."""
    since = form.since.data
    assert since
    kind = CURRENT_LINES.get(what, "line")
    if form.how.data == "ends":
        return Placement(person, since, kind=kind, ends=("manager" if what in CURRENT_LINES else what,))
    value = (form[what].data or "").strip()
    corrects = form.how.data == "corrects"
    if what == "level":
        return Placement(person, since, level=value or None, corrects=corrects)
    if what == "department":
        return Placement(person, since, department=value or None, corrects=corrects)
    manager = changing.manager_named(current.graph(), value, person)
    return Placement(person, since, manager=manager, kind=kind, corrects=corrects)


def _saved(person: str, *, changed: bool = True) -> Answer:
    flash(_("Saved.") if changed else _("Nothing changed: it already stood so."))
    return redirect(url_for("directory.person", person=person))


def _profile(person: str) -> Profile:
    return profile(current.graph(), current.context(), person)


def _person(
    one: Profile,
    details: DetailsForm | None = None,
    absence: AbsenceForm | None = None,
    capacity: CapacityForm | None = None,
    moved: tuple[str, MoveForm] | None = None,
) -> str:
    today, seq = current.context().today, str(one.seq)
    lists = _lists(one, moved)
    plain = DetailsForm(
        formdata=None, seq=seq, name=one.name_latin, name_zh=one.name_zh, email=one.email, login=one.login,
        language=one.language,
    )  # fmt: skip
    days = AbsenceForm(formdata=None, seq=seq, away_until=one.away_until, leaves_on=one.leaves_on)
    return render(
        PersonPage(
            profile=one,
            own=one.id == current.context().actor,
            lists=lists,
            reviews=tuple(ReviewLine(each, state_word(each.state)) for each in one.reviews),
            details=details or plain,
            absence=absence or days,
            capacities=tuple(
                HeldLine(capacity_word(each.id), "", replace(each, now=each.now and not one.left))
                for each in one.capacities
            ),
            capacity=capacity or CapacityForm(formdata=None, seq=seq, since=today),
            details_open=details is not None,
            absence_open=absence is not None,
            capacity_open=capacity is not None,
            account=account_words(one),
            by_mail=bool(current.settings().mail_server),
            given_up=tuple(given_up_line(each, current.context()) for each in one.given_up),
        )
    )


def _lists(one: Profile, moved: tuple[str, MoveForm] | None) -> tuple[HeldList, ...]:
    """What somebody holds over time, each with its form: the one that was sent, as it was."""
    today = current.context().today
    titles = {
        "level": (_("Role and level"), one.levels),
        "manager": (_("Manager"), one.managers.get("line", ())),
        "dotted": (_("Dotted-line manager"), one.managers.get("dotted", ())),
        "reviewer": (_("Appointed reviewer"), one.managers.get("appointed", ())),
        "department": (_("Department"), one.departments),
    }
    sent = dict([moved]) if moved else {}
    return tuple(
        HeldList(what, title, _held_lines(what, held), sent.get(what) or MoveForm.of(one, today, what), what in sent)
        for what, (title, held) in titles.items()
    )


def _held_lines(what: str, held: Sequence[Held]) -> tuple[HeldLine, ...]:
    """Spells in words; people with the address of their page."""
    return tuple(
        HeldLine(
            i18n.words(each.name), url_for("directory.person", person=each.id) if what in CURRENT_LINES else "", each
        )
        for each in held
    )
