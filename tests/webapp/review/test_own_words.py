"""Forms without scripts: a reader clashes with others' words, never with what they saved a moment ago themselves."""

from collections.abc import Callable

import pytest

from graph.review.enums import Part, Party, State
from graph.review.models import Rating
from tests.company import EMPLOYEE, MANAGER, Company
from tests.webapp.page_client import Page, PageClient
from webapp.review.cards import key_of

REVIEW = "rv-1"
SIDES = {
    "self": (EMPLOYEE, Party.SELF, State.SELF_DRAFT, f"/reviews/{REVIEW}", f"/reviews/{REVIEW}"),
    "manager": (MANAGER, Party.MANAGER, State.MANAGER_DRAFT, f"/reviews/{REVIEW}/assess", f"/reviews/{REVIEW}/assess"),
}
Browser = Callable[[str], PageClient]


def fields(page: Page) -> dict[str, list[str]]:
    """What the form would send unchanged, but for its token and buttons."""
    found: dict[str, list[str]] = {}
    for each in page.by_id("rating-form").iter("input"):
        kind, name = each.get("type"), each.get("name", "")
        ticked = kind in ("radio", "checkbox") and each.get("checked") is not None
        if name not in ("", "csrf_token") and (ticked or kind not in ("radio", "checkbox")):
            found.setdefault(name, []).append(each.get("value", ""))
    for each in page.by_id("rating-form").iter("textarea"):
        found.setdefault(each.get("name", ""), []).append((each.text or "").removeprefix("\n"))
    return found


def clashes(page: Page) -> list[str]:
    """The keys of the cards that show two versions."""
    return [
        each.get("id", "").removesuffix("-clash") for each in page.all("div") if each.get("id", "").endswith("-clash")
    ]


def keep(page: Page, key: str) -> dict[str, str]:
    """What "Keep mine" of a card sends."""
    (value,) = [each.get("value", "") for each in page.all("button")
                if each.get("name") == "keep" and each.get("value", "").startswith(f"{key}@")]  # fmt: skip
    return {"keep": value}


class Writing:
    """One side's form of a review in two tabs of its writer."""

    def __init__(self, company: Company, browser: Browser, side: str) -> None:
        self.company = company
        self.who, self.party, state, self.shown, self.goes = SIDES[side]
        company.bring(REVIEW, state)
        self.asked = company.sheet(REVIEW, self.who).to_rate(Part.CURRENT)
        self.first, self.second = (key_of(e) for e in self.asked[:2])
        self.tab = browser(self.who)
        self.page = self.tab.get(self.shown)

    def elsewhere(self) -> None:
        """The other tab writes the first rating."""
        page = self.tab.get(self.shown)
        self.tab.post(self.goes, fields(page) | {f"{self.first}-comment": ["Of the other tab."]})

    def send(self, changed: dict[str, str], status: int = 302) -> Page:
        """Sends this tab's form, with what is changed in it."""
        self.page = self.tab.post(self.goes, fields(self.page) | changed, status=status)
        return self.page

    def stored(self, at: int) -> Rating:
        rating = self.company.sheet(REVIEW, self.who).rating(self.party, self.asked[at].id)
        assert rating is not None
        return rating


@pytest.fixture(params=list(SIDES))
def writing(company: Company, browser: Browser, request: pytest.FixtureRequest) -> Writing:
    return Writing(company, browser, request.param)


def test_a_card_that_was_saved_beside_a_clash_is_no_clash_with_oneself(writing: Writing) -> None:
    writing.elsewhere()
    mine = {f"{writing.first}-comment": "Of this tab.", f"{writing.second}-comment": "Saved beside it."}
    page = writing.send(mine, 409)
    assert clashes(page) == [writing.first]
    assert writing.stored(1).comment == "Saved beside it."
    writing.send(keep(page, writing.first) | {f"{writing.second}-comment": "Saved beside it, and again."})
    assert (writing.stored(0).comment, writing.stored(1).comment) == ("Of this tab.", "Saved beside it, and again.")


def test_what_another_tab_wrote_of_a_card_is_still_a_clash(writing: Writing) -> None:
    writing.elsewhere()
    page = writing.send({f"{writing.first}-comment": "Of this tab."}, 409)
    other = fields(writing.tab.get(writing.shown)) | {f"{writing.second}-comment": ["Of the other tab, too."]}
    writing.tab.post(writing.goes, other)
    page = writing.send(keep(page, writing.first) | {f"{writing.second}-comment": "Of this tab, too."}, 409)
    assert clashes(page) == [writing.second]
    assert writing.stored(1).comment == "Of the other tab, too."


def test_the_words_that_one_took_instead_are_the_ones_that_are_shown(writing: Writing) -> None:
    writing.elsewhere()
    page = writing.send({f"{writing.first}-comment": "Of this tab."}, 409)
    other = fields(writing.tab.get(writing.shown)) | {f"{writing.second}-comment": ["Of the other tab, too."]}
    writing.tab.post(writing.goes, other)
    page = writing.send({"take": writing.first, f"{writing.second}-comment": "Of this tab, too."}, 409)
    assert fields(page)[f"{writing.first}-comment"] == ["Of the other tab."]


def test_mine_is_kept_at_once_where_a_new_piece_came_with_it(company: Company, browser: Browser) -> None:
    writing = Writing(company, browser, "self")
    writing.elsewhere()
    mine = {f"{writing.first}-comment": "Of this tab.", f"{writing.first}-note": "Seen by all."}
    page = writing.send(mine, 409)
    writing.send(keep(page, writing.first))
    assert writing.stored(0).comment == "Of this tab."
    assert [piece.note for piece in writing.stored(0).evidence] == ["Seen by all."]


def test_a_piece_that_was_added_beside_a_clash_is_no_clash_either(company: Company, browser: Browser) -> None:
    writing = Writing(company, browser, "self")
    writing.elsewhere()
    mine = {f"{writing.first}-comment": "Of this tab.", f"{writing.second}-note": "Seen by all."}
    page = writing.send(mine, 409)
    assert clashes(page) == [writing.first]
    writing.send(keep(page, writing.first) | {f"{writing.second}-comment": "With a piece."})
    assert writing.stored(1).comment == "With a piece."
    assert [piece.note for piece in writing.stored(1).evidence] == ["Seen by all."]
