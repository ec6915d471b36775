"""The arbiter's decision of a challenge."""
