"""Actions on a review that are confirmed on a page of their own."""
