"""What the page of the record shows."""

from dataclasses import dataclass
from datetime import datetime

from graph.verification.verify import Verification


@dataclass(frozen=True)
class RecordPage:
    """The verification, if one was asked for, and when it ended."""

    result: Verification | None
    at: datetime | None
