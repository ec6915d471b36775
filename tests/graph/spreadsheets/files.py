"""Files for the tests: workbooks of hand-written parts, and the samples beside the repository."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.meta.files import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def sample(name: str) -> Path:
    """A sample of ../shared/samples; skips the test where they are not."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no {name} in ../shared/samples")
    return path


def xlsx_of(sheet_data: str, before: str = "", formats: tuple[str, ...] = ()) -> bytes:
    """A workbook with one sheet `S` of hand-written XML; cells of style n have the n-th format, from 1."""
    codes = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    xfs = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(formats)))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_LINKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_LINKS}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f"<styleSheet {_MAIN}><numFmts>{codes}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}>{before}<sheetData>{sheet_data}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def row(number: int, *cells: str, hidden: bool = False) -> str:
    """A row of texts and whole cells."""
    drawn = (
        each if each.startswith("<c") else f'<c r="{chr(65 + n)}{number}" t="inlineStr"><is><t>{each}</t></is></c>'
        for n, each in enumerate(cells)
    )
    return f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{"".join(drawn)}</row>'
