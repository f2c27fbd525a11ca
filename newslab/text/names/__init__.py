"""Finds names, and where another text's name stands in this one."""
