"""The seal that the worker writes each day, into a folder and by mail.

A day whose record has faults gets no seal: the last good one stays the last.
"""

import logging
import os
import secrets
from pathlib import Path

from graph.context import Context
from graph.driver import Graph
from graph.verification.seals import Seal, UnreadableSeal, check_seal, read_seal, seal
from graph.verification.verify import verify
from webapp.mail.server import MailFailed, send
from webapp.settings import Settings

log = logging.getLogger("plumbline.seal")


def seal_today(settings: Settings, graph: Graph, context: Context) -> Path | None:
    """Writes today's seal, once; the file, or None where there is one already or the record has faults.

    The record is verified first, also against the newest seal of the folder. What is found, and a mail that could not
    be sent, is logged and tried again the next day. Raises OSError where the folder cannot be written.
    """
    folder, day = settings.seals, context.today.isoformat()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file, refused = folder / f"{day}.json", folder / f"{day}.not-sealed"
    if file.exists() or refused.exists():
        return None
    faults = _faults(graph, folder)
    if faults:
        _write(refused, "\n".join(faults) + "\n")
        count = f"{len(faults)} {'discrepancy' if len(faults) == 1 else 'discrepancies'}"
        log.error("no seal is written today: the record has %s, see %s", count, refused)
        _mail(settings, f"Plumbline: the record has {count}", "\n".join(faults))
        return None
    now = seal(graph, context)
    if not _write(file, now.text()):
        return None
    log.info("%s: %s streams, root %s", file, len(now.heads), now.root)
    text = f"{len(now.heads)} streams sealed at {now.at}.\nRoot: {now.root}\n"
    _mail(settings, f"Plumbline: seal of {day}", text, (file.name, now.text()))
    return file


def _write(file: Path, text: str) -> bool:
    """Whole or not at all, never over another; False where another worker was first."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with part.open("x", encoding="utf-8") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        os.link(part, file)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def _faults(graph: Graph, folder: Path) -> list[str]:
    found = list(verify(graph).faults)
    newest = _newest_seal(folder)
    if newest:
        found += check_seal(graph, newest)
    return [f"{fault.kind}: {fault.stream} {fault.seq or ''}: {fault.detail}" for fault in found]


def _newest_seal(folder: Path) -> Seal | None:
    for file in sorted(folder.glob("*.json"), reverse=True):
        try:
            return read_seal(file.read_text(encoding="utf-8"))
        except (UnreadableSeal, UnicodeDecodeError) as error:  # no fault of the record: the one before is asked
            log.warning("%s is no seal: %s", file, error)
    return None


def _mail(settings: Settings, subject: str, text: str, attachment: tuple[str, str] | None = None) -> None:
    if not settings.seal_mail:
        return
    try:
        send(settings, settings.seal_mail, subject, text, attachment)
    except MailFailed as error:
        log.warning("the mail “%s” was not sent: %s", subject, error)
