"""One minute of the soak: what `make soak` does for ten, so that a fault shows itself before a release."""

from pathlib import Path

import pytest

from tests.soak.run import soak, table

pytestmark = pytest.mark.proof

SECONDS = 60


def test_a_minute_of_kills_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    outcome = soak(tmp_path, SECONDS)
    print(table(outcome))
    assert outcome.sound, table(outcome)
