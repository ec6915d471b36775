"""The queue that wakes workers. It holds no truth: what is to be made is in the graph."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing

import redis
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer

from webapp.settings import Settings

log = logging.getLogger("plumbline.pack")

NAME = "plumbline"
UNREACHABLE = (redis.RedisError, sqlite3.Error, OSError)
_TIDY_MINUTES = 10


def queue(settings: Settings) -> Huey:
    """Redis where the settings name one, else a file of the data folder. What lies in it is signed: Huey unpickles it,
    so whoever else can write there would have their code run by the worker."""
    signed = SignedSerializer(secret=settings.secret_key, salt=NAME)
    if settings.redis_url:
        pool = redis.ConnectionPool.from_url(settings.redis_url, socket_timeout=5)
        return RedisHuey(NAME, connection_pool=pool, results=False, serializer=signed)
    settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(settings.data_folder / "queue.db"), results=False, serializer=signed)


def give_tasks(to: Huey, take_up: Callable[[], None], tidy: Callable[[], None]) -> Callable[[], object]:
    """Gives a queue its tasks; what is returned puts `take_up` into it."""

    # Huey finds a task by module and name: web processes and workers both get them here.
    @to.task(name="take_up")  # type: ignore[untyped-decorator] # huey carries no types
    def woken() -> None:
        take_up()

    @to.periodic_task(crontab(minute=f"*/{_TIDY_MINUTES}"), name="tidy")  # type: ignore[untyped-decorator]
    def now_and_then() -> None:
        tidy()

    wake: Callable[[], object] = woken
    return wake


def wake_worker(settings: Settings) -> bool:
    """Tells workers that something waits. False where the queue is away: they find it by themselves later."""
    try:
        to = queue(settings)
        with closing(to.storage):
            give_tasks(to, _nothing, _nothing)()
    except UNREACHABLE as error:
        log.warning("the queue does not answer, so the pack waits until a worker looks: %s", error)
        return False
    return True


def _nothing() -> None:
    """Tasks are carried out by the worker only."""
