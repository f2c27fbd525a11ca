"""Does the article bear each statement, as surely and the same way round?"""
