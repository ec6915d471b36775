"""`plumbline cycle`: a review cycle made and opened without a browser."""

import json
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from graph.cycle import dates
from graph.cycle.models import DATES, AskedFor, Cycle, EvidenceRule, Population, Visibility
from graph.jobs.models import JobKind, JobState, Waiting
from graph.population import drafts, opening, work
from graph.population.models import Choices, Preview
from graph.population.preview import preview
from graph.text import Text
from webapp.commands.context import context_as, context_now, opened, say
from webapp.cycle.export import FORMATS, WHAT, export
from webapp.settings import Settings, load

PROBLEMS = 2
"""The exit code where people cannot be in for a reason that HR can put right."""
MOST_SHOWN = 50
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("cycle")
def command() -> None:
    """Make, open and export review cycles."""


def _one_of(name: str, usual: StrEnum, about: str) -> Callable[[Any], Any]:
    """An option that takes one of the values of a setting."""
    values = click.Choice([str(each) for each in type(usual)])
    return click.option(name, type=values, default=str(usual), show_default=True, help=about)


_dry_run = click.option("--dry-run", is_flag=True, help="Only show who would be in. This is so without --accept, too.")
_accept = click.option("--accept", is_flag=True, help="Write it, for whoever can be in.")
_json = click.option("--json", "as_json", is_flag=True, help="The preview for machines, on standard output.")


@command.command()
@click.option("--name", default="", help="The name in English.")
@click.option("--name-zh", default="", help="The name in Chinese. One of the two is needed.")
@click.option(
    "--framework", "versions", multiple=True, metavar="KEY@NUMBER", help="Can be repeated.  [default: the only one]"
)
@click.option("--start", type=_DAY, help="The opening day; the others are proposed from it.  [default: next Monday]")
@click.option("--self-due", type=_DAY, help="The day by which self-assessments are due.")
@click.option("--manager-due", type=_DAY, help="The day by which managers sign off.")
@click.option("--share-on", type=_DAY, help="The first day to share results.")
@click.option("--share-by", type=_DAY, help="The last day for managers to share.")
@click.option("--closes-on", type=_DAY, help="The day on which the cycle closes.")
@click.option(
    "--grace-days",
    default=dates.GRACE_DAYS,
    show_default=True,
    help="Days to wait after the self-assessment's due date.",
)
@click.option("--challenge-days", default=dates.CHALLENGE_DAYS, show_default=True, help="Days to challenge a result.")
@click.option("--time-zone", help="Where the days end.  [default: PLUMBLINE_TIME_ZONE]")
@_one_of("--visibility", Visibility.AT_ONCE, "When managers see the self-assessment.")
@click.option(
    "--calibration/--no-calibration", default=False, show_default=True, help="Whether a committee calibrates."
)
@_one_of("--evidence", EvidenceRule.EXCEEDS_REQUIRED, "Where evidence is insisted on.")
@_one_of("--must-rate", AskedFor.REQUIRED, "What must be rated before submitting.")
@click.option(
    "--next-level/--no-next-level",
    default=True,
    show_default=True,
    help="Whether the next level's expectations can be rated, too.",
)
@click.option("--department", "departments", multiple=True, help="Only people of it. Can be repeated.")
@click.option("--manager", "managers", multiple=True, help="Only people below them, by id or email. Can be repeated.")
@click.option("--role", "roles", multiple=True, metavar="FRAMEWORK/ROLE", help="Only people in it. Can be repeated.")
@click.option("--level", "levels", multiple=True, help="Only people at it, by key. Can be repeated.")
@click.option("--person", "people", multiple=True, help="Only them, by id or email. Can be repeated.")
@click.option(
    "--people",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of ids or emails, one a line.",
)
@_dry_run
@_accept
@_json
def create(*, dry_run: bool, accept: bool, as_json: bool, **given: Any) -> None:
    """Make a draft cycle, and show who would be in.

    Nothing is written without --accept. The exit code is 0 where everybody can be in, 2 where somebody cannot for a
    reason that can be put right.
    """
    _check(dry_run, accept)
    settings = load()
    context = context_now(settings)
    with opened(settings) as graph:
        known = drafts.choices(graph, context, trusted=True)
        cycle = _cycle(settings, given, known, dates.next_monday(context.today))
        reasons = drafts.reasons_against(context, cycle, known)
        if reasons:
            for reason in reasons:
                say(f"{reason.rule}: {' '.join(reason.about)}".rstrip(": "))
            raise SystemExit(PROBLEMS)
        found = preview(graph, context, cycle, trusted=True)
        if accept:
            drafts.save(graph, context, cycle, known, trusted=True)
    _show(cycle, found, as_json, cycle.id if accept else "", "made: {}; open it with `plumbline cycle open {}`")
    if found.to_mend and not accept:
        raise SystemExit(PROBLEMS)


@command.command("open")
@click.argument("cycle")
@click.option("--person", "people", multiple=True, help="Only for them, by id or email. Can be repeated.")
@_dry_run
@_accept
@_json
def open_cycle(cycle: str, people: tuple[str, ...], dry_run: bool, accept: bool, as_json: bool) -> None:
    """Open CYCLE: a review for everybody in it. In an open one, for whoever has none yet.

    Nothing is written without --accept. The exit code is 0 where everybody can be in, 2 where somebody cannot for a
    reason that can be put right.
    """
    _check(dry_run, accept)
    settings = load()
    context = context_now(settings)
    with opened(settings) as graph:
        now = drafts.stand(graph, context, cycle, trusted=True)
        named, unknown = drafts.ids_of(people, drafts.choices(graph, context, trusted=True)) if people else ((), ())
        if unknown:
            raise click.ClickException(f"nobody has the id or email {', '.join(unknown)}.")
        found = preview(graph, context, now.cycle, named, trusted=True)
        if accept:
            opening.ask(graph, context, now, named, trusted=True)
            _carry_out(settings, graph, cycle)
    _show(now.cycle, found, as_json, cycle if accept else "", "opened: {}")
    if found.to_mend and not accept:
        raise SystemExit(PROBLEMS)


