"""Accepting a large framework: a job that a worker makes, of which nobody sees half."""

from functools import partial
from typing import Any

import pytest
from flask import Flask

from graph.errors import GraphUnavailable
from graph.framework import repository, service
from graph.jobs.models import JobKind
from graph.jobs.service import jobs_of
from graph.verification.verify import verify
from tests.company import AUDITOR, Company
from tests.webapp.page_client import Page, PageClient
from tests.webapp.review.conftest import company
from tests.webapp.test_framework_pages import bring, editor, fields
from webapp.frameworks import job
from webapp.job_worker import JobWorker

__all__ = ["company", "editor"]
TABLE = "Skill,Category,Junior,Senior\nGo,Craft,R,Reviews Go\nTalks,People,,Speaks\n"


def accept(client: PageClient, shown: Page) -> Page:
    sent = fields(shown) | {"name": "House", "key": "house", "do": "accept"}
    return client.follow(client.post(shown.response.request.path, sent))


def test_a_large_framework_is_a_job_that_is_taken_up_again_and_never_seen_by_halves(
    editor: PageClient, company: Company, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "ROWS_AT_ONCE", 1)
    look = JobWorker(app.extensions["plumbline"].settings, company.graph, "wk-1").look
    shown = bring(editor, TABLE.encode(), "house.csv")
    sent = fields(shown) | {"role": "Engineer", "name": "House", "key": "house", "do": "look"}
    shown = editor.follow(editor.post(shown.response.request.path, sent))
    page = accept(editor, shown)
    assert page.heading == "Import of house.csv"
    assert service.draft_there(company.graph, "house") is None
    assert accept(editor, shown).response.request.path == page.response.request.path  # pressed twice
    assert editor.get("/frameworks/import").links["Import of house.csv"] == page.response.request.path

    def fails(*_what: Any) -> None:
        raise GraphUnavailable("killed")

    with monkeypatch.context() as cut:
        cut.setattr(repository.Filling, "finish", fails)
        with pytest.raises(GraphUnavailable):
            look()
    assert "rows are being written. Until all of it is there" in editor.get(page.response.request.path).text
    half = editor.get("/frameworks/house/versions/1")
    assert "its import was cut short" in half.text
    assert "Reviews Go" not in half.text
    editor.get("/frameworks/house/versions/1/file.csv", 404)
    look()  # taken up again
    done = editor.get(page.response.request.path)
    assert "Reviews Go" in editor.get(done.links["Open the draft"]).text
    assert jobs_of(company.graph, JobKind.FRAMEWORK_IMPORT, job.FRAMEWORKS, company.now) == ()
    again = editor.follow(editor.post(shown.response.request.path, fields(shown) | {"do": "accept"}))
    assert again.response.request.path == page.response.request.path
    assert verify(company.graph).clean


def test_a_draft_that_came_meanwhile_is_kept(
    editor: PageClient, company: Company, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["plumbline"].settings
    shown = bring(editor, TABLE.encode(), "house.csv")
    sent = fields(shown) | {"role": "Engineer", "name": "House", "key": "house", "do": "look"}
    shown = editor.follow(editor.post(shown.response.request.path, sent))
    monkeypatch.setattr(job, "ROWS_AT_ONCE", 1)
    page = accept(editor, shown)
    other = bring(editor, TABLE.encode(), "other.csv")
    with monkeypatch.context() as few:
        few.setattr(job, "ROWS_AT_ONCE", 9)
        sent = fields(other) | {"role": "Engineer", "name": "House", "key": "house", "do": "look"}
        assert accept(editor, editor.follow(editor.post(other.response.request.path, sent))).heading.startswith("House")
    JobWorker(settings, company.graph, "wk-1").look()
    failed = editor.get(page.response.request.path)
    assert "what the file would do has changed" in failed.text
    there = service.draft_there(company.graph, "house")
    assert there
    assert (there.file, there.by) == ("other.csv", AUDITOR)
    look_again = editor.get(failed.links["Check the file again"])
    assert "other.csv" in look_again.text
    again = accept(editor, look_again)
    partial(JobWorker(settings, company.graph, "wk-1").look)()
    assert "imported as a draft" in editor.get(again.response.request.path).text
