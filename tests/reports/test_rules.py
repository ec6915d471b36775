"""The gap rules: counts, the order of rows, flags, strengths."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.review.enums import Part, Value
from reports.gap import rules
from reports.gap.counts import counts_phrase
from reports.gap.question import numbers_phrase
from reports.gap.rows import gap_phrase
from reports.gap.rules import Counts, Flag, Judged
from reports.wording import Language
from tests.reports.dossiers import Case, dossier, piece, usual

LANGUAGES: tuple[Language, ...] = ("en", "zh")
VALUES = st.one_of(st.none(), st.sampled_from(list(Value)))
CASES = st.lists(
    st.builds(Case, mine=VALUES, theirs=VALUES, last=VALUES, required=st.booleans(), calibrated=VALUES), max_size=30
)


def judged(cases: Sequence[Case]) -> tuple[Judged, ...]:
    return rules.judge(dossier(list(cases)).sheet, Part.CURRENT)


def one(**values: object) -> Judged:
    return judged([Case(**values)])[0]  # type: ignore[arg-type]


@given(CASES, st.booleans())
def test_counts_add_up(cases: list[Case], required: bool) -> None:
    counts = rules.count(judged(cases), required=required)
    assert counts.total == sum(case.required is required for case in cases)
    assert counts.total == counts.met + counts.unmet + counts.not_observed + counts.not_rated


@given(CASES)
def test_rows_off_the_line_are_what_not_both_call_met(cases: list[Case]) -> None:
    rows = judged(cases)
    off = rules.off_line(rows, flagged_first=True)
    for row in rows:
        both_met = row.met and (row.self_value is None or row.self_value.met)
        assert (row in off) == (not both_met and (row.expectation.required or row.apart >= 2))
    flagged = [rules.stands_out(row) for row in off]
    assert flagged == sorted(flagged, reverse=True)
    for first, second in pairwise(off):
        if rules.stands_out(first) == rules.stands_out(second):
            assert first.expectation.required >= second.expectation.required


@given(CASES)
def test_without_flags_the_order_does_not_tell_them(cases: list[Case]) -> None:
    rows = judged(cases)
    with_last = rules.off_line(rows, flagged_first=False)
    bare = rules.off_line([Judged(r.expectation, r.mine, r.theirs, r.adjustment) for r in rows], flagged_first=False)
    assert [r.expectation.id for r in with_last] == [r.expectation.id for r in bare]


@given(CASES)
def test_strengths_are_met_and_two_at_most(cases: list[Case]) -> None:
    strong = rules.strengths(judged(cases))
    assert len(strong) <= 2
    assert all(row.met for row in strong)


def test_counts_in_words_never_zero_of_zero() -> None:
    counts = Counts(34, 31, 2, 1, 0, 28)
    assert str(counts_phrase("en", counts)) == "31 of 34 met, 2 not met, 1 not observed (last cycle 28)"
    assert str(counts_phrase("zh", counts)) == "34 项：达到 31，未达到 2，未能观察 1（上期 28）"
    assert str(counts_phrase("en", Counts(0, 0, 0, 0, 0))) == "nothing is required at this level"
    assert str(counts_phrase("zh", Counts(0, 0, 0, 0, 0), required=False)) == "本级别没有可选期望"


def test_numbers_in_words() -> None:
    assert [str(numbers_phrase("en", n)) for n in ([1], [1, 3], [1, 2, 5], [1, 2, 3, 4, 5])] == [
        "1", "1 and 3", "1, 2 and 5", "1 to 5",
    ]  # fmt: skip
    assert str(numbers_phrase("zh", [1, 2, 5])) == "1、2、5"


@pytest.mark.parametrize(
    ("values", "english", "chinese"),
    [
        (
            (Value.EXCEEDS, Value.DEVELOPING),
            "one step below, two steps apart",
            "低于期望一档；双方相差两档",
        ),
        (
            (Value.MEETS, Value.NOT_YET),
            "two steps below, two steps apart",
            "低于期望两档；双方相差两档",
        ),
        ((Value.NOT_YET, Value.EXCEEDS), "above expectation, three steps apart", "高于期望；双方相差三档"),
        ((Value.MEETS, Value.MEETS), "as expected", "达到期望"),
        ((Value.MEETS, Value.NOT_OBSERVED), "not observed", "未能观察"),
    ],
)
def test_a_gap_in_words_says_of_each_number_whose_it_is(
    values: tuple[Value, Value], english: str, chinese: str
) -> None:
    row = one(mine=values[0], theirs=values[1])
    assert [str(gap_phrase(row, language)) for language in LANGUAGES] == [english, chinese]


def test_flags() -> None:
    assert rules.flags(one(mine=Value.EXCEEDS, theirs=Value.DEVELOPING)) == (Flag.TWO_APART,)
    assert rules.flags(one(theirs=Value.MEETS)) == (Flag.NO_EVIDENCE,)
    assert rules.flags(one(theirs=Value.MEETS, evidence=(piece(1),))) == ()
    assert rules.flags(one(last=Value.NOT_YET, evidence=(piece(1),))) == (Flag.TWO_FROM_LAST,)
    assert rules.flags(one(theirs=Value.NOT_OBSERVED, last=Value.MEETS)) == ()
    assert rules.flags(one(required=False)) == ()


def test_calibrated_stands_before_the_manager() -> None:
    row = one(theirs=Value.DEVELOPING, calibrated=Value.MEETS)
    assert row.met
    assert row.manager_value is Value.DEVELOPING


def test_what_others_build_on_comes_first() -> None:
    gap = {"mine": Value.DEVELOPING, "theirs": Value.DEVELOPING}
    cases = [Case(**gap, requires=("skill-2",)), Case(**gap, requires=("skill-0",)), Case(**gap)]  # type: ignore[arg-type]
    assert [r.expectation.skill_key for r in rules.off_line(judged(cases), flagged_first=True)] == [
        "skill-2", "skill-0", "skill-1",
    ]  # fmt: skip
    ring = [Case(**gap, requires=("skill-1",)), Case(**gap, requires=("skill-0",))]  # type: ignore[arg-type]
    assert len(rules.off_line(judged(ring), flagged_first=True)) == 2


def test_unchanged_target_texts_keep_the_current_rating() -> None:
    target = rules.judge(dossier(usual()).sheet, Part.TARGET)
    assert target[0].expectation.unchanged
    assert target[0].manager_value is Value.DEVELOPING


def test_new_in_role() -> None:
    assert rules.new_in_role(date(2026, 7, 1), date(2026, 11, 30))
    assert not rules.new_in_role(date(2026, 3, 1), date(2026, 11, 30))
    assert not rules.new_in_role(None, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("comment", "reason", "line"),
    [
        ("做得很好。", "但文档不足。", "做得很好。但文档不足。"),
        ("做得很好", "但文档不足", "做得很好。但文档不足"),
        ("Done well.", "Docs lack.", "Done well. Docs lack."),
        ("Done well", "Docs lack", "Done well. Docs lack"),
    ],
)
def test_comment_and_reason_stand_on_one_line_as_their_script_sets_them(comment: str, reason: str, line: str) -> None:
    one = dossier([Case(Value.MEETS, Value.DEVELOPING, theirs_comment=comment, reason=reason)], target=False)
    said = rules.words_of(rules.judge(one.sheet, Part.CURRENT)[0])
    assert said is not None
    assert said[1] == line
