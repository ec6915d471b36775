"""Who reaches for a pack that is not theirs, not theirs any more, or not in their hands to end, gets nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from graph.calibration import service as calibration
from graph.calibration.packs import PackState
from graph.calibration.table import SessionAction
from graph.errors import NotFound
from tests.company import FACILITATOR, MEMBER, SECOND_FACILITATOR
from tests.webapp.pack.conftest import Ground
from tests.webapp.pack.test_pack_pages import BYTES, SESSION, asked, made
from webapp.pack.make import make_pack

pytestmark = pytest.mark.heavy

LEAVES = "MATCH (:Person {id: $person})-[seat:MEMBER_OF]->(:Session {id: 'session-1'}) DELETE seat"
Ask = Callable[..., object]


def ways(pack: str) -> list[tuple[str, str]]:
    """Every request that is about one pack."""
    return [("GET", f"/packs/{pack}/pack.pdf"), ("POST", f"/packs/{pack}/cancel"), ("POST", f"/packs/{pack}/again")]


def closed(ground: Ground, person: str, pack: str) -> bool:
    """Whether every way to the pack is as if it were not there, and leaves it as it is."""
    browser, before = ground.browser(person), ground.stored()
    browser.get("/account")
    for method, path in ways(pack):
        page = browser.get(path, status=404) if method == "GET" else browser.post(path, {}, status=404)
        assert page.text == browser.get("/packs/pk-none/pack.pdf", status=404).text
    return ground.stored() == before


def test_a_member_does_not_end_what_another_asked_for(ground: Ground) -> None:
    facilitator = ground.browser(FACILITATOR)
    facilitator.get(SESSION)
    facilitator.post(f"{SESSION}/packs", {"language": "en", "paper": "A4"}, status=303)
    pack, member = ground.only().id, ground.browser(MEMBER)
    member.get(SESSION)
    member.post(f"/packs/{pack}/cancel", {}, status=403)
    assert ground.job(pack).state is PackState.WAITING
    second = ground.browser(SECOND_FACILITATOR)
    second.get(SESSION)
    second.post(f"/packs/{pack}/cancel", {}, status=303)
    assert ground.job(pack).state is PackState.CANCELLED


def test_nothing_happens_without_the_forms_token(ground: Ground, tmp_path: Path) -> None:
    pack = made(ground, tmp_path)
    member = ground.browser(MEMBER)
    for path in (f"{SESSION}/packs", f"/packs/{pack}/cancel", f"/packs/{pack}/again"):
        for sent in ({}, {"csrf_token": "made-up"}):
            assert member.client.post(path, data=sent).status_code == 400
        assert member.client.get(path).status_code == 405
    assert ground.only().id == pack
    assert ground.job(pack).state is PackState.READY


def test_names_of_files_come_from_the_graph_alone(ground: Ground, tmp_path: Path) -> None:
    pack = made(ground, tmp_path)
    member = ground.browser(MEMBER)
    answer = member.client.get(f"/packs/{pack}/pack.pdf?key=../queue.db&language=en", buffered=True)
    assert answer.data == BYTES
    day = ground.company.now.date() + timedelta(days=7)
    name = f"calibration-pack_Autumn-committee_{day}_zh.pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert str(tmp_path) not in str(answer.headers)
    for name in ("../queue.db", "..", f"{pack}.pdf", f"../packs/{pack}", f"{pack}/../{pack}", f"{pack}\0", f"{pack}\n"):
        assert member.client.get(f"/packs/{quote(name, safe='')}/pack.pdf").status_code == 404, name


def test_a_facilitator_who_left_has_no_pack_any_more_not_even_their_own(ground: Ground, ask: Ask) -> None:
    facilitator = ground.browser(FACILITATOR)
    facilitator.get(SESSION)
    facilitator.post(f"{SESSION}/packs", {"language": "en", "paper": "A4"}, status=303)
    pack = ground.only().id
    ask("write", "", LEAVES, person=FACILITATOR)
    assert closed(ground, FACILITATOR, pack)
    facilitator = ground.browser(FACILITATOR)
    facilitator.get("/account")
    facilitator.post(f"{SESSION}/packs", {"language": "en", "paper": "A4"}, status=404)
    assert ground.job(pack).state is PackState.WAITING


def test_what_waited_is_not_made_by_the_right_of_somebody_who_left(ground: Ground, tmp_path: Path, ask: Ask) -> None:
    asked(ground)
    ask("write", "", LEAVES, person=MEMBER)
    job = ground.only(FACILITATOR)
    context = ground.company.context(MEMBER)
    with pytest.raises(NotFound):
        make_pack(
            ground.company.graph, ground.settings, lambda: context, job.session, job.reviews, tmp_path / "pack.pdf",
            language="en", paper="A4",
        )  # fmt: skip
    assert not list(tmp_path.glob("*.pdf"))


def test_the_seats_of_a_dissolved_session_open_nothing(ground: Ground, tmp_path: Path) -> None:
    pack, company = made(ground, tmp_path), ground.company
    dissolve, reason = SessionAction.DISSOLVE, "Merged with another committee."
    calibration.move(company.graph, company.context(FACILITATOR), "session-1", dissolve, reason)
    for person in (MEMBER, FACILITATOR, SECOND_FACILITATOR):
        assert closed(ground, person, pack)
        browser = ground.browser(person)
        page = browser.get(SESSION)
        assert "This session was dissolved. Its members can no longer open its reviews and packs." in page.text
        assert "Employee Zhang" not in page.text
        assert "Create the pack" not in page.text
        for path in (
            f"{SESSION}/people/rv-employee", "/reviews/rv-employee", "/reviews/rv-employee/result",
            "/reviews/rv-employee/report.pdf?variant=committee", "/reviews/rv-employee/actions/adjust",
        ):  # fmt: skip
            browser.get(path, status=404)
        browser.post(f"{SESSION}/packs", {"language": "en", "paper": "A4"}, status=409)
        browser.get("/calibration")
