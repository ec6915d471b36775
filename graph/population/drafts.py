"""Draft cycles: made, changed and deleted until somebody begins to open one."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from graph.audit import installation
from graph.clock import from_iso
from graph.context import Context
from graph.cycle import dates
from graph.cycle.mapping import cycle_of, row_of
from graph.cycle.models import Cycle
from graph.cycle.names import names_of
from graph.driver import Graph
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.jobs.service import job_of
from graph.population.models import Choices, CycleStand, RoleChoice, VersionChoice
from graph.population.rows import ChoicesRow, CycleStandRow, VersionChoiceRow
from graph.queries import query
from graph.text import Text

COMMAND_LINE = "command line"
CHOICES = query("population/choices", ChoicesRow)
DRAFT = query("population/draft", CycleStandRow)
SAVE_DRAFT = query("population/save_draft")
DELETE_DRAFT = query("population/delete_draft")


def choices(graph: Graph, context: Context, *, trusted: bool = False) -> Choices:
    """What a cycle can be made of. Raises Forbidden unless the actor is an HR admin today, or `trusted`."""
    row = cast(
        ChoicesRow,
        graph.read_one(CHOICES, actor=context.actor, today=context.today.isoformat(), trusted=trusted),
    )
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    named = {key(one["id"]): one["id"] for key in (str.casefold, str) for one in row["people"]}
    by_mail = {one["email"].casefold(): one["id"] for one in row["people"] if one["email"]}
    versions, departments = tuple(map(_version, row["versions"])), tuple(row["departments"])
    return Choices(versions, departments, by_mail | named, row["time_zone"] or "")


def stand(graph: Graph, context: Context, cycle: str, *, trusted: bool = False) -> CycleStand:
    """A cycle, with the job that opens it. Raises NotFound, Forbidden as `choices` does."""
    row = graph.read_one(DRAFT, cycle=cycle, actor=context.actor, today=context.today.isoformat(), trusted=trusted)
    if row is None:
        raise NotFound("cycle", cycle)
    if not row["allowed"]:
        raise Forbidden("read_cycles", "hr_admin")
    stored = row["cycle"]
    return CycleStand(
        cycle=cycle_of(stored),
        opening=job_of(row["opening"]) if row["opening"] else None,
        reviews=row["reviews"],
        seq=stored.get("seq") or 0,
        head=stored.get("head") or "",
        beat_at=from_iso(row["beat_at"]) if row["beat_at"] else None,
        names=names_of(row["versions"], row["managers"]),
    )


def reasons_against(context: Context, cycle: Cycle, known: Choices) -> tuple[Reason, ...]:
    """What is wrong with a draft: `cycle_name`, `no_version`, `two_versions` (of one framework), `unknown_choice`, and
    what is wrong with its days."""
    versions = {one.id: one for one in known.versions}
    chosen = [versions[one] for one in cycle.versions if one in versions]
    within = cycle.population
    roles = {role.key for version in chosen for role in version.roles}
    nobody = [one for one in (*within.people, *within.managers) if known.people.get(one) != one]
    nothing = [*(set(within.roles) - roles), *(set(within.departments) - set(known.departments))]
    nothing += [one for one in cycle.versions if one not in versions]
    return (
        *(() if cycle.name else (Reason("cycle_name"),)),
        *(() if cycle.versions else (Reason("no_version"),)),
        *((Reason("two_versions"),) if len({one.framework for one in chosen}) < len(chosen) else ()),
        *((Reason("unknown_people", tuple(nobody)),) if nobody else ()),
        *((Reason("unknown_choice", tuple(sorted(nothing))),) if nothing else ()),
        *dates.reasons_against(cycle, context.today),
    )


def save(graph: Graph, context: Context, cycle: Cycle, known: Choices, *, trusted: bool = False) -> Cycle:
    """Makes a draft of a cycle whose `draft` is 0, else changes the one whose page showed that number.

    Raises Refused for what is wrong with it, Conflict where it was changed, deleted or begun to be opened since.
    """
    reasons = reasons_against(context, cycle, known)
    if reasons:
        raise Refused(reasons)
    changed = replace(cycle, state="draft", draft=cycle.draft + 1)
    row = row_of(changed)
    action = "change_cycle_draft" if cycle.draft else "make_cycle_draft"
    who = {"actor": context.actor, "today": context.today.isoformat(), "trusted": trusted}
    done = installation.append(
        graph, context, action, _facts(changed), COMMAND_LINE if trusted else _as_hr(context),
        lambda event: graph.write_one(SAVE_DRAFT, cycle=row, draft=cycle.draft, **who, event=event),
    )  # fmt: skip
    if done is None:
        raise Conflict({"cycle": cycle.id})
    return changed


def delete(graph: Graph, context: Context, cycle: str, draft: int) -> None:
    """Deletes a draft that nobody has begun to open. Raises Conflict where it is none any more, or was changed."""
    who = {"actor": context.actor, "today": context.today.isoformat()}
    done = installation.append(
        graph, context, "delete_cycle_draft", {"cycle": cycle, "draft": draft}, _as_hr(context),
        lambda event: graph.write_one(DELETE_DRAFT, cycle=cycle, draft=draft, **who, event=event),
    )  # fmt: skip
    if done is None:
        raise Conflict({"cycle": cycle})


def _as_hr(context: Context) -> str:
    return f"HAS_CAPACITY/{context.actor}>hr_admin"


def _facts(cycle: Cycle) -> dict[str, object]:
    """What the event of a draft says: its days and settings, and of who is in how many of each are named."""
    row = row_of(cycle)
    named = {"id", "state", "name_en", "name_zh", "in_people", "in_managers", "in_departments"}
    return {
        "cycle": cycle.id,
        **{key: value for key, value in row.items() if key not in named},
        **{key: len(row[key]) for key in ("in_people", "in_managers", "in_departments")},
    }


def ids_of(named: Iterable[str], known: Choices) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of people who are named by id or mail address, each once, and the names that nobody has."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for name in named:
        person = known.people.get(name) or known.people.get(name.casefold())
        if person is None:
            unknown.append(name)
        else:
            found[person] = None
    return tuple(found), tuple(unknown)


def _version(row: VersionChoiceRow) -> VersionChoice:
    framework = row["framework"]
    roles = tuple(
        RoleChoice(
            f"{framework}/{role['key']}",
            Text.of(role, "name"),
            tuple((level["key"], Text.of(level, "name")) for level in role["levels"]),
        )
        for role in row["roles"]
    )
    return VersionChoice(row["id"], framework, row["number"], Text.of(row, "name"), row["current"], roles)
