"""The part "Pack" of a session's page, for whom it opens, and what it says when a pack cannot be had."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.calibration.packs import PackState
from graph.cycle import service as cycles
from graph.pack import work
from graph.pack.models import PackFile, Why
from graph.review.enums import Action, State
from graph.workflow.commands import Command
from reports.wording import moment
from tests.company import (
    AUDITOR,
    COLLEAGUE,
    EMPLOYEE,
    FACILITATOR,
    HR,
    MANAGER,
    MEMBER,
    OTHER_MANAGER,
    SECOND_FACILITATOR,
)
from tests.reports.packs import texts
from tests.webapp.pack.conftest import Ground
from tests.webapp.page_client import PageClient, words
from webapp.pack.make import make_pack
from webapp.pack.store import store_of

pytestmark = pytest.mark.heavy

SESSION = "/calibration/session-1"
BYTES = b"%PDF-1.7 of the test"


def asked(ground: Ground) -> str:
    member = ground.browser(MEMBER)
    member.get(SESSION)
    member.post(f"{SESSION}/packs", {"language": "zh", "paper": "Letter"}, status=303)
    return ground.only().id


def taken(ground: Ground) -> str:
    pack = asked(ground)
    context = ground.company.context(work.WORKER)
    work.beat(ground.company.graph, context, "w1")
    assert work.take(ground.company.graph, context, "w1", pack)
    return pack


def packs_words(member: PageClient) -> str:
    """The words of the part "Pack" of the session's page."""
    return words(member.get(SESSION).by_id("pack"))


def made(ground: Ground, tmp_path: Path) -> str:
    """A ready pack with a file of the test in the store."""
    pack = taken(ground)
    file = tmp_path / "made.pdf"
    file.write_bytes(BYTES)
    store_of(ground.settings).keep(file, f"{pack}.pdf")
    result = PackFile(f"{pack}.pdf", hashlib.sha256(BYTES).hexdigest(), 9, 2)
    job = ground.job(pack)
    assert work.made(ground.company.graph, ground.company.context(work.WORKER), job, result)
    return pack


def test_who_sits_in_the_session_downloads_and_whoever_left_does_not(
    ground: Ground, tmp_path: Path, ask: Callable[..., object]
) -> None:
    pack = made(ground, tmp_path)
    for person in (MEMBER, FACILITATOR, SECOND_FACILITATOR):
        answer = ground.browser(person).client.get(f"/packs/{pack}/pack.pdf", buffered=True)
        assert (answer.status_code, answer.data) == (200, BYTES)
    for person in (HR, MANAGER, OTHER_MANAGER, EMPLOYEE, COLLEAGUE, AUDITOR):
        browser = ground.browser(person)
        closed = browser.get(f"/packs/{pack}/pack.pdf", status=404)
        assert closed.text == browser.get("/packs/pk-none/pack.pdf", status=404).text
    member = ground.browser(MEMBER)
    ask("write", "", "MATCH (:Person {id: $person})-[seat:MEMBER_OF]->(:Session {id: 'session-1'}) DELETE seat",
        person=MEMBER)  # fmt: skip
    member.get(f"/packs/{pack}/pack.pdf", status=404)


