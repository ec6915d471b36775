"""Where the page goes, it is at once: a click while it still moves can meet nothing."""

import pytest

from tests.browser.user import User

pytestmark = pytest.mark.browser

JUMP = """async (field) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  window.scrollTo(0, document.body.scrollHeight);
  await frame();
  const from = window.scrollY;
  field.focus();
  const at_once = window.scrollY;
  for (let count = 0; count < 5; count += 1) await frame();
  return [from, at_once, window.scrollY];
}"""


def test_a_field_far_above_is_there_as_soon_as_it_has_the_focus(writer: User) -> None:
    start, at_once, later = writer.page.locator("#c-llm-evaluation-comment").evaluate(JUMP)
    assert start - later > 2_000
    assert at_once == later
