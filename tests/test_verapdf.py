"""The validator itself: it passes what conforms and names what does not."""

from pathlib import Path

import pytest
import weasyprint

from tests.verapdf import VeraPDFError, validate

pytestmark = pytest.mark.heavy

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><h1>A page</h1><p>with a sentence</p></body></html>"""


def pdf(path: Path, html: str, **options: str) -> Path:
    weasyprint.HTML(string=html).write_pdf(path, **options)
    return path


def test_a_tagged_page_passes_and_an_untagged_one_is_named(tmp_path: Path) -> None:
    sound = pdf(tmp_path / "sound.pdf", PAGE, pdf_variant="pdf/ua-1")
    plain = pdf(tmp_path / "plain.pdf", PAGE)

    failures = validate([sound, plain])

    assert {failure.file for failure in failures} == {plain}
    assert any("metadata" in failure.message for failure in failures)
    assert validate(sound) == []


def test_a_picture_without_words_fails(tmp_path: Path) -> None:
    drawn = PAGE.replace("<p>", '<svg width="9" height="9"><circle cx="4" cy="4" r="4"/></svg><p>')

    failures = validate(pdf(tmp_path / "drawn.pdf", drawn, pdf_variant="pdf/ua-1"))

    assert [failure.clause for failure in failures] == ["7.3-1"]


def test_what_is_no_pdf_is_an_error_and_not_a_pass(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_text("nothing of the kind")

    with pytest.raises(VeraPDFError, match="no verdict"):
        validate(broken)


def test_no_files_are_refused() -> None:
    with pytest.raises(ValueError, match="no file"):
        validate([])
