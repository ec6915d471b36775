"""Checking a report by its code, and a file against it."""
