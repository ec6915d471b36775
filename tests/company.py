"""A small company built through the services alone, with reviews brought to any state."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from graph.calibration import locking, setting_up
from graph.calibration import service as calibration
from graph.calibration.outcome import outcome as outcome_of
from graph.calibration.table import SessionAction
from graph.context import Context
from graph.cycle import service
from graph.cycle.models import Cycle, EvidenceRule, Visibility
from graph.driver import Graph
from graph.errors import Refused
from graph.framework_import.starter import ensure_starter
from graph.people import service as people
from graph.people.models import NewAccount, Placement
from graph.queries import parse
from graph.review import assignment
from graph.review.assignment import Assignment
from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Action, Outcome, Part, Party, Recommendation, State, Value
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow import reading, saving, transitions
from graph.workflow.commands import Command, Done
from graph.worklists.models import ReviewRow
from graph.worklists.progress import cycle_progress
from tests.reset_graph import empty, restore

FOUNDED_AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
SIGNED_AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
VERSION = "ai-engineering@1"
MIDDLE = f"{VERSION}/role/llm-engineer/middle"
SENIOR = f"{VERSION}/role/llm-engineer/senior"

HR, BOSS, HEAD, MANAGER, OTHER_MANAGER = "hr", "boss", "head", "manager", "other-manager"
EMPLOYEE, COLLEAGUE, MEMBER, FACILITATOR, SECOND_FACILITATOR, AUDITOR, DOTTED = (
    "employee", "colleague", "member", "facilitator", "second-facilitator", "auditor", "dotted",
)  # fmt: skip
PEOPLE = (
    HR, BOSS, HEAD, MANAGER, OTHER_MANAGER, EMPLOYEE, COLLEAGUE, MEMBER, FACILITATOR, SECOND_FACILITATOR, AUDITOR,
    DOTTED,
)  # fmt: skip
HIRED = date(2025, 1, 1)
_tokens = count(1)
_NOTHING = Command()
_EMPTY_LEVEL = parse(
    "tests/empty_level",
    """// A level without expectations, beside another one of its role.
// access: write
// params: level, beside
// returns: nothing
MATCH (role:Role)-[:HAS_LEVEL]->(:Level {id: $beside})
MERGE (role)-[:HAS_LEVEL]->(empty:Level {id: $level})
SET empty.key = 'empty', empty.slug = 'empty', empty.name_en = 'Empty', empty.name_zh = '空', empty.rank = 99""",
)


def ids() -> str:
    """A new id, different at each call."""
    return f"id{next(_tokens):030d}"


_MOVE_TO = parse(
    "tests/move_to",
    """// Moves a review to another level.
// access: write
// params: review, level
// returns: nothing
MATCH (review:Review {id: $review})-[old:AT]->(:Level)
DELETE old
WITH review
MATCH (level:Level {id: $level})
CREATE (review)-[:AT]->(level)""",
)


_SEAT = parse(
    "tests/seat",
    """// Seats somebody in a session.
// access: write
// params: session, person
// returns: nothing
MATCH (person:Person {id: $person}), (session:Session {id: $session})
CREATE (person)-[:MEMBER_OF {as: 'member'}]->(session)""",
)

_LOSE_SEAT = parse(
    "tests/lose_seat",
    """// Takes somebody's seat in a session away.
// access: write
// params: session, person
// returns: nothing
MATCH (:Person {id: $person})-[seat:MEMBER_OF]->(:Session {id: $session})
DELETE seat""",
)


_FORCE_CYCLE = parse(
    "tests/force_cycle",
    """// Sets the state of a cycle.