@command.command("export")
@click.argument("cycle")
@click.option("--as", "reader", required=True, metavar="PERSON", help="Whose access rights to use; the log names them.")
@click.option(
    "--what",
    type=click.Choice(WHAT),
    default="people",
    show_default=True,
    help="A row a person, a row an answer, or progress.",
)
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="xlsx", show_default=True, help="The kind of file."
)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of names and values."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Output file.  [default: a generated name]"
)
def export_cycle(cycle: str, reader: str, what: str, form: str, language: str, output: Path | None) -> None:
    """Write the reviews of CYCLE to a file. Reading them is logged."""
    settings = load()
    with opened(settings) as graph:
        name, content = export(graph, context_as(settings, reader), cycle, what, form, language)
    target = output or Path(name)
    target.write_bytes(content)
    click.echo(str(target))


def _carry_out(settings: Settings, graph: Any, cycle: str) -> None:
    """Opens the cycle here, unless a worker was faster."""
    worker = f"cl-{secrets.token_hex(8)}"
    ended = work.carry_out(
        graph,
        lambda actor: context_as(settings, actor),
        worker,
        Waiting(opening.job_id(cycle), JobKind.OPENING),
        said=lambda done, of: say(f"{done:,} of {of:,}"),
    )
    if ended and ended.state is not JobState.DONE:
        raise click.ClickException(f"the cycle was not opened: {ended.why or ended.state}.")


def _check(dry_run: bool, accept: bool) -> None:
    if dry_run and accept:
        raise click.UsageError("--dry-run and --accept exclude each other.")


def _cycle(settings: Settings, given: dict[str, Any], known: Choices, monday: Any) -> Cycle:
    start: datetime | None = given["start"]
    days = dict(dates.proposed(start.date() if start else monday, calibration=given["calibration"]))
    days |= {name: given[name].date() for name in DATES if given.get(name)}
    names = [*given["people"]]
    if given["file"]:
        names += [line.strip() for line in given["file"].read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    people, nobody = drafts.ids_of(names, known)
    managers, no_manager = drafts.ids_of(given["managers"], known)
    return Cycle(
        id=f"cy-{secrets.token_hex(8)}",
        name=Text(given["name"].strip(), given["name_zh"].strip()),
        state="draft",
        time_zone=given["time_zone"] or known.time_zone or settings.time_zone,
        grace_days=given["grace_days"],
        challenge_days=given["challenge_days"],
        visibility=Visibility(given["visibility"]),
        calibration=given["calibration"],
        evidence_rule=EvidenceRule(given["evidence"]),
        asked_for=AskedFor(given["must_rate"]),
        versions=given["versions"] or usual_versions(known),
        next_level=given["next_level"],
        population=Population(
            given["departments"], (*managers, *no_manager), given["roles"], given["levels"], (*people, *nobody)
        ),
        opens_on=days["opens_on"],
        self_due=days["self_due"],
        manager_due=days["manager_due"],
        share_on=days["share_on"],
        share_by=days["share_by"],
        closes_on=days["closes_on"],
    )


def usual_versions(known: Choices) -> tuple[str, ...]:
    """The version that is taken where none is named: the current one, if there is only one framework."""
    current = [one.id for one in known.versions if one.current]
    return tuple(current) if len(current) == 1 else ()


def _show(cycle: Cycle, found: Preview, as_json: bool, done: str, said: str) -> None:
    if as_json:
        click.echo(json.dumps(_for_machines(cycle, found, done), ensure_ascii=False))
        return
    click.echo("\n".join(_text(cycle, found)))
    click.echo(said.format(done, done) if done else "nothing is written yet: --accept writes it.")


def _text(cycle: Cycle, found: Preview) -> Iterator[str]:
    yield f"{cycle.name.en or cycle.name.zh}: {', '.join(f'{name} {getattr(cycle, name)}' for name in DATES)}"
    yield f"{len(found.candidates)} reviews, {len(found.excluded)} without one"
    for person in found.several:
        roles = [one.level.role.en for one in found.candidates if one.person.id == person.id]
        yield f"  {person.id} {person.name.en}: several reviews, as {', '.join(roles)}"
    for one in found.excluded[:MOST_SHOWN]:
        yield f"  {one.person.id} {one.person.name.en or one.person.name.zh}: {one.why} {one.about}".rstrip()
    lacking = [one.person for one in found.without_account]
    if lacking:
        named = ", ".join(lacking[:MOST_SHOWN]) + (", ..." if len(lacking) > MOST_SHOWN else "")
        yield f"{len(lacking)} of them and their managers cannot sign in yet: {named}"
    if len(found.excluded) > MOST_SHOWN:
        yield f"  and {len(found.excluded) - MOST_SHOWN} more; --json lists all."


def _for_machines(cycle: Cycle, found: Preview, done: str) -> dict[str, Any]:
    return {
        "cycle": cycle.id,
        "name": {"en": cycle.name.en, "zh": cycle.name.zh},
        "versions": list(cycle.versions),
        "dates": {name: getattr(cycle, name).isoformat() for name in DATES},
        "reviews": [
            {"person": one.person.id, "role": one.level.role.en, "level": one.level.level.en, "manager": one.manager.id}
            for one in found.candidates
        ],
        "without": [{"person": one.person.id, "why": one.why.value, "about": one.about} for one in found.excluded],
        "without_account": [one.person for one in found.without_account],
        "problems": len(found.to_mend),
        "done": bool(done),
    }
