"""Is speech given to the one who spoke it?"""
