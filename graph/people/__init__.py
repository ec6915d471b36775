"""People: who they are, what they hold, whom they report to, how they sign in."""
