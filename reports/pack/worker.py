"""One of the processes that make a pack: `python -m reports.pack.worker`, started by reports.pack.worker_pool.

It reads tasks, one a line, from its standard input and ends when that closes, so it never outlives its parent. To a
task belong answers, one a line, on standard output; the last one of a task is {"done": true} or {"failed": ...}.

Each task is carried out in a fork, with fonts and templates warm: what a layout leaves behind, a million objects that
refer to each other, is given back whole when the fork ends, and nobody has to look for it. A fork whose answers nobody
reads ends at the next one.
"""

import gc
import json
import os
import pickle
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, TextIO

from reports.errors import GlyphMissing, NotSigned, ReportError
from reports.gap.paper import STYLESHEET, laid_out
from reports.glyphs import with_code_points
from reports.pack.front import brief_anchor, outline, report_anchor, sheet_laid
from reports.pack.models import Front
from reports.pack.pdf_part import write_part
from reports.pack.person import person_of
from reports.render import Laid, lay_out
from reports.text import each_text

PAGES_PER_PART = 36
"""After how many laid-out pages a part is written: they are what takes memory, about 3 MB each."""
PAGES_UNSWEPT = 100
"""After how many written pages within one task their memory is looked for after all."""

Answer = dict[str, Any]

_WARMING = '<html lang="en"><p>Warm <b>fonts</b></p><p lang="zh-Hans">字体<b>字体</b></p>'


@dataclass
class _Laid:
    """A person's report, laid out and not yet written."""

    number: int
    laid: Laid
    created: datetime
    code_points: tuple[str, ...]


def judge(task: dict[str, Any]) -> Iterator[Answer]:
    """Says who somebody is in the pack: pickled beside the dossier."""
    path = Path(task["dossier"])
    path.with_suffix(".person").write_bytes(pickle.dumps(person_of(_load(path), task["language"])))
    yield {"done": True}


def lay(task: dict[str, Any]) -> Iterator[Answer]:
    """Lays out the reports of some people who follow each other, and writes them as parts."""
    waiting: list[_Laid] = []
    pages = unswept = 0
    last = task["people"][-1][0]
    for number, dossier in task["people"]:
        waiting.append(_lay_one(task, number, Path(dossier)))
        yield {"laid": number, "pages": waiting[-1].laid.pages, "code_points": waiting[-1].code_points}
        pages += waiting[-1].laid.pages
        if pages >= PAGES_PER_PART or number == last:
            yield _write(task, waiting)
            waiting.clear()
            unswept, pages = unswept + pages, 0
        if unswept >= PAGES_UNSWEPT and number != last:
            gc.collect()
            unswept = 0
    yield {"done": True}


def front(task: dict[str, Any]) -> Iterator[Answer]:
    """Lays out one of the first pages, and writes it as a part; the first one carries the bookmarks."""
    # Whoever has such a character in a report has been named by now; here it is shown, as in that report.
    whole: Front = each_text(_load(Path(task["front"])), with_code_points)
    language, number = task["language"], task["sheet"]
    laid = sheet_laid(whole, number, language, task["paper"])
    pages = laid.document.pages
    own = {name for page in pages for name in page.anchors}
    led_to = {to for page in pages for kind, to, *_ in page.links if kind == "internal"}
    path = Path(task["folder"]) / f"front-{number}.part"
    write_part(
        path, laid, pages, f"a{number}", whole.scope.as_of, elsewhere=led_to - own,
        finish=outline(whole, language) if number == 1 else None,
    )  # fmt: skip
    yield {"first": number, "last": number, "parts": [[str(path), [0, number]]]}
    yield {"done": True}


def _lay_one(task: dict[str, Any], number: int, path: Path) -> _Laid:
    report, laid = laid_out(
        _load(path),
        task["language"],
        task["paper"],
        task["base_url"],
        datetime.fromisoformat(task["as_of"]),
        task["time_zone"],
        date.fromisoformat(task["meets_on"]),
        (number, task["of"]),
        show_missing=task["show_missing"],
    )
    prefix = report_anchor(number)
    for page in laid.document.pages:  # names are unique in the whole
        page.anchors = {f"{prefix}-{name}": where for name, where in page.anchors.items()}
        page.links = [(kind, f"{prefix}-{to}" if kind == "internal" else to, *more) for kind, to, *more in page.links]
        page.bookmarks = []
    return _Laid(number, laid, report.as_of, report.code_points)


def _write(task: dict[str, Any], people: list[_Laid]) -> Answer:
    """Two parts: the briefs, and the full reports."""
    first, laid = people[0].number, people[0].laid
    briefs, reports = (Path(task["folder"]) / f"{kind}-{first}.part" for kind in ("briefs", "reports"))
    pages = [page for each in people for page in each.laid.document.pages]
    for each in people:
        each.laid.document.pages[0].anchors[report_anchor(each.number)] = (0, 0, 0, 0)
    write_part(reports, laid, pages, f"r{first}", people[0].created)
    opened = []
    led_to: set[str] = set()
    for each in people:
        page = each.laid.document.pages[0]
        page.anchors = {brief_anchor(each.number): (0, 0, 0, 0)}
        led_to |= {to for kind, to, *_ in page.links if kind == "internal"}
        opened.append(page)
    write_part(briefs, laid, opened, f"b{first}", people[0].created, elsewhere=led_to)
    parts = [[str(briefs), [1, first]], [str(reports), [2, first]]]
    return {"first": first, "last": people[-1].number, "parts": parts}


def _load(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 - written a moment ago by our parent into a folder of its own


def _answers(task: dict[str, Any]) -> Iterator[Answer]:
    """The answers to one task; a report that cannot be made is an answer too."""
    try:
        yield from {"judge": judge, "lay": lay, "front": front}[task["do"]](task)
    except GlyphMissing as error:
        yield {"failed": "glyph", "missing": [[each.person, each.character] for each in error.missing]}
    except NotSigned as error:
        yield {"failed": "unsigned", "review": error.review}
    except ReportError as error:
        yield {"failed": "report", "why": str(error)}


def main() -> None:
    """Takes tasks until there are no more."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints is not an answer
    lay_out(_WARMING, STYLESHEET, "")
    gc.collect()
    gc.disable()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _carry_out(json.loads(line), out)
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(f"a fork of the worker ended with {os.waitstatus_to_exitcode(status)}")


def _carry_out(task: dict[str, Any], out: TextIO) -> NoReturn:
    """What a fork does; it never returns, so nothing of its parent is flushed or closed twice."""
    code = 1
    try:
        for answer in _answers(task):
            out.write(json.dumps(answer) + "\n")
            out.flush()
        code = 0
    except BrokenPipeError:
        pass  # nobody wants it any more
    except BaseException:  # whatever it is, it is said, and the fork ends
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
