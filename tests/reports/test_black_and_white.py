"""Marks read without colour: what differs in meaning differs in shape, also as it is printed."""

import re
import subprocess
from base64 import b64decode
from collections.abc import Sequence
from itertools import combinations, product

import pytest

from graph.review.enums import Value
from reports.pack import front as pages
from reports.plumb import plumb_svg, shape_data_uri
from reports.render import lay_out, write_pdf
from tests.reports.packs import AS_OF

SHAPES = ("ring", "dot", "diamond")
MARK_POINTS = 7
"""As large as marks are printed in the overview, and shapes in keys of tables."""


def colourless(svg: str) -> str:
    """A drawing with each colour but white as black, and without the names that only a theme reads."""
    return re.sub(r"#(?!fff)[0-9a-f]{3,6}|currentColor", "#000", re.sub(r' class="[^"]*"', "", svg))


def drawing(uri: str) -> str:
    return b64decode(uri.partition("base64,")[2]).decode()


def printed(uris: Sequence[str]) -> list[bytes]:
    """Each drawing at its size on paper as a printer without colour makes it: a byte a dot, 0 where there is ink."""
    page = f"@page {{ size: {MARK_POINTS}pt; margin: 0 }} body {{ line-height: 0 }} "
    page += f"img {{ display: block; width: {MARK_POINTS}pt; height: {MARK_POINTS}pt }}"
    images = "".join(f'<img alt="mark" src="{uri}">' for uri in uris)
    pdf = write_pdf(lay_out(f'<html lang="en"><title>Marks</title>{images}', "gap/report.css", page), AS_OF)
    found = []
    for number in range(1, len(uris) + 1):
        command = ["pdftoppm", "-gray", "-r", "300", "-f", str(number), "-l", str(number), "-"]
        dots = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", dots)
        assert head
        found.append(bytes(0 if dot < 128 else 1 for dot in dots[head.end() :]))
    return found


def apart(one: bytes, other: bytes) -> float:
    """The share of dots in which two drawings differ."""
    assert len(one) == len(other)
    return sum(a != b for a, b in zip(one, other, strict=True)) / len(one)


def test_without_colour_the_five_marks_of_the_overview_are_five() -> None:
    assert len({colourless(drawing(pages._uri(value))) for value in Value}) == len(Value) == 5


def test_printed_without_colour_no_mark_looks_like_another_and_the_lower_has_more_ink() -> None:
    marks = dict(zip(Value, printed([pages._uri(value) for value in Value]), strict=True))
    for one, other in combinations(Value, 2):
        assert apart(marks[one], marks[other]) > 0.03, (one, other)
    ink = {value: mark.count(0) for value, mark in marks.items()}
    assert 0 < ink[Value.MEETS] == min(ink.values())
    assert ink[Value.MEETS] < ink[Value.DEVELOPING] < ink[Value.NOT_YET]


def test_printed_without_colour_ring_dot_and_diamond_are_three() -> None:
    shapes = dict(zip(SHAPES, printed([shape_data_uri(kind) for kind in SHAPES]), strict=True))
    for one, other in combinations(SHAPES, 2):
        assert apart(shapes[one], shapes[other]) > 0.03, (one, other)


@pytest.mark.parametrize("calibrated", [None, *Value])
def test_without_colour_no_plumb_mark_is_that_of_other_ratings(calibrated: Value | None) -> None:
    marks = {
        (mine, theirs): colourless(plumb_svg(mine, theirs, calibrated))
        for mine, theirs in product([None, *Value], repeat=2)
    }
    assert len(set(marks.values())) == len(marks) == 36
    without = {colourless(plumb_svg(mine, theirs)) for mine, theirs in marks}
    assert calibrated is None or not without & set(marks.values())
