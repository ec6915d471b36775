"""Reading, exporting and verifying the record."""

from urllib.parse import urlencode

from flask import Blueprint, Response, url_for
from werkzeug.datastructures import Headers

from graph.verification import record as recorded
from graph.verification.record import RecordFilter, RecordStretch
from graph.verification.verify import verify
from webapp import access, current
from webapp.audit.export import csv_file
from webapp.audit.forms import RecordForm, record_form
from webapp.audit.messages import action_words
from webapp.audit.pages import EventLine, EventsPage, RecordPage
from webapp.forms import say_page_above
from webapp.page import render

blueprint = Blueprint("audit", __name__)

EVENTS_A_PAGE = 50


@blueprint.get("/audit")
@access.capacity("auditor")
def record() -> str:
    """What the record is, the button that verifies it, and the last verifications."""
    return render(RecordPage(None, None, recorded.verification_runs(current.graph())))


@blueprint.post("/audit")
@access.capacity("auditor")
def verified() -> str:
    """Recomputes every hash and every signature, and keeps what was found."""
    context = current.context()
    result = verify(current.graph())
    recorded.keep_verification(current.graph(), context, result)
    return render(RecordPage(result, context.now, recorded.verification_runs(current.graph())))


@blueprint.get("/audit/events")
@access.capacity("auditor")
def events() -> str | tuple[str, int]:
    """The events of a time, a person, a cycle or an action, the newest first."""
    form = record_form()
    fits = form.validate()
    say_page_above(form)
    page = (form.page.data or 1) if fits else 1
    wanted = form.wanted() if fits else RecordFilter()
    skip = (page - 1) * EVENTS_A_PAGE
    stretch = recorded.read_record(current.graph(), current.context(), wanted, skip=skip, limit=EVENTS_A_PAGE)
    shown = _page(form, stretch if fits else RecordStretch((), False, stretch.cycles), page)
    return render(shown) if fits else (render(shown), 422)


@blueprint.post("/audit/events.csv")
@access.capacity("auditor")
def export() -> str | Response | tuple[str, int]:
    """The same events as a file; that it was taken is recorded."""
    form = record_form()
    if not form.validate():
        return events()
    context, wanted = current.context(), form.wanted()
    file, count = csv_file(recorded.whole_record(current.graph(), context, wanted))
    recorded.keep_export(current.graph(), context, wanted, count)
    name = f"plumbline-record-{context.now:%Y-%m-%dT%H%M}.csv"
    return Response(
        file,
        headers=Headers({"Content-Disposition": f'attachment; filename="{name}"'}),
        content_type="text/csv; charset=utf-8",
    )


def _page(form: RecordForm, stretch: RecordStretch, page: int) -> EventsPage:
    first = (page - 1) * EVENTS_A_PAGE
    chosen = form.chosen()
    return EventsPage(
        form=form,
        cycles=stretch.cycles,
        lines=tuple(
            EventLine(
                line,
                action_words(line.action),
                url_for("history.history", review_id=line.stream) if line.owner == "Review" else "",
            )
            for line in stretch.lines
        ),
        first=first + 1 if stretch.lines else 0,
        last=first + len(stretch.lines),
        before=_at_page(chosen, page - 1) if page > 1 else "",
        after=_at_page(chosen, page + 1) if stretch.more else "",
        chosen=chosen,
    )


def _at_page(chosen: dict[str, str], page: int) -> str:
    return url_for("audit.events") + "?" + urlencode({**chosen, "page": page})
