"""The query layer: every statement as a text file with a contract in its header."""
