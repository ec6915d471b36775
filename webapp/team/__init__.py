"""A manager's people."""
