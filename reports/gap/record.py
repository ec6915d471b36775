"""The record: title, confidential line, every transition and adjustment, the signature and how to check it."""

from collections.abc import Iterable, Iterator
from datetime import date

from graph.calibration.table import SessionState
from graph.review.enums import Capacity, State, Value
from graph.review.models import PersonRef, RecordedEvent, SessionRef
from graph.review.sheet import Sheet
from graph.text import Text
from graph.workflow.actions import hides_actor, past_of
from graph.workflow.policy import sees_words
from reports.gap.judgement import Judgement
from reports.gap.models import Entry, Seal, Title, Variant
from reports.wording import (
    Language,
    Phrase,
    day_phrase,
    foreign_names,
    joined,
    moment_phrase,
    month_phrase,
    outcome_phrase,
    plain,
    say,
    show,
    zoned_moment_phrase,
)

_READING = frozenset({"read", "read_report", "read_review"})
_EMPLOYEE = frozenset({Capacity.EMPLOYEE})


def title(judgement: Judgement) -> Title:
    """Whose report this is."""
    language, head = judgement.language, judgement.dossier.sheet.head
    if head.level_since:
        since = month_phrase(head.level_since, language)
        at = say(language, "%(level)s since %(month)s", level=head.level.level, month=since)
    else:
        at = show(language, head.level.level)
    role_and_level = say(language, "%(role)s · %(level)s", role=head.level.role, level=at)
    if head.target:
        target = head.target.level
        if head.target.role_slug != head.level.role_slug:
            role_and_level = say(
                language,
                "%(place)s, target level %(role)s %(level)s",
                place=role_and_level,
                role=head.target.role,
                level=target,
            )
        else:
            role_and_level = say(language, "%(place)s, target level %(level)s", place=role_and_level, level=target)
    manager = (
        say(language, "Manager: %(name)s", name=head.manager.name) if head.manager else say(language, "No manager")
    )
    framework = say(language, "%(name)s, version %(n)d", name=head.framework.name, n=head.framework.number)
    cycle = show(language, head.cycle.name)
    names = foreign_names(language, names_of(judgement.dossier.sheet))
    return Title(show(language, head.person.name), head.person.id, role_and_level, manager, cycle, framework, names)


def names_of(sheet: Sheet) -> Iterator[Text]:
    """The names of the framework that papers about a review show."""
    head = sheet.head
    for place in (head.level, head.target):
        yield from (place.role, place.level) if place else ()
    for expectation in sheet.expectations:
        yield from (expectation.skill, expectation.category)


def confidential(judgement: Judgement, as_of: Phrase, meets_on: date | None) -> tuple[Phrase, ...]:
    """The parts of the confidential line: whose eyes, as of when, which revision.

    `meets_on` is the committee's day, by default that of the session in which the review stands.
    """
    language, sheet = judgement.language, judgement.dossier.sheet
    parts = [say(language, "Confidential")]
    if judgement.variant is Variant.COMMITTEE:
        meeting = meets_on or _meeting(sheet.sessions)
        if meeting:
            parts.append(say(language, "committee of %(day)s", day=day_phrase(meeting, language)))
        else:
            parts.append(say(language, "committee's copy"))
    elif judgement.variant is Variant.EMPLOYEE:
        parts.append(say(language, "employee's copy"))
    else:
        parts.append(say(language, "blank form"))
    parts.append(say(language, "as of %(moment)s, revision %(n)d", moment=as_of, n=sheet.head.revision))
    return tuple(parts)


def _meeting(sessions: Iterable[SessionRef]) -> date | None:
    """When the session meets in whose list the review stands: of those not dissolved, the last one."""
    living = (session for session in sessions if session.state != SessionState.DISSOLVED)
    return max((session.meets_on for session in living if session.meets_on), default=None)


def position_phrase(position: tuple[int, int], language: Language) -> Phrase:
    """The position in a paper of several: "brief 14 of 60"."""
    return say(language, "brief %(n)d of %(total)d", n=position[0], total=position[1])


def entries(judgement: Judgement) -> tuple[Entry, ...]:
    """Every event of the record, oldest first. The employee's copy names the committee, not its members."""
    events = sorted(judgement.dossier.history, key=lambda e: e.seq)
    return tuple(_entry(judgement, event) for event in events if event.action not in _READING)


def _entry(judgement: Judgement, event: RecordedEvent) -> Entry:
    language = judgement.language
    zone = judgement.dossier.sheet.head.cycle.time_zone
    did = show(language, past_of(event.action))
    if event.outcome:
        outcome = outcome_phrase(event.outcome, event.later_on, language)
        did = say(language, "%(what)s: %(outcome)s", what=did, outcome=outcome)
    what = say(language, "%(what)s (revision %(n)d)", what=did, n=event.revision)
    hidden = judgement.variant is Variant.EMPLOYEE and not sees_words(_EMPLOYEE, State.SHARED, event.action)
    words = () if hidden else tuple(_words(event))
    return Entry(moment_phrase(event.at, language, zone), _who(judgement, event), what, words)


def _who(judgement: Judgement, event: RecordedEvent) -> Phrase:
    language = judgement.language
    if judgement.variant is Variant.EMPLOYEE and hides_actor(event.action):
        return say(language, "calibration committee")
    who = _named(judgement, event.actor)
    if event.on_behalf_of:
        return say(language, "%(who)s on behalf of %(whom)s", who=who, whom=_named(judgement, event.on_behalf_of))
    return who


def _named(judgement: Judgement, person: PersonRef) -> Phrase:
    name = show(judgement.language, person.name)
    return joined(judgement.language, [name]) if name else plain(judgement.language, person.id)


def _words(event: RecordedEvent) -> list[str]:
    """What was said, without repeating codes that stand elsewhere."""
    codes = {value.value for value in Value}
    return [text.strip() for _key, text in sorted(event.words.items()) if text.strip() and text.strip() not in codes]


def seal(judgement: Judgement) -> Seal:
    """The signature under the current revision, and the code to check it with."""
    language, sheet = judgement.language, judgement.dossier.sheet
    signature = sheet.sign_off
    if signature is None:
        return Seal(say(language, "Not signed"), sheet.head.revision, "", "", "")
    at = zoned_moment_phrase(signature.at, language, sheet.head.cycle.time_zone)
    name, manager = signature.by.name, signature.in_place_of
    if manager:
        signed = say(
            language, "Signed by %(name)s in place of %(manager)s, %(moment)s",
            name=name, manager=manager.name, moment=at,
        )  # fmt: skip
    else:
        signed = say(language, "Signed by %(name)s, manager, %(moment)s", name=name, moment=at)
    return Seal(signed, sheet.head.revision, signature.content_hash, signature.code, short_code(signature.code))


def short_code(code: str) -> str:
    """The code as people type it: groups of four."""
    bare = code.replace("-", "")
    return "-".join(bare[i : i + 4] for i in range(0, len(bare), 4))
