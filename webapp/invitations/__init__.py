"""Invitations: HR gives them, and who is invited chooses a password."""
