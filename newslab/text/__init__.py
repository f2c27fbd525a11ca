"""Finds things in a text and judges nothing."""
