"""The record: events chained by hash, and words that can be erased without breaking the chain."""
