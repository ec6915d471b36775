"""Acts on many reviews: a job that a worker makes, each review wholly or not at all, once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from graph.bulk import job as bulk
from graph.bulk import notes
from graph.errors import GraphUnavailable
from graph.jobs import service
from graph.jobs.models import Job, JobKind, JobState
from graph.people import service as people
from graph.people.models import Placement
from graph.review.enums import Action, State
from graph.verification.verify import verify
from graph.workflow import transitions
from graph.workflow.commands import Command
from tests.company import COLLEAGUE, EMPLOYEE, HEAD, HR, MANAGER, Company, new_company
from tests.webapp.conftest import NOW
from tests.webapp.cycle.test_running import _ACCOUNTS, CYCLE, chosen
from tests.webapp.login import browser_of
from tests.webapp.page_client import Page, PageClient
from webapp.cycle import job as reviews_job
from webapp.cycle import many_views, whole_views
from webapp.job_worker import JobWorker
from webapp.report import of_record

PEOPLE = {"rv-e": EMPLOYEE, "rv-c": COLLEAGUE, "rv-m": MANAGER}
GONE = {"reason": "The unit was sold."}


@pytest.fixture
def company(graph: Any) -> Company:
    """The company with a review of each of three, none begun."""
    made = new_company(graph, NOW)
    for review, person in PEOPLE.items():
        made.assign(review, person)
    return made


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes two reviews for many, and has jobs say after each review how far they are."""
    monkeypatch.setattr(many_views, "FEW", dict.fromkeys(reviews_job.FEW, 1))
    monkeypatch.setattr(bulk, "SAY_SECONDS", 0.0)
    monkeypatch.setattr(notes, "BATCH", 1)


@pytest.fixture
def hr(app: Flask, company: Company) -> PageClient:
    """HR's browser."""
    return browser_of(app, HR)


@pytest.fixture
def look(app: Flask, company: Company) -> Callable[[], None]:
    """Has a worker make what waits, by the clock of the company."""
    worker = JobWorker(app.extensions["plumbline"].settings, company.graph, "wk-1")
    worker._context = company.context  # type: ignore[method-assign]
    return worker.look


def confirm(hr: PageClient, act: str, reviews: list[str], **typed: str) -> tuple[dict[str, str], Page]:
    """Confirms an act on some reviews; what was sent, and the page that follows."""
    asked = chosen(hr, act, reviews)
    sent = {"act": act, "ids": asked.value("ids"), "key": asked.value("key"), "confirmed": "1", **typed}
    return sent, hr.follow(hr.post(f"{CYCLE}/many", sent))


def job_of(company: Company, page: Page) -> Job:
    return service.stand(company.graph, company.context(HR), page.response.request.path.rpartition("/")[2]).job


def states(company: Company) -> dict[str, State]:
    return {row.id: row.state for row in company.reviews_in("2026-h2")}


def assigned(company: Company) -> list[str]:
    return [review for review, state in states(company).items() if state is State.ASSIGNED]


