"""Who did what when on a review."""
