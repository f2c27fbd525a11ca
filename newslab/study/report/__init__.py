"""Owns what a study looks like to its readers: one page with the table, the plots and the findings in their texts."""
