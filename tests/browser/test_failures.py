"""What a test that fails leaves behind."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import user
from tests.browser.site import Site
from tests.browser.user import User

pytestmark = pytest.mark.browser


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a failure is left in this module."""
    monkeypatch.setattr(user, "FAILURES", tmp_path / "failures")
    return tmp_path / "failures"


def divide_by_zero(chromium: Browser, site: Site) -> None:
    with User(chromium, site, "") as stranger:
        stranger.page.goto("/sign-in")
        raise ZeroDivisionError


def test_a_window_is_left_in_pictures_and_a_trace(site: Site, chromium: Browser, left: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        divide_by_zero(chromium, site)
    (folder,) = left.iterdir()
    assert "test_a_window_is_left_in_pictures_and_a_trace" in folder.name
    assert sorted(file.name for file in folder.iterdir()) == ["stranger-1.png", "stranger.zip"]


def test_nothing_is_left_where_nothing_fails(site: Site, chromium: Browser, left: Path) -> None:
    with User(chromium, site, "") as stranger:
        stranger.page.goto("/sign-in")
    assert not left.exists()
