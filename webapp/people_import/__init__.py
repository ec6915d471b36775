"""Importing people: upload, columns, preview, accept, the reports of imports."""
