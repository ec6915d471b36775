"""The sentence of each rule about people and their accounts."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from graph.people.passwords import LEAST
from graph.text import Text
from webapp.i18n import words

PEOPLE: dict[str, object] = {
    "nothing_named": _later("Say what it is to be, or choose that it ends."),
    "nobody_named": _later("Nobody has this id, email, sign-in name or name."),
    "several_people": _later("Several people have this name. Enter the id or email of the one you mean."),
    "has_left": _later("They have left by then. Choose an earlier day, or correct their last day first."),
    "no_hr_admin": _later("Nobody would be an HR admin then. Make somebody else one first."),
    "capacity_held": _later("Somebody holds this capacity today: an HR admin gives it on the page of the person."),
    "own_deputy": _later("Nobody is their own deputy. Name somebody else."),
    "deputy_days": _later("The last day is before the first. Choose a later one."),
    "deputy_overlaps": _later("There is a deputy on some of these days already. End that first, or choose other days."),
    "deputy_back": _later(
        "They have named this person as their own deputy on some of these days, and nobody delegates on. Name somebody "
        "else, or choose other days."
    ),
    "id_form": _later(
        "This cannot be anybody’s ID. Use letters, digits and . _ - @ +, such as E-001; some words, such as “new”, are "
        "taken."
    ),
    "email_taken": _later("Somebody else has this email address. Enter another one, or change theirs first."),
    "login_taken": _later("Somebody else has this sign-in name. Enter another one, or change theirs first."),
    "own_line": _later("You cannot make yourself somebody’s manager. Another HR admin has to do it."),
    "own_manager": _later("Nobody can be their own manager."),
    "ring": _later(
        "On this day or a later one, they report to the one whose manager they would be. Change that line first."
    ),
    "import_problems": _later("The file has problems. Solve them first; nothing was imported."),
    "unknown_person": _later("Nobody has this ID. Check it against the list of people."),
    "unknown_place": _later("There is no such person, level or manager. Check the IDs."),
    "real_people": _later(
        "This database holds people who are not part of the demo, so the demo will not be filled in here."
    ),
    "wrong_password": _later("This is not your current password."),
    "too_short": _later("Use at least %(least)s characters. Three or four words are easy to remember.", least=LEAST),
    "like_your_name": _later("The password contains your name or sign-in name. Choose another one."),
    "too_uniform": _later("The password repeats the same few characters. Choose another one."),
    "too_common": _later(
        "This password is easy to guess: it is a common one, or made of common words, names, dates or keys in a row. "
        "Use four words that have nothing to do with each other."
    ),
}


def _whose(about: tuple[str, ...]) -> str:
    """Whom a rule names by id and by both names; pages of HR alone say that."""
    return str(_("That is %(name)s (%(id)s).", name=words(Text(*about[1:])), id=about[0]))


ABOUT_PEOPLE: dict[str, Callable[[tuple[str, ...]], str]] = {
    "ring": lambda about: str(_("The ring would be: %(ring)s.", ring=" > ".join(about))),
    "email_taken": _whose,
    "login_taken": _whose,
}
"""What is said after the sentence of a rule about people, where it names whom it concerns."""
