"""Tells which offices nobody has beside each other: the first of a house and the head of one of its departments."""

from __future__ import annotations

from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.names.offices import Office


def fields(office: Office, language: str) -> frozenset[str]:
    """Return the department of a house that an office is of: "finanz" of "Finanzchef"."""
    return office.parts & words_of(language, "names", "departments")


def heads_all(office: Office, text: Document) -> bool:
    """Tell whether whoever has an office leads a house before all others: "CEO", "chief executive"."""
    if office.parts or office.deputy:
        return False
    words = text.words.keys[office.first : office.last]
    tops = table(text.language, "names")["first_offices"]
    return any(words[-1].endswith(top) or " ".join(words) == top for top in tops)


def ranks_apart(one: Office, other: Office, language: str) -> bool:
    """Tell whether the first is one of the highest offices, and the second another, heads a house or has a field."""
    highest = words_of(language, "names", "highest")
    if one.head not in highest or one.deputy or other.deputy:
        return False
    fielded = words_of(language, "names", "general_offices") | words_of(language, "names", "fielded_offices")
    return other.head in highest or (other.head in fielded and bool(other.parts))
