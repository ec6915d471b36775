"""Mails that wait in the graph until a worker has sent them: what is in them is made when they are sent."""
