"""The first pages of a pack: what falls on which page, whatever the number of people."""

import pickle
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from graph.review.enums import Value
from graph.text import Text
from reports.gap.decision import LevelDecision
from reports.pack import front as pages
from reports.pack import worker
from reports.pack.model import front
from reports.pack.models import Cell, Column, Front, Person
from reports.pack.pdf_merge import Binder
from reports.render import Paper, write_pdf
from reports.wording import Language, say, show
from tests.budget import some_of
from tests.reports.dossiers import SKILLS
from tests.reports.packs import LONG, SCOPE


def person(number: int, required: int, level: str = "middle", name: str = "", language: Language = "en") -> Person:
    values = [*Value, None]
    named = Text(name or f"Person {number}", name or f"欧阳人员{number}")
    columns = tuple(Column(f"s-{n}", show(language, Text(*SKILLS[n % 12])), (n,)) for n in range(required))
    role_and_level = say(
        language, "%(role)s · %(level)s", role=Text("LLM Engineer", "大模型工程师"), level=Text(level, level)
    )
    return Person(
        review=f"rv-{number}", role_and_level=role_and_level, name=show(language, named), level=level,
        flags=number % 7, notes=number % 3,
        decision=LevelDecision(None, tuple((values[n % 4], None) for n in range(required))),
        ask=say(language, "Confirm %(level)s?", level=Text(level, level)), columns=columns,
        cells={c.key: Cell(values[(n + number) % 6], n % 5 == 1, n % 7 == 2) for n, c in enumerate(columns)},
    )  # fmt: skip


def laid(whole: Front, language: Language = "en", paper: Paper = "A4") -> list[str]:
    """The words of each first page; each is laid out, and each fits on one page."""
    found = []
    for number in range(1, len(whole.sheets) + 1):
        sheet = pages.sheet_laid(whole, number, language, paper)
        for page in sheet.document.pages:  # what it leads to stands in other parts
            page.anchors |= {to: (0, 0, 0, 0) for _kind, to, *_more in page.links}
        pdf = write_pdf(sheet, SCOPE.as_of)
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
        found.append(done.stdout.decode())
    return found


@pytest.mark.sweep
@pytest.mark.parametrize(("language", "paper"), some_of([("en", "A4"), ("zh", "A4"), ("both", "Letter")], 1))
def test_an_ordinary_session_has_its_overview_on_one_page(language: Language, paper: Paper) -> None:
    one_level = [person(n, 34, language=language) for n in range(1, 41)]
    three = [person(n, 30, ("junior", "middle", "senior")[n % 3], LONG, language) for n in range(1, 31)]
    for people in (one_level, three):
        whole = front(SCOPE, people, [9] * len(people), language, paper)
        assert [sheet.kind for sheet in whole.sheets].count("overview") == 1
        laid(whole, language, paper)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [34, 40])
def test_however_many_columns_the_overview_ends_at_the_margin(columns: int, language: Language) -> None:
    whole = front(SCOPE, [person(1, columns, language=language)], [9], language, "A4")
    (page,) = pages.sheet_laid(whole, 2, language, "A4").document.pages
    ends = [
        (box.position_x + box.border_width() + box.margin_left, box)
        for box in page._page_box.descendants()
        if box.element_tag in ("td", "th")
    ]
    assert len(ends) >= 2 * columns
    assert max(end for end, _box in ends) <= (210 - 16) * 96 / 25.4 + 0.1


