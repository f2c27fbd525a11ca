"""Finds amounts: how a number is written, what stands around it, what it measures."""
