"""What HR takes out of a cycle as a table: people, answers, progress."""
