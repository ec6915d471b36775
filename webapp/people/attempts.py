"""How often anybody may try: a password, or who somebody is."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_limiter.util import get_remote_address

from graph.people.service import login_form
from webapp import current
from webapp.extensions import limiter

View = Callable[..., Any]

FROM_ONE_ADDRESS = 10
"""How many accounts an address that many people share may try as often as one may be tried."""


def usual_limit() -> str:
    """How often one account may be tried, as the limiter reads it."""
    return f"{current.settings().sign_in_attempts} per 15 minutes"


def limit_attempts(
    name: str,
    field: str,
    *,
    deduct_when: Callable[[Response], bool] | None = None,
    exempt_when: Callable[[], bool] | None = None,
) -> Callable[[View], View]:
    """A mark of views whose form names an account in `field`: so often for one account, ten times as often from one
    address. `deduct_when` and `exempt_when` are the limiter's: which attempts count."""

    def whose() -> str:
        return f"{name}:{login_form(request.form.get(field, ''))}"

    def from_where() -> str:
        return f"{name}:{get_remote_address()}"

    def from_one_address() -> str:
        return f"{current.settings().sign_in_attempts * FROM_ONE_ADDRESS} per 15 minutes"

    def mark(view: View) -> View:
        for limit, key in ((from_one_address, from_where), (usual_limit, whose)):
            view = limiter.limit(
                limit, key_func=key, methods=["POST"], deduct_when=deduct_when, exempt_when=exempt_when
            )(view)
        return view

    return mark
