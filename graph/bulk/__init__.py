"""HR's acts on many reviews at once, and on a cycle as a whole."""
