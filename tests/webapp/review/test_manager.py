"""The manager's pages as the manager meets them: team, side by side, signature, what follows."""

from collections.abc import Callable

from graph.review.enums import Action, Part, Party, State, Value
from tests.company import COLLEAGUE, EMPLOYEE, MANAGER, OTHER_MANAGER, Company
from tests.webapp.page_client import Page, PageClient, words

Browser = Callable[[str], PageClient]


def form_of(page: Page) -> dict[str, str]:
    """What the rating form would send unchanged: hidden fields, chosen radios, texts."""
    sent = {}
    for each in page.by_id("rating-form").iter("input"):
        kind, name = each.get("type"), each.get("name")
        if name and (kind == "hidden" or (kind == "radio" and each.get("checked") is not None)):
            sent[name] = each.get("value", "")
    for each in page.by_id("rating-form").iter("textarea"):
        sent[each.get("name", "")] = (each.text or "").removeprefix("\n")
    return sent


def test_the_team_says_what_waits_and_opens_the_next(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.bring("rv-2", State.SELF_DRAFT, COLLEAGUE)
    page = browser(MANAGER).get("/team")
    assert "1 review is waiting for you" in page.text
    assert page.links["Open next: Employee Zhang"] == "/reviews/rv-1/assess"
    assert "not submitted yet" in page.text
    assert "submitted, 11 of 11" in page.text  # what must be rated; 14 others may be left
    assert "0 of 11" in page.text


def test_nobody_reports_and_nobody_did(company: Company, browser: Browser) -> None:
    assert "Nobody reports to you today, and nobody has before." in browser(EMPLOYEE).get("/team").text


def test_a_draft_of_the_employee_is_not_on_the_page(company: Company, browser: Browser) -> None:
    company.assign("rv-1")
    company.rate("rv-1", EMPLOYEE, Party.SELF, comment="A secret so far.")
    page = browser(MANAGER).get("/reviews/rv-1/assess")
    assert "A secret so far." not in page.response.text
    assert "Waiting for the self-assessment until" in page.text


def test_a_blind_cycle_shows_the_other_side_after_ones_own(company: Company, browser: Browser) -> None:
    from dataclasses import replace

    from graph.cycle import service as cycles
    from graph.cycle.models import Visibility

    blind = replace(company.cycle, id="blind", visibility=Visibility.AFTER_OWN)
    cycles.create(company.graph, blind)
    company.assign("rv-b", cycle=blind)
    company.rate("rv-b", EMPLOYEE, Party.SELF, comment="Mine alone.")
    company.do("rv-b", EMPLOYEE, Action.SUBMIT, _draft(company, "rv-b", EMPLOYEE, Party.SELF))
    manager = browser(MANAGER)
    page = manager.get("/reviews/rv-b/assess")
    assert "The self-assessment is shown once your own ratings are complete" in page.text
    assert "Mine alone." not in page.response.text
    assert "Agree with" not in page.text
    company.rate("rv-b", MANAGER, Party.MANAGER, Value.DEVELOPING)
    assert "Show the self-assessment" in manager.get("/reviews/rv-b/assess").text
    assert "Show the self-assessment before you sign off." in manager.get("/reviews/rv-b/sign").text
    shown = manager.get("/reviews/rv-b/actions/reveal")
    done = manager.post("/reviews/rv-b/actions/reveal", _hidden(shown))
    assert "Mine alone." in manager.follow(done).response.text


def _draft(company: Company, review: str, who: str, party: Party):  # type: ignore[no-untyped-def]
    from graph.workflow.commands import Command

    return Command(draft=company.draft_of(review, who, party))


def _hidden(page: Page) -> dict[str, str]:
    return {each.get("name", ""): each.get("value", "") for each in page.all("input") if each.get("type") == "hidden"}


def test_side_by_side_agree_and_sign(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    manager = browser(MANAGER)
    page = manager.get("/reviews/rv-1/assess")
    assert "Self-assessment: meets" in page.text
    first = company.sheet("rv-1", MANAGER).to_rate(Part.CURRENT)[0]
    category = f"c-{first.category_key}"
    done = manager.post("/reviews/rv-1/assess", form_of(page) | {"agree": category})
    sheet = company.sheet("rv-1", MANAGER)
    agreed = [r for (party, _), r in sheet.ratings.items() if party is Party.MANAGER]
    assert agreed
    assert all(rating.agreed and rating.value is Value.MEETS and rating.seen is not None for rating in agreed)
    assert sheet.head.state is State.MANAGER_DRAFT
    assert done.response.headers["Location"].endswith(f"#agreed-in-{category}")
    place = manager.follow(done).by_id(f"agreed-in-{category}")
    assert words(place) == f"{len(agreed)} ratings set to what Employee Zhang said."
    signing = manager.get("/reviews/rv-1/sign")
    assert "Before you can sign off" in signing.text
    company.rate("rv-1", MANAGER, Party.MANAGER, Value.MEETS)
    signing = manager.get("/reviews/rv-1/sign")
    assert "The signature covers this content:" in signing.text
    sent = _hidden(signing) | {"sentences": "Solid. Measuring comes next.", "name": ""}
    refused = manager.post("/reviews/rv-1/sign", sent | {"name": "Manager Zhang", "recommendation": ""}, status=200)
    assert "Choose what you recommend." in refused.text
    bare = sent | {"name": "Manager Zhang", "recommendation": "below", "sentences": " "}
    assert "why not the current level?" in manager.post("/reviews/rv-1/sign", bare, status=200).text
    sent["recommendation"] = "next"
    assert "Type your name" in manager.post("/reviews/rv-1/sign", sent, status=200).text
    others = manager.post("/reviews/rv-1/sign", sent | {"name": "Mickey Mouse"}, status=200).text
    assert "Sign with your name as it stands in your account: Manager Zhang / 张ma." in others
    signed = manager.post("/reviews/rv-1/sign", sent | {"name": "Manager Zhang"})
    after = manager.follow(signed)
    assert after.heading == "What you signed: Employee Zhang"
    assert "Solid. Measuring comes next." in after.text
    assert "Recommendation: Ready for the next level" in after.text
    sign_off = company.sheet("rv-1", MANAGER).sign_off
    assert sign_off is not None
    assert sign_off.name == "Manager Zhang"
    assert sign_off.content_hash in after.text
    assert sign_off.content_hash in signing.text


def test_a_signature_sent_twice_leads_to_what_is_signed(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.MANAGER_DRAFT)
    company.rate("rv-1", MANAGER, Party.MANAGER, Value.MEETS)
    manager = browser(MANAGER)
    sent = _hidden(manager.get("/reviews/rv-1/sign")) | {"name": " manager  ZHANG ", "sentences": "Solid.\r\nGo on. "}
    sent["recommendation"] = "confirmed"
    manager.post("/reviews/rv-1/sign", sent)
    again = manager.post("/reviews/rv-1/sign", sent)
    assert manager.follow(again).heading == "What you signed: Employee Zhang"
    for other in ({"sentences": "Other words."}, {"recommendation": "below"}):
        manager.post("/reviews/rv-1/sign", sent | other, status=409)


def test_exceeds_is_not_agreed_in_bulk(company: Company, browser: Browser) -> None:
    company.assign("rv-1")
    company.submit("rv-1", value=Value.EXCEEDS)
    assert "Agree with" not in browser(MANAGER).get("/reviews/rv-1/assess").text


def test_what_lacks_is_named_with_a_way_to_it(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    company.rate("rv-1", MANAGER, Party.MANAGER, Value.DEVELOPING, comment="")
    page = browser(MANAGER).get("/reviews/rv-1/sign")
    assert "say why it differs from the self-assessment" in page.text
    assert "Sign off" not in [each.text for each in page.all("button")]


def test_a_stale_signature_is_refused_with_the_words_back(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.MANAGER_DRAFT)
    manager = browser(MANAGER)
    sent = _hidden(manager.get("/reviews/rv-1/sign")) | {"name": "Manager Zhang", "sentences": "Written with care."}
    sent["recommendation"] = "confirmed"
    company.rate("rv-1", MANAGER, Party.MANAGER, Value.MEETS, comment="A later word.")
    page = manager.post("/reviews/rv-1/sign", sent, status=409)
    assert "Written with care." in page.response.text
    assert "manager assessment in progress" in page.text
    assert "Manager Zhang" in page.text


def test_return_asks_for_a_comment_and_a_date(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    manager = browser(MANAGER)
    page = manager.get("/reviews/rv-1/actions/return")
    refused = manager.post("/reviews/rv-1/actions/return", _hidden(page) | {"due": "2026-11-30"}, status=200)
    assert "Write a comment" in refused.text
    manager.post("/reviews/rv-1/actions/return", _hidden(page) | {"comment": "Say more.", "due": "2026-11-30"})
    sheet = company.sheet("rv-1", EMPLOYEE)
    assert sheet.head.state is State.SELF_DRAFT
    assert sheet.last_words("return", "comment") == "Say more."


def test_proceeding_before_the_day_says_when(company: Company, browser: Browser) -> None:
    company.assign("rv-1")
    page = browser(MANAGER).get("/reviews/rv-1/actions/proceed")
    assert "Not possible right now." in page.text
    assert "Available after 2 Dec 2026" in page.text


def test_recall_and_share(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    manager = browser(MANAGER)
    assert "Not in a calibration session yet; waiting for HR." in manager.get("/reviews/rv-1/sign").text
    recall = manager.get("/reviews/rv-1/actions/recall")
    manager.post("/reviews/rv-1/actions/recall", _hidden(recall) | {"reason": "A slip."})
    assert company.sheet("rv-1", MANAGER).head.revision == 2
    company.bring("rv-2", State.CALIBRATED, COLLEAGUE)
    share = manager.get("/reviews/rv-2/actions/share")
    manager.post("/reviews/rv-2/actions/share", _hidden(share))
    assert company.sheet("rv-2", MANAGER).head.state is State.SHARED


def test_another_manager_does_not_know_the_review(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    other = browser(OTHER_MANAGER)
    for path in ("assess", "sign", "actions", "actions/return", "report", "challenge"):
        other.get(f"/reviews/rv-1/{path}", status=404)


def test_the_employee_does_not_assess(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.SELF_SUBMITTED)
    for path in ("assess", "sign"):
        browser(EMPLOYEE).get(f"/reviews/rv-1/{path}", status=403)


def test_a_name_of_spaces_is_no_signature(company: Company, browser: Browser) -> None:
    company.bring("rv-1", State.MANAGER_DRAFT)
    manager = browser(MANAGER)
    refused = manager.post(
        "/reviews/rv-1/sign", _hidden(manager.get("/reviews/rv-1/sign")) | {"name": "   "}, status=200
    )
    assert "Type your name as your signature." in refused.text
    assert company.sheet("rv-1", MANAGER).head.state is State.MANAGER_DRAFT