// access: write
// params: cycle, state
// returns: nothing
MATCH (cycle:Cycle {id: $cycle}) SET cycle.state = $state""",
)


@dataclass(frozen=True)
class Company:
    """The company in the graph at `now`."""

    graph: Graph
    now: datetime
    cycle: Cycle

    def context(self, actor: str, *, after: timedelta = timedelta()) -> Context:
        """The context in which `actor` acts some time after now."""
        at = self.now + after
        return Context(actor, at, at.date(), ids)

    def sheet(self, review: str, reader: str) -> Sheet:
        """The review as `reader` sees it."""
        return reading.sheet(self.graph, self.context(reader), review)

    def do(self, review: str, actor: str, action: Action, command: Command = _NOTHING) -> Done:
        """Takes a row of the table."""
        return transitions.perform(self.graph, self.context(actor), review, action, command)

    def assign(self, review: str, person: str = EMPLOYEE, target: str = SENIOR, cycle: Cycle | None = None) -> str:
        """Assigns a review and gives its id; a person's second one in a cycle of its own, with the same dates."""
        of = cycle or self.cycle
        one = Assignment(review, person, VERSION, MIDDLE, target, of.self_due, of.manager_due)
        try:
            assignment.assign(self.graph, self.context(HR), of.id, [one], "test")
        except Refused:
            service.create(self.graph, replace(of, id=f"{of.id}-{review}"))
            assignment.assign(self.graph, self.context(HR), f"{of.id}-{review}", [one], "test")
        return review

    def reviews_in(self, cycle: str) -> tuple[ReviewRow, ...]:
        """The reviews of a cycle, as HR's page lists them."""
        return cycle_progress(self.graph, self.context(HR), cycle)[1].rows

    def empty_level(self, level: str) -> None:
        """A level of the employee's role at which nothing is expected."""
        self.graph.write_one(_EMPTY_LEVEL, level=level, beside=MIDDLE)

    def rate(
        self, review: str, actor: str, party: Party, value: Value = Value.MEETS, comment: str = "Seen in the work."
    ) -> None:
        """Rates every asked expectation with `value`, over what is there."""
        sheet = self.sheet(review, actor)
        drafts = []
        for e in sheet.all_to_rate:
            stored = sheet.rating(party, e.id)
            reason = "No occasion in this period." if value is Value.NOT_OBSERVED else ""
            drafts.append(RatingDraft(e.id, stored.version if stored else 0, value, comment, reason))
        saving.save_many(self.graph, self.context(actor), review, party, drafts)

    def draft_of(self, review: str, reader: str, party: Party) -> int:
        """The draft number that `reader`'s page would show."""
        return self.sheet(review, reader).assessments[party].draft

    def submit(self, review: str, person: str = EMPLOYEE, value: Value = Value.MEETS) -> None:
        """Rates everything and submits."""
        self.rate(review, person, Party.SELF, value)
        if value is Value.EXCEEDS:
            asked = self.sheet(review, person).all_to_rate
            piece = EvidenceDraft("Release log", "https://docs.example/releases", "", tuple(e.id for e in asked))
            saving.add_evidence(self.graph, self.context(person), review, piece)
        self.do(review, person, Action.SUBMIT, Command(draft=self.draft_of(review, person, Party.SELF)))

    def sign(
        self,
        review: str,
        manager: str = MANAGER,
        value: Value = Value.MEETS,
        recommendation: Recommendation = Recommendation.CONFIRMED,
    ) -> Done:
        """Rates everything as the manager and signs off, with a reason everywhere."""
        self.rate(review, manager, Party.MANAGER, value, "As the team saw it.")
        draft = self.draft_of(review, manager, Party.MANAGER)
        words = {"sentences": "Solid in delivery. Measuring comes next."}
        name = f"{manager.title()} Zhang"
        command = Command(draft=draft, words=words, name=name, recommendation=recommendation)
        return self.do(review, manager, Action.SIGN_OFF, command)

    def force_cycle(self, cycle: str, state: str) -> None:
        """Sets the state of a cycle as no act of the product would."""
        self.graph.write_one(_FORCE_CYCLE, cycle=cycle, state=state)

    def seat_without_event(self, session: str, person: str) -> None:
        """Seats somebody in a session as no act of the product would."""
        self.graph.write_one(_SEAT, session=session, person=person)

    def lose_seat(self, session: str, person: str) -> None:
        """Takes a seat away as no act of the product would."""
        self.graph.write_one(_LOSE_SEAT, session=session, person=person)

    def lose_expectations(self, review: str) -> None:
        """Moves a review to a level at which nothing is expected, as no act of the product would."""
        self.empty_level(f"{VERSION}/role/llm-engineer/nothing")
        self.graph.write_one(_MOVE_TO, review=review, level=f"{VERSION}/role/llm-engineer/nothing")

    def bring(self, review: str, state: State, person: str = EMPLOYEE, cycle: Cycle | None = None) -> str:
        """Assigns a review and brings it to `state` by the shortest way."""
        self.assign(review, person, cycle=cycle)
        for step in _WAY[state]:
            _STEPS[step](self, review, person)
        return review

    def session(self, session: str, reviews: Iterable[str], *, start: bool = True) -> str:
        """A calibration session over `reviews`, in progress unless `start` is False."""
        members = {MEMBER: "member", FACILITATOR: "facilitator", SECOND_FACILITATOR: "facilitator"}
        meets = self.now.date() + timedelta(days=7)
        new = setting_up.NewSession(session, Text("Autumn committee", "秋季委员会"), meets, tuple(reviews), members)
        setting_up.create(self.graph, self.context(HR), new, "test")
        if start:
            calibration.move(self.graph, self.context(FACILITATOR), session, SessionAction.START)
        return session

    def decide(self, review: str, actor: str = FACILITATOR, outcome: Outcome = Outcome.CONFIRMED) -> Done:
        """The committee's decision on one person's level."""
        words = {"sentence": "The work of the year fits the level."}
        later = self.now.date() + timedelta(days=60) if outcome is Outcome.LATER else None
        return self.do(review, actor, Action.DECIDE, Command(outcome=outcome, later_on=later, words=words))

    def lock(self, session: str, outcome: Outcome = Outcome.CONFIRMED) -> int:
        """Decides what is not decided yet, and locks the session; the number of its reviews."""
        context = self.context(FACILITATOR)
        now = calibration.session(self.graph, context, session)
        for one in now.reviews:
            if one.decision is None:
                self.decide(one.review.id, outcome=outcome)
        for facilitator in (SECOND_FACILITATOR, FACILITATOR):
            context = self.context(facilitator)
            locking.confirm(self.graph, context, session, outcome_of(self.graph, context, session).covers)
        return len(now.reviews)


