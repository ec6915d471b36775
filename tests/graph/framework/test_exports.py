"""What is written of a version reads back as the same version."""

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.framework import content
from graph.framework.models import Category, Domain, Draft, Expectation, Level, Role, Skill, Source
from graph.framework_import.documents import parsed_document
from graph.framework_import.problems import Problem
from graph.framework_import.reading import read_framework
from graph.framework_import.starter import starter
from graph.framework_import.writing import WRITERS, framework_file
from graph.spreadsheets.cleaning import clean_cell, one_line
from graph.spreadsheets.models import Limits
from graph.text import Text

SOURCE = Source("sample", Text("Sample, a = b", "样本"), "https://example.com", "CC BY 4.0", "By: somebody")


def _back(draft: Draft, form: str) -> Draft:
    data = framework_file(content.of_draft(draft), draft.source, form)
    reading = read_framework(data, f"f.{form}", Source("", Text("", "")) if form in ("yaml", "json") else draft.source)
    assert reading.draft, [str(problem) for problem in reading.problems]
    return reading.draft


@pytest.mark.parametrize("form", WRITERS)
def test_the_starter_comes_back_with_the_same_hash(form: str) -> None:
    draft = starter().draft
    assert draft
    again = _back(draft, form)
    assert content.hash_of(content.of_draft(again)) == content.hash_of(content.of_draft(draft))
    assert again.source == draft.source


_AWKWARD = ["=1+1", "-5", "@x", "'quoted", "'=x", "a;b", "a, b", "1.10", "01", "Ä", "高级 工程师", "👩‍💻 dev", "R",
            "NC", "x", "合计", "Example", "level", "3/4", "Name*", "a\u2028b", "_x0041_", "true", "12.50%"]  # fmt: skip
_names = st.sampled_from(_AWKWARD) | st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn")), min_size=1, max_size=12
)
_texts = st.sampled_from(["", *_AWKWARD, "two\nlines"]) | st.text(st.characters(codec="utf-8"), max_size=20)


