"""How long words may be: exactly so long, a line break being one character, is taken; one more comes back whole."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from graph.review.enums import State
from graph.review.validation import SENTENCES_LENGTH, TITLE, URL, WORDS
from tests.company import EMPLOYEE, HR, MANAGER, Company
from tests.conftest import Ask
from tests.webapp.page_client import Page, PageClient

Browser = Callable[[str], PageClient]
REVIEW = "/reviews/rv-1"


@dataclass(frozen=True)
class Field:
    """A field for words: who writes where, how long it may be, and what has to stand beside it."""

    person: str
    state: State
    page: str
    goes: str
    name: str
    most: int
    refused: int
    beside: tuple[tuple[str, str], ...] = ()


FIELDS = {
    "comment": Field(EMPLOYEE, State.SELF_DRAFT, "", "", "*-comment", WORDS, 422),
    "note of a piece": Field(EMPLOYEE, State.SELF_DRAFT, "", "", "*-note", WORDS, 422),
    "name of a piece": Field(EMPLOYEE, State.SELF_DRAFT, "", "", "*-title", TITLE, 422, (("*-note", "A note."),)),
    "link of a piece": Field(EMPLOYEE, State.SELF_DRAFT, "", "", "*-url", URL, 422),
    "manager's reason": Field(MANAGER, State.MANAGER_DRAFT, "/assess", "/assess", "*-reason", WORDS, 422),
    "return": Field(MANAGER, State.SELF_SUBMITTED, "/actions/return", "/actions/return", "comment", WORDS, 200,
                    (("due", "2026-11-30"),)),
    "cancel": Field(HR, State.SELF_DRAFT, "/actions/cancel", "/actions/cancel", "reason", WORDS, 200),
    "share": Field(MANAGER, State.CALIBRATED, "/actions/share", "/actions/share", "note", WORDS, 200),
    "two sentences": Field(MANAGER, State.MANAGER_DRAFT, "/sign", "/sign", "sentences", SENTENCES_LENGTH, 200,
                           (("name", "Manager Zhang"), ("recommendation", "confirmed"))),
    "statement": Field(EMPLOYEE, State.SHARED, "/result", "/statement", "text", WORDS, 422),
    "wish to talk": Field(EMPLOYEE, State.SHARED, "/result", "/talk", "text", WORDS, 422),
    "challenge": Field(EMPLOYEE, State.SHARED, "/result", "/challenge", "reason", WORDS, 422, (("expectation", "*"),)),
}  # fmt: skip


def of_length(most: int, name: str) -> str:
    """Words of exactly that many characters, with line breaks where a field takes them."""
    if name.endswith("-url"):
        return "https://docs.example/".ljust(most, "x")
    if name.endswith("-title"):
        return "x" * most
    return "\n".join(["一行 of words"] * most)[: most - 1] + "."


def as_sent(text: str) -> str:
    """How browsers send it."""
    return text.replace("\n", "\r\n")


def fill(page: Page, field: Field, text: str) -> dict[str, str]:
    """What the page's form sends with that text in the field."""
    sent = {
        each.get("name", ""): each.get("value", "") for each in page.all("input")
        if each.get("type") == "hidden" or (each.get("type") == "radio" and each.get("checked") is not None)
    }  # fmt: skip
    sent |= {each.get("name", ""): (each.text or "").removeprefix("\n") for each in page.all("textarea")}
    return (
        sent
        | {called(page, name): value if value != "*" else boxes(page)[0] for name, value in field.beside}
        | {called(page, field.name): as_sent(text)}
    )


def called(page: Page, name: str) -> str:
    """The name of the first field of that kind."""
    named = [each.get("name", "") for tag in ("textarea", "input") for each in page.all(tag)]
    return next(one for one in named if one.endswith(name[1:])) if name.startswith("*") else name


def boxes(page: Page) -> list[str]:
    return [each.get("value", "") for each in page.all("input") if each.get("name") == "expectation"]


def shown(page: Page) -> list[str]:
    """What stands in the fields of a page."""
    written = [(each.text or "").removeprefix("\n") for each in page.all("textarea")]
    return written + [each.get("value", "") for each in page.all("input")]


def stored(ask: Ask) -> set[str]:
    """Every word that the graph has."""
    return {
        row["text"]
        for statement in (
            "MATCH (node) UNWIND keys(node) AS key WITH node[key] AS text WHERE text IS :: STRING NOT NULL RETURN text",
            "MATCH ()-[edge]->() UNWIND keys(edge) AS key WITH edge[key] AS text WHERE text IS :: STRING NOT NULL "
            "RETURN text",
        )
        for row in ask("read", "text", statement)
    }


@pytest.mark.parametrize("kind", FIELDS)
def test_exactly_so_long_is_taken_and_one_more_comes_back(
    company: Company, browser: Browser, ask: Ask, kind: str
) -> None:
    field = FIELDS[kind]
    company.bring("rv-1", field.state)
    writer = browser(field.person)
    page = writer.get(f"{REVIEW}{field.page}")
    most, more = of_length(field.most, field.name), of_length(field.most + 1, field.name)
    again = writer.post(f"{REVIEW}{field.goes}", fill(page, field, more), status=field.refused)
    assert f"{field.most}" in again.text.replace(",", ""), "the limit is not named"
    assert more in shown(again)
    assert more not in stored(ask)
    assert not any(each.get("maxlength") for tag in ("textarea", "input") for each in page.all(tag))
    writer.post(f"{REVIEW}{field.goes}", fill(page, field, most))
    assert most in stored(ask)
