"""Accepting many people: a job that a worker makes, all of it or nothing, once."""

from collections.abc import Callable

import pytest
from flask import Flask

from graph.errors import GraphUnavailable, NotFound
from graph.jobs import service, work
from graph.jobs.models import Job, JobState, Stopped
from graph.people import repository
from graph.people_import.reports import imports
from graph.verification.verify import verify
from tests.company import AUDITOR, HR, Company
from tests.webapp.page_client import Page, PageClient
from tests.webapp.people_import.test_import_pages import bring, sent_again
from webapp.job_worker import JobWorker
from webapp.people_import import job as import_job
from webapp.people_import import views

Browser = Callable[[str], PageClient]


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes two people for many."""
    monkeypatch.setattr(views, "AT_ONCE", 1)


def people(*ids: str) -> str:
    return "id,name,email\n" + "".join(f"{one},Ada {one},{one}@example.com\n" for one in ids)


def worker(company: Company, app: Flask) -> JobWorker:
    return JobWorker(app.extensions["plumbline"].settings, company.graph, "wk-1")


def accept(hr: PageClient, shown: Page) -> Page:
    return hr.follow(hr.post(shown.response.request.path, sent_again(shown, do="accept")))


def job_of(company: Company, page: Page) -> Job:
    job_id = page.response.request.path.rpartition("/")[2]
    return service.stand(company.graph, company.context(HR), job_id).job


def is_there(company: Company, person: str) -> bool:
    return person in repository.held(company.graph, [person])


def test_many_people_are_a_job_that_is_followed_left_and_found_again(
    company: Company, browser: Browser, app: Flask
) -> None:
    hr = browser(HR)
    shown = bring(hr, people("j1", "j2"))
    page = accept(hr, shown)
    assert page.heading == "Import of people.csv"
    assert "Waiting for the background worker." in page.text
    assert "No background worker has responded" in page.text
    assert not is_there(company, "j1")
    assert accept(hr, shown).response.request.path == page.response.request.path  # pressed twice
    with pytest.raises(NotFound):
        service.stand(company.graph, company.context(AUDITOR), job_of(company, page).id)
    listed = hr.get("/people/import")
    assert listed.links["Import of people.csv"] == page.response.request.path
    worker(company, app).look()
    done = hr.get(page.response.request.path)
    assert "The people were imported." in done.text
    report = hr.get(done.links["Open the report"])
    assert "Ada j1" in report.text
    again = hr.follow(hr.post(shown.response.request.path, sent_again(shown, do="accept")))  # the file is gone
    assert again.response.request.path == report.response.request.path
    assert "In the background" not in hr.get("/people/import").text
    assert len(imports(company.graph, company.now)[0]) == 1
    assert verify(company.graph).clean


def test_what_somebody_else_imported_or_cancelled_meanwhile_is_noticed_and_can_be_mended(
    company: Company, browser: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = browser(HR)
    page = accept(hr, bring(hr, people("k1", "k2")))
    small = bring(hr, people("k3"))
    assert accept(hr, small).heading == "Import of people.csv"  # at once: it is one person
    assert is_there(company, "k3")
    worker(company, app).look()
    failed = hr.get(page.response.request.path)
    assert "Nothing was imported: what the file would do has changed" in failed.text
    assert not is_there(company, "k1")
    shown = hr.get(failed.links["Check the file again"])
    page = accept(hr, shown)
    assert "Waiting" in page.text
    hr.post(f"{page.response.request.path}/cancel", {})
    worker(company, app).look()
    cancelled = hr.get(page.response.request.path)
    assert "Cancelled. Nothing was imported." in cancelled.text
    assert not is_there(company, "k1")
    page = accept(hr, hr.get(cancelled.links["Check the file again"]))
    real = work.said

    def cancelled_before_it_is_written(graph: object, one: Job, done: int, of: int, step: str) -> Job:
        if step == "writing":
            service.cancel(company.graph, company.context(HR), one)
        return real(company.graph, one, done, of, step)

    monkeypatch.setattr(import_job, "said", cancelled_before_it_is_written)
    worker(company, app).look()
    assert job_of(company, page).state is JobState.CANCELLED
    assert not is_there(company, "k1")


@pytest.fixture
def killed(company: Company) -> Callable[..., None]:
    """Has a worker die in the middle of a job: before it writes, or after, before it could say so."""

    def die(app: Flask, *, written: bool) -> None:
        settings = app.extensions["plumbline"].settings
        one = work.waiting(company.graph, company.context(HR), "wk-dead")[0]

        def make(context: object, job: Job) -> Job:
            if written:
                import_job.make(settings, company.graph, company.context(HR), job)
            raise GraphUnavailable("killed")

        with pytest.raises(GraphUnavailable):
            work.carry_out(company.graph, company.context, "wk-dead", one, make)

    return die


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(
    company: Company, browser: Browser, app: Flask, killed: Callable[..., None]
) -> None:
    hr = browser(HR)
    for written in (False, True):
        page = accept(hr, bring(hr, people(f"m{written}1", f"m{written}2")))
        killed(app, written=written)
        assert job_of(company, page).state is JobState.MAKING
        assert is_there(company, f"m{written}1") is written
        worker(company, app).look()
        assert job_of(company, page).state is JobState.DONE
        assert is_there(company, f"m{written}1")
    assert len(imports(company.graph, company.now)[0]) == 2
    assert verify(company.graph).clean
    page = accept(hr, bring(hr, people("n1", "n2")))
    for _attempt in range(3):
        killed(app, written=False)
    worker(company, app).look()
    assert "it went wrong three times" in hr.get(page.response.request.path).text
    assert "it went wrong three times" in hr.get("/people/import").text
    assert not is_there(company, "n1")
    page = accept(hr, bring(hr, people("o1", "o2")))
    one = work.waiting(company.graph, company.context(HR), "wk-1")[0]

    def stop(_context: object, _job: Job) -> Job:
        raise Stopped

    with pytest.raises(Stopped):  # its worker ends: that is no attempt
        work.carry_out(company.graph, company.context, "wk-1", one, stop)
    assert (job_of(company, page).state, job_of(company, page).attempts) == (JobState.WAITING, 0)
