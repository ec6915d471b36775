"""The commands of `plumbline`, one module each noun; webapp/cli.py puts them together."""
