"""HTML and CSS to PDF/UA-1, with nothing fetched and nothing passed over.

Only data: addresses are read. Any record of the renderer at level WARNING or above (a blocked address, an unknown
property, a missing glyph) fails the report with ReportError. The same input gives the same bytes.
"""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from graph.unswept import unswept
from reports.errors import ReportError
from reports.html import block, inline, words

Paper = Literal["A4", "Letter"]

_FOLDER = Path(__file__).parent
RENDERING = RLock()
"""Pango and the shared font configuration are used by one thread at a time."""


@dataclass(frozen=True)
class Enclosure:
    """A file inside the PDF."""

    name: str
    description: str
    content: bytes


@dataclass(frozen=True)
class Laid:
    """A laid-out document: how many pages, and on which page (from 1) each anchor stands."""

    document: Any
    pages: int
    anchors: dict[str, int]


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # the library carries no types
    """Reads data: addresses and nothing else, neither network nor disk."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.lower().startswith("data:"):
            raise ValueError(f"nothing is fetched while a report is made: {url[:200]}")
        return super().fetch(url, headers)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the reports: autoescaped, and an unknown name is an error."""
    jinja = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.globals.update(inline=inline, block=block, words=words)
    return jinja


def template(name: str) -> Template:
    """A template by its path below reports/."""
    return environment().get_template(name)


def lay_out(html: str, stylesheet: str, page_css: str) -> Laid:
    """Lays out `html` with a packaged stylesheet (path below reports/) and the document's own @page rules.

    Raises ReportError on any warning of the renderer.
    """
    with RENDERING, unswept(), strictly():
        fonts = _fonts()
        sheets = [_compiled(stylesheet), CSS(string=page_css, font_config=fonts, url_fetcher=ClosedFetcher())]
        document = HTML(string=html, url_fetcher=ClosedFetcher()).render(
            font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1"
        )
        anchors: dict[str, int] = {}
        for number, page in enumerate(document.pages, start=1):
            for name in page.anchors:  # a part that runs over several pages has its anchor on each
                anchors.setdefault(name, number)
        return Laid(document, len(document.pages), anchors)


def write_pdf(laid: Laid, created: datetime, enclosures: Sequence[Enclosure] = ()) -> bytes:
    """The PDF of a laid-out document, dated `created` throughout. Raises ReportError on any warning."""
    identifier = sha256(b"".join(e.content for e in enclosures)).hexdigest()[:32].encode()
    at = created.astimezone(UTC)
    attachments = [
        Attachment(
            string=e.content, name=e.name, description=e.description, created=at, modified=at, relationship="Data"
        )
        for e in enclosures
    ]
    with RENDERING, unswept(), strictly(), font_dates(at):
        pdf: bytes = laid.document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier, attachments=attachments)
    return pdf


@contextmanager
def font_dates(at: datetime) -> Iterator[None]:
    """Dates the embedded fonts: where fontTools subsets them it would write today's date, so bytes would differ."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(at.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def css_string(text: str) -> str:
    """`text` as a CSS string: everything but plain letters and digits escaped, so that it cannot end the string."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'


@contextmanager
def strictly(logger: str = "weasyprint") -> Iterator[None]:
    """Raises ReportError at the end of the block if the renderer logged anything at WARNING or above."""
    messages: list[str] = []
    handler = _Collector(messages.append)
    log = logging.getLogger(logger)
    level, propagate = log.level, log.propagate
    log.addHandler(handler)
    log.propagate = False
    if log.getEffectiveLevel() > logging.WARNING or log.disabled:
        log.setLevel(logging.WARNING)
    disabled, log.disabled = log.disabled, False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate, log.disabled = propagate, disabled
    if messages:
        raise ReportError("the renderer warned, so no file was made: " + "; ".join(dict.fromkeys(messages)))


class _Collector(logging.Handler):
    def __init__(self, take: Callable[[str], object]) -> None:
        super().__init__(logging.WARNING)
        self._take = take

    def emit(self, record: logging.LogRecord) -> None:
        self._take(record.getMessage())


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=8)
def _compiled(stylesheet: str) -> CSS:
    text = (_FOLDER / stylesheet).read_text(encoding="utf-8")
    return CSS(string=text, font_config=_fonts(), url_fetcher=ClosedFetcher())
