"""What goes to the server while somebody writes, in which order, what it has then, and what room the browser has."""

import json
from collections.abc import Callable

from playwright.sync_api import Request, Route

from graph.review.enums import Party
from tests.browser.reader import Reader
from tests.browser.site import Site
from tests.browser.writing import comment, saved
from tests.company import MIDDLE


def until(reader: Reader, holds: Callable[[], bool]) -> None:
    """Waits half a minute at most."""
    for _ in range(300):
        if holds():
            return
        reader.page.wait_for_timeout(100)
    raise AssertionError("it does not come about")


def order_of_sending(reader: Reader) -> list[str]:
    """Fills up with the skills whose ratings are sent from now on, whether anybody answers or not."""
    sent: list[str] = []
    reader.context.on("request", lambda request: sent.extend(_skills(request)))
    return sent


def order_of_answers(reader: Reader) -> list[str]:
    """Fills up with the skills whose ratings are sent from now on and answered by somebody."""
    answered: list[str] = []
    reader.context.on("response", lambda response: answered.extend(_skills(response.request)))
    return answered


def _skills(request: Request) -> list[str]:
    """The skill of a save; nothing for another request."""
    if request.method != "PUT":
        return []
    return [json.loads(request.post_data or "{}")["expectation"].rpartition("/")[2]]


def acquaint(reader: Reader, *skills: str) -> None:
    """Has words stored on each of the skills, in this order, so that the page knows its cards in another order than
    that in which they are written on afterwards."""
    for skill in skills:
        comment(reader, skill).fill(f"Before: {skill}.")
    saved(reader)


def counted(reader: Reader, **answer: object) -> list[int]:
    """Answers every save so from now on; fills up with one number for each."""
    asked: list[int] = []

    def fulfill(route: Route) -> None:
        asked.append(len(asked) + 1)
        route.fulfill(**answer)  # type: ignore[arg-type]

    reader.page.route("**/ratings", fulfill)
    return asked


def stored_in(site: Site, review: str, person: str, skill: str) -> str:
    """Somebody's comment on a review of their own as the server has it."""
    rating = site.company.sheet(review, person).rating(Party.SELF, f"{MIDDLE}/{skill}")
    return rating.comment if rating else ""


def leave_room(reader: Reader, characters: int) -> None:
    """Fills the browser's storage with blanks, so that about so many characters more find room."""
    reader.page.evaluate(
        """(room) => {
          const fits = (size) => {
            try { localStorage.setItem("blanks", "{}".padEnd(size)); return true; } catch { return false; }
          };
          let most = 2;
          for (let step = 2 ** 24; step >= 64; step /= 2) if (fits(most + step)) most += step;
          if (!fits(most - room)) throw new Error("the storage is smaller than that");
        }""",
        characters,
    )
