"""The worker's part that sends mails: one look at a time, and in each look what is due, one by one."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from threading import Event
from zoneinfo import ZoneInfo

from flask import Flask, g

from graph.context import Context
from graph.driver import Graph
from graph.mail import digests, password_mails, work
from graph.mail.models import Mail, MailKind
from graph.organisation.models import Organisation
from graph.organisation.repository import organisation
from webapp.background import context_at, look_until
from webapp.mail import digest_letter, letters
from webapp.mail.message import message_of
from webapp.mail.messages import TOO_OLD
from webapp.mail.pages import LetterPage
from webapp.mail.server import NO_ADDRESS, SECONDS, Connection, MailFailed, MailRefused, MailUnclear, connected
from webapp.mail.unsubscribing import token_of
from webapp.one_time_keys import key_of_mail
from webapp.settings import Settings
from webapp.urls import url_for

log = logging.getLogger("plumbline.mail")

LOOK_SECONDS = 5.0
UNDELIVERED = frozenset({TOO_OLD, NO_ADDRESS})
"""Of the reasons for not sending a mail any more, those for which HR has to see to it."""
A_CONNECTION = 50
"""How many mails go over one connection: servers have had enough of one sooner or later."""


class Unwanted(Exception):
    """Nobody wants a mail any more; in a word why."""


@dataclass(frozen=True)
class Written:
    """A mail with its words, and what the person has been told of once they have it."""

    message: EmailMessage
    told: tuple[str, ...] | None


@dataclass(frozen=True)
class Outcome:
    """How sending a mail came out, to be written down; it is kept until the graph has it."""

    mail: Mail
    write: Callable[[Context], bool]


class MailWorker:
    """Sends what waits, and writes down how that came out. `name` is under which its process gives signs of life.

    `make_app` gives the application, for the words of mails; it is asked once, and not before there is a mail.
    """

    def __init__(
        self,
        settings: Settings,
        graph: Graph,
        name: str,
        make_app: Callable[[], Flask],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: float = SECONDS,
    ) -> None:
        self._settings, self._graph, self._name, self._clock, self._seconds = settings, graph, name, clock, seconds
        self._make_app = make_app
        self._app: Flask | None = None
        self._outcomes: list[Outcome] = []
        self._organisation: Organisation | None = None
        self._tidied = datetime.min.replace(tzinfo=UTC)
        self._digests_of = date.min

    def run(self, stop: Event) -> None:
        """Looks every few seconds until it is told to end."""

        def look() -> None:
            self.look(stop)
            self._tidy()

        look_until(stop, look, LOOK_SECONDS, log, "mails wait")

    def look(self, stop: Event | None = None) -> None:
        """Sends what is due, until nothing is or the mail server fails. Raises GraphUnavailable."""
        self._write_down()
        self._organisation = organisation(self._graph)
        work.let_fall(self._graph, self._context(), self._name, [one.mail.id for one in self._outcomes])
        well = self._send_due(stop)  # before a long day's mail is put
        self._put_digests(stop)
        if well:
            self._send_due(stop)

    def _send_due(self, stop: Event | None) -> bool:
        """Sends what is due, the most urgent first, also of what comes meanwhile; False where the server fails."""
        while not (stop and stop.is_set()):
            key_of = partial(key_of_mail, self._settings.secret_key)
            password_mails.offer(self._graph, self._context(), key_of, leavers=self._settings.leavers_read_results)
            due = list(work.due(self._graph, self._context()))
            if not due:
                return True
            if not self._send(due[:A_CONNECTION], due, stop):
                return False
        return False

    def _tidy(self) -> None:
        """Once an hour forgets mails of long ago."""
        context = self._context()
        if context.now - self._tidied > timedelta(hours=1):
            work.forget(self._graph, context)
            self._tidied = context.now

    def _put_digests(self, stop: Event | None) -> None:
        """Puts the mails of the day, from its hour on by the organisation's clocks."""
        local = self._clock().astimezone(ZoneInfo(self._zone))
        if local.hour < self._settings.mail_hour or local.date() == self._digests_of:
            return
        days = self._settings.mail_due_days
        digests.put_digests(self._graph, self._context(), local.date(), days, lambda: not (stop and stop.is_set()))
        self._digests_of = local.date()

    def _send(self, some: list[work.DueMail], due: list[work.DueMail], stop: Event | None) -> bool:
        """Sends some mails over one connection; False where the server fails, and `due` are put off if it is away."""
        try:
            with connected(self._settings, self._seconds) as connection:
                for one in some:
                    if (stop and stop.is_set()) or not self._send_one(connection, one.id):
                        return False
        except MailFailed as error:
            log.warning("the mail server cannot be reached, %s mails wait: %s", len(due), error)
            work.put_off(self._graph, self._context(), due, str(error))
            return False
        return True

    def _send_one(self, connection: Connection, mail_id: str) -> bool:
        """False where the connection is of no use any more."""
        mail = work.take(self._graph, self._context(), self._name, mail_id)
        if mail is None:
            return True
        outcome, goes_on = self._outcome(connection, mail)
        self._outcomes.append(Outcome(mail, outcome))
        self._write_down()
        return goes_on

    def _outcome(self, connection: Connection, mail: Mail) -> tuple[Callable[[Context], bool], bool]:
        """Delivers a mail; what there is to write down, and whether the connection is still of use."""
        graph, name = self._graph, self._name
        try:
            written = self._written(mail)
        except Unwanted as error:
            why = str(error)
            end = work.too_late if why in UNDELIVERED else work.dropped
            return lambda context: end(graph, context, name, mail, why), True
        except Exception as error:  # its words could not be made: those of others can
            said, for_good = str(error) or type(error).__name__, isinstance(error, MailRefused)
            log.warning("mail %s was not written: %s", mail.id, said, exc_info=not for_good)
            return lambda context: work.failed(graph, context, name, mail, said, for_good=for_good), True
        try:
            connection.deliver(written.message)
        except MailUnclear as error:
            said = str(error)
            log.warning("mail %s was handed over, and perhaps not taken: %s", mail.id, said)
            return lambda context: work.unclear(graph, context, name, mail, said, written.told), False
        except MailFailed as error:
            said, for_good = str(error), isinstance(error, MailRefused)
            log.warning("mail %s was not sent: %s", mail.id, said)
            return lambda context: work.failed(graph, context, name, mail, said, for_good=for_good), for_good
        return lambda context: work.sent(graph, context, name, mail, written.told), True

    def _written(self, mail: Mail) -> Written:
        """A mail with its words of now. Raises Unwanted, MailRefused."""
        if why := unwanted(mail, self._context(), leavers=self._settings.leavers_read_results):
            raise Unwanted(why)
        settings = self._settings
        with self._in_language_of(mail) as language:
            name = self._name_in(language)
            letter, told = self._letter(mail, language)
            return Written(message_of(letter, settings.mail_from, name, mail.to.email, mail.id, self._clock()), told)

    def _letter(self, mail: Mail, language: str) -> tuple[LetterPage, tuple[str, ...] | None]:
        """What a mail says, and what the person has been told of once they have it (None: what they were before)."""
        if mail.kind is MailKind.INVITATION:
            return letters.invitation(mail, self._name_in(language)), None
        if mail.kind is MailKind.PASSWORD:
            return letters.new_password(mail), None
        if mail.kind is MailKind.ADDRESS:
            return letters.address_changed(mail), None
        if mail.kind is MailKind.DEPUTY:
            return letters.deputy_changed(mail), None
        settings, context = self._settings, self._context(mail.to.id)
        end = letters.whole(url_for("mail.unsubscribe", token=token_of(settings.secret_key, mail.to.id)))
        if mail.kind is MailKind.REMINDER:
            tasks = digests.reminder(self._graph, context, mail.reviews)
            if not (tasks.own or tasks.reports):
                raise Unwanted("done")
            return digest_letter.reminder(mail, tasks).ended_at(end), None
        told, due = mail.to.told, mail.to.due_mail
        one = digests.digest(self._graph, context, told, settings.mail_due_days, due_mail=due)
        if not one.wanted:
            raise Unwanted("done")
        return digest_letter.day(mail, one).ended_at(end if due else ""), one.told

    @contextmanager
    def _in_language_of(self, mail: Mail) -> Iterator[str]:
        """The application, as somebody's pages would be: in their language and by their clocks."""
        if self._app is None:
            self._app = self._make_app()
        with self._app.test_request_context():
            g.language = mail.to.language or self._language
            g.time_zone = mail.to.time_zone or self._zone
            yield g.language

    def _write_down(self) -> None:
        """Writes outcomes down; those that the graph does not take now stay for the next look."""
        while self._outcomes:
            self._outcomes[0].write(self._context())
            del self._outcomes[0]

    def _name_in(self, language: str) -> str:
        """What the organisation is called, '' where it has no name."""
        return self._organisation.name.to(language).value if self._organisation else ""

    @property
    def _zone(self) -> str:
        return self._organisation.time_zone if self._organisation else self._settings.time_zone

    @property
    def _language(self) -> str:
        return self._organisation.language if self._organisation else self._settings.default_language

    def _context(self, actor: str = "worker") -> Context:
        return context_at(self._settings, actor, self._clock())


def unwanted(mail: Mail, context: Context, *, leavers: bool) -> str:
    """Why nobody wants a mail any more, '' where it is to be sent; `leavers` says that who has left may sign in."""
    to = mail.to
    if mail.expires_at <= context.now:
        return TOO_OLD
    to_leaver = mail.kind is MailKind.ADDRESS or (leavers and mail.kind is MailKind.PASSWORD)
    if to.leaves_on and to.leaves_on < context.today and not to_leaver:
        return "left"
    if not to.email:
        return NO_ADDRESS
    if mail.kind is MailKind.INVITATION and to.account:
        return "has_password"
    if mail.kind in (MailKind.DIGEST, MailKind.REMINDER) and to.away_until and to.away_until >= context.today:
        return "away"
    if mail.kind is MailKind.REMINDER and not to.due_mail:
        return "unsubscribed"
    return "replaced" if mail.digest and mail.digest != to.link else ""
