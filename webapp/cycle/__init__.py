"""Cycles for HR."""
