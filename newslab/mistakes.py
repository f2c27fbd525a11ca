"""The error that a choice of the user causes: what was needed, what came, what to do. A command leaves with 2."""


class UserError(ValueError):
    """The command or call itself was wrong (a file, an option, a name): nothing was done."""
