"""Keys of links that open once."""

import hmac
from base64 import urlsafe_b64encode
from secrets import token_urlsafe

KEY_BYTES = 24


def one_time_key() -> str:
    """A key that nobody guesses: 192 random bits, as an address can hold them."""
    return token_urlsafe(KEY_BYTES)


def key_of_mail(secret: str, mail: str) -> str:
    """The key of the link in a mail: the same whenever that mail is written, known to nobody without the secret key, so
    that it is kept nowhere."""
    digest = hmac.digest(secret.encode(), b"link of a mail: " + mail.encode(), "sha256")
    return urlsafe_b64encode(digest[:KEY_BYTES]).decode()
