"""The quote and attribution checks as a module of Hugging Face evaluate."""

from __future__ import annotations

# evaluate takes the first module class of a file's names for the file's own: the base is reached through its module.
from newslab.evaluate_modules import checked


class Quotes(checked.Checked):
    """The module; see ``inputs_description``."""

    title = "quotes"
    description = "Are the quotations of a summary in its article, word for word and from the same speaker?"
    checks = ("quote", "attribution")
