"""Reading framework files: what they say, and what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.framework_import.reading import read_framework
from graph.framework_import.starter import starter
from graph.text import Text
from tests.graph.framework.sample import dataset, draft, file_of, read, source


def _problems(rows: list[dict[str, str]]) -> list[str]:
    reading = read(rows)
    assert reading.draft is None
    return [str(problem) for problem in reading.problems]


def test_the_starter_framework_has_the_facts_of_the_first_page() -> None:
    reading = starter()
    assert reading.problems == reading.notes == ()
    framework = reading.draft
    assert framework
    assert {role.name.en: [level.name.en for level in role.levels] for role in framework.roles} == {
        name: ["Junior", "Middle", "Senior", "Lead", "Principal"] for name in ("AI Product Engineer", "LLM Engineer")
    }
    skill = next(skill for skill in framework.skills if skill.key == "llm-evaluation")
    category = next(each for each in framework.categories if each.key == skill.category)
    domain = next(each for each in framework.domains if each.key == category.domain)
    assert (domain.name.en, category.name.en) == ("Machine Learning & AI", "LLM & Generative AI")
    assert skill.updated_on == "2026-03-17"
    cells = {(e.role, e.level): e.required for e in framework.expectations if e.skill == skill.key}
    optional = {place for place, required in cells.items() if not required}
    assert len(cells) == 10
    assert optional == {("ai-product-engineer", "junior"), ("ai-product-engineer", "middle")}


def test_the_starter_framework_is_whole_in_both_languages() -> None:
    framework = starter().draft
    assert framework
    assert len(framework.skills) >= 12
    assert len(framework.domains) >= 2
    assert len(framework.categories) >= 3
    texts = [each.text for each in framework.expectations] + [skill.description for skill in framework.skills]
    names = [each.name for part in (framework.domains, framework.categories, framework.skills) for each in part]
    assert all(text.en and text.zh for text in texts + names)
    assert {each.required for each in framework.expectations} == {True, False}
    assert len(framework.expectations) < len(framework.skills) * 10, "some cells are empty"
    assert any(skill.requires for skill in framework.skills)


def test_a_ladder_with_siblings() -> None:
    rows = [{"level": level, "level_order": order} for level, order in
            [("Engineer", "1"), ("Expert", "2"), ("Manager", "2"), ("Director", "3")]]  # fmt: skip
    assert draft(rows).roles[0].steps() == [
        ("engineer", "expert"), ("engineer", "manager"), ("expert", "director"), ("manager", "director"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"required": "yess"}], 'framework.csv, row 2, required: “yess” is not known. Allowed: yes/no, 1/0, '
         'R/O, required/optional, ✓, ●/○, 必要/可选; NC, - or nothing where nothing is expected. Did you mean “yes”?'),
        ([{"required": "NC"}], 'framework.csv, row 2, required: “NC” says that nothing is expected, but there is '
         "a text. Allowed with a text: required or optional."),
        ([{"required": ""}], "framework.csv, row 2, required: is empty. Allowed: required or optional."),
        ([{"role": ""}], "framework.csv, row 2, role: is empty. Allowed: a name, such as “Engineer”."),
        ([{"level_order": "two"}],
         'framework.csv, row 2, level_order: “two” is not known. Allowed: a whole number, such as 1; '
         'equal numbers are siblings.'),
        ([{"requires": "Tasting"}, {"skill": "Tasting notes"}],
         'framework.csv, row 2, requires: “Tasting” is not known. Allowed: names of skills, by ;, such as '
         '“Testing; Code review”. '
         'Did you mean “Testing”?'),
        ([{"requires": "Testing"}], 'framework.csv, row 2, requires: “Testing” cannot require itself. '
         'Allowed: other skills, or nothing.'),
        ([{"skill": "A", "requires": "B"}, {"skill": "B", "requires": "A"}],
         "framework.csv, row 2, requires: A > B > A is a ring: it comes back to where it begins. "
         "Take one of them out."),
        ([{}, {"text": "Other."}], 'framework.csv, row 3, text: “Engineer, Junior, Testing” stands in row 2 too, '
         "with another text. Keep one of them."),
        ([{"skill_key": "t"}, {"skill": "Trials", "skill_key": "t"}],
         'framework.csv, row 3, skill_en: “Trials”, but row 2 says “Testing”. Write the same in both.'),
    ],
)  # fmt: skip
def test_problems_name_place_and_cure(rows: list[dict[str, str]], message: str) -> None:
    assert message in _problems(rows)


def test_all_problems_come_at_once_in_the_order_of_rows() -> None:
    found = read([{"required": "?"}, {"role": ""}, {"skill": "B", "required": "!"}]).problems
    assert [problem.row for problem in found] == [2, 3, 4]


def test_equal_rows_count_once_and_are_noted() -> None:
    reading = read([{}, {}])
    assert reading.draft
    assert len(reading.draft.expectations) == 1
    assert [note.rule for note in reading.notes] == ["duplicate"]


def test_nothing_expected_is_no_cell_but_keeps_skill_and_level() -> None:
    framework = draft(
        [{"required": mark, "text": "", "level": f"L{n}"} for n, mark in enumerate(("NC", "-", "", "nc"))]
    )
    assert not framework.expectations
    assert len(framework.roles[0].levels) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_chinese_files_in_the_usual_encodings(encoding: str, separator: str) -> None:
    lines = [["角色", "级别", "技能", "必要性", "描述"], ["工程师", "初级", "测试", "必要", '"第一行\n第二行"']]
    text = "\n".join(separator.join(line) for line in lines)
    reading = read_framework(text.encode(encoding), "f.csv", source("zh"))
    assert reading.draft, [str(problem) for problem in reading.problems]
    cell = reading.draft.expectations[0]
    assert cell.text == Text("", "第一行\n第二行")
    assert reading.draft.roles[0].name == Text("", "工程师")
    assert cell.required


def test_a_missing_column_is_named_with_what_comes_near() -> None:
    reading = read_framework(b"role,level,skil,required\nA,B,C,yes\n", "f.csv", source("x"))
    assert [str(problem) for problem in reading.problems] == [
        "f.csv, row 1, skill: the column is missing. Needed: role, level, skill, required. Did you mean “skil”?"
    ]


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fall(data: bytes) -> None:
    reading = read_framework(b"role,level,skill,required,text\n" + data, "f.csv", source("x"))
    assert (reading.draft is None) == bool(reading.problems)


@pytest.mark.parametrize(
    ("name", "rows", "cells", "duplicates"),
    [("ft/ft.csv", 100, 100, 0), ("ddat/ddat.csv", 1825, 1781, 16), ("onet/onet_skills.csv.gz", 33845, 33845, 0)],
)
def test_real_frameworks(name: str, rows: int, cells: int, duplicates: int) -> None:
    reading = read_framework(dataset(name), name, source("real"))
    assert reading.draft
    assert (reading.rows, len(reading.draft.expectations)) == (rows, cells)
    assert sum(note.rule == "duplicate" for note in reading.notes) == duplicates


def test_file_of_is_what_people_bring() -> None:
    assert file_of([{}]).startswith(b"role,level,level_order")


def test_a_category_that_no_row_names_is_called_as_its_domain() -> None:
    named = draft([{"domain": "Quality"}, {"skill": "Writing"}]).categories
    assert [category.name for category in named] == [Text("Quality", ""), Text("General", "通用")]


def test_examples_that_are_cut_say_so() -> None:
    reading = read([{"text": "Reviews the work of others. " * 20}])
    assert [cell.text[-1:] for cell in reading.preview] == ["…"]
    assert reading.plan
    assert [one.sample[-1:] for one in reading.plan.columns if one.heading == "text"] == ["…"]
