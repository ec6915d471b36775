#!/bin/sh
# A link is described by its address, not by its words.
#
# WeasyPrint 70.0, pdf_variant="pdf/ua-1". PDF/UA-1 (ISO 14289-1, 7.18.5) wants a Contents entry that describes a link's
# annotation. The entry is there and a checker is content, but it holds the target: the whole address, or for a link
# inside the document the bare name of its destination. Readers that announce Contents say "person-0007-gaps" where the page
# says "All gaps". An aria-label or title on the link changes nothing.
#
# Seen: Contents "person-0007-gaps" and "https://example.org/reviews/7f3a" for links with the words "All gaps", "Review".
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

PAGE = """<html lang="en"><title>Pack</title><body><p><a href="#person-0007-gaps" aria-label="All gaps">All gaps</a>
<a href="https://example.org/reviews/7f3a" title="Review">Review</a></p><h1 id="person-0007-gaps">Gaps</h1>"""
pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")))
seen = sorted(str(link.Contents) for link in pdf.pages[0].Annots)
print(f"WeasyPrint {weasyprint.__version__}: Contents", seen)
sys.exit(seen != ["https://example.org/reviews/7f3a", "person-0007-gaps"])
PYTHON
