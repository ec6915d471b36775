"""How long a change takes to stand on the others' pages: made in one process, seen by pages that ask another one, while
the clients of the mixed load keep both busy."""

import http.client
import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.bench.adjusting import FORM, Changes
from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.mixed import CLIENTS, WARM_SECONDS, client_of, gunicorn, redis_server, settings_of, work
from tests.bench.requests import cookie
from tests.bench.session_company import FIRST_MEMBER, SESSION
from tests.bench.watch import p95

FOLLOWERS, EVERY_SECONDS, BETWEEN_CHANGES = 10, 1.5, 3.0
SECONDS, QUICK_SECONDS = 60, 12
FIRST_WRITER = 1_002
"""Beyond those whose reviews the session covers; every third is writing."""
_CHANGES = "MATCH (session:Session {id: 'cs-bench'}) RETURN session.changes AS changes"


@dataclass
class Follower:
    """A page of the session, which does what live.js does; `seen` is when it had each count of changes."""

    house: House
    number: int
    port: int
    stop: threading.Event
    seen: dict[int, float] = field(default_factory=dict)

    def __call__(self) -> None:
        """Asks again and again; takes the rows that changed at once, and the whole page later."""
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.headers = {"Cookie": cookie(self.house.app, FIRST_MEMBER + self.number), "X-By-Itself": "1"}
        began = time.monotonic()
        self._get(SESSION)
        took, due, drawn, tag = time.monotonic() - began, float("inf"), 0, ""
        while not self.stop.is_set():
            status, body, fresh = self._get(f"{SESSION}/news?drawn={drawn}", tag)
            if status == 200:
                told, tag = json.loads(body), fresh
                if drawn and told["changes"] != drawn:
                    rows = self._get(f"{SESSION}?{urlencode([('only', one) for one in told['reviews']])}")[1]
                    now = time.monotonic()
                    assert all(f'id="{one}"'.encode() in rows for one in told["reviews"])
                    self.seen.update({count: now for count in range(drawn + 1, told["changes"] + 1)})
                    due = min(due, now + took * FOLLOWERS * (1 + random.random()))
                drawn = told["changes"]
            if time.monotonic() >= due:
                began = time.monotonic()
                self._get(SESSION)
                took, due = time.monotonic() - began, float("inf")
            self.stop.wait(min(EVERY_SECONDS, max(0.0, due - time.monotonic())))

    def _get(self, path: str, tag: str = "") -> tuple[int, bytes, str]:
        self.connection.request("GET", path, headers={**self.headers, **({"If-None-Match": tag} if tag else {})})
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status in (200, 304), f"{path}: {answer.status}"
        return answer.status, body, answer.headers["ETag"] or ""


def news_p95(bench: Bench, house: House) -> Iterator[Figure]:
    """Seconds from the answer to a change until another process's page has it."""
    seconds = QUICK_SECONDS if bench.quick else SECONDS
    stop = threading.Event()
    with ExitStack() as stack:
        settings = settings_of(house, stack.enter_context(redis_server(bench.folder)))
        here, there = (stack.enter_context(gunicorn("webapp.wsgi:app", settings, workers=1)) for _ in range(2))
        end = time.perf_counter() + WARM_SECONDS + seconds
        clients = [client_of(house, FIRST_WRITER + 3 * number) for number in range(CLIENTS)]
        followers = [Follower(house, number, there, stop) for number in range(FOLLOWERS)]
        threads = [
            *(
                threading.Thread(target=work, args=((here, there)[n % 2], one, end, end))
                for n, one in enumerate(clients)
            ),
            *(threading.Thread(target=follower) for follower in followers),
        ]
        for thread in threads:
            thread.start()
        time.sleep(WARM_SECONDS)
        answered, sent = _change(house, here, end)
        time.sleep(2 * EVERY_SECONDS)
        stop.set()
        for thread in threads:
            thread.join()
    waits = [max(0.0, one.seen[count] - at) for one in followers for count, at in answered.items() if count in one.seen]
    missed = len(answered) * len(followers) - len(waits)
    since_sent = [one.seen[count] - at for one in followers for count, at in sent.items() if count in one.seen]
    assert waits, "no page saw a change"
    note = (
        f"{len(answered)} changes, {FOLLOWERS} pages, {missed} not seen; p95 since it was sent {p95(since_sent):.2f} s"
    )
    yield Figure("news_p95", p95(waits), "s", Goal("value", most=2), None, note)


def _change(house: House, port: int, end: float) -> tuple[dict[int, float], dict[int, float]]:
    """Changes a rating every few seconds until `end`: when each count of changes was answered, and when it was sent."""
    answered, sent = {}, {}
    changes = Changes(house, FIRST_MEMBER + FOLLOWERS)
    count = int(house.driver.execute_query(_CHANGES, database_=house.address.database).records[0]["changes"])
    while time.perf_counter() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        count += 1
        sent[count] = time.monotonic()
        connection.request("POST", changes.path, body=changes.body, headers={**changes.headers, "Content-Type": FORM})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 302, f"a change was answered by {answer.status}"
        answered[count] = time.monotonic()
        connection.close()
        changes.prepare()
        time.sleep(max(0.0, BETWEEN_CHANGES - (time.monotonic() - sent[count])))
    return answered, sent
