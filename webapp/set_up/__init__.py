"""Setting an installation up, by the one-time address that the server printed."""
