"""The people of a session as one table that the address filters and sorts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext as _

from graph.calibration.models import Session
from graph.calibration.table import SessionState
from graph.review.enums import Action, Outcome, State
from graph.review.models import LevelRef
from reports.gap.decision import LevelDecision
from webapp.calibration.agenda import AgendaLine
from webapp.calibration.people_in_order import agenda_lines, by_name
from webapp.calibration.session_pages import PeopleTable, PersonLine, SessionFilter, SortHead
from webapp.i18n import listed, words
from webapp.name_order import name_key
from webapp.paging import address
from webapp.workflow.messages import state_word

NONE = "-"
"""The value of the filter for what has no department, or no manager."""
AGENDA = "agenda"
"""How the table is sorted unless the address says otherwise."""
_DECIDED = (Outcome.NEXT, Outcome.CONFIRMED, Outcome.BELOW, Outcome.LATER)
_MOST_FIRST = frozenset({"unmet", "not_observed", "flags", "questions", "since"})
"""The columns whose largest figures come first; of the others the smallest do."""


def people_table(session: Session, only: Collection[str] | None = None) -> PeopleTable:
    """The people whom the address asks for, in the order that it asks for; with `only` no others than those."""
    part = _part(session, only)
    unsigned = by_name(one for one in part.reviews if not one.signed)
    ready = [_line(session, line) for line in agenda_lines(part)]
    missing = [_line(session, AgendaLine(one, LevelDecision(None, ()), 0, 0)) for one in unsigned]
    columns = _columns(session)
    asked = _filter([*ready, *missing], columns)
    key = asked.sort.removeprefix("-")
    if key in _KEYS:
        ready.sort(key=_KEYS[key], reverse=asked.sort.startswith("-"))
    return PeopleTable(
        filter=asked,
        order="" if key in _KEYS or session.state is SessionState.LOCKED else _order(session),
        heads=[_head(each, label, asked.sort) for each, label in columns],
        ready=[line for line in ready if _keeps(asked, line)],
        missing=[line for line in missing if _keeps(asked, line)],
        all=len(session.reviews),
        with_since=session.packed_at is not None,
        with_votes=session.has_votes,
    )


def projector_lines(session: Session, only: Collection[str] | None = None) -> list[PersonLine]:
    """Everybody who is signed off, in an order that tells of no vote; with `only` no others than those."""
    return [_line(session, line) for line in agenda_lines(_part(session, only), with_votes=False)]


def _part(session: Session, only: Collection[str] | None) -> Session:
    if only is None:
        return session
    return replace(session, reviews=tuple(one for one in session.reviews if one.review.id in only))


def _line(session: Session, line: AgendaLine) -> PersonLine:
    since = session.since_pack(line.review)
    return PersonLine(line.review, line.decision, line.flags, line.questions, since, _in_words(since) if since else "")


def _in_words(actions: Iterable[Action]) -> str:
    """What was done with a review since the pack."""
    said = {
        Action.SIGN_OFF: _("signed off"),
        Action.RECALL: _("recalled"),
        Action.SEND_BACK: _("sent back"),
        Action.ADJUST: _("adjusted"),
        Action.DECIDE: _("decided"),
    }
    return listed(str(said[action]) for action in actions)


def _order(session: Session) -> str:
    if session.has_votes:
        return str(_("First whom most votes question, then most flags, then most steps apart."))
    return str(_("First whose level is in question, then most required not met, then most steps apart."))


def _columns(session: Session) -> tuple[tuple[str, str], ...]:
    """The columns by key, with their heads; the template has their cells in this order."""
    return (
        ("name", str(_("Person"))),
        ("place", str(_("Role and level"))),
        ("manager", str(_("Manager"))),
        ("met", str(_("Required met"))),
        ("unmet", str(_("Not met"))),
        ("not_observed", str(_("Not observed"))),
        ("flags", str(_("Flags"))),
        *(_of_meeting() if session.has_votes else ()),
        ("decision", str(_("Decision"))),
        *((("since", str(_("Since the pack"))),) if session.packed_at else ()),
    )


def _of_meeting() -> tuple[tuple[str, str], ...]:
    return ("questions", str(_("Questions"))), ("discussed", str(_("Discussed")))


def _place(line: PersonLine) -> tuple[Any, ...]:
    level = line.one.review.level
    return (words(level.role), level.rank, words(level.level)) if level else ("", 0, "")


def _manager(line: PersonLine) -> tuple[Any, ...]:
    manager = line.one.review.manager
    return (0, name_key(manager.name)) if manager else (1,)


def _decision(line: PersonLine) -> int:
    decision = line.one.decision
    return _DECIDED.index(decision.value) + 1 if decision else 0


_KEYS: dict[str, Callable[[PersonLine], Any]] = {
    "name": lambda line: (name_key(line.one.review.person.name), line.one.review.person.id),
    "place": _place,
    "manager": _manager,
    "met": lambda line: line.level.met / line.level.required if line.level.required else 1.0,
    "unmet": lambda line: -line.unmet,
    "not_observed": lambda line: -line.not_observed,
    "flags": lambda line: -line.flags,
    "questions": lambda line: -line.questions,
    "discussed": lambda line: line.one.discussed is not None,
    "decision": _decision,
    "since": lambda line: -len(line.since),
}
"""What each column is sorted by; equals stay as they are discussed."""


def _head(key: str, label: str, sort: str) -> SortHead:
    now, turned = sort.removeprefix("-") == key, sort.startswith("-")
    upwards = (key in _MOST_FIRST) == turned
    direction = ("ascending" if upwards else "descending") if now else ""
    return SortHead(label, address(sort=f"-{key}" if now and not turned else key), direction)


def _filter(lines: Sequence[PersonLine], columns: Sequence[tuple[str, str]]) -> SessionFilter:
    args = request.args
    reviews = [line.one.review for line in lines]
    levels = [one.level for one in reviews if one.level]
    sort, known = args.get("sort", ""), dict(columns)
    return SessionFilter(
        q=args.get("q", ""),
        role=args.get("role", ""),
        level=args.get("level", ""),
        manager=args.get("manager", ""),
        department=args.get("department", ""),
        state=args.get("state", ""),
        undecided=bool(args.get("undecided")),
        changed=bool(args.get("changed")),
        sort=sort if sort.removeprefix("-") in known else AGENDA,
        roles=_choices((one.role_slug, words(one.role)) for one in levels),
        levels=[(name, name) for name in dict.fromkeys(words(one.level) for one in sorted(levels, key=_rank))],
        managers=_choices((one.manager.id, words(one.manager.name)) if one.manager else None for one in reviews),
        departments=_choices((one.department, one.department) if one.department else None for one in reviews),
        states=[(state.value, state_word(state)) for state in State if any(one.state is state for one in reviews)],
        sorts=(
            (AGENDA, str(_("as they are discussed"))),
            *columns,
            *((f"-{key}", str(_("%(column)s, the other way round", column=label))) for key, label in columns),
        ),
    )


def _rank(level: LevelRef) -> int:
    return level.rank


def _choices(found: Iterable[tuple[str, str] | None]) -> list[tuple[str, str]]:
    """Each once, by their words; None where somebody has none."""
    each = set(found)
    named = sorted((one for one in each if one), key=lambda one: one[::-1])
    return [*named, *([(NONE, str(_("none")))] if None in each and named else [])]


def _keeps(asked: SessionFilter, line: PersonLine) -> bool:
    """Whether a filter leaves somebody."""
    one, query = line.one.review, asked.q.strip().casefold()
    name, level = one.person.name, one.level
    return (
        (not query or any(query in each.casefold() for each in (name.en, name.zh, one.person.id)))
        and asked.role in ("", level.role_slug if level else NONE)
        and asked.level in ("", words(level.level) if level else NONE)
        and asked.manager in ("", one.manager.id if one.manager else NONE)
        and asked.department in ("", one.department or NONE)
        and asked.state in ("", one.state.value)
        and (line.undecided or not asked.undecided)
        and (bool(line.since) or not asked.changed)
    )
