"""What is said before an act on many reviews is what comes of it, whatever the state of a review."""

from dataclasses import replace
from datetime import timedelta

from graph.bulk import acts, notes
from graph.bulk.foreseen import foreseen
from graph.review.enums import Action, State
from graph.workflow.commands import Command
from graph.worklists.progress import cycle_progress
from tests.company import HR, Company

STATES = {
    "fo-assigned": State.ASSIGNED, "fo-sent": State.SELF_SUBMITTED, "fo-signed": State.SIGNED_OFF,
    "fo-session": State.SIGNED_OFF, "fo-shared": State.SHARED, "fo-received": State.ACKNOWLEDGED,
    "fo-cancelled": State.CANCELLED,
}  # fmt: skip
REASON = Command(words={"reason": "For the test."})


def test_what_is_foreseen_of_an_act_is_what_comes_of_it(company: Company) -> None:
    for review, state in STATES.items():
        company.bring(review, state)
    company.session("fo-in-progress", ["fo-session"])
    later = replace(company, now=company.now + timedelta(days=60))
    allowed: dict[str, set[str]] = {}
    for at, acting in ((company, ("remind", "extend", "close", "restore", "cancel")), (later, ("close",))):
        context = at.context(HR)
        for review in STATES:
            cycle = at.sheet(review, HR).head.cycle.id
            for act in acting:
                period, progress = cycle_progress(at.graph, context, cycle)
                before = foreseen(context, period, progress, act, [review])
                if act == "remind":
                    outcome = notes.remind(at.graph, context, cycle, [review])
                elif act == "extend":
                    day = period.manager_due + timedelta(days=9)
                    outcome = notes.extend(at.graph, context, cycle, [review], day, day)
                else:
                    outcome = acts.perform_many(at.graph, context, Action(act), [review], REASON)
                assert dict(outcome.refused) == dict(before), (review, act)
                if outcome.done:
                    allowed.setdefault(act, set()).add(review)
    assert allowed["cancel"] == {"fo-assigned", "fo-sent", "fo-signed", "fo-cancelled"}, "the last one once restored"
    assert allowed["restore"] == {"fo-cancelled"}
    assert allowed["close"] == {"fo-shared", "fo-received"}
    assert allowed["extend"] == {"fo-assigned", "fo-sent"} | (allowed["extend"] & {"fo-cancelled"})
