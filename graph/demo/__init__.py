"""The demo company: its data files, and the loader that plays them through the services."""
