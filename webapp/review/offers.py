"""What a reader is offered on a review: the rows of the table that are theirs, each with its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from graph.review.possible import Possible
from graph.review.records import Head
from graph.review.states import Action, Capacity
from webapp.i18n import words
from webapp.review.action_words import ACTION_WORDS
from webapp.workflow.words import action_word, hindrances

_OWN_PAGE = {Action.SIGN_OFF: "manager.sign", Action.UPHOLD: "arbiter.decide", Action.REVISE: "arbiter.decide"}


@dataclass(frozen=True)
class Offer:
    """One thing the reader may do. `address` is '' while something stands in the way, and `notes` say what."""

    action: Action
    label: str
    address: str
    notes: tuple[str, ...]


def offers(possible: Sequence[Possible], head: Head) -> tuple[Offer, ...]:
    """The offers of what is possible: only actions that have a page, each once, open ones first."""
    found: dict[Action, Offer] = {}
    for one in possible:
        action = one.row.action
        if one.row.who is Capacity.EMPLOYEE or (action not in ACTION_WORDS and action not in _OWN_PAGE):
            continue
        if action is Action.REVEAL and not head.cycle.blind:
            continue  # nothing is hidden in such a cycle
        if action in found and found[action].address:
            continue
        found[action] = _offer(one, head)
    return tuple(sorted(found.values(), key=lambda offer: not offer.address))


def _offer(one: Possible, head: Head) -> Offer:
    action = one.row.action
    label = str(ACTION_WORDS[action].button) if action in ACTION_WORDS else _initial(action_word(action))
    if one.against:
        return Offer(action, label, "", hindrances(one.against, head))
    if action in _OWN_PAGE:
        return Offer(action, label, url_for(_OWN_PAGE[action], review_id=head.id), ())
    return Offer(action, label, url_for("actions.act", review_id=head.id, action=action.value), ())


def heading(action: Action, head: Head) -> str:
    """The heading of an action's page."""
    return str(ACTION_WORDS[action].heading) % {"person": words(head.person.name)}


def _initial(word: str) -> str:
    return word[:1].upper() + word[1:]


def nothing_possible() -> str:
    """What is said where nothing can be done."""
    return str(_("There is nothing for you to do here right now."))
