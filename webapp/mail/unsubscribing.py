"""Links by which somebody ends mail about due dates without signing in."""

from itsdangerous import BadSignature, URLSafeSerializer

from graph.errors import NotFound

_SALT = "end mail about due dates"


def token_of(secret: str, person: str) -> str:
    """The token in somebody's link: it opens nothing else, and does not end."""
    return str(URLSafeSerializer(secret, salt=_SALT).dumps(person))


def person_of(secret: str, token: str) -> str:
    """Whose link it is. Raises NotFound for a token that was not made here."""
    try:
        return str(URLSafeSerializer(secret, salt=_SALT).loads(token))
    except BadSignature as error:
        raise NotFound("page", "unsubscribe") from error
