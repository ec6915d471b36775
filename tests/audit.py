"""Looks the locks up in the published lists of weaknesses: `python -m tests.audit`, a part of `make check`.

A list that cannot be reached answers as if nothing were known. So each source is first asked for a release whose
weakness every list knows; only a source that names it is believed. With none the audit is skipped, and says so.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
SOURCES = ("pypi", "osv")
WEAK = "jinja2==2.4.1"
SECONDS = 4


def audited(source: str, lock: Path) -> dict[str, Any]:
    """pip-audit's answer on a lock; empty where it came to none."""
    command = [
        sys.executable, "-m", "pip_audit", "--vulnerability-service", source, "--timeout", str(SECONDS),
        "--format", "json",
        "--progress-spinner", "off", "--disable-pip", "--no-deps", "--requirement", str(lock),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        found = json.loads(done.stdout or "{}")
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {}
    return found if isinstance(found, dict) else {}


def weaknesses(answer: dict[str, Any]) -> list[str]:
    """A line for each known weakness, and for each release that the source does not know: neither may pass."""
    found = []
    for each in answer.get("dependencies", ()):
        if "skip_reason" in each:
            found.append(f"{each['name']}: not looked up: {each['skip_reason']}")
        for weakness in each.get("vulns", ()):
            better = ", ".join(weakness["fix_versions"]) or "none yet"
            found.append(f"{each['name']} {each['version']}: {weakness['id']}, mended in: {better}")
    return found


def knows_the_weak_one(answer: dict[str, Any]) -> bool:
    """Whether the answer on WEAK is one of a source that can be believed."""
    return any(each.get("vulns") for each in answer.get("dependencies", ()))


def main() -> int:
    """0 where nothing is known, or where nobody could be asked; 1 with a line for each weakness."""
    with tempfile.TemporaryDirectory() as folder:
        weak = Path(folder) / "weak.txt"
        weak.write_text(f"{WEAK}\n")
        source = next((one for one in SOURCES if knows_the_weak_one(audited(one, weak))), "")
    if not source:
        print("audit: SKIPPED: no list of known weaknesses can be reached from here, so the locks were not looked up")
        return 0
    failed = 0
    for name in LOCKS:
        answer = audited(source, ROOT / name)
        found = weaknesses(answer) if answer else ["the source gave no answer"]
        failed += len(found)
        print(f"audit: {name} ({source}): " + ("\n  ".join(["", *found]) if found else "nothing known"))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
