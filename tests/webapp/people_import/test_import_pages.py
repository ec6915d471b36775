"""Importing people in the browser: file, columns, preview, accept, report."""

import io
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from graph.people import repository
from tests.company import AUDITOR, EMPLOYEE, HR, Company
from tests.graph.spreadsheets.files import row, xlsx_of
from tests.webapp.page_client import Page, PageClient, words
from webapp import uploads

Browser = Callable[[str], PageClient]
GOOD = (
    "Kennung,name,email,manager_id,Password\n001,Ada,ada@example.com,employee,geheim\n"
    "002,Bo,bo@example.com,001,geheim\n"
)


def bring(client: PageClient, text: str | bytes, status: int = 302, name: str = "people.csv") -> Page:
    client.get("/people/import")
    data = text.encode() if isinstance(text, str) else text
    sent = {"file": (io.BytesIO(data), name), "since": "2026-12-01"}
    page = client.post("/people/import", sent, status, content_type="multipart/form-data")
    return client.follow(page) if status == 302 else page


def test_a_file_goes_from_upload_over_its_columns_to_its_report(company: Company, browser: Browser, app: Flask) -> None:
    hr = browser(HR)
    shown = bring(hr, GOOD)
    address = shown.response.request.path
    assert "0 problems" not in shown.text
    assert "no column says the id" not in shown.text  # a file without ids takes the email for one
    digest = next(each.get("value") for each in shown.all("input") if each.get("name") == "digest")
    said = {"since": "2026-12-01", "column-0": "id", "digest": digest, "heading_row": "1", "do": "look"}
    shown = hr.follow(hr.post(address, said))
    assert "2 new · 0 changed · 0 ended · 0 problems" in shown.text
    assert "geheim" not in shown.response.text
    stale = hr.follow(hr.post(address, {**said, "do": "accept"}))
    assert "has changed since you looked" in stale.text
    assert not repository.held(company.graph, ["001"])
    digest = next(each.get("value") for each in stale.all("input") if each.get("name") == "digest")
    report = hr.follow(hr.post(address, {**said, "digest": digest, "do": "accept"}))
    assert report.heading == "Import of people.csv"
    assert "Ada" in report.text
    assert repository.held(company.graph, ["002"])["002"].spells["line to"][0].to == "001"
    hr.get(address, 404)
    assert not list((app.extensions["plumbline"].settings.data_folder / "uploads").iterdir())
    assert "people.csv" in hr.get("/people/import").text
    again = bring(hr, GOOD)
    assert "there is nothing to import" in again.text
    assert "The same file was imported before." in again.links
    hr.post(again.response.request.path, {"do": "discard"})


def test_problems_stand_with_the_way_out_and_the_file_comes_back(browser: Browser, company: Company) -> None:
    hr = browser(HR)
    rows = "".join(f"N{n:03},Ada,nowhere{n}\n" for n in range(60))
    shown = bring(hr, "id,name,email\n" + rows)
    assert "60 problems" in shown.text
    assert "people.csv, row 2, email: “nowhere0” is not an email address." in shown.text
    assert "and 10 more" in shown.text
    assert not [each for each in shown.all("button") if each.get("value") == "accept"]
    back = hr.client.get(shown.links["Download the file with a column “problem”"], buffered=True)
    assert back.text.count("is not an email address") == 60
    assert "problem" in back.text.splitlines()[0]
    refused = bring(hr, "<html><table></table></html>", 422, "people.xls")
    assert "people.xls: The file is a web page" in refused.text
    assert "Choose a file." in hr.post("/people/import", {"since": "2026-12-01"}, 422).text


def test_a_file_is_its_bringers_alone_and_goes_after_a_day(browser: Browser, company: Company, app: Flask) -> None:
    hr = browser(HR)
    address = bring(hr, GOOD).response.request.path
    browser(AUDITOR).get(address, 403)
    browser(EMPLOYEE).get("/people/import", 403)
    folder: Path = app.extensions["plumbline"].settings.data_folder / "uploads"
    files = list(folder.iterdir())
    assert {oct(each.stat().st_mode)[-3:] for each in files} == {"600"}
    assert address.rpartition("/")[2] not in "".join(each.name for each in files)
    import os

    for each in files:
        os.utime(each, (0, 0))
    second = bring(hr, GOOD).response.request.path
    hr.get(address, 404)
    hr.post(second, {"do": "discard"})
    assert uploads.KEPT_SECONDS == 24 * 3600


