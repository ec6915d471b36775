"""One definition of what is flagged: the brief's question, "look here", and a pack's contents and overview agree."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.report.models import Dossier
from graph.review.enums import Recommendation, Value
from graph.text import Text
from reports.gap import Variant, build
from reports.gap.models import Brief
from reports.pack import front as pages
from reports.pack.model import front, in_order
from reports.pack.models import Person
from reports.pack.person import person_of
from reports.render import write_pdf
from reports.wording import Language, say
from tests.reports.dossiers import Case, dossier, piece
from tests.reports.packs import SCOPE, rows, somebody, texts

PROOF = (piece(1),)
APART = Case(Value.EXCEEDS, Value.DEVELOPING, evidence=PROOF)
"""On the numbered list, and flagged."""
BELOW = Case(Value.DEVELOPING, Value.DEVELOPING, evidence=PROOF)
"""On the numbered list, and not flagged."""
MOVED = Case(Value.EXCEEDS, Value.EXCEEDS, Value.DEVELOPING, evidence=PROOF)
"""Flagged, and not on the numbered list: both sides call it met."""
CALM = Case(evidence=PROOF)
BARE = Case()
"""Met without evidence: counted in a note, not flagged."""
OPTIONAL = Case(Value.EXCEEDS, Value.NOT_YET, required=False)
LANGUAGES: tuple[Language, ...] = ("en", "zh")
LONG_AGO, LATELY = date(2020, 1, 1), date(2026, 10, 1)

VALUES = st.one_of(st.none(), st.sampled_from(list(Value)))
CASES = st.lists(
    st.builds(
        Case, mine=VALUES, theirs=VALUES, last=VALUES, required=st.booleans(), evidence=st.sampled_from([(), PROOF])
    ),
    max_size=24,
)


def named(case: Case, en: str, zh: str) -> Case:
    return Case(case.mine, case.theirs, case.last, evidence=case.evidence, skill=Text(en, zh))


def reviewed(*cases: Case, since: date = LONG_AGO) -> Dossier:
    return dossier(list(cases), target=False, level_since=since)


def brief_of(one: Dossier, language: Language) -> Brief:
    found = build(one, Variant.COMMITTEE, language).brief
    assert found
    return found


TALK = named(MOVED, "Technical Communication", "技术沟通")
COST = named(MOVED, "Cost and Latency", "成本与时延")


NEXT, FIRM, LOWER = Recommendation.NEXT, Recommendation.CONFIRMED, Recommendation.BELOW
SENIOR = (Text("Senior", "高级"),)


def signed(one: Dossier, recommendation: Recommendation | None, *, above: tuple[Text, ...] = SENIOR) -> Dossier:
    """The same, with what its manager recommends, at a level with these above it."""
    (signature,) = one.sheet.sign_offs
    head = replace(one.sheet.head, level=replace(one.sheet.head.level, above=above))
    sheet = replace(one.sheet, head=head, sign_offs=(replace(signature, recommendation=recommendation),))
    return replace(one, sheet=sheet)


@pytest.mark.parametrize(
    ("one", "en", "zh"),
    [
        (
            signed(reviewed(APART, BELOW, TALK), LOWER),
            "1 of 3 required met at Middle: is Middle right? Wei Chen recommends: below the level. "
            "Look at row 1 and “Technical Communication”.",
            "中级的 3 项必要期望达到 1 项：中级是否合适？陈薇的建议：未达到当前级别。请重点看第 1 行和“技术沟通”。",
        ),
        (
            signed(reviewed(BELOW, BELOW, CALM), FIRM),
            "1 of 3 required met at Middle: is Middle right? Wei Chen recommends: level confirmed.",
            "中级的 3 项必要期望达到 1 项：中级是否合适？陈薇的建议：符合当前级别。",
        ),
        (
            signed(reviewed(CALM, CALM, BELOW), LOWER),
            "2 of 3 required met at Middle: is Middle right? Wei Chen recommends: below the level.",
            "中级的 3 项必要期望达到 2 项：中级是否合适？陈薇的建议：未达到当前级别。",
        ),
        (
            signed(reviewed(CALM, CALM, BELOW), FIRM),
            "Confirm Middle? 2 of 3 required met, 1 not met; Wei Chen recommends it.",
            "确认中级？3 项必要期望达到 2 项，未达到 1；陈薇如此建议。",
        ),
        (
            signed(reviewed(CALM, CALM), FIRM),
            "Confirm Middle? 2 of 2 required met, nothing disputed; Wei Chen recommends it.",
            "确认中级？2 项必要期望达到 2 项，没有分歧；陈薇如此建议。",
        ),
        (
            signed(reviewed(CALM, CALM), None),
            "Confirm Middle? 2 of 2 required met, nothing disputed; no recommendation was recorded.",
            "确认中级？2 项必要期望达到 2 项，没有分歧；没有记录建议。",
        ),
        (
            signed(reviewed(CALM, BELOW, CALM), NEXT),
            "Ready for Senior? 2 of 3 required met at Middle; Wei Chen recommends it.",
            "可否晋升高级？中级的 3 项必要期望达到 2 项；陈薇如此建议。",
        ),
        (
            signed(dossier([CALM, BELOW, CALM], level_since=LONG_AGO), NEXT),
            "Ready for Senior? 1 of 3 required met at Senior, 2 of 3 at Middle; Wei Chen recommends it.",
            "可否晋升高级？高级的 3 项必要期望达到 1 项，中级 3 项中 2 项；陈薇如此建议。",
        ),
        (
            signed(dossier([CALM, BELOW, CALM], level_since=LONG_AGO), FIRM),
            "Confirm Middle, not yet Senior? 2 of 3 required met at Middle, 1 of 3 at Senior; Wei Chen recommends it.",
            "确认中级，暂不晋升高级？中级的 3 项必要期望达到 2 项，高级 3 项中 1 项；陈薇如此建议。",
        ),
        (
            signed(reviewed(OPTIONAL), LOWER),
            "Is Middle right? Nothing is required at Middle. Wei Chen recommends: below the level. Look at row 1.",
            "中级是否合适？中级没有必要期望。陈薇的建议：未达到当前级别。请重点看第 1 行。",
        ),
        (
            signed(reviewed(*[TALK] * 4), FIRM),
            "Confirm Middle? 4 of 4 required met, nothing disputed; Wei Chen recommends it. "
            "Look at “Technical Communication”, “Technical Communication” and 2 more.",
            "确认中级？4 项必要期望达到 4 项，没有分歧；陈薇如此建议。请重点看“技术沟通”、“技术沟通”和另外 2 项。",
        ),
    ],
)
def test_the_question_is_the_decision_with_counts_recommendation_and_flags(one: Dossier, en: str, zh: str) -> None:
    assert [plain_spaces(str(brief_of(one, language).question)) for language in LANGUAGES] == [en, zh]


def plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_pack_is_in_the_order_of_what_needs_time(tmp_path: Path) -> None:
    six = [CALM] * 6
    people = [
        ("A confirmed", FIRM, [*six]),
        ("B one unmet", FIRM, [*six, BELOW]),
        ("C apart", FIRM, [*six, APART]),
        ("D next", NEXT, [*six]),
        ("E below", LOWER, [*six, BELOW]),
        ("F in doubt", FIRM, [BELOW, BELOW, CALM]),
        ("G in doubt, none recorded", None, [BELOW, BELOW, CALM]),
    ]
    dossiers = [
        signed(somebody(n, name, "", cases, target=False, level_since=LONG_AGO), said)
        for n, (name, said, cases) in enumerate(people)
    ]
    found = in_order(person_of(one, "en") for one in dossiers)
    assert "".join(str(person.name)[0] for person in found) == "FGEDCBA"


@given(CASES, st.sampled_from([LONG_AGO, LATELY]))
@settings(deadline=None)
def test_question_look_here_contents_and_overview_agree(cases: list[Case], since: date) -> None:
    one = reviewed(*cases, since=since)
    report, person = build(one), person_of(one, "en")
    assert report.brief
    question, total = str(report.brief.question), len(report.brief.look) + _more(report.brief)
    assert total == person.flags + person.notes
    boxed = sum(cell.flagged for cell in person.cells.values())
    optional = sum(not case.required for case in cases)
    assert boxed <= person.flags <= boxed + optional
    assert ("Look at" in question) == (person.flags > 0)
    flagged = {row.number for row in report.brief.rows if row.flagged}
    for number in {n for look in report.brief.look for n in look.numbers}:
        assert number in flagged
    if flagged:
        assert f"Look at row{'s' if len(flagged) > 1 else ''} {min(flagged)}" in question


def _first_page(number: int, people: Sequence[Person], language: Language, folder: Path) -> Path:
    """A page (from 1) of the front of a pack of these people, in a file of its own."""
    laid = pages.sheet_laid(front(SCOPE, people, [3] * len(people), language, "A4"), number, language, "A4")
    for page in laid.document.pages:  # what it leads to stands in other parts
        page.anchors |= {to: (0, 0, 0, 0) for _kind, to, *_more in page.links}
    file = folder / f"{len(list(folder.iterdir()))}.pdf"
    file.write_bytes(write_pdf(laid, SCOPE.as_of))
    return file


def _more(brief: Brief) -> int:
    """How many lines of "look here" are said not to be shown."""
    return int(str(brief.look_more).split()[1]) if brief.look_more else 0


def test_the_contents_of_a_pack_count_flags_and_notes_apart(tmp_path: Path) -> None:
    one = somebody(1, "Ann Many", "安多", [APART, TALK, BARE, BELOW], target=False, level_since=LATELY)
    two = somebody(2, "Ben Bare", "贝少", [BARE, CALM], target=False, level_since=LONG_AGO)
    people = [person_of(each, "en") for each in (one, two)]
    assert [(person.flags, person.notes) for person in people] == [(2, 2), (0, 1)]
    found = rows(_first_page(3, people, "en", tmp_path))
    at = {head: n for n, head in enumerate(found[0])}
    assert [(row[at["flags"]], row[at["notes"]]) for row in found[1:3]] == [("2", "2"), ("–", "1")]
    overview = rows(_first_page(2, people, "en", tmp_path))
    assert [row[3] for row in overview[1:]] == ["2", "–"]
    assert [sum("flagged" in cell for cell in row) for row in overview[1:]] == [2, 0]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "flags include optional expectations, which have no column"), ("zh", "也计入可选项")]
)
def test_the_overview_says_that_flags_of_optional_ratings_have_no_box(
    language: Language, said: str, tmp_path: Path
) -> None:
    with_one = [person_of(somebody(1, "Ann", cases=[CALM, OPTIONAL], target=False), language)]
    without = [person_of(somebody(1, "Ann", cases=[APART, CALM], target=False), language)]
    assert said in texts(_first_page(2, with_one, language, tmp_path))[0]
    assert said not in texts(_first_page(2, without, language, tmp_path))[0]


@pytest.mark.parametrize("since", [LONG_AGO, LATELY])
def test_every_line_of_look_here_is_a_sentence(since: date) -> None:
    stops: dict[Language, str] = {"en": ".", "zh": "。"}
    for language, stop in stops.items():
        lines = brief_of(reviewed(APART, TALK, BARE, since=since), language).look
        assert len(lines) == (4 if since is LATELY else 3)
        assert [str(line.text) for line in lines if not str(line.text).endswith(stop)] == []


def test_a_box_and_a_count_of_the_overview_are_called_the_same() -> None:
    assert str(say("zh", "flagged")) == str(say("zh", "flags")) == "需讨论"
