"""Framework editors in the browser: upload, how it is read, draft, publish, export, discard."""

import io
from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask
from flask_babel import force_locale

from graph.framework import repository, service
from graph.framework_import.models import Choices
from graph.framework_import.reading import read_framework
from graph.people import service as people
from graph.people.models import Placement
from graph.verification.verify import verify
from tests.company import AUDITOR, EMPLOYEE, HIRED, HR, Company
from tests.graph.framework.sample import source
from tests.webapp.login import browser_of
from tests.webapp.page_client import Page, PageClient
from tests.webapp.review.conftest import company
from webapp.frameworks.messages import column_word

__all__ = ["company"]
TABLE = "Skill,Category,Junior,Senior\nGo,Craft,R,Reviews Go\nTalks,People,,{}\n"


@pytest.fixture
def editor(app: Flask, company: Company) -> PageClient:
    """A browser of a framework editor."""
    grant = Placement(AUDITOR, HIRED, capacities=("framework_editor",))
    people.place(company.graph, company.context("system"), [grant], relied_on="test")
    return browser_of(app, AUDITOR)


def bring(client: PageClient, data: bytes, name: str, status: int = 302) -> Page:
    client.get("/frameworks/import")
    sent = {"file": (io.BytesIO(data), name)}
    page = client.post("/frameworks/import", sent, status, content_type="multipart/form-data")
    return client.follow(page) if status == 302 else page


def fields(page: Page) -> dict[str, str]:
    """What the form of a preview would send as it is."""
    sent = {}
    for each in page.all("input"):
        if (name := each.get("name")) and (each.get("type") not in ("radio", "checkbox") or "checked" in each.attrib):
            sent[name] = each.get("value", "")
    for each in page.all("textarea"):
        sent[each.get("name", "")] = "".join(each.itertext()).strip()
    for each in page.all("select"):
        options = list(each.iter("option"))
        chosen = next((x for x in options if "selected" in x.attrib), options[0])
        sent[each.get("name", "")] = chosen.get("value", "")
    return sent


def test_a_table_goes_from_upload_over_its_marks_to_a_published_version(editor: PageClient, company: Company) -> None:
    shown = bring(editor, TABLE.format("Q").encode(), "house.csv")
    address = shown.response.request.path
    assert "row 3, D: “Q” is not known." in shown.text
    assert not [each for each in shown.all("button") if each.get("value") == "accept"]
    said = {**fields(shown), "do": "look", "role": "Developer", "key": "house", "name": "House", "licence": "CC BY 4.0"}
    marks = {name: value for name, value in said.items() if name.startswith("mark-")}
    assert sorted(marks.values()) == ["", "required"]
    said[next(name for name, value in marks.items() if not value)] = "optional"
    again = editor.follow(editor.post(address, said))
    assert "1 role · 2 levels · 2 skills · 3 expectations" in again.text
    refused = editor.post(address, {**fields(again), "name": "", "name_zh": "", "key": "A b", "do": "accept"}, 422)
    assert "Enter a name in at least one language." in refused.text
    assert "Only small letters" in refused.text
    said = {**fields(again), "name": "House", "key": "house", "attribution": "By the house."}
    moved = {**said, "order-0": "Senior\nJunior", "do": "accept"}
    looked = editor.follow(editor.post(address, moved))
    assert "Look at it once more" in looked.text
    draft = editor.follow(editor.post(address, {**fields(looked), "do": "accept"}))
    assert draft.heading == "House, version 1"
    assert "CC BY 4.0" in draft.text
    assert f"By {AUDITOR.title()} Zhang" in draft.text
    assert "By the house." in draft.text
    assert "Senior → Junior" in draft.text
    editor.get(address, 404)
    place = draft.response.request.path
    assert "Confirm that you want to publish it." in editor.post(place, {"do": "publish"}, 422).text
    done = editor.follow(editor.post(place, {"do": "publish", "sure": "y"}))
    assert "Version 1 is published." in done.text
    assert not [each for each in done.all("button") if each.get("value") == "publish"]
    assert repository.current(company.graph, "house")
    listed = editor.get("/frameworks")
    assert "House" in listed.text
    assert "(shown now)" in listed.text
    second = bring(editor, TABLE.format("Q").replace("Talks", "Writing").encode(), "house.csv")
    assert "as somebody chose for an earlier file" in second.text
    assert "4 expectations" not in second.text
    assert fields(second)["licence"] == "CC BY 4.0"


