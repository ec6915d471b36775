"""What the report pages show."""

from dataclasses import dataclass

from webapp.review.header import ReviewHeader


@dataclass(frozen=True)
class FailedPage:
    """A report that was not made: why, and the characters that no font has, the code of one. `again` is where its
    reader may have them shown as those, '' where they may not."""

    review: str
    why: str
    missing: tuple[str, ...]
    code: str
    again: str


@dataclass(frozen=True)
class MissingRecordPage:
    """A review that is closed while its PDF of record is not there: why, and by whose right it can be written."""

    review: str
    why: str
    reader: str


@dataclass(frozen=True)
class ReportVariant:
    """One variant that the reader may have: its name, and for whom it is."""

    variant: str
    name: str
    about: str


@dataclass(frozen=True)
class FilesPage:
    """The files of one review that the reader may download."""

    header: ReviewHeader
    variants: tuple[ReportVariant, ...]
    papers: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
