"""The sentences of error pages, and the names of rights and rules as people say them."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

WHOSE: dict[str, object] = {
    "employee": _later("the employee whose review it is"),
    "manager": _later("the employee's current manager"),
    "member": _later("a member of the calibration session"),
    "facilitator": _later("a facilitator of the calibration session"),
    "arbiter": _later("the arbiter of the challenge"),
    "hr_admin": _later("an HR admin"),
    "another hr_admin": _later("another HR admin"),
    "framework_editor": _later("a framework editor"),
    "auditor": _later("an auditor"),
    "dotted": _later("a dotted-line manager"),
}
"""Who has a right, by the name that Forbidden carries."""

HEADINGS: dict[int | str, object] = {
    400: _later("This request could not be read"),
    401: _later("Please sign in again"),
    403: _later("You do not have access to this"),
    404: _later("Page not found"),
    "code": _later("No report has this code"),
    "invitation": _later("This invitation has ended"),
    "password link": _later("This link has ended"),
    "set-up address": _later("This set-up address has ended"),
    "passed_on": _later("You can no longer edit this"),
    405: _later("This page does not accept that request"),
    409: _later("This changed in the meantime"),
    "refused": _later("This is not possible right now"),
    "not_as_recorded": _later("This is not what was signed"),
    413: _later("This is too large"),
    429: _later("Too many attempts"),
    500: _later("Something went wrong on our side"),
    503: _later("The database is not responding"),
    "store": _later("The pack storage is not responding"),
    "disk_full": _later("The server has no room left to save"),
}

_AWAY = (
    _later("Nothing was lost. Everything saved earlier is safe, and this step changed nothing."),
    _later("Try again in a minute. If it keeps happening, tell the server administrator."),
)

SENTENCES: dict[int | str, tuple[object, ...]] = {
    400: (_later("Something was missing or not as expected. Go back, reload the page and try again."),),
    401: (_later("You were signed out, or never signed in here. This step saved nothing."),),
    403: (),
    404: (_later("The address may be mistyped, the page may have been renamed, or you may not have access to it."),),
    "code": (
        _later("Compare it with the first page of the report: five groups of four characters, digits and a to f."),
        _later("If they are the same, the report was not issued here, or its file is not yours to compare."),
    ),
    "invitation": (
        _later("It was used already, replaced by a newer one, or is too old. Ask HR for a new one."),
        _later("If you chose a password with it, sign in."),
    ),
    "password link": (
        _later("It was used already, replaced by a newer one, or is older than an hour. Ask for a new one."),
        _later("If you chose a new password with it, sign in."),
    ),
    "set-up address": (
        _later("It was used already, or replaced by a newer one, or this installation has an HR admin."),
        _later("If there is none yet, start the server again: it prints a new address."),
    ),
    "passed_on": (
        _later("It was passed to somebody else, or changed, after you opened this page."),
        _later("Copy what you typed before you reload the page."),
    ),
    405: (_later("The page exists, but not for this kind of request."),),
    409: (_later("Somebody else acted first, or the state has changed since. Nothing of yours was overwritten."),),
    "refused": (_later("This step changed nothing."),),
    "not_as_recorded": (
        _later("What is stored of this review differs from its record. Somebody may have changed it in the database."),
        _later("Its result and its reports are not shown. Please tell an auditor."),
    ),
    413: (_later("What you submitted is larger than the limit. This step saved nothing."),),
    429: (_later("Wait a while, then try again. No account was locked."),),
    500: (_later("The error has been logged. Everything saved earlier is safe. Try your last step again."),),
    503: _AWAY,
    "store": _AWAY,
    "disk_full": (
        _later("Everything saved earlier is safe, and this step changed nothing."),
        _later("Pages whose reading is recorded cannot be opened either until there is room."),
        _later("Please tell the server administrator. Saving works again by itself once there is room on the disk."),
    ),
}


def whose_sentence(whose: str) -> str:
    """Who may do what was refused; `whose` may name several, with commas between, or be "nobody"."""
    if whose == "nobody":
        return str(_("This page is not open to anyone."))
    named = str(_(", ")).join(str(WHOSE.get(one, one)) for one in whose.split(", "))
    return str(_("Only the following can do this: %(who)s.", who=named))


FACTS: Mapping[str, object] = {
    "state": _later("State now"),
    "value": _later("Rating now"),
    "comment": _later("Comment now"),
    "by": _later("Changed by"),
}
"""Which of a conflict's values are shown, and how they are called."""
