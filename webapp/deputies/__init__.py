"""Deputies: who acts as manager in somebody's place, named by themselves or by HR."""
