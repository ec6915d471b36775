"""Is it up, and if not, why."""
