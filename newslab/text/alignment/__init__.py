"""Lays one summary over its article: quotations at their places, sentences on what they rest on."""
