"""Frameworks and their versions: the list, a version as it will look, publishing, discarding, export."""

import json
from typing import cast

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from graph.errors import Conflict, NotFound
from graph.framework import repository, service
from graph.framework.changes import Changes, changes_of
from graph.framework.models import Source
from graph.framework.version_rows import LadderRow, ListedVersionRow, VersionRow
from graph.framework_import.writing import WRITERS, framework_file
from graph.text import Text
from webapp import access, current, i18n
from webapp.frameworks.forms import DiscardForm, PublishForm
from webapp.frameworks.messages import STATES
from webapp.frameworks.pages import FrameworkLines, FrameworksPage, RoleLink, SkillRow, VersionLine, VersionPage
from webapp.page import render

blueprint = Blueprint("frameworks", __name__)

_MIMETYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
    "json": "application/json",
}


@blueprint.get("/frameworks")
@access.capacity("framework_editor", "hr_admin")
def frameworks() -> str:
    """All frameworks with their versions."""
    lines = tuple(
        FrameworkLines(
            row["framework"]["key"],
            Text.of(row["framework"], "name"),
            tuple(_line(version) for version in row["versions"]),
        )
        for row in repository.versions(current.graph())
    )
    return render(FrameworksPage(lines, _edits()))


@blueprint.get("/frameworks/<key>/versions/<int:number>")
@access.capacity("framework_editor", "hr_admin")
def version(key: str, number: int) -> str:
    """A version: its roles and levels, what one role expects, what it changes."""
    return _version(key, number, PublishForm(formdata=None), DiscardForm(formdata=None))


@blueprint.post("/frameworks/<key>/versions/<int:number>")
@access.capacity("framework_editor")
def act(key: str, number: int) -> str | Answer | tuple[str, int]:
    """Publishes a draft, or discards it; each only where it is confirmed."""
    discards = request.form.get("do") == "discard"
    publish, discard = PublishForm(formdata=None), DiscardForm(formdata=None)
    sent = discard = DiscardForm() if discards else discard
    if not discards:
        sent = publish = PublishForm()
    if not sent.validate_on_submit():
        return _version(key, number, publish, discard), 422
    shown = sent.shown.data or ""
    return _discarded(key, number, shown) if discards else _published(key, number, shown)


@blueprint.get("/frameworks/<key>/versions/<int:number>/file.<any(csv, xlsx, yaml, json):form>")
@access.capacity("framework_editor", "hr_admin")
def export(key: str, number: int, form: str) -> Response:
    """The version as a file; importing it gives the same content."""
    content = repository.content(current.graph(), f"{key}@{number}")
    if not content["filled"]:  # half a framework is none
        raise NotFound("framework version", f"{key}@{number}")
    source = service.source_of(current.graph(), key, number)
    assert source
    disposition = f'attachment; filename="{key}-{number}.{form}"'
    data = framework_file(content, source, form)
    return Response(data, mimetype=_MIMETYPES[form], headers={"Content-Disposition": disposition})


def _published(key: str, number: int, shown: str) -> Answer:
    version = f"{key}@{number}"
    try:
        service.publish(current.context(), current.graph(), version, relied_on="framework_editor", shown=shown)
    except Conflict:
        _moved()
    else:
        flash(_("Version %(number)s is published.", number=number))
    return redirect(url_for("frameworks.version", key=key, number=number))


def _moved() -> None:
    flash(_("This draft was changed or published meanwhile. Look at it once more."), "caution")


def _discarded(key: str, number: int, shown: str) -> Answer:
    try:
        service.discard(
            current.context(), current.graph(), f"{key}@{number}", relied_on="framework_editor", shown=shown
        )
    except NotFound:
        _moved()
        return redirect(url_for("frameworks.version", key=key, number=number))
    flash(_("The draft was deleted."))
    return redirect(url_for("frameworks.frameworks"))


