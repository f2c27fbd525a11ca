"""Finds where a summary copies a sentence of its article word for word, save for one place in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from newslab.text.passage import Passage

if TYPE_CHECKING:
    from newslab.text.alignment.align import Fragment

# A copied sentence: so many words before and behind the place together, so many on one side of it at least; fewer
# where nothing of a short sentence is left, as of a headline.
FEWEST_COPIED = 5
_FEWEST_OF_ALL = 3
_FEWEST_BESIDE = 2
_SHORTEST_RUN = 3
# Places of one sentence that may be filled from another one, and occurrences of a word that are looked at.
_SEVERAL, _MOST_PLACES = 2, 60
# So many words stand in a place at most, in each text.
_LONGEST = 5
# So many copied words lie between two places at most.
_FARTHEST = 40
# The sizes of a place in both texts, the smallest first.
_SIZES = sorted(((ours, theirs) for ours in range(1, _LONGEST + 1) for theirs in range(1, _LONGEST + 1)), key=sum)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place in a copied sentence: the words of the summary in it, and those of the article."""

    ours: range
    theirs: range


def slots(article: Passage, summary: Passage, fragments: Sequence[Fragment]) -> tuple[Slot, ...]:
    """Return the places in the summary's order, none twice; the work is bounded for each copied run."""
    found: dict[range, Slot] = {}
    for run in fragments:
        if run.length >= _SHORTEST_RUN:
            for slot in (*_before(run, article, summary), *_behind(run, article, summary)):
                found.setdefault(slot.ours, slot)
    ordered = sorted(found.values(), key=lambda slot: (slot.ours.start, slot.ours.stop))
    by_sentence = groupby(ordered, key=lambda slot: summary.sentence_of[slot.ours.start])
    together = (list(group) for _, group in by_sentence)
    return tuple(slot for group in together if not _stand_together(group, article, summary) for slot in group)


def _stand_together(group: Sequence[Slot], article: Passage, summary: Passage) -> bool:
    """Tell whether what fills two places and more of a sentence stands together in one of the article's.

    "Im Mai stieg die Zahl um 3 Prozent, im Juni um 4": of June the article leaves unsaid what it has said of May.
    """
    if len(group) < _SEVERAL:
        return False
    sentences: set[int] | None = None
    for key in {summary.words.keys[number] for slot in group for number in slot.ours}:
        places = article.places.get(key, ())[:_MOST_PLACES]
        here = {article.sentence_of[place] for place in places}
        sentences = here if sentences is None else sentences & here
    return bool(sentences)


def _before(run: Fragment, article: Passage, summary: Passage) -> Iterator[Slot]:
    """Find the place before a long run: at the head of both sentences, or behind one more word of both."""
    first, there = run.summary_start, run.article_start
    goes_on = not (ends(summary, first + run.length) and ends(article, there + run.length))
    if run.length < (FEWEST_COPIED if goes_on else _FEWEST_OF_ALL):
        return
    if first in summary.openers or there in article.openers:
        return
    for ours, theirs in _sizes(_since_start(summary, first), _since_start(article, there)):
        before = first - ours, there - theirs
        heads = before[0] in summary.openers, before[1] in article.openers
        same = not any(heads) and summary.words.keys[before[0] - 1] == article.words.keys[before[1] - 1]
        if all(heads) or (same and run.length >= FEWEST_COPIED):
            yield from _slot(range(before[0], first), range(before[1], there), article, summary)
            if same:
                yield from _at_head(*before, article, summary)
            return


def _at_head(ours: int, theirs: int, article: Passage, summary: Passage) -> Iterator[Slot]:
    """Find a second place before one: at the head of both sentences, with the copied words between the two."""
    keys, there = summary.words.keys, article.words.keys
    for _ in range(_FARTHEST):
        if not (ours and theirs) or ours in summary.openers or theirs in article.openers:
            return
        if keys[ours - 1] != there[theirs - 1]:
            break
        ours, theirs = ours - 1, theirs - 1
    starts = ours - _since_start(summary, ours), theirs - _since_start(article, theirs)
    if starts[0] in summary.openers and starts[1] in article.openers:
        yield from _slot(range(starts[0], ours), range(starts[1], theirs), article, summary)


def _behind(run: Fragment, article: Passage, summary: Passage) -> Iterator[Slot]:
    """Find the place behind a run, before the copy goes on or both sentences end."""
    first, there = run.summary_start + run.length, run.article_start + run.length
    if ends(summary, first) or ends(article, there):
        return
    before = min(run.length, _since_start(summary, first))
    keys, others, stops, other_stops = summary.words.keys, article.words.keys, summary.stops, article.stops
    for ours, theirs in _sizes(_until_end(summary, first), _until_end(article, there)):
        at, other = first + ours, there + theirs
        if at not in stops and other not in other_stops and keys[at] != others[other]:
            continue  # nothing is copied behind so many words
        copied = _copied(first + ours, there + theirs, article, summary)
        if copied is not None:
            if copied + before >= FEWEST_COPIED:
                yield from _slot(range(first, first + ours), range(there, there + theirs), article, summary)
            return


@cache
def _sizes(ours: int, theirs: int) -> list[tuple[int, int]]:
    """Return the sizes of a place where so many words stand in its sentence in each text, which are few."""
    return [size for size in _SIZES if size[0] <= ours and size[1] <= theirs]


def _slot(ours: range, theirs: range, article: Passage, summary: Passage) -> Iterator[Slot]:
    """Give the place without the copied words at its head, where it was found whole to the start of both sentences."""
    if ours.stop > len(summary.words) or theirs.stop > len(article.words):
        return
    copied, fewest = 0, min(len(ours), len(theirs)) - 1
    while copied < fewest and summary.words.keys[ours[copied]] == article.words.keys[theirs[copied]]:
        copied += 1
    yield Slot(ours[copied:], theirs[copied:])


def _copied(ours: int, theirs: int, article: Passage, summary: Passage) -> int | None:
    """Return how many words behind a place are copied, up to the end of both sentences; None where too few are."""
    keys, there, number = summary.words.keys, article.words.keys, 0
    while number < FEWEST_COPIED:
        our_end, their_end = ours + number in summary.stops, theirs + number in article.stops
        if our_end and their_end:
            return number
        if our_end or their_end or keys[ours + number] != there[theirs + number]:
            break
        number += 1
    return number if number >= _FEWEST_BESIDE else None


def _since_start(passage: Passage, number: int) -> int:
    """Return how many words stand between the start of its sentence and a word, no more than count."""
    back = 0
    while back < FEWEST_COPIED and number - back > 0 and number - back not in passage.openers:
        back += 1
    return back


def _until_end(passage: Passage, number: int) -> int:
    """Return how many words stand from a word to the end of its sentence, no more than a place has."""
    stops, last = passage.stops, len(passage.words)
    for many in range(1, _LONGEST):
        if number + many in stops or number + many > last:
            return many
    return _LONGEST


def ends(passage: Passage, number: int) -> bool:
    """Tell whether a sentence ends before a word."""
    return number in passage.stops or number > len(passage.words)


def in_one_piece(passage: Passage, words: range) -> bool:
    """Tell whether nothing but spaces stands between words."""
    return all(gap == " " for gap in passage.gaps[words[0] + 1 : words[-1] + 1])
