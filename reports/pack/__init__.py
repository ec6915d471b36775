"""The calibration pack: several gap reports as one PDF, with cover, overview, contents and bookmarks."""

from reports.pack.make import Pack, make
from reports.pack.models import Scope

__all__ = ["Pack", "Scope", "make"]
