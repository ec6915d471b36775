"""A mail as it goes over the wire."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from webapp.mail.pages import LetterPage
from webapp.mail.plain_text import plain_text
from webapp.mail.server import addressed
from webapp.page import render


def message_of(letter: LetterPage, sender: str, name: str, to: str, mail: str, at: datetime) -> EmailMessage:
    """A letter as text and HTML, from `name` at the address of `sender`; by the name in `sender` where that is ''.

    Its Message-ID is the same whenever the mail of an id is made, so that a server which gets it twice can tell. Raises
    MailRefused where `to` is no address.
    """
    local, _at, domain = parseaddr(sender)[1].rpartition("@")
    named = str(Address(" ".join(name.split()), local, domain)) if name else sender
    message = addressed(named, to, letter.subject, plain_text(letter))
    message["Message-ID"] = f"<{sha256(mail.encode()).hexdigest()[:40]}@{domain}>"
    message["Date"] = format_datetime(at)
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.add_alternative(render(letter), subtype="html")
    return message
