#!/bin/sh
# A lookup that failed, a formula that was never calculated and an empty cell are read as the same empty text.
#
# python-calamine 0.9.1, reading a workbook that openpyxl 3.1.5 wrote, by to_python(). A column of managers filled by
# VLOOKUP, where some lookups gave #N/A, comes out as a column in which nobody has a manager; an import that takes an
# empty cell for "nobody" ends reporting lines without a word. openpyxl tells the three apart. Whoever reads people from
# spreadsheets by calamine has to look into the sheet's own XML (t="e", a formula without a value) beside it.
#
# Seen: '' for all three by calamine; '#N/A', the formula's text and None by openpyxl.
# Needs Python's venv.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q python-calamine==0.9.1 openpyxl==3.1.5
FOLDER="$folder" "$folder/env/bin/python" - <<'PYTHON'
import os
import sys
from pathlib import Path

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

path = Path(os.environ["FOLDER"]) / "people.xlsx"
book = Workbook()
sheet = book.active
sheet.append(["id", "manager"])
sheet.append(["E-1", "#N/A"])
sheet["B2"].data_type = "e"
sheet.append(["E-2", "=UPPER(A2)"])
sheet.append(["E-3", None])
book.save(path)

by_calamine = [row[1] for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]]
by_openpyxl = [row[1].value for row in load_workbook(path).active.iter_rows(min_row=2)]
print("calamine:", by_calamine)
print("openpyxl:", by_openpyxl)
sys.exit(0 if by_calamine == ["", "", ""] and by_openpyxl == ["#N/A", "=UPPER(A2)", None] else 1)
PYTHON
