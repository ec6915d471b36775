"""A calibration session of 300 people, 40 required expectations each: its pages, a change of one rating, and pages that
ask what is new."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial

import psutil
from werkzeug.test import EnvironBuilder

from tests.bench import adjusting, news
from tests.bench.bench import Bench, House
from tests.bench.figures import Figure, Goal
from tests.bench.mixed import gunicorn
from tests.bench.pages import beside_bare
from tests.bench.people import review_id
from tests.bench.requests import Browser, Request, bare_page, cookie, statements_of
from tests.bench.session_company import FIRST_MEMBER, MEMBERS, PERSON, SESSION, fill
from tests.bench.watch import by_turns, middle, p95

EVERY_SECONDS = 1.5
SECONDS, QUICK_SECONDS, WARM_SECONDS = 20, 8, 10
REST_SECONDS, REST_SHARE = 240, 0.15
"""A server is at rest while it takes at most that share of a core."""

_CHANGES = "MATCH (session:Session {id: $id}) RETURN session.changes AS changes"


def session(bench: Bench) -> Iterator[Figure]:
    """All of it in a company of 100,000 people."""
    with closing(bench.large()) as house:
        fill(house)
        yield from _page("session_page", bench, house, SESSION)
        yield from _page("session_person", bench, house, f"{SESSION}/people/{review_id(PERSON)}")
        yield from _polls(bench, house)
        yield from adjusting.adjust(bench, house)
        yield from news.news_p95(bench, house)


def _page(name: str, bench: Bench, house: House, path: str) -> Iterator[Figure]:
    """A page beside its floor, and how many statements it takes."""
    page = Browser(house, FIRST_MEMBER).get(path)
    page()  # notes that the member read it
    yield beside_bare(name, house, page, rounds=bench.rounds // 5, warm_up=5)
    sent = len(statements_of(house, page))
    yield Figure(f"{name}_round_trips", sent, "statements", Goal("value", most=2))


def _polls(bench: Bench, house: House) -> Iterator[Figure]:
    """Asking what is new where nothing is: one request, and a room of 60 pages."""
    drawn = json.loads(Browser(house, FIRST_MEMBER).get(f"{SESSION}/news?hidden=1")())["changes"]
    path = f"{SESSION}/news?drawn={drawn}"  # as a page asks that shows everything
    first = Browser(house, FIRST_MEMBER).get(f"{path}&hidden=1")
    first()
    asked = {"Cookie": cookie(house.app, FIRST_MEMBER), "If-None-Match": first.headers["ETag"], "X-By-Itself": "1"}
    environ = EnvironBuilder(f"{path}&hidden=1", headers=list(asked.items())).get_environ()
    poll = Request(house.app, environ, expected="304")
    whole, response, read = by_turns(poll, bare_page(0), partial(_read, house), rounds=bench.rounds)
    floor = [one + other for one, other in zip(response, read, strict=True)]
    sent = len(statements_of(house, poll))
    yield Figure(
        "session_poll", middle(whole), "ms", Goal("ratio", most=1.3), middle(floor),
        f"p95 {p95(whole):.1f} over {p95(floor):.1f}; {sent} statement",
    )  # fmt: skip
    seconds = QUICK_SECONDS if bench.quick else SECONDS
    used, answers = _room(house, path, seconds)
    note = f"{answers:,} answers in {seconds} s, {1000 * used / max(1, answers):.1f} ms of processor each"
    yield Figure("session_poll_60", 100 * used / seconds, "% of a core", Goal("value", most=10), None, note)


def _read(house: House) -> None:
    with house.driver.session(database=house.address.database) as session:
        list(session.run(_CHANGES, id="cs-bench"))


def _room(house: House, path: str, seconds: int) -> tuple[float, int]:
    """The processor seconds that gunicorn and the engine spend on a room of pages, beyond what they spend on none, and
    how many answers there were."""
    settings = {
        "PLUMBLINE_DATA": str(house.folder), "PLUMBLINE_TIME_ZONE": "Asia/Shanghai",
        "NEO4J_URI": house.address.uri, "NEO4J_USER": house.address.user,
        "NEO4J_PASSWORD": house.address.password,
    }  # fmt: skip
    answers: list[int] = []
    with gunicorn("webapp.wsgi:app", settings, workers=1) as port:
        idle = _at_rest(seconds)
        stop = threading.Event()
        pages = [threading.Thread(target=_ask, args=(house, n, path, port, stop, answers)) for n in range(MEMBERS)]
        for page in pages:
            page.start()
        time.sleep(WARM_SECONDS)
        warm = len(answers)
        used = _spent_in(seconds)
        count = len(answers) - warm
        stop.set()
        for page in pages:
            page.join()
    assert set(answers) <= {200, 304}, f"answers of the room: {sorted(set(answers))}"
    if used <= idle:
        raise ArithmeticError(f"a room of pages took {used:.2f} s of processor, none took {idle:.2f} s")
    return used - idle, count


def _ask(house: House, number: int, path: str, port: int, stop: threading.Event, answers: list[int]) -> None:
    """One page of the room, which asks again and again."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie(house.app, FIRST_MEMBER + number), "X-By-Itself": "1"}
    time.sleep(number * EVERY_SECONDS / MEMBERS)
    while not stop.is_set():
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()  # the server ends what was silent for long; the next request opens it anew
            continue
        headers["If-None-Match"] = answer.headers["ETag"] or ""
        answers.append(answer.status)
        stop.wait(EVERY_SECONDS)


def _at_rest(seconds: float) -> float:
    """What gunicorn and the engine use in so many seconds once they do next to nothing: a new server first has the
    engine plan its statements. Raises TimeoutError."""
    end = time.monotonic() + REST_SECONDS
    while (spent := _spent_in(seconds)) > REST_SHARE * seconds:
        if time.monotonic() > end:
            raise TimeoutError(f"the server did not come to rest in {REST_SECONDS} s")
    return spent


def _spent_in(seconds: float) -> float:
    """Processor seconds of every process that this one started, over the next `seconds`. Raises RuntimeError where one
    of them ended meanwhile, whose time would be missing."""
    before = _spent()
    time.sleep(seconds)
    after = _spent()
    if gone := before.keys() - after.keys():
        raise RuntimeError(f"processes ended while they were measured: {sorted(gone)}")
    return sum(used - before.get(process, 0.0) for process, used in after.items())


def _spent() -> dict[int, float]:
    """What each process that this one started has used since it began, in processor seconds, by its id."""
    spent = {}
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            spent[one.pid] = float(times.user + times.system)
    return spent