@st.composite
def _drafts(draw: st.DrawFn) -> Draft:
    def name() -> Text:
        text = one_line(draw(_names)) or "n"
        return Text(text, draw(st.sampled_from(["", "测试"]))) if draw(st.booleans()) else Text("", text)

    def text() -> Text:
        return Text(clean_cell(draw(_texts)), clean_cell(draw(_texts)))

    categories = [Category(f"c{n}", f"d{draw(st.integers(0, 1))}", name()) for n in range(2)]
    skills = [
        Skill(f"s{n}", f"c{draw(st.integers(0, 1))}", name(), text(), draw(st.sampled_from(["", "2026-03-17"])),
              ("s0",) if n and draw(st.booleans()) else ())
        for n in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    used = {skill.category for skill in skills}
    categories = [each for each in categories if each.key in used]
    domains = [Domain(f"d{n}", name()) for n in range(2) if f"d{n}" in {each.domain for each in categories}]
    roles = [
        Role(
            f"r{n}",
            name(),
            tuple(Level(f"l{m}", name(), draw(st.integers(1, 2))) for m in range(draw(st.integers(1, 3)))),
        )
        for n in range(draw(st.integers(1, 2)))
    ]
    places = [(role.key, level.key, skill.key) for role in roles for level in role.levels for skill in skills]
    chosen = draw(st.lists(st.sampled_from(places), unique=True))
    cells = tuple(Expectation(*place, draw(st.booleans()), text()) for place in chosen)
    return Draft(SOURCE, tuple(domains), tuple(categories), tuple(skills), tuple(roles), cells)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(_drafts(), st.sampled_from(["csv", "csv", "json", "yaml"]))
def test_any_export_comes_back_with_the_same_hash(draft: Draft, form: str) -> None:
    assert _hash(_back(draft, form)) == _hash(draft)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(_drafts())
def test_a_workbook_comes_back_with_the_same_hash(draft: Draft) -> None:
    assert _hash(_back(draft, "xlsx")) == _hash(draft)


def _hash(draft: Draft) -> Any:
    return content.hash_of(content.of_draft(draft))


def test_a_document_that_would_end_the_process_costs_a_sentence() -> None:
    indented = b"".join(b" " * depth + b"a:\n" for depth in range(200))
    deep = (b"[" * 100_000, b"{a: " * 100_000, b"[" * 150, b"{a: " * 150, b"\n" + indented)
    for hostile in (*(b"format: " + rest for rest in deep), b'{"format": ' + b"[" * 100_000):
        code = "import sys; from graph.framework_import.documents import parsed_document as p; "
        code += "print(p(sys.stdin.buffer.read(), 'deep.yaml').rule)"
        done = subprocess.run([sys.executable, "-c", code], input=hostile, capture_output=True, check=False, timeout=50)
        assert (done.returncode, done.stdout) == (0, b"too_deep\n"), hostile[:40]


@pytest.mark.parametrize("part", ["CFDocument", "CFItems", "CFAssociations"])
@pytest.mark.parametrize("value", [None, True, 7, "text", {"a": 1}, [1]])
def test_a_case_file_of_other_parts_costs_a_sentence(part: str, value: Any) -> None:
    items = [{"identifier": "i1", "fullStatement": "Tests own changes."}]
    document = {"CFDocument": {"title": "T"}, "CFItems": items, "CFAssociations": [], part: value}
    reading = read_framework(json.dumps(document).encode(), "f.json", Source("", Text("", "")))
    assert (reading.draft is None) == bool(reading.problems)


def test_half_a_character_costs_a_sentence_that_can_be_shown() -> None:
    half, whole = '{"CFItems": [], "a": "\\ud800"}', '{"CFItems": [], "a": "\\ud83d\\ude00"}'
    for text, rule in ((half, "form"), ('{"\\ud800": 1, "\\ud800": 2}', "key_twice"), (whole, "empty")):
        (problem,) = read_framework(text.encode(), "f.json", Source("", Text("", ""))).problems
        assert problem.rule == rule
        assert str(problem).encode()


def test_a_rank_without_end_is_a_problem() -> None:
    level = {"name": "Senior", "rank": float("inf"), "expects": [{"skill": "go", "text": "Reviews."}]}
    domain = {"name": "D", "categories": [{"name": "C", "skills": [{"key": "go", "name": "Go"}]}]}
    roles = [{"name": "Engineer", "levels": [level]}]
    document = {"format": "plumbline-framework/1", "name": "House", "domains": [domain], "roles": roles}
    reading = read_framework(json.dumps(document).encode(), "f.json", Source("house", Text("House", "")))
    assert [problem.column for problem in reading.problems] == ["roles 1, levels 1, rank"]


@pytest.mark.parametrize("text", ["0 \x01\n0", "a\u200b \nb", " \x00 a", "a\x85 b \x7f"])
def test_a_clean_cell_stays_as_it_is(text: str) -> None:
    assert clean_cell(clean_cell(text)) == clean_cell(text)


def test_a_reader_of_a_document_that_dies_or_takes_too_long_costs_a_sentence() -> None:
    listed = b"format: x\nroles:\n" + b"  - {name: a}\n" * 100_000
    for limits, said in (
        (Limits(memory_bytes=60_000_000), "its reader ended"),
        (Limits(seconds=0.01), "takes longer than 0.01 seconds. JSON is read faster"),
        (Limits(file_bytes=1_000_000), "The file has 1.4 MB; at most 1 MB can be read."),
    ):
        problem = parsed_document(listed, "long.yaml", limits)
        assert isinstance(problem, Problem)
        assert said in problem.sentence().en


def test_a_key_that_stands_twice_is_named_with_both_places() -> None:
    twice = {
        "a.json": b'{"format": "x",\n "key": "one",\n "key": "two"}', "a.yaml": b"format: x\nkey: one\nkey: two\n",
        "tabs.json": b'{"format": "x",\n\t"key": "one",\n\t"key": "two"}',
    }  # fmt: skip
    said = {name: str(parsed_document(data, name)) for name, data in twice.items()}
    there = "row 3: “key” stands in row 2 already. Keep one of them."
    assert said == {
        "a.json": f"a.json, {there}", "a.yaml": f"a.yaml, {there}",
        "tabs.json": f"tabs.json, {there}",
    }  # fmt: skip
    cells = [{"skill": "go", "text": "Reviews."}, {"skill": "go", "text": "Writes."}]
    domain = {"name": "D", "categories": [{"name": "C", "skills": [{"key": "go", "name": "Go"}]}]}
    roles = [{"name": "Engineer", "levels": [{"name": "Senior", "expects": cells}]}] * 2
    document = {"format": "plumbline-framework/1", "name": "House", "domains": [domain], "roles": roles}
    reading = read_framework(json.dumps(document).encode(), "f.json", Source("house", Text("House", "")))
    assert [(problem.column, problem.value, problem.allowed) for problem in reading.problems] == [
        ("roles 1, levels 1, expects 2", "go", "“roles 1, levels 1, expects 1”"),
        ("roles 2", "engineer", "“roles 1”"),
        ("roles 2, levels 1, expects 2", "go", "“roles 2, levels 1, expects 1”"),
    ]