def test_a_draft_says_what_it_changes_is_exported_and_removed(editor: PageClient, company: Company) -> None:
    exported = editor.client.get("/frameworks/ai-engineering/versions/1/file.csv", buffered=True).data
    same = repository.current(company.graph, "ai-engineering")
    reading = read_framework(exported, "f.csv", source("ai-engineering"))
    assert same
    assert reading.draft
    for form in ("xlsx", "yaml", "json"):
        assert editor.client.get(f"/frameworks/ai-engineering/versions/1/file.{form}").status_code == 200
    changed = exported.replace(b"LLM Evaluation", b"Evaluation of LLMs").replace(b"Runs standard", b"Runs usual")
    shown = bring(editor, changed, "ai-engineering.csv")
    assert fields(shown)["key"] == "ai-engineering"
    assert fields(shown)["licence"] == "Apache-2.0"
    draft = editor.follow(editor.post(shown.response.request.path, {**fields(shown), "do": "accept"}))
    assert "skill, changed: 1" in draft.text
    assert "expectation, changed: 1" in draft.text
    assert "AI Product Engineer" in editor.get(draft.response.request.path + "?role=ai-product-engineer").text
    assert (
        "Confirm that you want to delete the draft."
        in editor.post(draft.response.request.path, {"do": "discard"}, 422).text
    )
    gone = editor.follow(editor.post(draft.response.request.path, {"do": "discard", "discard": "y"}))
    assert "The draft was deleted." in gone.text
    editor.get(draft.response.request.path, 404)
    now = repository.current(company.graph, "ai-engineering")
    assert now == same


def test_who_may_and_what_cannot_be_read(editor: PageClient, app: Flask) -> None:
    refused = bring(editor, b"<html><table></table></html>", "web.xls", 422)
    assert "web.xls: The file is a web page" in refused.text
    assert "Choose a file." in editor.post("/frameworks/import", {}, 422).text
    for form in ("csv", "xlsx"):
        sample = editor.client.get(f"/frameworks/import/sample.{form}").data
        assert read_framework(sample, f"f.{form}", source("s")).problems == ()
    hr = browser_of(app, HR)
    assert not [each for each in hr.get("/frameworks").all("button") if "tarter" in "".join(each.itertext())]
    assert hr.get("/frameworks/ai-engineering/versions/1").heading == "AI engineering, version 1"
    hr.post("/frameworks/ai-engineering/versions/1", {"do": "discard", "discard": "y"}, 403)
    browser_of(app, EMPLOYEE).get("/frameworks", 403)


def test_a_column_is_called_a_level_in_chinese_as_well(app: Flask) -> None:
    with app.test_request_context(), force_locale("zh_Hans_CN"):
        assert [column_word(each) for each in ("role", "level", "skill")] == ["角色", "级别", "技能"]


def test_a_file_of_a_framework_is_none_of_people(editor: PageClient, company: Company, app: Flask) -> None:
    grants = [Placement(AUDITOR, HIRED, capacities=("hr_admin",))]
    people.place(company.graph, company.context("system"), grants, relied_on="test")
    token = bring(editor, TABLE.format("R").encode(), "house.csv").response.request.path.rpartition("/")[2]
    editor.get(f"/people/import/{token}", 404)
    editor.get("/people/import")
    sent = {"file": (io.BytesIO(b"id,name,email\n1,Ada,ada@example.com\n"), "p.csv"), "since": "2026-12-01"}
    brought = editor.follow(editor.post("/people/import", sent, content_type="multipart/form-data"))
    editor.get(f"/frameworks/import/{brought.response.request.path.rpartition('/')[2]}", 404)


def test_what_somebody_else_imported_meanwhile_is_neither_published_nor_removed(
    editor: PageClient, company: Company
) -> None:
    def imported(row: str) -> Page:
        page = bring(editor, f"Skill,Category,Junior,Senior\nGo,Craft,R,{row}\n".encode(), "race.csv")
        said = {**fields(page), "key": "race", "name": "Race", "role": "Developer", "do": "accept"}
        looked = editor.follow(editor.post(page.response.request.path, {**said, "do": "look"}))
        return editor.follow(editor.post(page.response.request.path, {**fields(looked), "do": "accept"}))

    seen = imported("Reviews Go")
    place, shown = seen.response.request.path, fields(seen)["shown"]
    imported("Reviews nothing")
    stale = editor.follow(editor.post(place, {"do": "publish", "sure": "y", "shown": shown}))
    assert "This draft was changed or published meanwhile." in stale.text
    stale = editor.follow(editor.post(place, {"do": "discard", "discard": "y", "shown": shown}))
    assert "This draft was changed or published meanwhile." in stale.text
    assert repository.current(company.graph, "race") is None
    now = fields(stale)["shown"]
    done = editor.follow(editor.post(place, {"do": "publish", "sure": "y", "shown": now}))
    assert "Version 1 is published." in done.text


