"""Tells which offices nobody has beside each other: the first of a house and the head of one of its departments."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.names.offices import Office, is_profession

_TITLED = 3  # words before a surname in which a title stands: "Gutachterin Prof. Maren Ek"


def fields(office: Office, language: str) -> frozenset[str]:
    """Return the department of a house that an office is of: "finanz" of "Finanzchef"."""
    return office.parts & words_of(language, "names", "departments")


def heads_all(office: Office, text: Document) -> bool:
    """Tell whether whoever has an office leads a house before all others: "CEO", "chief executive"."""
    return not office.parts and not office.deputy and is_first(office, text)


def is_first(office: Office, text: Document) -> bool:
    """Tell whether an office is by its words the first of whatever house: "Vorstandsvorsitzender"."""
    words = text.words.keys[office.first : office.last]
    tops = table(text.language, "names")["first_offices"]
    return any(words[-1].endswith(top) or " ".join(words) == top for top in tops)


def is_led(office: Office, article: Document) -> bool:
    """Tell whether an article has who leads the same by another noun: "Musikverantwortlicher", "home manager"."""
    leading, parts = tuple(words_of(article.language, "names", "leading")), office.parts
    if table(article.language, "names")["compounds"]:
        led = (key[len(part) :] for part in parts for key in article.places if key.startswith(part))
        return any(word in rest for rest in led for word in leading)
    keys = article.words.keys
    return any(at + 1 < len(keys) and keys[at + 1] in leading for part in parts for at in article.places.get(part, ()))


def ranks_apart(one: Office, other: Office, language: str) -> bool:
    """Tell whether the first is one of the highest offices, and the second another, heads a house or has a field."""
    highest = words_of(language, "names", "highest")
    if one.head not in highest or one.deputy or other.deputy:
        return False
    fielded = words_of(language, "names", "general_offices") | words_of(language, "names", "fielded_offices")
    return other.head in highest or (other.head in fielded and bool(other.parts))


def has_another_title(office: Office, alike: Sequence[Office], article: Document) -> bool:
    """Tell whether an article gives an office to others by name only, and calls its holder here something else."""
    if is_profession(office, article.language) or not all(other.holder for other in alike):
        return False
    titles = tuple(words_of(article.language, "names", "profession_titles"))
    return any(
        article.gaps[place] == " "
        and any(key.endswith(titles) for key in article.words.keys[max(0, place - _TITLED) : place])
        for place in article.places.get(office.holder or "", ())
    )
