"""Calibration sessions: a committee's meeting over signed-off reviews."""
