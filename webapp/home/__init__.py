"""The start page: what one has to do now, and what waits for whom."""
