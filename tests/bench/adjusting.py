"""Changing one rating in a session: the statement beside a bare MERGE, and the whole request."""

import io
from collections.abc import Callable, Iterator
from itertools import count
from urllib.parse import urlencode

from werkzeug.test import EnvironBuilder

from graph.review.enums import Action, Value
from graph.workflow import transitions
from graph.workflow.commands import Command
from tests.bench.bench import Bench, House, Sent
from tests.bench.figures import Figure, Goal
from tests.bench.people import review_id
from tests.bench.requests import Request, bare_page, bare_statements, cookie, csrf_token
from tests.bench.session_company import ADJUSTED, EXPECTATIONS, FIRST_MEMBER, PERSON, REQUIRED, SESSION, context
from tests.bench.watch import by_turns, middle, p95
from tests.bench.writes import bare_merge

FORM = "application/x-www-form-urlencoded"
SENTENCE = "Two members saw this in their own teams."
_STANDING = """
OPTIONAL MATCH (:Rating {id: $rating})<-[:OVERRIDES]-(change:Adjustment {standing: true})
RETURN change.id AS id
"""


def adjust(bench: Bench, house: House) -> Iterator[Figure]:
    """The statement that changes a rating, and the request around it, which reads the person's page first."""
    merge = bare_merge(house)
    statement, merged = by_turns(_bare_adjust(house), merge, rounds=bench.rounds)
    yield Figure(
        "adjust", middle(statement), "ms", Goal("ratio", most=1.5), middle(merged),
        f"p95 {p95(statement):.1f} over {p95(merged):.1f}",
    )  # fmt: skip
    changes = Changes(house, FIRST_MEMBER)
    sent = changes.statements()
    reads = bare_statements(house, [one for one in sent if "overruled" not in one[1]])
    steps = by_turns(changes.send, bare_page(0), reads, merge, changes.prepare, rounds=bench.rounds // 10, warm_up=3)
    whole, *bare, _prepared = steps
    floor = [sum(parts) for parts in zip(*bare, strict=True)]
    yield Figure(
        "adjust_request", middle(whole), "ms", Goal("ratio", most=2.0), middle(floor),
        f"p95 {p95(whole):.1f} over {p95(floor):.1f}; {len(sent)} statements",
    )  # fmt: skip


class Changes:
    """A member's changes of one person's ratings as the page's form sends them: `prepare` looks what stands, `send`
    sends the next one."""

    def __init__(self, house: House, member: int) -> None:
        self.path = f"{SESSION}/people/{review_id(PERSON)}/adjust"
        self.headers = {"Cookie": cookie(house.app, member)}
        self._house, self._number, self._token = house, count(), csrf_token(house.app)
        self.body = b""
        self.prepare()

    def prepare(self) -> None:
        """Makes the next form, for another rating each time."""
        number = next(self._number)
        expectation = EXPECTATIONS[number % REQUIRED]
        fields = {
            "csrf_token": self._token, "revision": "1", "was": standing(self._house, PERSON, expectation),
            "expectation": expectation, "value": "exceeds", "reason_code": "evidence",
            "reason": f"{SENTENCE} ({number})",
        }  # fmt: skip
        self.body = urlencode(fields).encode()

    def send(self) -> None:
        """Sends the form, which has to be accepted."""
        environ = EnvironBuilder(
            self.path, method="POST", headers=list(self.headers.items()), input_stream=io.BytesIO(self.body),
            content_type=FORM, content_length=len(self.body),
        ).get_environ()  # fmt: skip
        Request(self._house.app, environ, self.body, expected="302")()

    def statements(self) -> Sent:
        """What one of them sends to the graph; the next is prepared."""
        sent: Sent = []
        self._house.graph.sent = sent
        try:
            self.send()
        finally:
            self._house.graph.sent = None
        self.prepare()
        return sent


def standing(house: House, person: int, expectation: str) -> str:
    """The id of the change that stands of a rating, '' for none."""
    rating = f"{review_id(person)}/1/manager/{expectation}"
    found = house.driver.execute_query(_STANDING, rating=rating, database_=house.address.database).records
    return str(found[0]["id"] or "")


def _bare_adjust(house: House) -> Callable[[], None]:
    """The statement that a change sends, without anything around it; each is accepted, of another rating."""
    sent: Sent = []
    house.graph.sent = sent
    command = Command(
        expectations=(EXPECTATIONS[0],),
        value=Value.EXCEEDS,
        reason_code="evidence",
        words={"reason": SENTENCE},
    )
    transitions.perform(house.graph, context(FIRST_MEMBER), review_id(ADJUSTED), Action.ADJUST, command)
    house.graph.sent = None
    text, params = next(one for one in sent if "overruled" in one[1])
    event, (change,), numbers = params["event"], params["adjustment"], count(1)

    def run() -> None:
        number = next(numbers)
        params["seq"], params["head"] = event["seq"], event["hash"]
        event.update(id=f"bench-event-{number}", seq=event["seq"] + 1, previous=event["hash"], hash=f"{number:064x}")
        for word in params["words"]:
            word["id"] = f"{event['id']}/{word['kind']}"
        rating = f"{review_id(ADJUSTED)}/1/manager/{EXPECTATIONS[number % REQUIRED]}"
        change.update(id=f"bench-change-{number}", rating=rating)
        params["overruled"] = [rating]
        records = house.driver.execute_query(text, params, database_=house.address.database).records
        assert records, "a change of the bench was refused"

    return run
