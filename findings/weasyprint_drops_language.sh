#!/bin/sh
# A change of language inside a document does not reach the tagged PDF.
#
# WeasyPrint 70.0, pdf_variant="pdf/ua-1". HTML's lang on a paragraph or a phrase chooses the font and the hyphenation,
# and then it is gone: no structure element and no marked content has /Lang; only the catalogue has, with the language of
# <html>. PDF/UA-1 (ISO 14289-1, 7.2) wants the language of all text to be determinable. A screen reader speaks a Chinese
# skill name in an English report with the English voice. The metadata still claims PDF/UA-1.
#
# Seen: catalogue en; /Lang written 1 time, for 2 changes of language.
# Needs the system's Pango and its Python venv.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q weasyprint==70.0 pikepdf==10.18.0
"$folder/env/bin/python" - <<'PYTHON'
import io
import sys

import pikepdf
import weasyprint

PAGE = """<html lang="en"><title>Report</title><body>
<p>The skill <span lang="zh">沟通</span> is met.</p><p lang="zh">已达到要求。</p>"""
written = weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
pdf = pikepdf.open(io.BytesIO(written))
language, times = str(pdf.Root.Lang), written.count(b"/Lang")
print(f"WeasyPrint {weasyprint.__version__}: catalogue {language}; /Lang written {times} time, for 2 changes of language")
sys.exit((language, times) != ("en", 1))
PYTHON
