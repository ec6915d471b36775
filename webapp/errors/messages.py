"""The sentences of error pages, and the names of rights and rules as people say them."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

WHOSE: dict[str, object] = {
    "employee": _later("the person whose review it is"),
    "manager": _later("their manager of today"),
    "member": _later("a member of the calibration session"),
    "facilitator": _later("a facilitator of the calibration session"),
    "arbiter": _later("the arbiter of the challenge"),
    "hr_admin": _later("an HR admin"),
    "framework_editor": _later("a framework editor"),
    "auditor": _later("an auditor"),
    "dotted": _later("a dotted-line manager"),
    "nobody": _later("nobody: this page has not been opened to anyone"),
}
"""Who has a right, by the name that Forbidden carries."""

HEADINGS: dict[int | str, object] = {
    400: _later("This could not be read"),
    401: _later("Please sign in again"),
    403: _later("This is for somebody else"),
    404: _later("There is no such page"),
    "passed_on": _later("This is not yours to write any more"),
    405: _later("This cannot be done here"),
    409: _later("This changed in the meantime"),
    "refused": _later("This cannot be done as things stand"),
    413: _later("This is too large"),
    429: _later("Too many attempts"),
    500: _later("Something went wrong on our side"),
    503: _later("The graph does not answer"),
    "store": _later("The store of packs does not answer"),
}

_AWAY = (
    _later("Nothing was lost: what was saved is kept, and this step changed nothing."),
    _later("Try again in a minute. If it lasts, tell whoever runs this server."),
)

SENTENCES: dict[int | str, tuple[object, ...]] = {
    400: (_later("Something was missing or not as expected. Go back, load the page again and repeat the last step."),),
    401: (_later("You were signed out, or never signed in here. Nothing was saved by this step."),),
    403: (),
    404: (_later("The address may be mistyped, or the thing was renamed or is not open to you."),),
    "passed_on": (
        _later("It has passed to somebody else, or changed, since you opened this page."),
        _later("Copy what you typed before you load the page again."),
    ),
    405: (_later("The page exists, but not for this kind of request."),),
    409: (_later("Somebody was faster, or things have moved on. Nothing of yours was overwritten."),),
    "refused": (_later("Nothing was changed by this step."),),
    413: (_later("What you sent is larger than what is accepted. Nothing was saved by this step."),),
    429: (_later("Wait a while, then try again. Nobody was locked out for good."),),
    500: (_later("It has been noted. What was saved before is kept; try the last step again."),),
    503: _AWAY,
    "store": _AWAY,
}


def whose_sentence(whose: str) -> str:
    """Who may do what was refused; `whose` may name several, with commas between."""
    named = str(_(", ")).join(str(WHOSE.get(one, one)) for one in whose.split(", "))
    return str(_("This may be done by: %(who)s.", who=named))


FACTS: Mapping[str, object] = {
    "state": _later("State now"),
    "value": _later("Rating now"),
    "comment": _later("Comment now"),
    "by": _later("Changed by"),
}
"""Which of a conflict's values are shown, and how they are called."""
