"""Finds where sentences can be cut, what makes a statement less than a fact, and what speaks to a machine."""
