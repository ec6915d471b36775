"""The word difference: it loses nothing, and it marks words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.framework.text_diff import Kind, Segment, difference, is_same

WORDS = st.lists(
    st.sampled_from(["runs", "the", "evaluation", "评估", "设计", "，", ". ", "\n", " ", "a", "团队"])
).map("".join)
TEXTS = st.one_of(st.text(), WORDS)


def _joined(segments: tuple[Segment, ...], *kinds: Kind) -> str:
    return "".join(segment.text for segment in segments if segment.kind in kinds)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    segments = difference(before, after)
    assert _joined(segments, Kind.SAME, Kind.ADDED) == after
    assert _joined(segments, Kind.SAME, Kind.REMOVED) == before
    assert all(segment.text for segment in segments)


@given(TEXTS)
def test_equal_texts_are_one_piece(text: str) -> None:
    assert difference(text, text) == ((Segment(Kind.SAME, text),) if text else ())
    assert is_same(text, text)


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        ("Runs the tests.", "Runs and reviews the tests.", ["and reviews"]),
        ("在指导下运行测试。", "在指导下设计并运行测试。", ["设计并"]),
        ("解读离线实验的结果。", "解读离线和在线实验的结果。", ["和在线"]),
        ("Keeps data out of logs.", "Keeps data out of logs, and checks samples.", [", and checks samples"]),
    ],
)
def test_what_is_added_is_marked_by_words(before: str, after: str, added: list[str]) -> None:
    found = [segment.text.strip() for segment in difference(before, after) if segment.kind is Kind.ADDED]
    assert found == added


def test_texts_with_hardly_a_common_word_differ_as_wholes() -> None:
    segments = difference("Writes short notes on own work.", "Explains to boards what follows from it on balance.")
    assert [segment.kind for segment in segments] == [Kind.REMOVED, Kind.ADDED]


def test_a_coincidence_of_one_character_is_no_kept_word() -> None:
    kept = [segment.text for segment in difference("数据的质量检查", "结果的说明") if segment.kind is Kind.SAME]
    assert kept == []


@pytest.mark.parametrize("text", ["评估数据与模型，", "evaluate the data and the model, "])
def test_long_texts_are_compared_quickly(text: str) -> None:
    before = text * (4000 // len(text))
    after = before.replace("模型", "系统").replace("model", "system") + "完。"
    began = time.perf_counter()
    assert _joined(difference(before, after), Kind.SAME, Kind.ADDED) == after
    assert time.perf_counter() - began < 2
