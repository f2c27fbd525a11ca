"""The name, number and date checks as a module of Hugging Face evaluate."""

from __future__ import annotations

# evaluate takes the first module class of a file's names for the file's own: the base is reached through its module.
from newslab.evaluate_modules import checked


class Entities(checked.Checked):
    """The module; see ``inputs_description``."""

    title = "entities"
    description = "Does an article bear the names, numbers and dates of its summary?"
    checks = ("entity", "number", "date")