def test_a_large_file_is_taken_here_and_nowhere_else(browser: Browser, company: Company) -> None:
    hr = browser(HR)
    large = "id,name,email\n" + "".join(f"L{n:05},{'Ada ' * 20},l{n}@example.com\n" for n in range(25_000))
    assert len(large) > 2_048 * 1024
    hr.get("/people/import")
    fields = {"csrf_token": hr.token, "since": "2026-12-01"}
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
    parts += f'--x\r\nContent-Disposition: form-data; name="file"; filename="l.csv"\r\n\r\n{large}\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x"
    answer = hr.client.post("/people/import", data=parts.encode(), content_type=kind)
    assert answer.status_code == 302
    shown = hr.get(answer.headers["Location"])
    assert "25000 new" in shown.text
    assert hr.client.post("/language", data=parts.encode(), content_type=kind).status_code == 413
    hr.post(shown.response.request.path, {"do": "discard"})


def test_a_file_that_goes_while_others_are_looked_through_stops_nobody(
    browser: Browser, company: Company, app: Flask
) -> None:
    hr = browser(HR)
    bring(hr, GOOD)
    gone = app.extensions["plumbline"].settings.data_folder / "uploads" / "gone.bin.part"
    gone.symlink_to("/nowhere/at/all")  # in the list, and not there when it is looked at
    bring(hr, GOOD)
    gone.unlink()


def sent_again(page: Page, **said: str) -> dict[str, str]:
    """What the form of a preview would send, with what somebody changed in it."""
    fields = {
        each.get("name", ""): each.get("value", "") for each in page.all("input") if each.get("type") != "checkbox"
    }
    ticked = [each for each in page.all("input") if each.get("type") == "checkbox" and each.get("checked") is not None]
    return fields | {each.get("name", ""): "y" for each in ticked} | said


def test_a_preview_shows_who_is_new_and_one_thing_to_know_once(browser: Browser, company: Company) -> None:
    hr = browser(HR)
    people = "id,Name,姓名,email,manager_id,department\nP1,Qiang Li,李强,p1@example.com,employee,研发部\n"
    people += "".join(f"示例 {n},x,x,x@example.com,,\n" for n in range(5)) + "P2,Bo,,p2@example.com,P1,\n"
    shown = bring(hr, people)
    line = next(each for each in shown.all("tr") if words(each).startswith("Qiang Li"))
    assert [words(each) for each in line] == [
        "Qiang Li 李强 P1", "p1@example.com", "Employee Zhang · employee", "研发部", "none", "none",
    ]  # fmt: skip
    assert "Rows that are examples, which were left out: 5" in shown.text
    assert [words(each) for each in shown.all("summary") if "more" in words(each)] == ["and 2 more"]
    assert "Row 7 is an example" in shown.text
    hr.post(shown.response.request.path, {"do": "discard"})


def test_hidden_columns_and_an_encoding_that_nothing_tells_are_asked_for(browser: Browser, company: Company) -> None:
    hr = browser(HR)
    shown = bring(hr, "id,name,email\nG1,Jörg Müller,g1@example.com\n".encode("cp1252"))
    assert "Jörg Müller" in shown.text
    assert "Western European (Windows-1252)" in shown.text
    address = shown.response.request.path
    other = hr.follow(hr.post(address, sent_again(shown, encoding="gb18030", do="look")))
    assert "Jörg Müller" not in other.text
    assert "Jörg Müller" in hr.follow(hr.post(address, sent_again(other, encoding="cp1252", do="look"))).text
    hr.post(address, {"do": "discard"})
    cells = row(1, "id", "name", "email", "department") + row(2, "H1", "Ada", "h1@example.com", "Secret unit")
    hidden = xlsx_of(cells, '<cols><col min="4" max="4" hidden="1"/></cols>')
    shown = bring(hr, hidden, name="p.xlsx")
    assert "Columns that the sheet hides: 1." in shown.text
    assert shown.text.count("Secret unit") == 2, "as a first value, and of whom it is said"
    said = sent_again(shown, do="look")
    del said["hidden_columns"]
    without = hr.follow(hr.post(shown.response.request.path, said))
    assert "Secret unit" not in without.text
    assert "hidden_columns" in {each.get("name") for each in without.all("input")}, "and can be brought back"
    hr.post(shown.response.request.path, {"do": "discard"})


def test_people_whose_role_is_in_no_framework_can_come_without_a_level(browser: Browser, company: Company) -> None:
    hr = browser(HR)
    shown = bring(hr, "id,name,email,role,level\nU1,Ada,u1@example.com,Chef,Head\n")
    assert "people.csv, row 2, role: “Chef” is no role of a published framework." in shown.text
    said = sent_again(shown, do="look", skip_unknown_levels="y")
    hr.post(shown.response.request.path, said)
    again = hr.get(shown.response.request.path)
    assert "People whose role, level or target level is not known: 1." in again.text
    assert [each for each in again.all("button") if each.get("value") == "accept"]
    assert sent_again(again)["skip_unknown_levels"] == "y"
