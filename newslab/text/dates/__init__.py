"""Finds days and times, and which days they mean."""
