"""The demo's calibration sessions: set up, one in progress, and the earlier ones held, adjusted in, decided, locked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from graph.calibration import locking, notes, service, votes
from graph.calibration.outcome import outcome as outcome_of
from graph.calibration.setting_up import NewSession, create
from graph.calibration.table import SessionAction, SessionState
from graph.calibration.vote_models import BallotLine, VoteDraft, VoteValue
from graph.context import Context
from graph.demo import files
from graph.demo.calendar import LAST, RUNNING, Calendar
from graph.demo.context import RELIED_ON, DemoContext
from graph.demo.models import SENT_BACK, UNDECIDED
from graph.demo.opinions import ends
from graph.demo.seeded_random import number
from graph.demo.simulation import Simulation
from graph.errors import NotFound
from graph.review.enums import Action, Outcome, Part, Party, State, Value
from graph.review.models import Expectation
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow import reading, transitions
from graph.workflow.commands import Command
from graph.workflow.policy import Permission
from graph.workflow.visibility import visible_to

REASON_CODE = "standard"
LATER = 45
"""In how many days from the demo's today a level is decided that the committee left open."""


def session_id(calendar: Calendar, group: str) -> str:
    """The id of the session of a group ('last', 'pilot', 'autumn')."""
    period = LAST if group == LAST else RUNNING
    return f"cs-{number(calendar.cycle_id(period), group, below=16**10):010x}"


def state_of(stage: DemoContext, group: str) -> SessionState | None:
    """Where a group's session stands, None if it is not there."""
    facilitator = files.sessions()["facilitators"][0]
    context = stage.context(facilitator, stage.calendar.now)
    try:
        return service.session(stage.graph, context, session_id(stage.calendar, group)).state
    except NotFound:
        return None


def set_up(stage: DemoContext, group: str, covered: Sequence[Simulation]) -> None:
    """Creates a group's session, unless it is there."""
    plans, calendar = files.sessions(), stage.calendar
    meets: int | None = plans[group].get("meets_in")
    year, half = calendar.half(LAST if group == LAST else RUNNING)
    names = {"year": year, "half_en": "first" if half == 1 else "second", "half_zh": "上" if half == 1 else "下"}
    seats = {person: "member" for person in plans["members"]} | {each: "facilitator" for each in plans["facilitators"]}
    new = NewSession(
        id=session_id(calendar, group),
        name=Text(plans[group]["name_en"].format(**names), plans[group]["name_zh"].format(**names)),
        meets_on=calendar.day(meets) if meets is not None else calendar.at(group, "session").date(),
        reviews=tuple(each.review for each in covered),
        members=seats,
    )
    assigned = calendar.at(group, "session", later=-2 if group != "autumn" else 0)
    create(stage.graph, stage.context(stage.hr(), assigned), new, RELIED_ON)


def open_votes(stage: DemoContext, group: str) -> None:
    """Lets the members vote."""
    _move(stage, group, SessionAction.OPEN_VOTES)