def test_a_pack_with_a_review_that_was_taken_back_is_not_read(ground: Ground, tmp_path: Path) -> None:
    pack = made(ground, tmp_path)
    ground.company.do("rv-employee", FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    member = ground.browser(MEMBER)
    assert "no longer signed off" in member.get(SESSION).text
    assert "no longer signed off" in member.get(f"/packs/{pack}/pack.pdf", status=409).text
    member.post(f"/packs/{pack}/again", {}, status=303)
    assert ground.job(pack).state is PackState.EXPIRED
    assert ground.only().reviews == ("rv-colleague",)
    assert ground.stored() == []


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_file_that_is_not_as_it_was_made_is_made_again(ground: Ground, tmp_path: Path, harm: str) -> None:
    pack = made(ground, tmp_path)
    (kept,) = ground.stored()
    if harm == "gone":
        kept.unlink()
    else:
        kept.write_bytes(BYTES + b"!")
    member = ground.browser(MEMBER)
    page = member.get(f"/packs/{pack}/pack.pdf", status=409)
    assert page.heading == "This pack is no longer available"
    member.post(f"/packs/{pack}/again", {}, status=303)
    again = ground.only()
    assert (again.state, again.language, again.paper) == (PackState.WAITING, "zh", "Letter")
    assert again.id != pack
    assert ground.stored() == []


def test_while_the_store_does_not_answer_nothing_is_given_up(ground: Ground, tmp_path: Path) -> None:
    pack = made(ground, tmp_path)
    member = ground.browser(MEMBER)
    member.get(SESSION)
    folder = ground.settings.data_folder / "packs"
    folder.rename(tmp_path / "away")
    folder.touch()
    assert member.get(f"/packs/{pack}/pack.pdf", status=503).heading == "The pack storage is not responding"
    member.post(f"/packs/{pack}/again", {}, status=503)
    assert ground.job(pack).state is PackState.READY
    folder.unlink()
    (tmp_path / "away").rename(folder)
    answer = member.client.get(f"/packs/{pack}/pack.pdf", buffered=True)
    assert (answer.status_code, answer.data) == (200, BYTES)


def test_the_copy_that_is_handed_out_lies_in_the_data_folder(ground: Ground, tmp_path: Path) -> None:
    pack = made(ground, tmp_path)
    (ground.settings.data_folder / "work").rmdir() if (ground.settings.data_folder / "work").exists() else None
    (ground.settings.data_folder / "work").touch()
    ground.app.testing = False
    assert ground.browser(MEMBER).client.get(f"/packs/{pack}/pack.pdf").status_code == 500


def test_again_keeps_a_pack_that_can_be_had(ground: Ground, tmp_path: Path) -> None:
    pack = made(ground, tmp_path)
    member = ground.browser(MEMBER)
    member.get(SESSION)
    member.post(f"/packs/{pack}/again", {}, status=303)
    assert ground.only().id == pack
    assert ground.job(pack).state is PackState.READY


def test_the_page_counts_and_says_what_failed(ground: Ground) -> None:
    pack = taken(ground)
    job = ground.job(pack)
    work.progress(ground.company.graph, job, 1, 2)
    member = ground.browser(MEMBER)
    page = member.get(SESSION)
    assert "1 of 2 reports ready" in page.text
    assert "You can leave this page" in page.text
    detail = "E-1: 㐀 (U+3400)"
    work.failed(ground.company.graph, ground.company.context(work.WORKER), job, Why.GLYPH, detail)
    page = member.get(SESSION)
    assert "No font on this server has these characters" in page.text
    assert detail in page.text


def test_the_page_says_how_long_a_pack_still_takes(ground: Ground) -> None:
    pack, graph = asked(ground), ground.company.graph
    context, member = ground.company.context(work.WORKER), ground.browser(MEMBER)
    for since, said in (
        (timedelta(minutes=5), "About 5 minutes left."),
        (timedelta(seconds=30), "About 1 minute left."),
    ):
        job = work.take(graph, replace(context, now=datetime.now(UTC) - since), "w1", pack)
        assert job
        assert "left" not in packs_words(member)
        assert work.progress(graph, job, 1, 2)
        assert said in packs_words(member)
        assert work.put_back(graph, job)


def test_where_nobody_is_signed_off_there_is_nothing_to_make(ground: Ground) -> None:
    ground.company.bring("rv-open", State.SELF_DRAFT)
    ground.company.session("session-2", ["rv-open"], start=False)
    member = ground.browser(MEMBER)
    assert "None of the reviews you can read is signed off yet." in member.get("/calibration/session-2").text
    member.post("/calibration/session-2/packs", {"language": "en", "paper": "A4"}, status=409)
    member.post(f"{SESSION}/packs", {"language": "xx", "paper": "A4"}, status=404)


def test_a_pack_says_its_moment_by_the_clocks_of_the_cycle_on_every_page(ground: Ground, tmp_path: Path) -> None:
    context = ground.company.context(MEMBER)
    assert ground.settings.time_zone != "Asia/Shanghai"
    reviews = ["rv-employee", "rv-colleague"]
    pack = make_pack(
        ground.company.graph, ground.settings, lambda: context, "session-1", reviews, tmp_path / "pack.pdf",
        language="en", paper="A4",
    )  # fmt: skip
    told = f"as of {moment(context.now, 'en', 'Asia/Shanghai')}"
    assert [n for n, page in enumerate(texts(pack.path), start=1) if told not in page] == []


def test_people_of_one_name_are_told_apart_among_members_and_missing(
    ground: Ground, tmp_path: Path, ask: Callable[..., object]
) -> None:
    company = ground.company
    spring = replace(company.cycle, id="spring")
    cycles.create(company.graph, spring)
    company.bring("rv-signed", State.SIGNED_OFF, cycle=spring)
    company.bring("rv-missing", State.SELF_DRAFT, MANAGER, spring)
    company.session("session-2", ["rv-signed", "rv-missing"])
    name = "MATCH (p:Person) WHERE p.id IN $ids SET p.name = 'Wei Chen', p.name_zh = '陈伟'"
    ask("write", "", name, ids=[MEMBER, MANAGER])
    context = company.context(MEMBER)
    pack = make_pack(
        company.graph, ground.settings, lambda: context, "session-2", ["rv-signed"], tmp_path / "pack.pdf",
        language="en", paper="A4",
    )  # fmt: skip
    front = texts(pack.path)
    assert f"Wei Chen ({MEMBER})" in front[0]
    assert f"Wei Chen ({MANAGER})" in front[2]
