#!/bin/sh
# A picture that is decoration (alt="") is tagged as a Figure without a description.
#
# WeasyPrint 70.0, pdf_variant="pdf/ua-1". In HTML an empty alt says: leave this out when read aloud. In the tagged PDF the
# picture is a Figure without /Alt, which PDF/UA-1 (ISO 14289-1, 7.3) forbids; the right tag is an artifact. What ARIA says
# of an inline <svg> is lost as well: of role="img" with aria-label nothing arrives, of the first <title> child the text
# does; and aria-hidden does not hide. A picture that is decoration belongs into a CSS background, which is an artifact.
#
# Seen: /Alt of the Figures: img alt="" none; svg aria-label none; svg title "Three of four"; CSS background no Figure.
# Needs the system's Pango and its Python venv.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q weasyprint==70.0 pikepdf==10.18.0
"$folder/env/bin/python" - <<'PYTHON'
import io
import sys
from urllib.parse import quote

import pikepdf
import weasyprint

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" width="40" height="40"{}>{}<rect width="3" height="4"/></svg>'
SOURCE = "data:image/svg+xml," + quote(SVG.format("", ""))
BODIES = {
    'img alt=""': f'<img alt="" src="{SOURCE}">',
    "svg aria-label": SVG.format(' role="img" aria-label="Three of four"', ""),
    "svg title": SVG.format("", "<title>Three of four</title>"),
    "CSS background": f"""<p style='height: 40px; background: url("{SOURCE}")'>Text</p>""",
}


def figures(body: str) -> list[str | None]:
    page = f'<html lang="en"><title>Report</title><body><p>Text</p>{body}'
    pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")))
    found = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure")
    return [str(each.Alt) if "/Alt" in each else None for each in found]


seen = {name: figures(body) for name, body in BODIES.items()}
print(f"WeasyPrint {weasyprint.__version__}:", seen)
sys.exit(list(seen.values()) != [[None], [None], ["Three of four"], []])
PYTHON