def vote(stage: DemoContext, group: str) -> None:
    """All members but one vote, the last of those on a part of the people; who is tried out first has not begun."""
    *voters, unfinished, _beginner = files.sessions()["members"]
    for member in (*voters, unfinished):
        context = stage.context(member, stage.calendar.at(group, "session", member, later=1))
        ballot = votes.ballot(stage.graph, context, session_id(stage.calendar, group))
        asked = [line for line in ballot.asked if line.value is None]
        for line in asked[: len(asked) * 3 // 5] if member == unfinished else asked:
            draft = _vote(stage, member, line)
            votes.save(stage.graph, context, ballot.session, line.review.id, line.revision, [draft])


def _vote(stage: DemoContext, member: str, line: BallotLine) -> VoteDraft:
    """A question where both sides are far apart or the level is in doubt, else agreement; now and then neither."""
    apart = sum(
        abs(value.step - mine.step)
        for value, mine in line.required
        if value and mine and value.step is not None and mine.step is not None
    )
    if number(member, line.review.person.id, "vote", below=9) == 0:
        return VoteDraft("", 0, VoteValue.ABSTAIN)
    if apart < 2 + number(member, line.review.person.id, "strict", below=3):
        return VoteDraft("", 0, VoteValue.AGREE)
    note = files.acts(stage.member(member).language)["vote"]
    return VoteDraft("", 0, VoteValue.QUESTION, note[number(member, line.review.person.id, "note", below=len(note))])


def hold(stage: DemoContext, group: str, covered: Sequence[Simulation]) -> None:
    """Starts a session, adjusts where the story says so, decides each level, and locks it."""
    if state_of(stage, group) is SessionState.SET_UP:
        _move(stage, group, SessionAction.START)
    members = files.sessions()["members"]
    adjusted = [each for each in covered if each.aside == "adjusted" or (group == LAST and _picked(each))]
    moment = stage.calendar.at(group, "session", later=1)
    for at, each in enumerate(adjusted):
        _adjust(stage, moment, each, members[at % len(members)])
    facilitators = files.sessions()["facilitators"]
    for at, each in enumerate(covered):
        _decide(stage, moment, each, facilitators[at % len(facilitators)])
    for facilitator in facilitators[:2]:
        context = stage.context(facilitator, stage.calendar.at(group, "locked"))
        now = outcome_of(stage.graph, context, session_id(stage.calendar, group))
        locking.confirm(stage.graph, context, now.id, now.covers)


def begin(stage: DemoContext, group: str, covered: Sequence[Simulation]) -> None:
    """Starts a session an hour and a half ago and goes through its people: each is decided about, before that adjusted
    where the story says so, or else sent back to the manager; who is undecided still waits."""
    now, session = stage.calendar.now, session_id(stage.calendar, group)
    _move(stage, group, SessionAction.START, now - timedelta(minutes=90))
    members, facilitators = files.sessions()["members"], files.sessions()["facilitators"]
    for at, each in enumerate(one for one in covered if one.aside != UNDECIDED):
        moment, facilitator = now - timedelta(minutes=80 - 10 * at), facilitators[at % len(facilitators)]
        context = stage.context(facilitator, moment + timedelta(minutes=5))
        if each.aside == SENT_BACK:
            _send_back(stage, context, each)
            continue
        if each.aside == "adjusted":
            _adjust(stage, moment, each, members[at % len(members)])
        _decide(stage, context.now, each, facilitator)
        notes.set_discussed(stage.graph, context, session, each.review, discussed=True)


def _send_back(stage: DemoContext, context: Context, play: Simulation) -> None:
    """Sends one review back with a reason that its manager reads, unless that is done."""
    sheet = reading.sheet(stage.graph, context, play.review)
    if sheet.head.state is not State.SIGNED_OFF:
        return
    language = play.manager.language
    words = {"reason": play.opinions.pen.at(language, "send_back", **_skills(sheet, language))}
    transitions.perform(stage.graph, context, play.review, Action.SEND_BACK, Command(words=words))


def _picked(play: Simulation) -> bool:
    return number(play.person.id, "adjusted", below=7) == 0


def _move(stage: DemoContext, group: str, action: SessionAction, moment: datetime | None = None) -> None:
    facilitator = files.sessions()["facilitators"][0]
    context = stage.context(facilitator, moment or stage.calendar.at(group, "session"))
    service.move(stage.graph, context, session_id(stage.calendar, group), action)


def _adjust(stage: DemoContext, moment: datetime, play: Simulation, member: str) -> None:
    """One member's change to one rating, unless it is there."""
    context = stage.context(member, moment)
    sheet = reading.sheet(stage.graph, context, play.review)
    chosen = _chosen(sheet)
    if chosen is None or sheet.adjustments or sheet.head.state is not State.SIGNED_OFF:
        return
    expectation, value = chosen
    texts = files.acts(play.person.language)["adjust"]
    command = Command(
        expectations=(expectation.id,),
        value=value,
        reason_code=REASON_CODE,
        words={"reason": texts[value is Value.EXCEEDS]},
    )
    transitions.perform(stage.graph, context, play.review, Action.ADJUST, command)


def _decide(stage: DemoContext, moment: datetime, play: Simulation, facilitator: str) -> None:
    """What the committee decides of one person's level, unless that is done."""
    context = stage.context(facilitator, moment)
    full = reading.read_logged(stage.graph, context, play.review, Permission.READ_REVIEW)
    sheet = visible_to(full)
    if sheet.decision or sheet.head.state is not State.SIGNED_OFF:
        return
    outcome = Outcome.CONFIRMED if play.period == LAST else play.story.outcome
    language = play.person.language
    command = Command(
        outcome=outcome,
        later_on=stage.calendar.day(LATER) if outcome is Outcome.LATER else None,
        words={"sentence": play.opinions.pen.at(language, f"decide_{outcome}", **_skills(sheet, language))},
    )
    transitions.perform(stage.graph, context, play.review, Action.DECIDE, command, reading.ReviewReading(sheet, full))


def _skills(sheet: Sheet, language: str) -> dict[str, str]:
    """The names of the strongest skill and of the largest gap."""
    best, gap = ends(sheet)
    return {"best": best.skill.to(language).value, "gap": (gap or sheet.expectations[-1]).skill.to(language).value}


def _chosen(sheet: Sheet) -> tuple[Expectation, Value] | None:
    """The first rating where the employee sees more than the manager: one step up."""
    for e in sheet.to_rate(Part.CURRENT):
        manager, sent = sheet.rating(Party.MANAGER, e.id), sheet.rating(Party.SENT, e.id)
        if not (manager and sent and manager.value and sent.value):
            continue
        above = (manager.value.step or 0) < (sent.value.step or 0)
        if above and manager.value in (Value.DEVELOPING, Value.MEETS) and sent.value.met:
            return e, Value.MEETS if manager.value is Value.DEVELOPING else Value.EXCEEDS
    return None
