"""Files and data sets of articles, to records and back; for each bad row, what was wrong and what was expected."""
