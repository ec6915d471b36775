#!/bin/sh
# A font weight between the hundreds is no weight in a PDF.
#
# WeasyPrint 70.0. CSS Fonts Level 4 (2.2) allows any number from 1 to 1000, and browsers draw 650 as semibold, or as the
# nearest weight that the font has. WeasyPrint takes only multiples of 100: the declaration is dropped with a warning in
# the log, and the text keeps the weight that it inherits. Where the page and its PDF share a design token, headings that
# are semibold on the screen are regular on paper, and nothing fails unless the log is read.
#
# Seen: 1 warning; with 650 the same file as without any weight, with 700 another.
# Needs the system's Pango and its Python venv.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q weasyprint==70.0
"$folder/env/bin/python" - <<'PYTHON'
import logging
import sys

import weasyprint

warnings = []
handler = logging.Handler(logging.WARNING)
handler.emit = lambda record: warnings.append(record.getMessage())
logging.getLogger("weasyprint").addHandler(handler)


def drawn(weight: str) -> bytes:
    page = f"<html lang=en><title>Report</title><style>p {{ {weight} }}</style><p>Required, off the line</p>"
    return weasyprint.HTML(string=page).write_pdf(pdf_identifier=b"same")


none, between, bold = drawn(""), drawn("font-weight: 650"), drawn("font-weight: 700")
seen = (len([one for one in warnings if "650" in one]), between == none, bold == none)
print(f"WeasyPrint {weasyprint.__version__}: {seen[0]} warning; 650 as without a weight: {seen[1]}, 700: {seen[2]}")
sys.exit(seen != (1, True, False))
PYTHON
