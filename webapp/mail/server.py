"""The organisation's mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from webapp.settings import Settings

SECONDS = 30.0
"""How long the server may take for an answer."""
_PORTS = {"smtp": 25, "smtps": 465}
_DONE = (250, 251, 252)
_NEVER = 500
"""From here on a server's codes mean that it will say the same again."""
NO_ADDRESS = "no_address"


class MailFailed(Exception):
    """The mail server is not set, does not answer, or does not take a mail now."""


class MailRefused(MailFailed):
    """The mail server will never take this mail, or it has no address that one can be sent to."""


class MailUnclear(MailFailed):
    """The mail was handed over, and the server did not say whether it took it."""


class _Wire(EmailPolicy):
    """How mails are written: as usual, but for the headers that Python (3.6 to 3.13) would encode where they are longer
    than a line, so that no mail program finds the address in them."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """One header."""
        if name in _WHOLE:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return bytes(super().fold_binary(name, value))


_WHOLE = frozenset({"Message-ID", "List-Unsubscribe"})
_WIRE = _Wire(linesep="\r\n")


class Connection:
    """A connection over which mails go one after the other. After any MailFailed but MailRefused it is of no use."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def deliver(self, message: EmailMessage) -> None:
        """Hands a mail over to its one addressee.

        Raises MailRefused, MailUnclear once all of it was sent and no answer came, MailFailed for anything else.
        """
        content = message.as_bytes(policy=_WIRE)
        try:
            code, answer = self._server.mail(parseaddr(str(message["From"]))[1])
            if code not in _DONE:  # about this installation, not about the mail: somebody will set it right
                raise MailFailed(_said_by(code, answer))
            code, answer = self._server.rcpt(message["To"].addresses[0].addr_spec)
            if code not in _DONE:
                self._server.rset()
        except OSError as error:
            raise MailFailed(_said(error)) from error
        _check(code, answer)
        self._hand_over(content)

    def _hand_over(self, content: bytes) -> None:
        try:
            code, answer = self._server.data(content)
        except smtplib.SMTPDataError as error:
            raise _of_code(error.smtp_code, _said(error)) from error
        except OSError as error:
            raise MailUnclear(_said(error)) from error
        _check(code, answer)


@contextmanager
def connected(settings: Settings, seconds: float = SECONDS) -> Iterator[Connection]:
    """A connection to the organisation's mail server. Raises MailFailed where there is none.

    A server named by smtp:// is spoken to by TLS where it offers that, and a password is never sent without.
    """
    try:
        server = _opened(settings.mail_server, seconds)
    except OSError as error:  # as all of smtplib's errors are
        raise MailFailed(_said(error)) from error
    try:
        yield Connection(server)
    finally:
        with suppress(OSError):  # what was taken is taken, however the server says goodbye
            server.quit()
        server.close()


def send(settings: Settings, to: str, subject: str, text: str, attachment: tuple[str, str] | None = None) -> None:
    """Sends a mail in plain text; `attachment` is a file's name and its JSON. Raises MailFailed."""
    message = addressed(settings.mail_from, to, subject, text)
    if attachment:
        name, content = attachment
        message.add_attachment(content.encode(), maintype="application", subtype="json", filename=name)
    with connected(settings) as connection:
        connection.deliver(message)


def addressed(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    """A mail to one address, with its text. Raises MailRefused (`no_address`) where that is none: an address has ASCII
    letters only, and no line break."""
    message = EmailMessage()
    try:
        message["To"] = Address(addr_spec=to)
    except (ValueError, IndexError, AttributeError, MessageError) as error:  # as the library's parser ends
        raise MailRefused(NO_ADDRESS) from error
    message["From"], message["Subject"] = sender, subject
    message.set_content(text)
    return message


def _check(code: int, answer: bytes) -> None:
    """Raises MailFailed with a server's answer unless it says that all is well, MailRefused where it says never."""
    if code not in _DONE:
        raise _of_code(code, _said_by(code, answer))


def _of_code(code: int, said: str) -> MailFailed:
    return MailRefused(said) if code >= _NEVER else MailFailed(said)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        return _said_by(error.smtp_code, answer if isinstance(answer, bytes) else answer.encode())
    return str(error) or type(error).__name__


def _said_by(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode('utf-8', 'replace')}"


def _opened(address: str, seconds: float) -> smtplib.SMTP:
    parts = urlsplit(address)
    if not parts.hostname:
        raise MailFailed("PLUMBLINE_MAIL_SERVER is not set")
    port, secure = parts.port or _PORTS[parts.scheme], ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname, port, timeout=seconds, context=secure)
    else:
        server = smtplib.SMTP(parts.hostname, port, timeout=seconds)
    try:
        _greet(server, secure, unquote(parts.username or ""), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _greet(server: smtplib.SMTP, secure: ssl.SSLContext, user: str, password: str) -> None:
    server.ehlo_or_helo_if_needed()
    if not isinstance(server, smtplib.SMTP_SSL):
        if server.has_extn("starttls"):
            server.starttls(context=secure)
            server.ehlo()
        elif user:
            raise MailFailed("the mail server offers no TLS, so the password is not sent")
    if user:
        server.login(user, password)