@pytest.mark.sweep
@pytest.mark.parametrize("paper", some_of(["A4", "Letter"], 0))
def test_however_many_people_nobody_is_lost_and_each_page_fits(paper: Paper) -> None:
    people = [person(n, 45 if n % 2 else 3, "senior" if n % 2 else "middle") for n in range(1, 131)]
    whole = front(SCOPE, people, [n % 5 + 2 for n in range(130)], "en", paper)
    shown = [one.number for sheet in whole.sheets for block in sheet.blocks for one in block.people]
    assert sorted(shown) == sorted([*range(1, 131), *range(1, 131, 2)]), "45 expectations take two tables"
    lines = [line for sheet in whole.sheets for line in sheet.lines]
    assert [line.number for line in lines] == list(range(1, 131))
    assert [line.brief for line in lines] == list(range(whole.briefs_at, whole.briefs_at + 130))
    assert whole.pages == whole.reports_at - 1 + sum(n % 5 + 2 for n in range(130))
    for sheet, words in zip(whole.sheets, laid(whole, "en", paper), strict=True):
        for line in sheet.lines:
            row = rf"^\s*{line.number}\s+Person {line.number}\s.*\s{line.brief}\s+{line.report}\s*$"
            assert re.search(row, words, re.MULTILINE), row


def bound(whole: Front, tmp_path: Path) -> Path:
    """The first pages as they come from a worker, bound one by one."""
    kept, file = tmp_path / "front", tmp_path / "front.pdf"
    kept.write_bytes(pickle.dumps(whole))
    with file.open("wb") as written:
        binder = Binder(written)
        for number in range(1, len(whole.sheets) + 1):
            task = {"front": str(kept), "folder": str(tmp_path), "sheet": number, "language": "en", "paper": "A4"}
            answer = next(iter(worker.front(task)))
            for part, place in answer["parts"]:
                binder.add(Path(part), tuple(place))
        binder.close()
    return file


@pytest.mark.sweep
def test_however_many_first_pages_each_name_is_found_by_the_limits(tmp_path: Path) -> None:
    people = [person(n, 1) for n in range(1, 251)]
    whole = front(SCOPE, people, [3] * len(people), "en", "A4")
    assert len(whole.sheets) > 10
    with pikepdf.open(bound(whole, tmp_path)) as pdf:
        leaves = [
            ([bytes(limit) for limit in leaf.Limits], [bytes(name) for name in list(leaf.Names)[::2]])
            for leaf in pdf.Root.Names.Dests.Kids
        ]
    ends = [end for limits, _ in leaves for end in limits]
    assert ends == sorted(ends)
    assert len(leaves) == len({limits[0] for limits, _ in leaves}) > 2
    for limits, names in leaves:
        assert names == sorted(names)
        assert [names[0], names[-1]] == limits
    for name in {name for _, names in leaves for name in names}:
        assert [name in names for limits, names in leaves if limits[0] <= name <= limits[1]] == [True]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "LLM engineers, winter",
                "meets on 9 Dec 2026",
                "As of 2 Dec 2026 17:30 UTC+8",
                "Committee Mara Holm, Wei Chen",
                "Some names are only in Chinese.",
            ),
        ),
        (
            "zh",
            (
                "大模型工程师冬季会",
                "2026年12月9日开会",
                "截至 2026年12月2日 17:30 UTC+8",
                "委员会 霍玛、陈薇",
                "部分名称只有中文。",
            ),
        ),
    ],
)
def test_the_cover_names_the_session_its_day_the_moment_and_who_sits_there(
    language: Language, lines: tuple[str, ...]
) -> None:
    names = say(language, "Some names are only in Chinese.")
    people = [person(1, 3), replace(person(2, 3), names=names)]
    cover = laid(front(SCOPE, people, [3, 3], language, "A4"), language)[0]
    found = [" ".join(line.split()) for line in cover.splitlines()]
    assert [line for line in lines if line not in found] == []


def test_each_mark_is_told_in_words() -> None:
    whole = front(SCOPE, [person(1, 7)], [3], "en", "A4")
    words = " ".join(laid(whole)[1].split())
    for said in ("exceeds", "meets", "developing", "not yet", "not observed", "flagged", "changed by the committee"):
        assert said in words


def test_who_is_not_signed_off_is_named_and_nobody_else_s_state_is(tmp_path: Path) -> None:
    whole = front(SCOPE, [person(1, 3)], [3], "en", "A4")
    cover, _overview, contents = laid(whole)
    assert "1 of 2 reviews" in " ".join(cover.split())
    assert "Nils Berg" in contents
    assert "Nils Berg" not in cover
