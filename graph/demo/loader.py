"""Loads the demo company: everything through the real services, so that every event, hash and signature is genuine.

Loading again changes nothing; a load that was cut short is taken up where it stopped.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

from graph.calibration.table import SessionState
from graph.cycle import service
from graph.demo import files, sessions
from graph.demo.calendar import LAST, RUNNING, Calendar
from graph.demo.context import RELIED_ON, SYSTEM, DemoContext
from graph.demo.models import DemoCompany, Member, Persona, Story
from graph.demo.simulation import Simulation
from graph.driver import Graph
from graph.errors import Conflict
from graph.framework_import.starter import ensure_starter
from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.text import Text

REPORT_OF = "E-016"
"""Whose signed-off review is shown first as a gap report."""

PILOT, MEETING, AUTUMN = "pilot", "documents", "autumn"

_AT_ONCE = 3
"""Reviews played at the same time, once one has been: else each would have the engine plan the same statements."""

_STANDS = frozenset(SessionState) - {SessionState.SET_UP}


def load(graph: Graph, now: datetime, ids: Callable[[], str]) -> DemoCompany:
    """The demo company as of `now` (aware, UTC), with `ids` giving unguessable tokens.

    The graph has its schema. Whatever people did in an earlier load of the same demo stays as it is.
    """
    stage = DemoContext(graph, _calendar(graph, now, ids), ids)
    created = sessions.state_of(stage, AUTUMN) not in _STANDS
    if created:
        _fill(stage)
    return _company(stage, created=created)


def _calendar(graph: Graph, now: datetime, ids: Callable[[], str]) -> Calendar:
    """The calendar by `now`. Half a year on, the demo that is there is found by the name its cycle has."""
    for earlier in range(8):
        calendar = Calendar(now, halves_back=earlier)
        if sessions.state_of(DemoContext(graph, calendar, ids), AUTUMN) in _STANDS:
            return calendar
    return Calendar(now)


def _fill(stage: DemoContext) -> None:
    before = stage.context(SYSTEM, stage.calendar.at(LAST, "assigned", later=-10))
    version = ensure_starter(before, stage.graph).id
    _people(stage, version)
    last = [Simulation(stage, LAST, each) for each in files.stories() if _was_there(stage, each)]
    running = [Simulation(stage, RUNNING, each) for each in files.stories()]
    _open_cycle(stage, LAST, version, last)
    _play(last)
    _session(stage, LAST, last)
    _play(last)
    _end_cycle(stage)
    _open_cycle(stage, RUNNING, version, running)
    _play(running)
    pilot = [each for each in running if each.story.session == PILOT]
    _session(stage, PILOT, pilot)
    _play(pilot)
    _meeting(stage, [each for each in running if each.story.session == MEETING])
    sessions.set_up(stage, AUTUMN, [each for each in running if each.story.session == AUTUMN])
    sessions.open_votes(stage, AUTUMN)
    sessions.vote(stage, AUTUMN)


def _people(stage: DemoContext, version: str) -> None:
    """Accounts and places, each with its dated edges."""
    context = stage.context(SYSTEM, stage.calendar.at(LAST, "assigned", later=-5))
    for each in files.members():
        away = stage.calendar.day(each.away_days) if each.away_days is not None else None
        new = NewAccount(
            each.id, each.login, each.name, each.email, each.language, each.time_zone, demo=True, away_until=away
        )
        try:
            people.create_account(stage.graph, context, new, relied_on=RELIED_ON)
        except Conflict:
            continue
    head = next(each.manager for each in files.members() if each.manager)
    placed = people.account(stage.graph, stage.context(head, stage.calendar.now), session_version=1, session_key="")
    if placed and placed.manages:
        return
    people.place(stage.graph, context, [_first_place(each, version) for each in files.members()], relied_on=RELIED_ON)
    risen = [_risen(each, version) for each in files.members() if each.previous_level]
    people.place(stage.graph, context, risen, relied_on=RELIED_ON)


def _first_place(member: Member, version: str) -> Placement:
    level = member.previous_level or member.level
    capacities = (member.capacity,) if member.capacity else ()
    since = member.joined if member.previous_level or not member.since else member.since
    held = level_id(version, member.role, level) if level else None
    return Placement(member.id, min(since, member.joined), held, member.manager or None, capacities=capacities)


def _risen(member: Member, version: str) -> Placement:
    since: date = member.since or member.joined
    return Placement(member.id, since, level_id(version, member.role, member.level))


def level_id(version: str, role: str, level: str) -> str:
    """The id of a level in a framework version."""
    return f"{version}/role/{role}/{level}"


def _was_there(stage: DemoContext, story: Story) -> bool:
    """Whether somebody was reviewed in the last cycle: not who joined since, nor who is on a long leave (their time
    to challenge would still run, so nothing of theirs could be closed)."""
    member = stage.member(story.person)
    return member.away_days is None and member.joined <= stage.calendar.cycle(LAST).opens_on


def _open_cycle(stage: DemoContext, period: str, version: str, plays: Sequence[Simulation]) -> None:
    cycle = stage.calendar.cycle(period)
    if service.create(stage.graph, cycle):
        service.set_state(stage.graph, cycle.id, "draft", "open")
    context = stage.context(stage.hr(), stage.calendar.at(LAST if period == LAST else AUTUMN, "assigned"))
    appointments = [_appointment(stage, period, version, each) for each in plays]
    assignment.assign(stage.graph, context, cycle.id, appointments, RELIED_ON)


def _appointment(stage: DemoContext, period: str, version: str, play: Simulation) -> Assignment:
    calendar, member, story = stage.calendar, play.person, play.story
    cycle, own = calendar.cycle(period), period == RUNNING
    return Assignment(
        review=play.review,
        person=member.id,
        version=version,
        level=level_id(version, member.role, member.level),
        target=level_id(version, member.role, member.target) if member.target and own else "",
        self_due=calendar.day(story.self_due) if own and story.self_due is not None else cycle.self_due,
        manager_due=calendar.day(story.manager_due) if own and story.manager_due is not None else cycle.manager_due,
    )


def _play(plays: Sequence[Simulation]) -> None:
    plays[0].go_on()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(Simulation.go_on, plays[1:]))


def _session(stage: DemoContext, group: str, covered: Sequence[Simulation]) -> None:
    if sessions.state_of(stage, group) is SessionState.LOCKED:
        return
    sessions.set_up(stage, group, covered)
    sessions.hold(stage, group, covered)


def _meeting(stage: DemoContext, covered: Sequence[Simulation]) -> None:
    """The session that is in progress."""
    if sessions.state_of(stage, MEETING) is not SessionState.IN_SESSION:
        sessions.set_up(stage, MEETING, covered)
        sessions.open_votes(stage, MEETING)
        sessions.vote(stage, MEETING)
    sessions.begin(stage, MEETING, covered)


def _end_cycle(stage: DemoContext) -> None:
    try:
        service.set_state(stage.graph, stage.calendar.cycle_id(LAST), "open", "closed")
    except Conflict:
        return


def _company(stage: DemoContext, *, created: bool) -> DemoCompany:
    reviews = {each.person: stage.review_id(RUNNING, each.person) for each in files.stories()}
    last = {each.person: stage.review_id(LAST, each.person) for each in files.stories() if _was_there(stage, each)}
    return DemoCompany(
        cycle=stage.calendar.cycle_id(RUNNING),
        last_cycle=stage.calendar.cycle_id(LAST),
        session=sessions.session_id(stage.calendar, AUTUMN),
        meeting=sessions.session_id(stage.calendar, MEETING),
        reviews=reviews,
        last_reviews=last,
        personas=tuple(_persona(stage, row, reviews) for row in files.sessions()["personas"]),
        report=reviews[REPORT_OF],
        created=created,
    )


def _persona(stage: DemoContext, row: Mapping[str, str], reviews: Mapping[str, str]) -> Persona:
    member = stage.member(row["person"])
    shows = Text(row["shows_en"], row["shows_zh"])
    return Persona(member.id, member.login, member.name, shows, reviews.get(member.id, ""))
