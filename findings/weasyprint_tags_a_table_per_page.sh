#!/bin/sh
# One table over three pages is tagged as three tables.
#
# WeasyPrint 70.0, pdf_variant="pdf/ua-1". Each page's part of a <table> becomes a Table element of its own, side by side
# under the document: the repeated header row is tagged again in each (not marked as an artifact, as a page header is),
# and the caption is in the first only. A screen reader announces three tables, two of them nameless, and says "row 1 of
# 21" where a reader sees row 41 of 60. So the count of tables in a PDF says nothing about the report that was written.
# Header cells have an ID and data cells name them in Headers, but the structure root has no IDTree, in which ISO 32000-1
# (14.7.2) has such an ID looked up.
#
# Seen: 3 pages, 3 Table, 1 Caption, 6 column headers for 2 columns, IDTree absent.
# Needs the system's Pango and its Python venv.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q weasyprint==70.0 pikepdf==10.18.0
"$folder/env/bin/python" - <<'PYTHON'
import io
import sys
from collections import Counter

import pikepdf
import weasyprint

ROWS = "".join(f'<tr><th scope="row">Skill {number}<td>met' for number in range(60))
PAGE = f"""<html lang="en"><title>Report</title><style>@page {{ size: A5 }} tr {{ break-inside: avoid }}</style><body>
<table><caption>Gaps</caption><thead><tr><th>Skill<th>Rating<tbody>{ROWS}</table>"""
pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")))
tags = Counter(str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each)
seen = {
    "pages": len(pdf.pages),
    "Table": tags["/Table"],
    "Caption": tags["/Caption"],
    "column headers": tags["/TH"] - 60,
    "IDTree": "/IDTree" in pdf.Root.StructTreeRoot,
}
print(f"WeasyPrint {weasyprint.__version__}:", seen)
sys.exit(list(seen.values()) != [3, 3, 1, 6, False])
PYTHON
