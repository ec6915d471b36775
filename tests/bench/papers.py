"""Gap reports beside Chromium's print of the same HTML, and the Chinese one beside the English one."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from reports.gap import Report, Variant, build, gap_report
from reports.gap import paper as gap_paper
from reports.wording import Language
from tests.bench.bench import Bench
from tests.bench.figures import Figure, Goal
from tests.bench.watch import Step, by_turns, middle
from tests.browser.chromium import program
from tests.reports.dossiers import dossier, usual

ROWS = 60
ROUNDS, QUICK_ROUNDS = 10, 3
ADDRESS = "https://plumbline.example"
_DOSSIER = dossier(usual(ROWS, 9), target=False)


def gap_report_pdf(bench: Bench) -> Iterator[Figure]:
    """A review of 60 expectations: our PDF in a warm process, and Chromium's print of its HTML, its start included."""
    page = bench.folder / "report.html"
    page.write_text(_whole_page(), encoding="utf-8")
    ours, printed = _turns(bench, lambda: _report("en"), lambda: _print(page, bench.folder))
    note = f"{_report('en').pages} pages"
    yield Figure("gap_report_pdf", middle(ours), "ms", Goal("ratio", most=0.4), middle(printed), note)


def gap_report_zh(bench: Bench) -> Iterator[Figure]:
    """The same review in Chinese, beside the English report."""
    chinese, english = _turns(bench, lambda: _report("zh"), lambda: _report("en"))
    yield Figure("gap_report_zh", middle(chinese), "ms", Goal("ratio", most=1.6), middle(english))


def _turns(bench: Bench, *steps: Step) -> list[list[float]]:
    return by_turns(*steps, rounds=QUICK_ROUNDS if bench.quick else ROUNDS, warm_up=1)


def _report(language: Language) -> Report:
    return gap_report(_DOSSIER, Variant.COMMITTEE, language, "A4", ADDRESS)


def _whole_page() -> str:
    """The HTML that the renderer gets, with its style sheets inside, as Chromium needs it."""
    report = build(_DOSSIER, Variant.COMMITTEE, "en", datetime.now(UTC))
    folder = Path(gap_paper.__file__).parent.parent
    style = (folder / gap_paper.STYLESHEET).read_text(encoding="utf-8") + gap_paper._page_css(report, "A4")
    return gap_paper._html(report, ADDRESS, gap_paper.SETTINGS[0]).replace("</head>", f"<style>{style}</style></head>")


def _print(page: Path, folder: Path) -> None:
    profile = folder / "chromium"
    command = [
        program(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}", "--no-pdf-header-footer",
        f"--print-to-pdf={folder / 'printed.pdf'}", str(page),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
