"""What exactly is signed, the signature, and what follows it on the manager's side."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from graph.errors import Conflict, Forbidden, Refused
from graph.review.as_signed import as_signed
from graph.review.completeness import missing_in, unlike
from graph.review.enums import SIGNED, Action, Capacity, Part, Party, State
from graph.review.models import Expectation, Head
from graph.review.sheet import Sheet
from graph.review.signature import content_hash_of
from graph.verification.verify import require_intact
from graph.workflow import transitions
from graph.workflow.available_actions import ActionableReview, read_with_actions
from graph.workflow.reading import sheet as read_sheet
from webapp import access, current
from webapp.assessment.rating_first import is_hidden_by_choice, without_self_assessment
from webapp.i18n import day, sentences, words
from webapp.page import render
from webapp.refusals import put_on_form
from webapp.review.action_links import action_links
from webapp.review.cards import group_key, key_of
from webapp.review.header import header_of, holder
from webapp.review.marks import marks
from webapp.review.messages import missing_text
from webapp.sign_off.forms import FIELD_OF_RULE, SignForm
from webapp.sign_off.pages import SignedGroup, SignedRow, SignPage
from webapp.workflow.messages import blockers

blueprint = Blueprint("sign_off", __name__)


@blueprint.route("/reviews/<review_id>/sign", methods=["GET", "POST"])
@access.signed_in
def sign(review_id: str) -> str | Response:
    """Shows everything that is signed; signs. Afterwards: what was signed, and what can follow.

    A signature that comes too late is a Conflict, whose page gives the sentences back.
    """
    now = current.context()
    reading = read_with_actions(current.graph(), now, review_id)
    sheet = reading.sheet
    if Capacity.MANAGER not in sheet.capacities:
        raise Forbidden("sign_off", Capacity.MANAGER.value)
    if request.method == "POST" and sheet.head.state is not State.MANAGER_DRAFT:
        if _is_sent_twice(sheet, now.actor):
            return redirect(url_for("sign_off.sign", review_id=review_id))
        raise Conflict({"review": sheet.head.id, "state": sheet.head.state.value})
    if sheet.head.state not in SIGNED | {State.MANAGER_DRAFT}:
        return redirect(url_for("assessment.assess", review_id=review_id))
    form = _form(sheet) if sheet.head.state is State.MANAGER_DRAFT else None
    if form and form.validate_on_submit():
        try:
            transitions.perform(current.graph(), now, review_id, Action.SIGN_OFF, form.sign_off(), reading)
        except Refused as refused:
            put_on_form(refused, form, FIELD_OF_RULE)
        except Conflict:
            if not _is_sent_twice(read_sheet(current.graph(), now, review_id), now.actor):
                raise
            return redirect(url_for("sign_off.sign", review_id=review_id))
        else:
            flash(_("Signed off. What you signed stays readable exactly as it is now."))
            return redirect(url_for("sign_off.sign", review_id=review_id))
    return render(_page(reading, form))


def _is_sent_twice(sheet: Sheet, person: str) -> bool:
    """Whether what was posted is the signature that stands: the button was pressed twice."""
    sent, signed = SignForm().sign_off(), sheet.sign_off
    if signed is None or sheet.head.state is not State.SIGNED_OFF or sent.seq != sheet.head.seq - 1:
        return False
    there = (signed.by.id, signed.name, signed.recommendation, signed.sentences)
    return there == (person, sent.name.strip(), sent.recommendation, sent.words["sentences"].strip())


def _form(sheet: Sheet) -> SignForm:
    side = sheet.assessments.get(Party.MANAGER)
    return SignForm.for_review(sheet.head, side.draft if side else 0)


def _page(reading: ActionableReview, form: SignForm | None) -> SignPage:
    sheet, head = reading.sheet, reading.sheet.head
    if is_hidden_by_choice(sheet):
        sheet = without_self_assessment(sheet)
    missing = missing_in(sheet, Party.MANAGER) if form else ()
    texts: dict[str, tuple[str, ...]] = {}
    for one in missing:
        texts[one.expectation.id] = (*texts.get(one.expectation.id, ()), missing_text(one.rule))
    groups = {part: _groups(sheet, part, texts) for part in Part}
    rows = [row for part in Part for group in groups[part] for row in group.rows]
    signing = next((one for one in reading.actions if one.row.action is Action.SIGN_OFF), None)
    ours = ("manager_complete", "manager_reasons")
    against = [reason for reason in signing.blockers if reason.rule not in ours] if signing else []
    signed = None
    if sheet.sign_off:
        require_intact(current.graph(), head.id)
        signed = as_signed(sheet).sign_off
    return SignPage(
        header=header_of(sheet),
        groups=groups[Part.CURRENT],
        target_groups=groups[Part.TARGET],
        counts=_counts(rows),
        missing=tuple(row for row in rows if row.lacks),
        blocked=blockers(against, head),
        form=form,
        recommending=_recommending(head),
        follows=_follows(head),
        sign_off=signed,
        content_hash=signed.content_hash if signed else "" if against else content_hash_of(sheet),
        basis=_basis(sheet),
        links=tuple(one for one in action_links(reading.actions, head) if one.action is not Action.SIGN_OFF),
        assess=url_for("assessment.assess", review_id=head.id),
        time_zone=head.cycle.time_zone,
        waits=_waits(sheet) if signed else "",
        in_place_of=head.manager.name if head.manager and head.manager.id != current.context().actor else None,
    )


def _groups(sheet: Sheet, part: Part, missing: dict[str, tuple[str, ...]]) -> tuple[SignedGroup, ...]:
    rows_by_category: dict[str, list[SignedRow]] = {}
    for e in sheet.to_rate(part):
        rows_by_category.setdefault(e.category_key, []).append(_row(sheet, e, missing.get(e.id, ())))
    return tuple(SignedGroup(rows[0].expectation.category, tuple(rows)) for rows in rows_by_category.values())


def _row(sheet: Sheet, e: Expectation, missing: tuple[str, ...]) -> SignedRow:
    address = url_for("assessment.assess", review_id=sheet.head.id, category=group_key(e)) + f"#{key_of(e)}"
    return SignedRow(
        key=key_of(e),
        expectation=e,
        sent=sheet.rating(Party.SENT, e.id),
        mine=sheet.rating(Party.MANAGER, e.id),
        adjustment=sheet.calibrated(e.id),
        lacks=missing,
        marks=marks(sheet, e),
        address=address,
    )


def _counts(rows: list[SignedRow]) -> tuple[str, ...]:
    both = sum(unlike(row.mine, row.sent) for row in rows)
    agreed = sum(bool(row.mine and row.mine.agreed) for row in rows)
    rated = sum(bool(row.mine and row.mine.value) for row in rows)
    counts = [_("%(rated)s of %(asked)s rated", rated=rated, asked=len(rows))]
    if both:
        counts.append(
            ngettext("%(num)s differs from the self-assessment", "%(num)s differ from the self-assessment", both)
        )
    if agreed:
        counts.append(ngettext("%(num)s agreed in bulk", "%(num)s agreed in bulk", agreed))
    return tuple(str(one) for one in counts)


def _basis(sheet: Sheet) -> str:
    sent = sheet.head.sent_at
    if sent is None:
        return str(_("There is no self-assessment: none was submitted."))
    return str(_("The self-assessment is the one submitted on %(day)s.", day=day(sent)))


def _recommending(head: Head) -> str:
    """Of which levels the recommendation speaks, and who reads it."""
    level, above = words(head.level.level), " / ".join(words(name) for name in head.next_levels)
    if above:
        levels = _("This review is at %(level)s; the next level is %(next)s.", level=level, next=above)
    else:
        levels = _("This review is at %(level)s, above which there is no level.", level=level)
    if head.cycle.calibration:
        reads = _("The brief asks the committee about it. Where HR waives the calibration, it is the outcome.")
    else:
        reads = _("It is the outcome, and the employee reads it.")
    return sentences((levels, reads))


def _follows(head: Head) -> tuple[str, ...]:
    """What a signature comes to."""
    freezes = _("Signing freezes this revision: neither side can change a rating or a comment in it any more.")
    if head.cycle.calibration:
        read = _("The committee, HR and you can read it. The employee can read it once it is shared.")
        until = _("You can recall the signature, with a reason, until its calibration session starts.")
    else:
        read = _("HR and you can read it. The employee can read it once it is shared.")
        until = _("You can recall the signature, with a reason, until you share the result.")
    return str(freezes), str(read), str(until)


def _waits(sheet: Sheet) -> str:
    head = sheet.head
    if head.state is State.SIGNED_OFF and head.cycle.calibration:
        who = holder(sheet)
        sessions = [words(session.name) for session in sheet.sessions]
        if sessions:
            return str(_("Waiting for the %(who)s of the calibration session “%(name)s”.", name=sessions[0], who=who))
        return str(_("Not in a calibration session yet; waiting for HR."))
    if head.state in (State.SIGNED_OFF, State.CALIBRATED):
        return str(
            _("Waiting for you: share the result between %(first)s and %(last)s.", first=day(head.cycle.share_on),
              last=day(head.cycle.share_by))
        )  # fmt: skip
    who = holder(sheet)
    return str(_("Waiting for %(who)s.", who=who)) if who else str(_("This review is finished."))
