"""The workflow of a review: its table, guards and effects, and performing an act."""
