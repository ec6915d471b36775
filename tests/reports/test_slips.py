"""Invitations on paper: each in its person's language, several a page to be cut apart, tagged."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
import segno

from graph.text import Text
from reports.slips.paper import Sheet, Slip, slips_pdf
from tests.verapdf import validate

LINK = "https://plumbline.example/invitation/AbCdEf0OlI1-_xyz0123456789AbCdEf"
MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PEOPLE = (
    Slip("E-1", Text("Ada Ling", "凌雅"), "ada@example.com", LINK, "en"),
    Slip("E-2", Text("Bo Chen", "陈波"), "bo@example.com", LINK, "zh"),
    Slip("E-3", Text("", "张𱍊"), "zhang.san", LINK, "zh"),
    Slip("E-4", Text("A very long name " * 8, ""), "long@example.com", LINK, "en"),
    Slip("E-5", Text("Name", ""), "five", LINK, "en"),
    Slip("E-6", Text("O'Neil <b>", ""), "six", LINK, "en"),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    until = datetime(2026, 12, 8, 9, 30, tzinfo=UTC)
    sheet = Sheet(PEOPLE, "https://plumbline.example", Text("Northwind", "北风"), until, "Asia/Shanghai")
    path = tmp_path_factory.mktemp("slips") / "slips.pdf"
    path.write_bytes(slips_pdf(sheet, "en", MADE))
    assert slips_pdf(sheet, "en", MADE) == path.read_bytes()
    return path


def read(file: Path, page: int) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(file), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def test_each_slip_is_whole_and_in_its_language(file: Path) -> None:
    with pikepdf.open(file) as opened:
        assert len(opened.pages) == 2
        assert opened.Root.MarkInfo.Marked
    first, second = read(file, 1), read(file, 2)
    assert first.count(LINK) + second.count(LINK) == len(PEOPLE), "no link is broken into lines"
    assert "You are invited to Plumbline at Northwind." in first
    assert "Open this link, once, until 8 Dec 2026 17:30 UTC+8" in first
    assert "北风邀请你使用 Plumbline。" in first
    assert "陈波" in first
    assert "张[U+3134A]" in first, "what no font has is shown by its number"
    assert "O'Neil <b>" in second
    assert "Cut along the lines." in first


def test_a_phone_reads_the_link_beside_it(file: Path) -> None:
    with pikepdf.open(file) as opened:
        figures = [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert sorted(figures) == sorted(
        {"en": f"QR code of the address {LINK}", "zh": f"网址 {LINK} 的二维码"}[one.language] for one in PEOPLE
    )
    code = segno.make(LINK, error="m", micro=False)
    size = len(tuple(code.matrix))
    drawn = subprocess.run(
        ["pdftoppm", "-gray", "-r", "254", "-f", "1", "-l", "1", "-x", "1640", "-y", "0", "-W", "300", "-H", "700",
         file], capture_output=True, check=True,
    ).stdout  # fmt: skip
    head, pixels = drawn[:15], drawn[-300 * 700 :]
    assert head.startswith(b"P5")
    rows = [pixels[start : start + 300] for start in range(0, len(pixels), 300)]
    top = next(y for y, row in enumerate(rows) if min(row) < 100)
    step = 300 / size
    for y, modules in enumerate(code.matrix):
        seen = [rows[top + int((y + 0.5) * step)][int((x + 0.5) * step)] < 128 for x in range(size)]
        assert seen == [bool(one) for one in modules], f"row {y} of the code of the first slip, 30 mm wide"


def test_the_slips_can_be_read_aloud(file: Path) -> None:
    assert validate(file) == []