def test_an_act_on_many_goes_on_where_it_was_cut_short_and_says_what_was_refused(
    company: Company, hr: PageClient, look: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, page = confirm(hr, "cancel", list(PEOPLE), **GONE)
    assert page.heading == "Cancel 3 reviews"
    assert "Waiting for the background worker." in page.text
    assert "Stop it" in page.text, "“Cancel it” would be read as the reviews"
    assert hr.follow(hr.post(f"{CYCLE}/many", sent)).response.request.path == page.response.request.path
    assert set(states(company).values()) == {State.ASSIGNED}
    assert hr.get(CYCLE).links["Cancel 3 reviews"] == page.response.request.path
    real, calls = transitions.perform, []

    def dies_after_two(*given: Any, **more: Any) -> Any:
        done = real(*given, **more)
        calls.append(given[2])
        if len(calls) == 1:
            raise GraphUnavailable("killed after it was written, before it was said")
        return done

    with monkeypatch.context() as cut:
        cut.setattr(transitions, "perform", dies_after_two)
        with pytest.raises(GraphUnavailable):
            look()
    assert job_of(company, page).state is JobState.MAKING
    assert list(states(company).values()).count(State.CANCELLED) == 1
    look()
    done = hr.get(page.response.request.path)
    assert job_of(company, page).state is JobState.DONE
    assert "Done for 3 reviews." in done.text
    assert "Not done" not in done.text
    assert set(states(company).values()) == {State.CANCELLED}
    assert verify(company.graph).clean


def test_it_can_be_cancelled_and_what_somebody_else_did_meanwhile_is_named(
    company: Company, hr: PageClient, look: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    _sent, page = confirm(hr, "cancel", list(PEOPLE), **GONE)
    real = bulk._take

    def then_cancelled(graph: Any, context: Any, job: Job, batch: Any) -> Any:
        outcome = real(graph, context, job, batch)
        service.cancel(company.graph, company.context(HR), job)
        return outcome

    with monkeypatch.context() as cut:
        cut.setattr(bulk, "_take", then_cancelled)
        look()
    assert (job_of(company, page).state, job_of(company, page).done) == (JobState.CANCELLED, 1)
    assert "Cancelled after 1 of 3 reviews. What was done stays done." in hr.get(page.response.request.path).text
    left = assigned(company)[:1]
    sent = {"act": "cancel", "ids": left[0], "confirmed": "1", **GONE}
    chosen(hr, "cancel", left)
    assert "Done for 1 review." in hr.post(f"{CYCLE}/many", sent, status=200).text  # few are done at once
    left = assigned(company)
    restored = [review for review in PEOPLE if review not in left]
    _sent, page = confirm(hr, "restore", restored, reason="Back.")
    grant = Placement(HEAD, NOW.date(), capacities=("hr_admin",))
    people.place(company.graph, company.context("system"), [grant], relied_on="test")
    company.do(restored[0], HEAD, Action.RESTORE, Command(words={"reason": "Faster."}))
    look()
    refused = hr.get(page.response.request.path)
    assert "Done for 1 review." in refused.text
    assert "Not done for 1 review" in refused.text
    name = f"{PEOPLE[restored[0]].title()} Zhang"
    assert f"{name}: The review is in a state" in refused.text
    assert hr.get(CYCLE).links["Restore 2 reviews"] == page.response.request.path, "it can be opened later"
    assert verify(company.graph).clean


def test_reminders_and_dates_of_many_and_of_a_whole_cycle(
    company: Company, hr: PageClient, look: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    company.graph.write_one(_ACCOUNTS, people=list(PEOPLE.values()))
    _sent, page = confirm(hr, "remind", list(PEOPLE))
    look()
    done = hr.get(page.response.request.path)
    assert "3 people were reminded." in done.text
    reminded = [row for row in company.reviews_in("2026-h2") if row.reminded_at]
    assert len(reminded) == 3
    later = (company.cycle.self_due + timedelta(days=9)).isoformat()
    _sent, page = confirm(hr, "extend", list(PEOPLE), self_due=later)
    look()
    assert "Done for 3 reviews." in hr.get(page.response.request.path).text
    assert {row.due.isoformat() for row in company.reviews_in("2026-h2") if row.due} == {later}
    _sent, page = confirm(hr, "extend", list(PEOPLE), self_due=later)  # not later: refused one by one, by name
    look()
    refused = hr.get(page.response.request.path)
    assert "Done for 0 reviews." in refused.text
    assert "Not done for 3 reviews" in refused.text
    assert "Employee Zhang: Dates can only be moved to later ones" in refused.text
    monkeypatch.setattr(whole_views, "FEW", dict.fromkeys(reviews_job.FEW, 1))
    was = company.cycle
    typed = {name: getattr(was, name).isoformat() for name in notes.MOVABLE}
    days = {"self_due": was.self_due + timedelta(days=12), "manager_due": was.manager_due + timedelta(days=12)}
    hr.get(f"{CYCLE}/extend")
    page = hr.follow(hr.post(f"{CYCLE}/extend", typed | {name: day.isoformat() for name, day in days.items()}))
    assert page.heading == "Extend 3 reviews"
    look()
    assert {row.due for row in company.reviews_in("2026-h2")} == {days["self_due"]}
    assert verify(company.graph).clean


def test_reviews_that_are_closed_leave_their_record_once(
    company: Company, hr: PageClient, look: Callable[[], None], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = new_company(company.graph, NOW)
    for review, person in (("rv-a", EMPLOYEE), ("rv-b", COLLEAGUE)):
        company.bring(review, State.ACKNOWLEDGED, person)
    later = replace(company, now=company.now + timedelta(days=60))
    kept: list[str] = []
    monkeypatch.setattr(of_record, "keep", lambda _graph, _context, review, _settings: kept.append(review))
    job = service.new_job(
        company.context(HR), "job-close", JobKind.REVIEWS, "2026-h2",
        {"act": "close", "cycle": ["H2", ""], "reason": "", "self_due": None, "manager_due": None},
        relied_on="hr_admin", capacity="hr_admin",
        items=bulk.items_of(notes.read(company.graph, company.context(HR), "2026-h2"), ["rv-a", "rv-b"]),
    )  # fmt: skip
    service.ask(company.graph, job)
    settings = app.extensions["plumbline"].settings
    folder: Path = settings.data_folder / "records"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rv-a_by-an-earlier-attempt.pdf").touch()
    worker = JobWorker(settings, company.graph, "wk-1")
    worker._context = later.context  # type: ignore[method-assign]
    worker.look()
    assert service.stand(company.graph, company.context(HR), "job-close").job.state is JobState.DONE
    assert kept == ["rv-b"]
    (folder / "rv-a_by-an-earlier-attempt.pdf").unlink()
