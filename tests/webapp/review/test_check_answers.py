"""The check page shows every answer as it would be sent, each with the way to change it."""

from collections.abc import Callable

from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Part, Party, Value
from graph.workflow import saving
from tests.company import EMPLOYEE, Company
from tests.webapp.page_client import PageClient

Browser = Callable[[str], PageClient]


def test_every_answer_stands_on_the_check_page(company: Company, browser: Browser) -> None:
    company.assign("rv-1")
    sheet = company.sheet("rv-1", EMPLOYEE)
    own = sheet.to_rate(Part.CURRENT)
    required = [e for e in own if e.required]
    context = company.context(EMPLOYEE)
    drafts = [RatingDraft(e.id, 0, Value.MEETS, f"What shows {e.skill.en}.", "") for e in required]
    saving.save_many(company.graph, context, "rv-1", Party.SELF, drafts)
    piece = EvidenceDraft("Release log", "https://docs.example/releases", "", (required[0].id,))
    saving.add_evidence(company.graph, context, "rv-1", piece)

    page = browser(EMPLOYEE).get("/reviews/rv-1/check")
    assert f"All {len(required)} required expectations are rated" in page.text
    left = len(sheet.all_to_rate) - len(required)
    assert f"{left} expectations that you can leave are not rated." in page.text
    for e in required:
        assert f"What shows {e.skill.en}." in page.text
    assert page.links["Release log"] == "https://docs.example/releases"
    changes = [address for text, address in page.links.items() if text.startswith("Change ")]
    assert len(changes) == len(sheet.all_to_rate)
    assert f"/reviews/rv-1?category=c-{required[0].category_key}#c-{required[0].skill_key}" in changes
    assert page.text.count("not rated") >= left
