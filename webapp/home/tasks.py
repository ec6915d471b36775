"""From what waits to lines that a person can act on."""

from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.calibration.table import SessionState
from graph.cycle.models import CycleRow
from graph.review.enums import RESULT_VISIBLE, Capacity, State
from graph.worklists.models import ReviewRow, SessionRow
from graph.worklists.tasks import Tasks
from webapp import current, i18n
from webapp.home.pages import TaskGroup, TaskLine
from webapp.home.set_up import set_up_lines
from webapp.name_order import review_order, reviews_told_apart
from webapp.review.opening import opening
from webapp.workflow.messages import state_word

MOST = 6
"""Lines of one group; the rest is counted, with the way to it."""

_PAGE_OF = {True: "self_review.review", False: "assessment.assess"}
"""Where one reads a review that waits for others, by whether it is one's own."""
_ENDED = frozenset({State.CLOSED, State.CANCELLED, State.ACKNOWLEDGED, State.DECLINED})


def apart(tasks: Tasks) -> Tasks:
    """The same, with people of one name told apart."""
    rows = reviews_told_apart((*tasks.own, *tasks.reports, *tasks.to_arbitrate))
    own, reports = len(tasks.own), len(tasks.own) + len(tasks.reports)
    return replace(tasks, own=rows[:own], reports=rows[own:reports], to_arbitrate=rows[reports:])


def to_do(tasks: Tasks) -> tuple[TaskGroup, ...]:
    """What waits for the reader, by capacity: own review, team, challenges, sessions, setting up, mail, cycles."""
    tasks_listed = (
        _group(_("Your review"), [_own(row) for row in tasks.mine]),
        _group(
            _("Your team"),
            [_report(row, tasks) for row in sorted(tasks.as_manager, key=review_order)],
            url_for("team.team"),
        ),
        _group(_("Challenges to decide"), [_challenge(row) for row in tasks.to_arbitrate]),
        _group(_("Calibration"), [_session(row) for row in tasks.sessions]),
        _group(_("Setting up"), set_up_lines(tasks.set_up)),
        _group(_("Mail"), [_given_up(tasks.given_up)] if tasks.given_up else []),
        _group(_("Cycles"), [_cycle(row) for row in tasks.cycles]),
    )
    return tuple(group for group in tasks_listed if group.lines)


def waiting(tasks: Tasks) -> tuple[TaskGroup, ...]:
    """What waits for others, and who they are."""
    own = [row for row in tasks.own if row.state not in _ENDED and row not in tasks.mine]
    team = [row for row in tasks.reports if row.state not in _ENDED and row not in tasks.as_manager]
    lines = (
        _group(_("Your review"), [_elsewhere(row, own=True) for row in own]),
        _group(
            _("Your team"),
            [_of_cycle(row, _elsewhere(row, own=False), tasks) for row in sorted(team, key=review_order)],
            url_for("team.team"),
        ),
    )
    return tuple(group for group in lines if group.lines)


def next_date(tasks: Tasks) -> str:
    """The next date that concerns the reader, as a sentence; '' if there is none."""
    rows = (*tasks.own, *sorted(tasks.reports, key=review_order))
    days = [(row.due, row) for row in rows if row.due and not row.overdue]
    days += [(row.cycle.opens_on, row) for row in rows if row.not_open and row.cycle.opens_on > current.context().today]
    if not days:
        return ""
    day, row = min(days, key=lambda one: one[0])
    what = _("your review") if row in tasks.own else i18n.words(row.person.name)
    if row.not_open:
        what = _("%(cycle)s opens", cycle=i18n.words(row.cycle.name))
    return str(_("Next date: %(day)s, %(what)s.", day=i18n.day(day), what=what))


def _group(heading: str, lines: list[TaskLine], all_at: str = "") -> TaskGroup:
    return TaskGroup(heading, tuple(lines[:MOST]), max(0, len(lines) - MOST), all_at)


def _own(row: ReviewRow) -> TaskLine:
    cycle = i18n.words(row.cycle.name)
    if row.state in RESULT_VISIBLE:
        title, button, endpoint = _("Read your result"), _("Read it"), "result.result"
    elif row.state is State.ASSIGNED:
        title, button, endpoint = _("Write your self-assessment"), _("Start"), "self_review.review"
    else:
        title, button, endpoint = _("Finish your self-assessment"), _("Continue"), "self_review.review"
    return _line(row, title, cycle, button, url_for(endpoint, review_id=row.id))


def _report(row: ReviewRow, tasks: Tasks) -> TaskLine:
    who = i18n.words(row.person.name)
    address = url_for("assessment.assess", review_id=row.id)
    if row.state in (State.CALIBRATED, State.SIGNED_OFF):
        title, button = _("Share the result with %(who)s", who=who), _("Share")
        address = url_for("actions.confirm", review_id=row.id, action="share")
    elif row.state is State.SELF_SUBMITTED:
        title, button = _("Assess %(who)s", who=who), _("Start")
    else:
        title, button = _("Finish assessing %(who)s", who=who), _("Continue")
    return _of_cycle(row, _line(row, title, state_word(row.state), button, address), tasks)


def _of_cycle(row: ReviewRow, line: TaskLine, tasks: Tasks) -> TaskLine:
    """The line, with its cycle where the reports' reviews are of several, and whose deputy the reader is for it."""
    if row.in_place_of:
        place = _("in place of %(manager)s", manager=i18n.words(row.in_place_of.name))
        line = replace(line, about=f"{place} · {line.about}")
    if len({each.cycle.id for each in tasks.reports}) < 2:
        return line
    return replace(line, about=f"{i18n.words(row.cycle.name)} · {line.about}")


