"""Keys of links that open once."""

from secrets import token_urlsafe

KEY_BYTES = 24


def one_time_key() -> str:
    """A key that nobody guesses: 192 random bits, as an address can hold them."""
    return token_urlsafe(KEY_BYTES)
