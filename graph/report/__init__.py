"""What the report of a review is made from, its history, and the files issued of it."""
