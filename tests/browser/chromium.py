"""Chromium of the distribution; nothing is downloaded."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first of these; the shell is the same Chromium without the window that nobody sees, and its processor time."""
PATIENCE = 30_000
"""Milliseconds that a page may take to show what is waited for. Long, because two cores that run other suites at the
same time have made four tests take two minutes; a test that passes never waits longer than it has to."""


class NoBrowser(RuntimeError):
    """There is no browser on this machine."""


def program() -> str:
    """The path of this machine's Chromium. Raises NoBrowser with what to do."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise NoBrowser(f"none of {', '.join(PROGRAMS)} is on the PATH; `.ci/packages test` installs Chromium.")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A running Chromium. Raises NoBrowser."""
    path = program()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()
