"""Reviews: one person in one cycle, from the first self-rating to the acknowledged result."""
