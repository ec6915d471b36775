"""Sending mail through the organisation's mail server."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from webapp.settings import Settings

_SECONDS = 30
_PORTS = {"smtp": 25, "smtps": 465}


class MailFailed(Exception):
    """The mail server is not set, does not answer, or does not take a mail."""


def send(settings: Settings, to: str, subject: str, text: str, attachment: tuple[str, str] | None = None) -> None:
    """Sends a mail in plain text; `attachment` is a file's name and its JSON. Raises MailFailed.

    A server named by smtp:// is spoken to by TLS where it offers that, and a password is never sent without.
    """
    try:
        message = _message(settings.mail_from, to, subject, text, attachment)
        with _connected(settings.mail_server) as server:
            server.send_message(message)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise MailFailed(str(error)) from error


def _message(sender: str, to: str, subject: str, text: str, attachment: tuple[str, str] | None) -> EmailMessage:
    """The mail. Raises ValueError where an address has a line break."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message.set_content(text)
    if attachment:
        name, content = attachment
        message.add_attachment(content.encode(), maintype="application", subtype="json", filename=name)
    return message


def _connected(address: str) -> smtplib.SMTP:
    parts = urlsplit(address)
    if not parts.hostname:
        raise MailFailed("PLUMBLINE_MAIL_SERVER is not set")
    port, secure = parts.port or _PORTS[parts.scheme], ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname, port, timeout=_SECONDS, context=secure)
    else:
        server = smtplib.SMTP(parts.hostname, port, timeout=_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=secure)
            server.ehlo()
        elif parts.username:
            server.close()
            raise MailFailed("the mail server offers no TLS, so the password is not sent")
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
