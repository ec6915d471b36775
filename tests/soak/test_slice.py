"""A minute of the soak, or less: what `make soak` does for ten, so that a fault shows itself before a release."""

from pathlib import Path

import pytest

from tests.budget import Budget
from tests.soak.run import soak, table

pytestmark = pytest.mark.sweep


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, budget: Budget) -> None:
    outcome = soak(tmp_path, budget.soak_seconds)
    print(table(outcome))
    assert outcome.sound, table(outcome)
