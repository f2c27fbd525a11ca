"""Are the numbers the article's, with their units and what they count?"""
