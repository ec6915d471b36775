"""Frameworks from files: tables in three shapes, the project's own YAML and JSON, CASE; and back into files."""