def build(graph: Graph, now: datetime = SIGNED_AT, **settings: object) -> Company:
    """The company with its framework, people and one open cycle; `settings` change the cycle."""
    _found(graph)
    return _begin(graph, now, settings)


def new_company(graph: Graph, now: datetime = SIGNED_AT, **settings: object) -> Company:
    """The same, with nothing else in the graph: what former tests left there is deleted."""

    def found() -> None:
        empty(graph)
        _found(graph)

    restore(graph, "company", found)
    return _begin(graph, now, settings)


def company_after(
    steps: Callable[[Company], object], graph: Graph, now: datetime = SIGNED_AT, **settings: object
) -> Company:
    """The new company after `steps`. They are taken again only where what they made is not in the graph any more, so
    that the tests of a module share them."""
    restore(
        graph,
        (steps, now, tuple(settings.items())),
        lambda: steps(new_company(graph, now, **settings)),
    )
    return Company(graph, now, open_cycle(now, **settings))


def _begin(graph: Graph, now: datetime, settings: Mapping[str, object]) -> Company:
    cycle = open_cycle(now, **settings)
    service.create(graph, cycle)
    return Company(graph, now, cycle)


def _found(graph: Graph) -> None:
    """The framework and the people; the same whatever the time is."""
    context = Context("system", FOUNDED_AT, FOUNDED_AT.date(), ids)
    ensure_starter(context, graph)
    for person in PEOPLE:
        name = Text(f"{person.title()} Zhang", f"张{person[:2]}")
        people.create_account(graph, context, NewAccount(person, person, name, f"{person}@plumbline.example"))
    lines = {EMPLOYEE: MANAGER, COLLEAGUE: MANAGER, MANAGER: HEAD, OTHER_MANAGER: HEAD, HEAD: BOSS,
             MEMBER: OTHER_MANAGER, FACILITATOR: OTHER_MANAGER}  # fmt: skip
    placements = [
        Placement(person, HIRED, level=MIDDLE if person in (EMPLOYEE, COLLEAGUE, MANAGER) else None, manager=boss)
        for person, boss in lines.items()
    ]
    placements += [
        Placement(HR, HIRED, capacities=("hr_admin",)),
        Placement(AUDITOR, HIRED, capacities=("auditor",)),
        Placement(EMPLOYEE, HIRED + timedelta(days=1), manager=DOTTED, kind="dotted"),
    ]
    for one in placements:
        people.place(graph, context, [one], relied_on="test")


