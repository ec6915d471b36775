"""Saving ratings and evidence as people type."""
