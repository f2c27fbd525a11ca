"""Finds where sentences can be cut and what makes a statement less than a fact."""
