"""A new password for who forgot theirs, by a link in a mail."""
