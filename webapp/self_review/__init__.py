"""The employee's own review: rating, checking, submitting, withdrawing."""
