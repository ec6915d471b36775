"""A mail server on this machine that does as it is told, and a worker that looks when it is told, by a clock."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from secrets import token_hex
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from graph.context import Context
from graph.driver import Graph
from graph.mail.outbox import address_notice
from graph.pack.work import beat
from graph.people import service as people
from graph.people.models import NewAccount
from graph.people_import import service as imports
from graph.people_import.models import Choices
from graph.people_import.writing import WhoIsNew
from graph.text import Text
from tests.reset_graph import empty
from tests.soak.environment import free_port
from tests.webapp.conftest import NOW
from tests.webapp.page_client import PageClient
from tests.webapp.people import newcomer, setting_up
from webapp import create_app
from webapp.mail.worker import MailWorker
from webapp.settings import Settings

WORKER = "wk-mail"
FROM = "Plumbline <no-reply@plumbline.example>"


@dataclass
class Inbox:
    """Takes every mail, unless told otherwise: `to_rcpt` and `to_data` are what it answers, `drops` breaks the
    connection off once it has all of a mail, `silent` never answers then."""

    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    to_rcpt: str = ""
    to_data: str = ""
    drops: bool = False
    silent: bool = False
    connections: int = 0

    async def handle_EHLO(  # noqa: N802 # the server calls them by these names
        self, server: SMTP, session: Any, envelope: Any, hostname: str, answers: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return answers

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.to_rcpt:
            return self.to_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        self.raw.append(envelope.content)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.drops:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if self.silent:
            await asyncio.sleep(5)
        return self.to_data or "250 OK"


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())


@dataclass
class Post:
    """An application with a mail server: `inbox` is what the server got, `at` is what the clocks say."""

    graph: Graph
    settings: Settings
    inbox: Inbox
    server: Controller
    at: datetime = NOW
    up: bool = True

    def __post_init__(self) -> None:
        self.app = create_app(self.settings, self.graph, lambda: self.at)
        self.app.testing = True
        self.worker = self.new_worker()

    def new_worker(self, name: str = WORKER) -> MailWorker:
        return MailWorker(self.settings, self.graph, name, lambda: self.app, lambda: self.at, seconds=0.5)

    def stop(self) -> None:
        """Ends the mail server, once."""
        if self.up:
            self.server.stop()
        self.up = False

    def look(self, after: timedelta = timedelta()) -> None:
        """Lets time pass, and the worker look."""
        self.at += after
        beat(self.graph, self.context(), WORKER)
        self.worker.look()

    def context(self, actor: str = "test") -> Context:
        return Context(actor, self.at, self.at.date(), token_hex)

    def browser(self, person: NewAccount) -> PageClient:
        return PageClient(self.app).sign_in(person.login)


@pytest.fixture
def start(graph: Graph) -> datetime:
    """When a test begins, with nothing in the graph."""
    empty(graph)
    return NOW


@pytest.fixture
def post(graph: Graph, settings: Settings, start: datetime) -> Iterator[Post]:
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    mailed = settings.model_copy(update={"mail_server": f"smtp://127.0.0.1:{server.port}", "mail_from": FROM})
    post = Post(graph, mailed, inbox, server, start)
    yield post
    post.stop()


@pytest.fixture
def hr(post: Post) -> PageClient:
    """The browser of an HR admin."""
    return post.browser(newcomer(post.graph, capacities=("hr_admin",)))


def to_invite(graph: Graph, person: str, email: str = "", language: str = "en") -> NewAccount:
    """Somebody without a password."""
    new = NewAccount(person, f"{person}.login", Text(f"Person {person}", f"员工{person}"), email, language, "")
    people.create_account(graph, setting_up(), new, relied_on="test")
    return new


def bring(graph: Graph, context: Context, person: str, name: str, email: str) -> None:
    """Somebody's address by a file, which is told where it changes."""
    bring_file(graph, context, f"id,name,email\n{person},{name},{email}\n")


def bring_file(graph: Graph, context: Context, text: str) -> None:
    """A file of people, imported by a mail server's installation."""
    data = text.encode()
    choices, who_is_new = Choices(since=context.today), WhoIsNew("en", "UTC")
    shown = imports.preview(graph, context, data, "people.csv", choices)
    imports.accept(
        graph, context, data, "people.csv", choices, shown.digest, who_is_new, relied_on="test",
        notice=partial(address_notice, context),
    )  # fmt: skip
