"""Acts on many reviews in words: what they are called, and how the job of one stands."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.bulk.job import Result, result_of
from graph.errors import Reason
from graph.jobs.models import Job
from graph.mail.reminders import WhyNoMail, WithoutMail
from graph.review.models import PersonRef
from graph.text import Text
from webapp import i18n
from webapp.cycle.pages import RefusedLine
from webapp.cycle.reminders import MailNote, mail_note
from webapp.i18n import words
from webapp.name_order import told_apart
from webapp.paging import Part, part_of
from webapp.refusals import refusal


def heading(act: str, count: int) -> str:
    """What an act on so many reviews is called; on none, that there is nothing to do."""
    if not count:
        return str(
            {
                "remind": _("There is nobody to remind"),
                "extend": _("None of these reviews can be extended"),
                "cancel": _("None of these reviews can be cancelled"),
                "restore": _("None of these reviews can be restored"),
                "close": _("None of these reviews can be closed"),
            }[act]
        )
    return str(
        {
            "remind": ngettext("Remind about %(num)s review", "Remind about %(num)s reviews", count),
            "extend": ngettext("Extend %(num)s review", "Extend %(num)s reviews", count),
            "cancel": ngettext("Cancel %(num)s review", "Cancel %(num)s reviews", count),
            "restore": ngettext("Restore %(num)s review", "Restore %(num)s reviews", count),
            "close": ngettext("Close %(num)s review", "Close %(num)s reviews", count),
        }[act]
    )


def done_for(act: str, done: int, told: int) -> str:
    """On how many reviews an act was taken, or how many people it told."""
    if act == "remind":
        return str(ngettext("%(num)s person was reminded.", "%(num)s people were reminded.", told))
    return str(ngettext("Done for %(num)s review.", "Done for %(num)s reviews.", done))


def name(job: Job) -> str:
    """What it is called."""
    return heading(job.input["act"], job.of)


def making(job: Job) -> str:
    """How far it is."""
    return str(_("%(done)s of %(all)s reviews.", done=i18n.number(job.done), all=i18n.number(job.of)))


def done(job: Job) -> str:
    """What it came to; in a list, which has no results, that it is done."""
    if not job.result:
        return str(_("Done."))
    said = [done_for(job.input["act"], result_of(job).done, job.result.get("told", 0))]
    if mail := mail_of(job):
        said.append(mail.by_mail)
    if lost := job.result.get("no_record"):
        said.append(
            ngettext(
                "The PDF of record of %(num)s review was not written. The log says why.",
                "The PDFs of record of %(num)s reviews were not written. The log says why.",
                lost,
            )
        )
    return i18n.sentences(said)


def cancelled(job: Job) -> str:
    """How far it was when it was cancelled."""
    at, of = i18n.number(job.done), i18n.number(job.of)
    return str(_("Cancelled after %(done)s of %(all)s reviews. What was done stays done.", done=at, all=of))


def failed(job: Job) -> str:
    """Why it failed, and the way out."""
    at, of = i18n.number(job.done), i18n.number(job.of)
    stopped = _("Stopped after %(done)s of %(all)s reviews. What was done stays done.", done=at, all=of)
    why: Mapping[str, str] = {
        "no_right": _("Who asked for it may not do it any more."),
        "attempts": _(
            "It went wrong three times. The background worker’s log says why. Choose the reviews that are left again."
        ),
    }
    return i18n.sentences((stopped, why[job.why]))


def ways(job: Job) -> tuple[tuple[str, str], ...]:
    """Where to go on from its end."""
    return ((str(_("Back to the cycle")), url_for("cycle.cycle", cycle_id=job.about)),)


def above(job: Job) -> tuple[tuple[str, str], ...]:
    """The pages above its page."""
    cycle = (words(Text(*job.input["cycle"])), url_for("cycle.cycle", cycle_id=job.about))
    return (str(_("Cycles")), url_for("cycle.cycles")), cycle


def mail_of(job: Job) -> MailNote | None:
    """Who of those it reminded gets a mail; None where the installation sends none."""
    if "mails" not in job.result:
        return None
    by_mail = ngettext("%(num)s of them gets a mail.", "%(num)s of them get a mail.", job.result["mails"])
    without = [WithoutMail(one, Text(en, zh), WhyNoMail(why)) for one, en, zh, why in job.result["without"]]
    return mail_note(str(by_mail), without, job.result["without_more"])


def refused_part(job: Job) -> Part[RefusedLine]:
    """The part that the address asks for of the reviews on which it was refused, by name."""
    found = result_of(job)
    named = told_apart(PersonRef(one, found.names[one]) for one in set(found.people.values()) if one in found.names)

    def called(review: str) -> str:
        person = found.people.get(review, "")
        return words(named[person].name) if person in named else review

    part = part_of(sorted(found.refused, key=lambda review: (called(review), review)))
    lines = tuple(
        RefusedLine(
            called(review),
            url_for("actions.overview", review_id=review),
            refusal([_with_names(found, reason) for reason in found.refused[review]]),
        )
        for review in part.lines
    )
    return Part(lines, part.first, part.last, part.all, part.previous, part.next)


def _with_names(found: Result, reason: Reason) -> Reason:
    """A reason about people, with their names in place of their ids."""
    return Reason(reason.rule, tuple(words(found.names[one]) if one in found.names else one for one in reason.about))
