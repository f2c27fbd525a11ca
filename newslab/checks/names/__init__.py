"""Do the names stand in the article, and belong together there?"""
