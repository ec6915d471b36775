"""Cycles in words: settings, why somebody is out and the way out, how far an opening is."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.cycle.models import AskedFor, Cycle, EvidenceRule, Population, Visibility
from graph.cycle.names import CycleNames
from graph.jobs.models import Job, JobState
from graph.population.models import Excluded, Why
from graph.text import Text
from webapp import current, i18n
from webapp.i18n import day, listed, words


def person_page(person: str) -> str:
    """The page of a person."""
    return f"/people/{person}"


def settings_of(cycle: Cycle, names: CycleNames) -> tuple[tuple[str, str], ...]:
    """The days and settings of a cycle, each with its label; what they name, by its name."""
    evidence = {
        EvidenceRule.NONE: _("nowhere"),
        EvidenceRule.EXCEEDS_REQUIRED: _("for “exceeds” on required expectations"),
        EvidenceRule.MET_REQUIRED: _("for “meets” and “exceeds” on required expectations"),
    }
    every = cycle.asked_for is AskedFor.ALL
    blind = cycle.visibility is Visibility.AFTER_OWN
    return (
        (_("Opens"), day(cycle.opens_on)),
        (_("Self-assessment due"), day(cycle.self_due)),
        (_("Manager due"), day(cycle.manager_due)),
        (_("Share from"), day(cycle.share_on)),
        (_("Share by"), day(cycle.share_by)),
        (_("Closes"), day(cycle.closes_on)),
        (_("Time zone"), cycle.time_zone),
        (_("Managers see the self-assessment"), _("when they have rated everything") if blind else _("at once")),
        (_("Calibration"), _("by a committee") if cycle.calibration else _("none")),
        (_("Evidence is required"), evidence[cycle.evidence_rule]),
        (_("Must be rated"), _("all expectations") if every else _("required expectations of the own level")),
        (_("Next level"), _("can be rated, too") if cycle.next_level else _("not part of this cycle")),
        (_("Framework"), _version_words(names) or _("not recorded")),
        (_("Who is reviewed"), population_words(cycle.population, names)),
    )


def _version_words(names: CycleNames) -> str:
    versions = [version_words(name, number) for name, number in names.versions]
    return str(_("; ")).join(versions)


def version_words(framework: Text, number: int) -> str:
    """What a framework version is called."""
    return str(_("%(framework)s, version %(number)s", framework=words(framework), number=number))


def population_words(within: Population, names: CycleNames) -> str:
    """Who is meant, as a short phrase."""
    if within == Population():
        return str(_("everybody"))
    parts = []
    if within.people:
        parts.append(ngettext("a list of %(num)s person", "a list of %(num)s people", len(within.people)))
    for label, ids, called in (
        (_("departments"), within.departments, {}),
        (_("managers"), within.managers, names.managers),
        (_("roles"), within.roles, names.roles),
        (_("levels"), within.levels, names.levels),
    ):
        if ids:
            named = listed(words(called[one]) if one in called else one for one in ids)
            parts.append(_("%(label)s: %(names)s", label=label, names=named))
    return str(_("; ")).join(map(str, parts))


def act_label(act: str) -> str:
    """What a button calls an act on several reviews; "cancel" alone would read as "never mind"."""
    return str(
        {
            "remind": _("Remind"),
            "extend": _("Extend due dates"),
            "cancel": _("Cancel the reviews"),
            "restore": _("Restore cancelled reviews"),
            "close": _("Close the reviews"),
        }[act]
    )


WHY_ORDER = tuple(Why)


def why_words(why: Why) -> str:
    """Why somebody is out, for a heading."""
    return str(
        {
            Why.LEFT: _("has left"),
            Why.AWAY: _("is away"),
            Why.NO_LEVEL: _("has no role and level"),
            Why.OTHER_FRAMEWORK: _("is in another framework"),
            Why.NOT_IN_VERSION: _("the framework version does not have the role or level"),
            Why.NOTHING_EXPECTED: _("nothing is expected at the level"),
            Why.NO_MANAGER: _("has no manager"),
            Why.MANAGER_LEFT: _("the manager has left"),
            Why.HAS_REVIEW: _("already has a review"),
            Why.CANCELLED: _("the review was cancelled"),
        }[why]
    )


def why_line(one: Excluded) -> str:
    """Why somebody is out, with the day where there is one."""
    if one.why is Why.LEFT:
        return str(_("left on %(day)s", day=day(one.about)))
    if one.why is Why.AWAY:
        return str(_("is away until %(day)s", day=day(one.about)))
    if one.why is Why.NOTHING_EXPECTED and one.level:
        return str(
            _("nothing is expected at %(level)s of %(role)s", level=words(one.level.level), role=words(one.level.role))
        )
    return why_words(one.why)


def way_out(one: Excluded, cycle: Cycle) -> tuple[str, str]:
    """What helps somebody into the cycle, and where; '' where nothing has to be done."""
    person = person_page(one.person.id)
    change = url_for("cycle_draft.change", cycle_id=cycle.id) if cycle.state == "draft" else ""
    ways: dict[Why, tuple[str, str]] = {
        Why.LEFT: ("", ""),
        Why.AWAY: (_("Add them after their return"), ""),
        Why.NO_LEVEL: (_("Record role and level"), person),
        Why.OTHER_FRAMEWORK: (_("Add their framework"), change),
        Why.NOT_IN_VERSION: (_("Record another role or level"), person),
        Why.NO_MANAGER: (_("Record a manager"), person),
        Why.MANAGER_LEFT: (_("Record another manager"), person),
        Why.HAS_REVIEW: (_("Open the review"), _review(one)),
        Why.CANCELLED: (_("Restore the review"), _review(one, "restore")),
    }
    if one.why is Why.NOTHING_EXPECTED and one.level:
        return str(_("Look at the role")), url_for("framework.role", slug=one.level.role_slug)
    sentence, address = ways.get(one.why, ("", ""))
    if one.person.id == current.context().actor and one.why in _BY_ANOTHER:
        return another_admin(), ""
    return str(sentence), address


_BY_ANOTHER = frozenset({Why.NO_LEVEL, Why.NOT_IN_VERSION, Why.NO_MANAGER, Why.MANAGER_LEFT, Why.CANCELLED})


def another_admin() -> str:
    """The way out of what an HR admin cannot mend of themselves."""
    return str(_("Another HR admin has to do this, as it is about you"))


def _review(one: Excluded, action: str = "") -> str:
    if action:
        return url_for("actions.confirm", review_id=one.about, action=action)
    return url_for("actions.overview", review_id=one.about)


def opening_words(opening: Job) -> str:
    """How far an opening is, or how it ended."""
    done, of = i18n.number(opening.done), i18n.number(opening.of)
    if opening.state is JobState.WAITING:
        return str(_("Waiting to open."))
    if opening.state is JobState.MAKING:
        return str(_("%(done)s of %(all)s reviews are assigned.", done=done, all=of))
    if opening.state is JobState.DONE:
        return str(ngettext("Opened: %(done)s review.", "Opened: %(done)s reviews.", opening.done, done=done))
    if opening.state is JobState.CANCELLED:
        return str(_("Cancelled after %(done)s reviews. Open it again to go on.", done=done))
    if opening.why == "no_right":
        return str(_("Not opened: who asked for it is no longer an HR admin. Open it again."))
    return str(
        _("Not opened: it went wrong three times. The background worker’s log says why. Open it again to go on.")
    )
