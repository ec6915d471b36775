"""Downloading one gap report."""
