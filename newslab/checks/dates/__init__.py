"""Are the dates and times the article's?"""
