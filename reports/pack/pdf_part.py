"""One part of a pack: laid-out pages as PDF objects in a file, ready to be bound with others.

A part's objects are numbered from 1 and refer to each other only. What belongs to the whole (catalogue, root of the
structure, page tree, destinations by name, outline) is said in its head; `reports.pack.pdf_merge` puts it together.
"""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf import generate_pdf

from graph.unswept import unswept
from reports.render import RENDERING, Laid, font_dates, strictly

PLAIN, STREAM, PARENT, DEST = range(4)
"""Kinds of a record: an object without and with a stream, a value of the parent tree, a named destination."""


@dataclass(frozen=True)
class Head:
    """What the binder has to know of a part: how many objects and pages; the numbers of its page tree's node, of the
    root of its structure (which is not among the records) and of the structure's top element; the catalogue's."""

    objects: int
    pages: int
    page_tree: int
    structure_root: int
    structure_top: int
    catalogue: dict[str, str]
    info: str


def write_part(
    path: Path,
    laid: Laid,
    pages: Collection[Any],
    name: str,
    created: datetime,
    *,
    elsewhere: Collection[str] = (),
    finish: Callable[[pydyf.PDF], None] | None = None,
) -> int:
    """Writes `pages` of a laid-out document as a part named `name`, unique in the pack; how many pages.

    Links may lead to destinations in other parts: `elsewhere` are their names. `finish` may add to the PDF, as an
    outline. Raises ReportError on any warning of the renderer.
    """
    document = laid.document.copy(list(pages))
    with RENDERING, unswept(), strictly(), font_dates(created), _borrowed(document.pages, elsewhere):
        options = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1", "pdf_version": "1.7", "pdf_tags": True}
        pdf = generate_pdf(document, None, 1, **options)
        if finish:
            finish(pdf)
        _name_links(document.pages)
        _name_cells(pdf, name)
        with path.open("wb") as file:
            _write(file, pdf, frozenset(elsewhere))
    return len(document.pages)


def read_part(file: BinaryIO) -> tuple[Head, Iterator[tuple[int, int, bytes]]]:
    """The head of a part and its records (kind, number, bytes) in the order they were written."""
    head = Head(**json.loads(file.readline()))
    return head, _records(file)


def _records(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    while start := file.read(9):
        kind, number, length = start[0], int.from_bytes(start[1:5]), int.from_bytes(start[5:9])
        yield kind, number, file.read(length)


class _borrowed:  # noqa: N801 - reads as a word of the with statement
    """For as long as it lasts the first page has the anchors that stand elsewhere, so that links to them are kept."""

    def __init__(self, pages: list[Any], names: Collection[str]) -> None:
        self._page, self._names = pages[0], names

    def __enter__(self) -> None:
        self._before = self._page.anchors
        self._page.anchors = {**self._before, **dict.fromkeys(self._names, (0, 0, 0, 0))}

    def __exit__(self, *_: object) -> None:
        self._page.anchors = self._before


def _name_links(pages: list[Any]) -> None:
    """Has each link told by its words; the renderer names its destination."""
    for page in pages:
        for _kind, _to, _where, box in page.links:
            words = " ".join("".join(box.element.itertext()).split()) if box.element is not None else ""
            if words and box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(words)


def _name_cells(pdf: pydyf.PDF, name: str) -> None:
    """Makes the ids of table headers unique in the pack; the cells that name them hold the same objects."""
    for each in pdf.objects:
        key = each.get("ID") if isinstance(each, pydyf.Dictionary) else None
        if isinstance(key, pydyf.String):
            key.string = f"{name}-{key.string}"


def _write(file: BinaryIO, pdf: pydyf.PDF, elsewhere: frozenset[str]) -> None:
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    parents = pdf.objects[_number(root["ParentTree"])]
    pdf.pages["Parent"] = b"0 0 R"  # the binder's page tree
    head = Head(
        objects=len(pdf.objects),
        pages=pdf.pages["Count"],
        page_tree=pdf.pages.number,
        structure_root=root.number,
        structure_top=_number(root["K"][0]),
        catalogue={
            key: pydyf._to_bytes(value).decode("latin-1")
            for key, value in pdf.catalog.items()
            if key in ("Lang", "Metadata", "Outlines", "MarkInfo", "ViewerPreferences")
        },
        info=pdf.info.data.decode("latin-1"),
    )
    file.write(json.dumps(asdict(head)).encode() + b"\n")
    left_out = {0, pdf.catalog.number, root.number, parents.number}
    for each in pdf.objects:
        if each.number not in left_out:
            _record(file, PLAIN if each.compressible else STREAM, each.number, each.data)
    for key, value in zip(parents["Nums"][::2], parents["Nums"][1::2], strict=True):
        _record(file, PARENT, key, pydyf._to_bytes(value))
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    for text, where in zip(names[::2], names[1::2], strict=True):
        if text.string not in elsewhere:
            _record(file, DEST, 0, text.data + b"\n" + where.data)


def _record(file: BinaryIO, kind: int, number: int, data: bytes) -> None:
    file.write(bytes([kind]) + number.to_bytes(4) + len(data).to_bytes(4) + data)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
