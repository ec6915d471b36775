"""Invitations on paper, to be cut apart and handed out."""
