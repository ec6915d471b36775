"""Importing people from a file that somebody brought: columns, preview, problems, and all of it or nothing."""
