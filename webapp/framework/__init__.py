"""The catalogue's pages: skills, roles, domains, search, comparison."""
