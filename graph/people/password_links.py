"""Links with which somebody who forgot their password chooses a new one: once, within an hour.

A link ends with every change of the password; using it ends every session.
"""

from datetime import timedelta

from graph.people.one_time_links import OneTimeLink
from graph.queries import query

LASTS = timedelta(hours=1)
HELD_BACK = timedelta(hours=72)
"""For how long no link is mailed after a change of an account's email address, and after the first password of one
whose invitation was not mailed there: whoever set the address may read there."""
PASSWORD_LINK = OneTimeLink(
    "password link", query("people/password_link"), query("people/use_password_link"), "use_password_link"
)