def _challenge(row: ReviewRow) -> TaskLine:
    title = _("Decide the challenge of %(who)s", who=i18n.words(row.person.name))
    address = url_for("challenge.decide", review_id=row.id)
    return _line(row, title, i18n.words(row.cycle.name), _("Decide"), address)


def _session(row: SessionRow) -> TaskLine:
    about = _("%(signed)s of %(all)s signed off", signed=row.signed, all=row.covered)
    name, votes = i18n.words(row.name), row.given < row.asked
    address = url_for("calibration_voting.ballot" if votes else "calibration.session", session_id=row.id)
    button = _("Vote") if votes else _("Open")
    return TaskLine(name, str(about), row.meets_on, False, address, str(button), _at_hand(row), meets=True)


def _at_hand(row: SessionRow) -> str:
    """What waits for a member from the day before the meeting, and once voting is open; '' before."""
    in_session = row.state == SessionState.IN_SESSION
    days = (row.meets_on - current.context().today).days if row.meets_on else None
    said = {
        0: _("It meets today at %(time)s.", time=row.meets_at) if row.meets_at else _("It meets today."),
        1: _("It meets tomorrow at %(time)s.", time=row.meets_at) if row.meets_at else _("It meets tomorrow."),
    }
    when = str(_("The session is in progress.")) if in_session else str(said.get(days, "")) if days is not None else ""
    voting = _votes(row) if row.state == SessionState.PRE_VOTE else ""
    ready = _("Its pack is ready to download.") if row.pack else _("Its pack can be made on its page.")
    return i18n.sentences((when, _seated(row), voting, str(ready) if (when and row.signed) or row.pack else ""))


def _seated(row: SessionRow) -> str:
    """That HR made the reader a facilitator of a session in progress."""
    if row.seated_at is None:
        return ""
    day = i18n.day(row.seated_at)
    return str(_("HR made you a facilitator of it on %(day)s: your confirmation can lock it.", day=day))


def _votes(row: SessionRow) -> str:
    """How far the reader is with voting."""
    if not row.asked:
        return str(_("Voting is open."))
    if row.given == row.asked:
        given = ngettext("You have given your %(num)s vote.", "You have given all your %(num)s votes.", row.asked)
        return str(given)
    said = ngettext(
        "Voting is open: %(given)s of %(num)s vote given.", "Voting is open: %(given)s of %(num)s votes given.",
        row.asked, given=row.given,
    )  # fmt: skip
    return str(said)


def _cycle(row: CycleRow) -> TaskLine:
    about = ngettext("%(num)s review", "%(num)s reviews", row.reviews)
    address = url_for("cycle.cycle", cycle_id=row.cycle.id)
    stuck = ngettext("Nobody can act on %(num)s review.", "Nobody can act on %(num)s reviews.", row.stuck)
    notice = str(stuck) if row.stuck else ""
    return TaskLine(i18n.words(row.cycle.name), str(about), row.cycle.closes_on, False, address, str(_("Open")), notice)


def _given_up(count: int) -> TaskLine:
    title = ngettext("%(num)s mail could not be delivered", "%(num)s mails could not be delivered", count)
    about = _("To whom, why, and what helps.")
    return TaskLine(str(title), str(about), None, False, url_for("mail.given_up"), str(_("Open")))


def _elsewhere(row: ReviewRow, *, own: bool) -> TaskLine:
    held = row.held_by
    who = {
        Capacity.EMPLOYEE: i18n.words(row.person.name),
        Capacity.MANAGER: i18n.words(row.manager.name) if row.manager else str(_("a manager")),
        Capacity.FACILITATOR: str(_("calibration")),
        Capacity.HR_ADMIN: str(_("HR")),
        Capacity.ARBITER: str(_("the arbiter")),
    }.get(held) if held else ""  # fmt: skip
    title = i18n.words(row.cycle.name) if own else i18n.words(row.person.name)
    state = opening(row.cycle) if row.not_open else state_word(row.state)
    if not who:
        return _line(row, title, state, "", url_for(_PAGE_OF[own], review_id=row.id))
    about = state if who == title else _("%(state)s; waiting for %(who)s", state=state, who=who)  # else named twice
    return _line(row, title, str(about), "", url_for(_PAGE_OF[own], review_id=row.id))


def _line(row: ReviewRow, title: str, about: str, button: str, address: str) -> TaskLine:
    return TaskLine(str(title), about, row.due, row.overdue, address, str(button), _from_others(row) if button else "")


def _from_others(row: ReviewRow) -> str:
    """What others say of a review to whoever holds it: what the committee changed of it; that HR reminds them, or gave
    more time."""
    said = []
    if row.ratings_changed and row.state is State.CALIBRATED:
        changed = ngettext(
            "The committee changed %(num)s rating; a note to the employee about it is needed.",
            "The committee changed %(num)s ratings; a note to the employee about them is needed.",
            row.ratings_changed,
        )
        said.append(str(changed))
    if row.extended_at and row.due and not row.overdue:
        said.append(str(_("HR gave you more time on %(day)s.", day=i18n.day(row.extended_at))))
    if row.reminded_at:
        said.append(str(_("HR reminded you on %(day)s.", day=i18n.day(row.reminded_at))))
    return i18n.sentences(said)
