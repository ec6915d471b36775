"""The outcome of a session as a tagged PDF."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.calibration.outcome import PersonOutcome, SessionOutcome, TakenOut
from graph.calibration.table import SessionState
from graph.clock import to_iso
from graph.workflow.labels import OUTCOMES
from reports.glyphs import printable
from reports.outcome.words import change_phrase, decision_phrase, recommendation_phrase
from reports.render import Paper, css_string, lay_out, template, write_pdf
from reports.text import each_text
from reports.wording import Language, Phrase, day_of, day_phrase, gettext, listed, plain, say, show, zoned_moment_phrase

STYLESHEET = "outcome/outcome.css"


@dataclass(frozen=True)
class _Line:
    """What was decided about one person, as the paper says it."""

    name: Phrase
    about: Phrase
    manager: Phrase
    recommendation: Phrase
    decision: Phrase
    sentence: str
    note: Phrase


@dataclass(frozen=True)
class _ChangeLine:
    """A rating that was changed, as the paper says it."""

    name: Phrase
    skill: Phrase
    change: Phrase
    sentence: str


@dataclass(frozen=True)
class _TakenOutLine:
    """Somebody who was taken out of the session, as the paper says it."""

    name: Phrase
    about: Phrase
    day: Phrase
    reason: str


def outcome_pdf(
    outcome: SessionOutcome, language: Language, created: datetime, time_zone: str, paper: Paper = "A4"
) -> bytes:
    """What a session decided about everybody and which ratings it changed, as PDF/UA-1 in `language`; moments by the
    clocks of `time_zone`.

    A character that no font has is shown as "[U+3134A]". Raises ReportError for any warning of the renderer.
    """
    outcome = each_text(outcome, printable)
    html = template("outcome/outcome.html").render(
        doc="zh" if language == "zh" else "en",
        created=to_iso(created),
        title=str(say(language, "Outcome of “%(session)s”", session=outcome.name)),
        name=show(language, outcome.name),
        facts=_facts(outcome, language, created, time_zone),
        people=[_line(one, language) for one in outcome.people],
        changes=[_change_line(one, at, language) for one in outcome.people for at in range(len(one.changes))],
        taken_out=[_taken_out_line(one, language, time_zone) for one in outcome.taken_out],
        heads=_headings(language),
    )
    foot = css_string(gettext("Confidential. For the committee, HR and the managers concerned.", _one(language)))
    page = f"@page {{ size: {paper}; @bottom-left {{ content: {foot} }} }}"
    return write_pdf(lay_out(html, STYLESHEET, page), created)


def counts(outcome: SessionOutcome, language: Language) -> Phrase:
    """How many people were decided how; what nobody was is left out."""
    found = Counter(one.decision.value for one in outcome.people if one.decision)
    parts = [
        say(language, "%(decision)s: %(count)s", decision=show(language, words), count=found[value])
        for value, words in OUTCOMES.items() if found[value]
    ]  # fmt: skip
    undecided = sum(one.decision is None for one in outcome.people)
    return listed(
        language, [*parts, *([say(language, "not decided: %(count)s", count=undecided)] if undecided else [])]
    )


def _facts(
    outcome: SessionOutcome, language: Language, created: datetime, zone: str
) -> Sequence[tuple[Phrase, Phrase]]:
    seats = {
        role: listed(language, [show(language, one.person.name) for one in outcome.members if one.role == role])
        for role in ("facilitator", "member")
    }
    changed = sum(len(one.changes) for one in outcome.people)
    pairs = [
        (_when_label(outcome, language, zone), day_phrase(outcome.meets_on, language)),
        (say(language, "Facilitators"), seats["facilitator"]),
        (say(language, "Committee"), seats["member"]),
        (say(language, "People"), plain(language, str(len(outcome.people)))),
        (say(language, "Decisions"), counts(outcome, language)),
        (say(language, "Ratings changed"), plain(language, str(changed))),
    ]
    if outcome.locked_at:
        pairs.insert(1, (say(language, "Locked"), zoned_moment_phrase(outcome.locked_at, language, zone)))
    elif outcome.state is not SessionState.LOCKED:  # one that was locked before December 2026 does not say when
        as_of = zoned_moment_phrase(created, language, zone)
        pairs.insert(1, (say(language, "Not locked yet"), say(language, "as of %(moment)s", moment=as_of)))
    return [pair for pair in pairs if pair[1]]


def _when_label(outcome: SessionOutcome, language: Language, zone: str) -> Phrase:
    """What the day of the meeting is: nobody says that they met on a day after the lock."""
    if outcome.locked_at and outcome.meets_on <= day_of(outcome.locked_at, zone):
        return say(language, "Met on")
    return say(language, "Planned for")


def _line(one: PersonOutcome, language: Language) -> _Line:
    return _Line(
        name=show(language, one.person.name),
        about=say(language, "%(role)s, %(level)s", role=one.level.role, level=one.level.level),
        manager=show(language, one.manager.name) if one.manager else plain(language, "–"),
        recommendation=recommendation_phrase(one, language),
        decision=decision_phrase(one.decision, language),
        sentence=one.decision.text if one.decision else "",
        note=say(language, "revised since: revision %(revision)s was locked", revision=one.revision)
        if one.revised else say(language, "cancelled since") if one.cancelled else Phrase(),
    )  # fmt: skip


def _change_line(one: PersonOutcome, at: int, language: Language) -> _ChangeLine:
    change = one.changes[at]
    skill, said = show(language, change.skill), change_phrase(change, language)
    return _ChangeLine(show(language, one.person.name), skill, said, change.text)


def _taken_out_line(one: TakenOut, language: Language, zone: str) -> _TakenOutLine:
    about = say(language, "%(role)s, %(level)s", role=one.level.role, level=one.level.level)
    return _TakenOutLine(
        show(language, one.person.name), about, day_phrase(day_of(one.at, zone), language), one.reason
    )  # fmt: skip


def _headings(language: Language) -> dict[str, Phrase]:
    return {
        "people": say(language, "What was decided about each person"),
        "changes": say(language, "Ratings that the committee changed"),
        "none": say(language, "The committee changed no rating."),
        "nobody": say(language, "Nobody is in this session."),
        "person": say(language, "Person"),
        "manager": say(language, "Manager"),
        "recommendation": say(language, "Recommendation"),
        "decision": say(language, "Decision, and the sentence for the employee"),
        "skill": say(language, "Skill"),
        "change": say(language, "Change, and the sentence for the employee"),
        "taken_out": say(language, "Taken out after the start"),
        "no_longer": say(language, "What this session decided or changed about them no longer counts."),
        "taken_out_on": say(language, "Taken out on"),
        "reason": say(language, "Reason"),
    }


def _one(language: Language) -> str:
    return "zh" if language == "zh" else "en"
