"""What goes to the server while somebody writes, in which order, what it has then, and what room the browser has."""

import json
from collections.abc import Callable

from playwright.sync_api import Request, Route

from graph.review.enums import Party
from tests.browser.site import Site
from tests.browser.user import User
from tests.browser.writing import comment, saved
from tests.company import MIDDLE


def until(user: User, holds: Callable[[], bool]) -> None:
    """Waits half a minute at most."""
    for _ in range(300):
        if holds():
            return
        user.page.wait_for_timeout(100)
    raise AssertionError("it does not come about")


def order_of_sending(user: User) -> list[str]:
    """Fills up with the skills whose ratings are sent from now on, whether anybody answers or not."""
    sent: list[str] = []
    user.context.on("request", lambda request: sent.extend(_skills(request)))
    return sent


def order_of_answers(user: User) -> list[str]:
    """Fills up with the skills whose ratings are sent from now on and answered by somebody."""
    answered: list[str] = []
    user.context.on("response", lambda response: answered.extend(_skills(response.request)))
    return answered


def _skills(request: Request) -> list[str]:
    """The skill of a save; nothing for another request."""
    if request.method != "PUT":
        return []
    return [json.loads(request.post_data or "{}")["expectation"].rpartition("/")[2]]


def acquaint(user: User, *skills: str) -> None:
    """Has words stored on each of the skills, in this order, so that the page knows its cards in another order than
    that in which they are written on afterwards."""
    for skill in skills:
        comment(user, skill).fill(f"Before: {skill}.")
    saved(user)


def counted(user: User, **answer: object) -> list[int]:
    """Answers every save so from now on; fills up with one number for each."""
    asked: list[int] = []

    def fulfill(route: Route) -> None:
        asked.append(len(asked) + 1)
        route.fulfill(**answer)  # type: ignore[arg-type]

    user.page.route("**/ratings", fulfill)
    return asked


def stored_in(site: Site, review: str, person: str, skill: str) -> str:
    """Somebody's comment on a review of their own as the server has it."""
    rating = site.company.sheet(review, person).rating(Party.SELF, f"{MIDDLE}/{skill}")
    return rating.comment if rating else ""


def leave_room(user: User, characters: int) -> None:
    """Fills the browser's storage with blanks, so that about so many characters more find room."""
    user.page.evaluate(
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
