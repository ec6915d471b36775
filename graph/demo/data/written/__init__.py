"""Data of the demo company: files that a person can edit."""
