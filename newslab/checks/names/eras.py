"""Owns of which years the adjectives of times are: "Victorian" of what an article dates to 1851."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.quantities.words import number_words

_OF_CENTURY = re.compile(r"(\d+)[^\W\d]*-(\w+)")  # "16th-century"


def is_of_era(key: str, article: Document) -> bool:
    """Tell whether a word is of the time of a year or a century that the article tells."""
    first, last = table(article.language, "names")["eras"].get(key, (0, 0))
    return bool(last) and any(first <= end and start <= last for start, end in _years(article))


def _years(article: Document) -> Iterator[tuple[int, int]]:
    """Yield the years that an article tells, and its centuries as their first and last years."""
    units = number_words(article.language).units
    yield from ((moment.stated.year, moment.stated.year) for moment in article.dates if moment.stated.year)
    told = [int(q.value) for q in article.quantities if units.get(q.counted or "") == "century"]
    joined = map(_OF_CENTURY.fullmatch, article.places)
    told += [int(match[1]) for match in joined if match and units.get(match[2]) == "century"]
    yield from ((100 * century - 99, 100 * century) for century in told)
