"""The error that a user's own choice causes: it says what was needed, what came and what to do; commands leave with 2."""


class Mistake(ValueError):
    """The command or call itself was wrong (a file, an option, a name): nothing was done."""