def open_cycle(now: datetime, **settings: object) -> Cycle:
    """A cycle that is open at `now`: everything is due later, sharing is allowed already."""
    today = now.date()
    usual = Cycle(
        id="2026-h2",
        name=Text("Second half of 2026", "2026年下半年"),
        state="open",
        time_zone="Asia/Shanghai",
        opens_on=today - timedelta(days=20),
        self_due=today + timedelta(days=6),
        grace_days=2,
        manager_due=today + timedelta(days=12),
        share_on=today - timedelta(days=1),
        share_by=today + timedelta(days=20),
        closes_on=today + timedelta(days=40),
        challenge_days=10,
        visibility=Visibility.AT_ONCE,
        calibration=True,
        evidence_rule=EvidenceRule.EXCEEDS_REQUIRED,
    )
    return replace(usual, **settings)  # type: ignore[arg-type]


def _manager_draft(company: Company, review: str, person: str) -> None:
    company.rate(review, MANAGER, Party.MANAGER)


def _reason(text: str = "For the test.") -> Command:
    return Command(words={"reason": text})


_STEPS: dict[str, Callable[[Company, str, str], object]] = {
    "begin": lambda c, r, p: c.rate(r, p, Party.SELF),
    "submit": lambda c, r, p: c.submit(r, p),
    "manager": _manager_draft,
    "sign": lambda c, r, p: c.sign(r),
    "waive": lambda c, r, p: c.do(r, HR, Action.WAIVE, _reason("A team of one")),
    "share": lambda c, r, p: c.do(r, MANAGER, Action.SHARE),
    "acknowledge": lambda c, r, p: c.do(r, p, Action.ACKNOWLEDGE),
    "decline": lambda c, r, p: c.do(r, p, Action.DECLINE),
    "challenge": lambda c, r, p: c.do(r, p, Action.CHALLENGE, Command(
        expectations=(c.sheet(r, p).to_rate(Part.CURRENT)[0].id,), words={"reason": "The audit was my work."})),
    "close": lambda c, r, p: transitions.perform(
        c.graph, c.context(HR, after=timedelta(days=60)), r, Action.CLOSE, Command()),
    "cancel": lambda c, r, p: c.do(r, HR, Action.CANCEL, _reason("Moved to another unit")),
}  # fmt: skip
_TO_SHARED = ("submit", "sign", "waive", "share")
_WAY: dict[State, tuple[str, ...]] = {
    State.ASSIGNED: (),
    State.SELF_DRAFT: ("begin",),
    State.SELF_SUBMITTED: ("submit",),
    State.MANAGER_DRAFT: ("submit", "manager"),
    State.SIGNED_OFF: ("submit", "sign"),
    State.CALIBRATED: ("submit", "sign", "waive"),
    State.SHARED: _TO_SHARED,
    State.ACKNOWLEDGED: (*_TO_SHARED, "acknowledge"),
    State.DECLINED: (*_TO_SHARED, "decline"),
    State.CHALLENGED: (*_TO_SHARED, "challenge"),
    State.CLOSED: (*_TO_SHARED, "acknowledge", "close"),
    State.CANCELLED: ("cancel",),
}
