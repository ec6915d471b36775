"""What exactly a manager signs, and the signature."""
