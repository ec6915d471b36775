"""What a file is, by its bytes and never by its name."""

import io
import zipfile
import zlib

from graph.spreadsheets.models import FileKind, Limits
from graph.spreadsheets.unreadable import Unreadable, UnreadableFile

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_OTHERS = (
    (b"%PDF", "a PDF", "PDF"),
    (b"{\\rtf", "a text document (RTF)", "RTF 文档"),
    (b"\x89PNG", "a picture", "图片"),
    (b"\xff\xd8\xff", "a picture", "图片"),
    (b"GIF8", "a picture", "图片"),
    (b"\x1f\x8b", "a compressed file", "压缩文件"),
    (b"7z\xbc\xaf", "a compressed file", "压缩文件"),
    (b"Rar!", "a compressed file", "压缩文件"),
    (b"SQLite format 3", "a database", "数据库"),
)
_IN_ZIP = (
    ("word/document.xml", "a Word document", "Word 文档"),
    ("ppt/presentation.xml", "a presentation", "演示文稿"),
    ("index/document.iwa", "a Numbers document", "Numbers 文档"),
)
_MB = 1_000_000


def kind_of(data: bytes, limits: Limits) -> FileKind:
    """The kind of a file. Raises UnreadableFile where it is none that can be read, or would unpack too large."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile(Unreadable.EMPTY)
    for beginning, en, zh in _OTHERS:
        if data.startswith(beginning):
            raise UnreadableFile(Unreadable.OTHER_KIND, (en, zh))
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(Unreadable.ENCRYPTED)
        if "WordDocument".encode("utf-16-le") in data:
            raise UnreadableFile(Unreadable.OTHER_KIND, ("a Word document", "Word 文档"))
        return FileKind.XLS
    if data.startswith(b"PK"):
        return _kind_of_zip(data, limits)
    if data[:2] == b"\x09\x08":  # a stream of records without a container, as some programs write
        return FileKind.XLS
    return _kind_of_text(data)


def _kind_of_text(data: bytes) -> FileKind:
    start = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<?xml"):
        return FileKind.XML_2003
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<div")):
        raise UnreadableFile(Unreadable.HTML)
    if start.startswith(b"mime-version:") or (start.startswith(b"<?xml") and b"<html" in start):
        raise UnreadableFile(Unreadable.HTML)
    if start.startswith(b"<"):
        raise UnreadableFile(Unreadable.OTHER_KIND, ("XML", "XML"))
    if start.startswith((b"{", b"[")):
        raise UnreadableFile(Unreadable.OTHER_KIND, ("JSON", "JSON"))
    return FileKind.CSV


def _kind_of_zip(data: bytes, limits: Limits) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename.lower() for entry in entries}
            said = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        ValueError,
        KeyError,
        RuntimeError,
        EOFError,
        zlib.error,
    ):
        raise UnreadableFile(Unreadable.DAMAGED) from None
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes:
        raise UnreadableFile(
            Unreadable.UNPACKS_TOO_LARGE, (f"{unpacked // _MB:,}", f"{limits.unpacked_bytes // _MB:,}")
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(Unreadable.ENCRYPTED)
    return _kind_of_package(names, said)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first bytes of an entry; no more of it is unpacked, however large it says that it is."""
    with archive.open(name) as entry:
        return entry.read(200)


def _kind_of_package(names: set[str], said: bytes) -> FileKind:
    for name, en, zh in _IN_ZIP:
        if name in names:
            raise UnreadableFile(Unreadable.OTHER_KIND, (en, zh))
    if said.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return FileKind.ODS
    if said.startswith(b"application/vnd.oasis.opendocument"):
        raise UnreadableFile(Unreadable.OTHER_KIND, ("a text document", "文本文档"))
    if any(name.endswith("workbook.bin") for name in names):
        return FileKind.XLSB
    if "content.xml" in names:
        return FileKind.ODS
    if "[content_types].xml" in names:
        return FileKind.XLSX
    raise UnreadableFile(Unreadable.OTHER_KIND, ("a compressed file", "压缩文件"))
