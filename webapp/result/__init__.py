"""The result of a review, and what its employee can do then."""
