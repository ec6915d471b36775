"""The overview of a pack: each person's row by the required expectations of their level, in words and in marks."""

from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import TableCellBox

from graph.report.models import Dossier
from graph.review.enums import Value
from reports.pack import front as pages
from reports.pack.model import front
from reports.pack.models import Cell
from reports.pack.person import person_of
from reports.render import write_pdf
from reports.wording import Language
from tests.reports.dossiers import Case
from tests.reports.packs import SCOPE, rows, somebody

CASES = [
    Case(Value.MEETS, Value.DEVELOPING, calibrated=Value.MEETS),
    Case(Value.EXCEEDS, Value.DEVELOPING),
    Case(Value.EXCEEDS, Value.NOT_YET, required=False),
    Case(Value.MEETS, None),
    Case(Value.MEETS, Value.NOT_OBSERVED),
    Case(Value.MEETS, Value.MEETS, Value.MEETS, calibrated=Value.NOT_YET),
    Case(Value.MEETS, Value.EXCEEDS),
]
IN_ORDER = (0, 3, 6, 1, 4, 5)
"""The required ones as the framework orders them: by category."""
CELLS = {
    "skill-0": Cell(Value.MEETS, calibrated=True, flagged=False),
    "skill-3": Cell(None, calibrated=False, flagged=False),
    "skill-6": Cell(Value.EXCEEDS, calibrated=False, flagged=False),
    "skill-1": Cell(Value.DEVELOPING, calibrated=False, flagged=True),
    "skill-4": Cell(Value.NOT_OBSERVED, calibrated=False, flagged=False),
    "skill-5": Cell(Value.NOT_YET, calibrated=True, flagged=True),
}
ROWS = {
    "en": [
        ["no.", "Person", "met", "flags", "LLM evaluation", "Observability", "Python services", "Prompt engineering",
         "Safety review", "Fine-tuning"],
        ["1", "Ann Many", "2/6", "3", "meets, changed by the committee", "not rated", "exceeds", "developing, flagged",
         "not observed", "not yet, flagged, changed by the committee"],
        ["2", "Ben Few", "6/6", "–", *["meets"] * 6],
    ],
    "zh": [
        ["序号", "人员", "达到", "需讨论", "大模型评估", "可观测性", "Python 服务", "提示词工程", "安全评审", "微调"],
        ["1", "安多", "2/6", "3", "达到，经委员会调整", "未评", "超出", "发展中，需讨论", "未能观察",
         "尚未达到，需讨论，经委员会调整"],
        ["2", "贝少", "6/6", "–", *["达到"] * 6],
    ],
}  # fmt: skip


def many() -> Dossier:
    return somebody(1, "Ann Many", "安多", CASES)


def few() -> Dossier:
    return somebody(2, "Ben Few", "贝少", [Case(required=n != 2) for n in range(len(CASES))])


def overview(language: Language) -> Any:
    """The page of the overview of two people, laid out."""
    people = [person_of(each, language) for each in (many(), few())]
    return pages.sheet_laid(front(SCOPE, people, [3, 3], language, "A4"), 2, language, "A4")


def drawn(page: Any) -> dict[str, list[tuple[str, bool, bool]]]:
    """What is seen of each cell of a person, by name: the mark, whether it is framed, whether underlined."""
    found: dict[str, list[tuple[str, bool, bool]]] = {}
    cells = (box for box in page._page_box.descendants() if isinstance(box, TableCellBox))
    for box in cells:
        kinds = box.element.get("class").split()
        if "person" in kinds:
            name = " ".join("".join(box.element.itertext()).split())
        elif "v" in kinds:
            ((_kind, image),) = box.style["background_image"]
            framed, underlined = box.style["outline_width"] > 0, box.style["border_bottom_width"] > 1
            found.setdefault(name, []).append((image, framed, underlined))
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_person_s_cells_are_what_stands_of_each_required_expectation(language: Language) -> None:
    person = person_of(many(), language)
    assert person.cells == CELLS
    assert [column.key for column in person.columns] == [f"skill-{n}" for n in IN_ORDER]
    assert (person.decision.met, person.decision.required) == (2, 6)
    assert (person.flags, person.notes) == (3, 1), "an optional row may be flagged; two lack evidence, one note"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_person_s_row_says_each_cell_under_its_skill(language: Language, tmp_path: Path) -> None:
    laid = overview(language)
    for page in laid.document.pages:  # the briefs stand in other parts
        page.anchors |= {to: (0, 0, 0, 0) for _kind, to, *_more in page.links}
    file = tmp_path / "overview.pdf"
    file.write_bytes(write_pdf(laid, SCOPE.as_of))
    assert rows(file) == ROWS[language]


def test_a_person_s_row_shows_the_mark_of_each_cell() -> None:
    (page,) = overview("en").document.pages
    marks = {value: pages._uri(value) for value in Value}
    assert len(set(marks.values())) == len(Value)
    seen = drawn(page)
    cells = [CELLS[f"skill-{n}"] for n in IN_ORDER]
    assert seen["Ann Many"] == [
        (marks[cell.value] if cell.value else None, cell.flagged, cell.calibrated) for cell in cells
    ]
    assert seen["Ben Few"] == [(marks[Value.MEETS], False, False)] * len(cells)
