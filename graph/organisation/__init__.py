"""The organisation that an installation is for, and how it comes to its first HR admins."""
