"""Packs for tests: invented people in a session, and what a PDF reader finds in the file."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from graph.report.models import Dossier
from graph.review.enums import Value
from graph.review.models import PersonRef
from graph.text import Text
from reports.pack import Pack, Scope, make
from reports.render import Paper
from reports.wording import Language
from tests.made_once import made_once
from tests.reports.dossiers import LEVELS, MARA, WEI, Case, dossier, met, usual

URL = "https://plumbline.example"
AS_OF = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
SCOPE = Scope(
    "cs-1", Text("LLM engineers, winter", "大模型工程师冬季会"), date(2026, 12, 9), AS_OF, "Asia/Shanghai",
    (MARA.name, WEI.name), (Text("Nils Berg", "白尼"),),
)  # fmt: skip
FOOT_POINTS = 51
"""How high the foot of a page is: the margin below."""
HOSTILE = 'A(b\\) 5 0 R) "x" </script><b> /StructParents 3 endobj <4f> {{ 7*7 }}'
LONG = "Maximiliane-Constanze Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst"


def somebody(number: int, name: str, chinese: str = "", cases: list[Case] | None = None, **more: Any) -> Dossier:
    person = PersonRef(f"E-{number:03}", Text(name, chinese or f"人员{number}"))
    return dossier(usual(9, 2) if cases is None else cases, person=person, id=f"rv-{number:04}", **more)


def calm() -> list[Case]:
    """Nothing to look at: each rating on the line, as before, with evidence."""
    return [met(n, last=Value.MEETS) for n in (0, 1, 2)]


def people() -> list[Dossier]:
    """Four of two levels, from no flag to several, in no order."""
    disputed = [replace(case, calibrated=Value.DEVELOPING) if n == 2 else case for n, case in enumerate(usual(9, 2))]
    return [
        somebody(1, "Ann Calm", "安静", calm(), target=False),
        somebody(2, HOSTILE, "", None, sentences=HOSTILE, statement=HOSTILE),
        somebody(3, LONG, "欧阳" * 12, disputed),
        somebody(4, "Senior Sam", "高森", usual(6, 1), level=LEVELS["senior"], target=False),
    ]


@cache
def made(language: Language = "en", paper: Paper = "A4") -> Pack:
    """The pack of `people`, made once."""

    def in_folder(folder: Path) -> Pack:
        return make(SCOPE, people(), folder / "pack.pdf", language=language, paper=paper, base_url=URL)

    return made_once(f"pack-{language}-{paper}", in_folder)


@cache
def texts(file: Path) -> list[str]:
    """The words of each page."""
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def footer(file: Path, page: int) -> str:
    """The words at the foot of a page (from 1), below all that the page is about."""
    with pikepdf.open(file) as pdf:
        top = int(pdf.pages[page - 1].mediabox[3]) - FOOT_POINTS
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-x", "0", "-y", str(top), "-W", "700", "-H", "70"]
    done = subprocess.run([*command, str(file), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def rows(file: Path) -> list[list[str]]:
    """The rows of all tables as assistive technology meets them: the words of each cell, from the file's structure."""
    done = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, check=True)
    found: list[list[str]] = []
    for line in map(str.strip, done.stdout.decode().splitlines()):
        if re.match(r"TR\b", line):
            found.append([])
        elif re.match(r"T[HD]\b", line):
            found[-1].append("")
        elif line.startswith('"') and found and found[-1]:
            found[-1][-1] += line[1:-1]
    return found


def places(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page (from 1) of each named destination."""
    at: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return {str(name): at[where[0].objgen] for name, where in pikepdf.NameTree(pdf.Root.Names.Dests).items()}


def links(pdf: pikepdf.Pdf, page: int) -> Iterator[tuple[str, int]]:
    """The words and the page of each link on a page (from 1)."""
    found = places(pdf)
    for each in pdf.pages[page - 1].get("/Annots", []):
        yield str(each.Contents), found[str(each.Dest)]
