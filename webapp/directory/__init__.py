"""People for HR: finding them, and each with where they stand over time."""
