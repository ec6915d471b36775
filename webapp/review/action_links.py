"""Links to what a reader may do with a review: the rows of the table that are theirs, each with its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from graph.review.enums import Action, Capacity
from graph.review.models import Head
from graph.workflow.actions import DECLARATIONS
from graph.workflow.available_actions import AvailableAction
from webapp.workflow.messages import action_label, blockers

_OWN_PAGE = {Action.SIGN_OFF: "sign_off.sign", Action.UPHOLD: "challenge.decide", Action.REVISE: "challenge.decide"}


@dataclass(frozen=True)
class ActionLink:
    """One thing the reader may do. `address` is '' while something stands in the way, and `notes` say what."""

    action: Action
    label: str
    address: str
    notes: tuple[str, ...]


def action_links(available: Iterable[AvailableAction], head: Head) -> tuple[ActionLink, ...]:
    """A link for each action that has a page, each once, open ones first."""
    links: dict[Action, ActionLink] = {}
    for each in available:
        action = each.row.action
        if each.row.who is Capacity.EMPLOYEE or not (is_confirmed(action) or action in _OWN_PAGE):
            continue
        if action is Action.REVEAL and not head.cycle.blind:
            continue  # nothing is hidden in such a cycle
        if action in links and links[action].address:
            continue
        links[action] = _link(each, head)
    return tuple(sorted(links.values(), key=lambda link: not link.address))


def is_confirmed(action: str) -> bool:
    """Whether an action has the common page of confirmation."""
    declared = DECLARATIONS.get(action)
    return declared is not None and bool(declared.heading)


def _link(each: AvailableAction, head: Head) -> ActionLink:
    action = each.row.action
    label = action_label(action)
    if each.blockers:
        return ActionLink(action, label, "", blockers(each.blockers, head))
    if action in _OWN_PAGE:
        return ActionLink(action, label, url_for(_OWN_PAGE[action], review_id=head.id), ())
    return ActionLink(action, label, url_for("actions.confirm", review_id=head.id, action=action.value), ())
