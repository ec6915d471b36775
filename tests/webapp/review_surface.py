"""What somebody meets of one review: the answers of every address that shows something of it, or could."""

from collections.abc import Container, Iterator

from flask import Flask
from werkzeug.test import TestResponse

from graph.review.enums import Part
from tests.company import EMPLOYEE, HR, Company
from tests.meta.access_table import PLAIN, REVIEW, Line
from tests.webapp.raw_client import RawClient

REVIEW_ID = "rv-1"
LISTS = {"home.home", "team.team", "self_review.own_reviews", "calibration.sessions"}


def addresses() -> Iterator[Line]:
    """Every address that shows something of a review, and the requests whose answer could."""
    for line in PLAIN:
        if line.endpoint in LISTS:
            yield line
    yield Line("calibration.session", "GET", "/calibration/session-1", "-", ())
    yield Line("cycle.cycle", "GET", "/cycles/2026-h2", "-", ())
    yield from (line for line in REVIEW if line.endpoint != "challenge.end")


def answers(company: Company, app: Flask, login: str, files: Container[str]) -> Iterator[tuple[str, TestResponse]]:
    """What is asked for, and its answer to `login` now; reports in the variants of `files` only."""
    signed = company.sheet(REVIEW_ID, HR).sign_off
    values = {"review": REVIEW_ID, "session": "session-1", "code": signed.code if signed else "never-signed"}
    raw_client = RawClient(app, company.graph, login, first(company))
    for line in addresses():
        path = line.path.format(**values)
        variant = path.partition("variant=")[2]
        if line.sends == "piece" or (variant and variant not in files):
            continue
        yield f"{line.method} {path} ({line.sends})", raw_client.send(line.method, path, line.sends)


def first(company: Company) -> str:
    """The first expectation that the review asks."""
    return company.sheet(REVIEW_ID, EMPLOYEE).to_rate(Part.CURRENT)[0].id