def _version(key: str, number: int, publish: PublishForm, discard: DiscardForm) -> str:
    row = cast("VersionRow", repository.version(current.graph(), f"{key}@{number}", request.args.get("role", "")))
    about = row["version"]
    if not about["filled"] and about["state"] == "draft" and not row["roles"]:
        raise NotFound("framework version", f"{key}@{number}")
    publish.shown.data = discard.shown.data = about["load"]
    levels = next((role["levels"] for role in row["roles"] if role["chosen"]), [])
    return render(
        VersionPage(
            key=key,
            number=number,
            source=_source(row),
            state=str(STATES[about["state"]]) if about["state"] != "draft" else "draft",
            filled=about["filled"],
            facts=tuple(_facts(row)),
            roles=tuple(_role(role) for role in row["roles"]) if about["filled"] else (),
            levels=tuple(Text.of(level, "name") for level in levels),
            rows=_rows(row, [level["key"] for level in levels]) if about["filled"] else (),
            changes=_changes(about["changes"]),
            edits=_edits(),
            publish=publish,
            discard=discard,
            forms=tuple(WRITERS),
        )
    )


def _edits() -> bool:
    person = current.person()
    return bool(person and "framework_editor" in person.capacities)


def _line(row: ListedVersionRow) -> VersionLine:
    return VersionLine(
        number=row["number"],
        state=str(STATES[row["state"]]),
        current=row["current"],
        at=row["published_at"] or row["loaded_at"] or "",
        file=row["file"] or "",
        licence=row["licence"] or "",
        roles=row["roles"],
        skills=row["skills"],
        reviews=row["reviews"],
    )


def _source(row: VersionRow) -> Source:
    """The version's own, or where it was loaded by an earlier release, the framework's."""
    own = {name: each for name, each in row["version"].items() if each is not None}
    named = {**row["framework"], **own}
    rights = [str(named.get(each) or "") for each in ("source", "licence", "attribution")]
    return Source(row["framework"]["key"], Text.of(named, "name"), *rights)


def _facts(row: VersionRow) -> list[tuple[str, str]]:
    about = row["version"]
    levels = sum(len(role["levels"]) for role in row["roles"])
    facts = [
        (_("State"), str(STATES[about["state"]])),
        (_("Roles"), i18n.number(len(row["roles"]))),
        (_("Levels"), i18n.number(levels)),
        (_("Skills"), i18n.number(about["skills"])),
        (_("Reviews by it"), i18n.number(about["reviews"])),
    ]
    if about["file"]:
        facts.append((_("From the file"), about["file"]))
    if about["loaded_at"]:
        facts.append((_("Imported"), i18n.moment(about["loaded_at"])))
    if about["loaded_by"]:
        facts.append((_("By"), i18n.words(Text.of(about["loaded_by"], "name"))))
    if about["published_at"]:
        facts.append((_("Published"), i18n.moment(about["published_at"])))
    return facts


def _role(role: LadderRow) -> RoleLink:
    steps: dict[int, list[Text]] = {}
    for level in role["levels"]:
        steps.setdefault(level["rank"], []).append(Text.of(level, "name"))
    ladder = tuple(tuple(step) for _rank, step in sorted(steps.items()))
    return RoleLink(role["key"], Text.of(role, "name"), ladder, role["chosen"])


def _rows(row: VersionRow, levels: list[str]) -> tuple[SkillRow, ...]:
    skills: dict[str, tuple[Text, Text, dict[str, tuple[bool, Text]]]] = {}
    for cell in row["cells"]:
        skill = cell["skill"]
        if skill["key"] not in skills:
            skills[skill["key"]] = (Text.of(skill, "name"), Text.of(cell["category"], "name"), {})
        skills[skill["key"]][2][cell["level"]] = (cell["required"], Text.of(cell, "text"))
    return tuple(
        SkillRow(name, category, tuple(cells.get(level) for level in levels))
        for name, category, cells in skills.values()
    )


def _changes(text: str | None) -> Changes | None:
    data = json.loads(text) if text else {}
    return changes_of(data) if data else None
