"""What the pages of a review share: cards, forms, header, steps, links to actions."""