def test_a_draft_of_somebody_else_is_replaced_only_where_that_is_said(editor: PageClient, company: Company) -> None:
    graph = company.graph

    def by(actor: str, name: str) -> None:
        reading = read_framework(TABLE.format("R").encode(), "h.csv", source("contested"), Choices(role="Developer"))
        assert reading.draft
        service.load(company.context(actor), graph, reading.draft, file=name)

    def preview() -> Page:
        return bring(editor, TABLE.format("R").encode(), "contested.csv")

    def whose() -> str:
        there = service.draft_there(graph, "contested")
        return there.by if there else ""

    by(HR, "theirs.csv")
    shown = preview()
    said = {**fields(shown), "role": "Developer", "key": "contested", "name": "Contested", "do": "look"}
    shown = editor.follow(editor.post(shown.response.request.path, said))
    address = shown.response.request.path
    assert "Version 1 is a draft of Hr Zhang" in shown.text
    assert "It is from the file theirs.csv." in shown.text
    accept = {**fields(shown), "do": "accept"}
    refused = editor.post(address, {**accept, "attribution": "Typed just now."}, 422)
    assert "Confirm that it is to be replaced" in refused.text
    assert "Typed just now." in refused.response.text
    by(HR, "newer.csv")
    stale = editor.post(address, {**accept, "replace": "y", "attribution": "Typed again."}, 422)
    assert "The draft that would be replaced is another one now." in stale.text
    assert "It is from the file newer.csv." in stale.text
    assert "Typed again." in stale.response.text
    assert whose() == HR
    editor.post(address, {**fields(stale), "replace": "y", "do": "accept"}, 302)
    assert whose() == AUDITOR
    shown = preview()
    said = {**fields(shown), "role": "Developer", "key": "contested", "name": "Contested", "do": "look"}
    shown = editor.follow(editor.post(shown.response.request.path, said))
    assert "Version 1 is your own draft" in shown.text
    editor.post(shown.response.request.path, {**fields(shown), "do": "accept"}, 302)
    assert verify(graph).clean


def test_accept_pressed_twice_leads_to_the_one_draft(
    editor: PageClient, company: Company, app: Flask, tmp_path: Path
) -> None:
    shown = bring(editor, TABLE.format("R").encode(), "house.csv")
    address, draft = shown.response.request.path, "/frameworks/house/versions/1"
    said = {**fields(shown), "key": "house", "name": "House", "role": "Developer", "do": "look"}
    accept = {**fields(editor.follow(editor.post(address, said))), "do": "accept"}
    files = app.extensions["plumbline"].settings.data_folder / "uploads"
    copytree(files, tmp_path / "as-it-was")
    assert editor.post(address, accept).response.headers["Location"] == draft
    there = service.draft_there(company.graph, "house")
    assert editor.post(address, accept).response.headers["Location"] == draft  # the file is gone
    copytree(tmp_path / "as-it-was", files, dirs_exist_ok=True)  # the first press has not come to its end
    assert editor.post(address, accept).response.headers["Location"] == draft
    assert service.draft_there(company.graph, "house") == there
    again = {**fields(editor.get(address)), "do": "accept"}  # who has seen the draft replaces it
    assert editor.post(address, again).response.headers["Location"] == draft
    assert service.draft_there(company.graph, "house") != there
    editor.post("/frameworks/import/nobody", {"do": "accept"}, 404)


def test_the_starter_names_no_file_that_nobody_brought(editor: PageClient) -> None:
    editor.get("/frameworks/import")
    page = editor.follow(editor.post("/frameworks/starter", {}))
    assert "the starter framework of the Plumbline project" in page.text
    assert "From the file" not in page.text


def test_the_starter_replaces_no_draft(editor: PageClient, company: Company) -> None:
    reading = read_framework(TABLE.format("R").encode(), "h.csv", source("ai-engineering"), Choices(role="Developer"))
    assert reading.draft
    service.load(company.context(HR), company.graph, reading.draft, file="theirs.csv")
    editor.get("/frameworks/import")
    page = editor.follow(editor.post("/frameworks/starter", {}))
    assert "There is a draft of it already." in page.text
    there = service.draft_there(company.graph, "ai-engineering")
    assert there
    assert there.file == "theirs.csv"
