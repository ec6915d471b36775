"""Cycles: the periods in which a population is reviewed."""
