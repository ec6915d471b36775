"""The workflow as a page, and its words."""
