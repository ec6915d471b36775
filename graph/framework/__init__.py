"""Frameworks: what is expected of whom; published versions are never written again."""
