"""The pack: order, pages, bookmarks, links, footers, PDF/UA-1, and what is not in it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from graph.review.enums import Party, Value
from graph.review.models import SessionRef
from graph.text import Text
from reports.pack import Pack, make
from reports.pack.model import in_order
from reports.pack.models import Person
from reports.pack.person import person_of
from reports.render import Paper
from reports.wording import Language, languages
from tests.reports.dossiers import CYCLE, met, usual
from tests.reports.packs import (
    AS_OF,
    HOSTILE,
    LONG,
    SCOPE,
    URL,
    calm,
    footer,
    links,
    made,
    people,
    places,
    somebody,
    texts,
)
from tests.verapdf import validate

pytestmark = pytest.mark.sweep

FRONT = 3
COUNT = 4


class Words(NamedTuple):
    """What stands on the pages of a pack, in one language; pdftotext leaves out spaces between narrow words."""

    moment: str
    pack_page: str
    own_page: str
    brief: str
    decide: str


WORDS = {
    "en": Words(
        "as of 2 Dec 2026 17:30 UTC+8", "pack, page {} of {}", r"page (\d+) of (\d+)", "brief {} of {}", "To decide"
    ),
    "zh": Words(
        "截至2026年12月2日 17:30 UTC+8",
        "资料包第 {} 页，共 {} 页",
        r"第 ?(\d+) ?/ ?(\d+) ?页",
        "第 {} / {} 份",
        "待决定",
    ),
}
in_each_language = pytest.mark.parametrize(
    ("language", "paper"), [("en", "A4"), ("zh", "A4"), ("both", "Letter")], ids=["en", "zh", "both"]
)


def in_turn(language: Language) -> list[Person]:
    """The people of `made` as they follow each other."""
    return in_order(person_of(each, language) for each in people())


def test_packs_are_pdf_ua_in_every_language_and_on_both_papers(tmp_path: Path) -> None:
    alone = make(SCOPE, [somebody(1, "Alone")], tmp_path / "alone.pdf", base_url=URL)
    assert validate([made("en").path, made("zh").path, made("both", "Letter").path, alone.path]) == []


@pytest.mark.proof
def test_a_pack_whose_overview_and_contents_go_on_is_pdf_ua(tmp_path: Path) -> None:
    many = [somebody(n, f"Person {n}", cases=[met(n)], target=False, statement="") for n in range(1, 59)]
    file = make(SCOPE, many, tmp_path / "many.pdf", base_url=URL).path
    titles = [re.match(r"(?:Overview|Contents)(?:, continued)?", page) for page in texts(file)[1:5]]
    assert [title and title.group() for title in titles] == [
        "Overview", "Overview, continued", "Contents", "Contents, continued",
    ]  # fmt: skip
    assert validate(file) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reader_opens_it_without_a_warning_and_counts_its_pages(language: Language) -> None:
    pack = made(language)
    with pikepdf.open(pack.path, suppress_warnings=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        assert len(pdf.pages) == pack.pages == len(texts(pack.path))
        assert [page.label for page in pdf.pages] == [str(n) for n in range(1, pack.pages + 1)]
        assert not pdf.attachments
    assert pack.people == COUNT


@in_each_language
def test_what_needs_time_comes_first_and_nobody_flagged_last(language: Language, paper: Paper) -> None:
    found = in_turn(language)
    assert [p.decision.by_time for p in found] == sorted(p.decision.by_time for p in found)
    assert (found[-1].review, found[-1].flags, found[-1].notes) == ("rv-0001", 0, 0)
    briefs = texts(made(language, paper).path)[FRONT : FRONT + COUNT]
    for number, (person, brief) in enumerate(zip(found, briefs, strict=True), start=1):
        for one in languages(language):
            assert person.name.to(one)[:12] in brief
            assert WORDS[one].brief.format(number, COUNT) in brief


@in_each_language
def test_every_brief_stands_before_every_report_and_again_opens_it(language: Language, paper: Paper) -> None:
    pages = texts(made(language, paper).path)
    for one in languages(language):
        opened = [n for n, page in enumerate(pages) if WORDS[one].decide in page]
        assert opened[:COUNT] == list(range(FRONT, FRONT + COUNT))
        assert len(opened) == 2 * COUNT
        assert [pages[n] for n in opened[:COUNT]] == [pages[n] for n in opened[COUNT:]]


@in_each_language
def test_the_contents_say_the_pages_where_things_are(language: Language, paper: Paper) -> None:
    pack = made(language, paper)
    pages = texts(pack.path)
    with pikepdf.open(pack.path) as pdf:
        listed = list(links(pdf, FRONT))
        assert len(listed) == 2 * COUNT
        for words, at in listed:
            assert words == str(at)
            assert f" {words} " in f" {pages[FRONT - 1]} "
        briefs, reports = [at for _, at in listed[::2]], [at for _, at in listed[1::2]]
        assert briefs == [FRONT + n for n in range(1, COUNT + 1)]
        for brief, report in zip(briefs, reports, strict=True):
            assert pages[brief - 1] == pages[report - 1]
        for words, at in links(pdf, 1):
            assert re.findall(r"\d+", words)[-1] == str(at)


def test_every_link_leads_to_the_person_whose_page_it_is_on() -> None:
    pack = made()
    names = [str(p.name)[:12] for p in in_turn("en")]
    starts = [at for _, at in links(pikepdf.open(pack.path), FRONT)][1::2]
    owner = {at: n for n, start in enumerate(starts) for at in range(start, [*starts, pack.pages + 1][n + 1])}
    owner |= {FRONT + 1 + n: n for n in range(COUNT)}
    seen = 0
    with pikepdf.open(pack.path) as pdf:
        for page in range(FRONT + 1, pack.pages + 1):
            assert names[owner[page]] in footer(pack.path, page)
            for _words, at in links(pdf, page):
                seen += 1
                assert owner[at] == owner[page]
                assert at > FRONT + COUNT
    assert seen


@in_each_language
def test_the_foot_of_each_page_names_the_person_their_page_and_the_moment(language: Language, paper: Paper) -> None:
    pack = made(language, paper)
    feet = [footer(pack.path, number) for number in range(1, pack.pages + 1)]
    for one in languages(language):
        words = WORDS[one]
        assert [foot for foot in feet if words.moment not in foot] == []
        for number, foot in enumerate(feet[:FRONT], start=1):
            assert words.pack_page.format(number, pack.pages) in foot
        own = [re.findall(words.own_page, foot) for foot in feet[FRONT:]]
        found = [(int(page), int(of)) for ((page, of),) in own]
        assert [page for page, _ in found[:COUNT]] == [1] * COUNT
        told = [of for _, of in found[:COUNT]]
        assert found[COUNT:] == [(page, of) for of in told for page in range(1, of + 1)]
        named = [person.name.to(one)[:12] for person in in_turn(language)]
        expected = named + [name for name, of in zip(named, told, strict=True) for _ in range(of)]
        assert [name for name, foot in zip(expected, feet[FRONT:], strict=True) if name not in foot] == []


def test_each_page_names_the_meeting_of_the_pack_whatever_else_covered_the_review(tmp_path: Path) -> None:
    one = somebody(1, "Ann Calm", cases=calm(), target=False)
    (own,) = one.sheet.sessions
    gone = SessionRef("cs-0", Text("Too early", "太早"), "dissolved", date(2026, 11, 3), "")
    later = SessionRef("cs-2", Text("Once more", "再次"), "set_up", date(2027, 1, 12), "")
    one = replace(one, sheet=replace(one.sheet, sessions=(gone, later, own)))
    pages = texts(make(SCOPE, [one], tmp_path / "pack.pdf", base_url=URL).path)
    assert {found for page in pages for found in re.findall(r"committee of (\d+ \w+ \d+)", page)} == {"9 Dec 2026"}
    assert all("committee of 9 Dec 2026" in page for page in pages)


def test_a_pack_says_its_moment_by_one_clock_whatever_the_cycles(tmp_path: Path) -> None:
    scope = replace(SCOPE, time_zone="America/New_York")
    elsewhere = somebody(
        2, "Else Where", cases=calm(), target=False, cycle=replace(CYCLE, time_zone="Pacific/Auckland")
    )
    both = [somebody(1, "Ann Calm", cases=calm(), target=False), elsewhere]
    pages = texts(make(scope, both, tmp_path / "pack.pdf", base_url=URL).path)
    moments = {found for page in pages for found in re.findall(r"as of ([^,]*? UTC[-+\d]*)", page)}
    assert moments == {"2 Dec 2026 04:30 UTC-5"}
    assert all("as of 2 Dec 2026 04:30 UTC-5" in page for page in pages)


@pytest.mark.parametrize(
    ("language", "tops"),
    [
        ("en", ("Cover", "Overview", "Contents", "Briefs", "Full reports")),
        ("zh", ("封面", "总览", "目录", "摘要", "完整报告")),
    ],
)
def test_the_bookmarks_lead_where_they_say(language: Language, tops: tuple[str, ...]) -> None:
    pack = made(language)
    pages = texts(pack.path)
    with pikepdf.open(pack.path) as pdf, pdf.open_outline() as outline:
        found = places(pdf)
        top = [(str(item.title), found[str(item.destination)]) for item in outline.root]
        assert top == list(zip(tops, (1, 2, 3, FRONT + 1, FRONT + COUNT + 1), strict=True))
        for branch in outline.root[3:]:
            assert len(branch.children) == COUNT
            for item in branch.children:
                page = pages[found[str(item.destination)] - 1]
                assert " ".join(str(item.title).split())[:12] in page
                assert WORDS[language].decide in page
        assert str(pdf.Root.PageMode) == "/UseOutlines"


def test_hostile_and_long_names_come_out_as_they_are() -> None:
    # Where a line ends does not matter, and pdftotext leaves out a hyphen there.
    pages = ["".join(page.replace("-", "").split()) for page in texts(made().path)]
    for name in (HOSTILE, LONG):
        assert sum("".join(name.replace("-", "").split()) in page for page in pages) > 1, name
    with pikepdf.open(made().path) as pdf, pdf.open_outline() as outline:
        assert HOSTILE in {str(item.title) for item in outline.root[3].children}


def test_no_votes_and_nothing_that_only_one_side_may_see(tmp_path: Path) -> None:
    one = somebody(1, "Ann", cases=usual(5, 1))
    hidden = {
        (party, e): replace(rating, party=party, comment="WITHHELD", reason="WITHHELD", value=Value.NOT_YET)
        for (side, e), rating in one.sheet.ratings.items()
        for party in (Party.SELF, Party.BLIND)
        if side is Party.SENT
    }
    one = replace(one, sheet=replace(one.sheet, ratings={**one.sheet.ratings, **hidden}))
    file = make(SCOPE, [one], tmp_path / "pack.pdf", base_url=URL).path
    assert hidden
    for page in texts(file):
        assert "WITHHELD" not in page
        assert "vote" not in page.replace("votes, drafts, and what is not signed off", "")


def test_the_same_people_give_the_same_bytes_in_whatever_order_they_come(tmp_path: Path) -> None:
    again = make(SCOPE, reversed(people()), tmp_path / "again.pdf", base_url=URL)
    assert again.path.read_bytes() == made().path.read_bytes()
    assert again.sha256 == made().sha256
    later = make(replace(SCOPE, as_of=AS_OF.replace(hour=10)), people(), tmp_path / "later.pdf", base_url=URL)
    assert later.sha256 != again.sha256


def test_the_structure_holds_every_page_once() -> None:
    pack: Pack = made()
    with pikepdf.open(pack.path) as pdf:
        keys = [int(page.StructParents) for page in pdf.pages]
        assert len(set(keys)) == pack.pages
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert all(key in tree for key in keys)
        ids = [
            str(o.ID) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH" and "/ID" in o
        ]
        assert ids
        assert len(ids) == len(set(ids))
