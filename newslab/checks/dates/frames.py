"""Owns what words each date of a text holds, by its clause, and which of two holds a summary's words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newslab.text.document import Document
from newslab.text.given import is_given
from newslab.text.lexis import Word, shared
from newslab.text.quantities.words import number_words

Place = tuple[int, int]  # word numbers, half-open
Words = tuple[Word, ...]

_FOLLOWING = 2  # sentences without a date of their own for which the last one holds
_LEAST = 2  # words that the rival's clause has alone
_LEAST_BEHIND = 3  # the same, where some stand in a sentence behind it
_MANY = 4  # how many more the rival needs for each word that the own frame has alone
_RARE = 2  # sentences of the article that may have a word which tells one mention from another
_MOST = 24  # rivals that are looked at
CLAUSE, STRONG, WHOLE = ",;:–—()\n", ";:–—\n", ";\n"  # marks up to which a piece of a sentence goes


class Frames:
    """The words that some places of one text hold, each read once for all claims that are laid beside it."""

    def __init__(self, document: Document, places: Sequence[Place]) -> None:
        self._document, self._lexis, self.language = document, document.lexis, document.language
        self._listing = number_words(document.language).rules["listing"]
        self._in_sentence: dict[int, list[Place]] = {}
        for place in sorted(places):
            self._in_sentence.setdefault(document.sentence_at(document.words.starts[place[0]]), []).append(place)
        self._sentences = sorted(self._in_sentence)
        self._read: dict[tuple[Place, str], Words] = {}

    def is_rare(self, word: Word) -> bool:
        """Tell whether few sentences have a word."""
        return len(self._lexis.sentences_of.get(word[1], ())) <= _RARE

    def held(self, place: Place) -> Words:
        """Return the telling words of a place's piece, and of the sentences behind it that have no such place."""
        if (place, "held") not in self._read:
            number = self._number(place)
            words = self.piece(place)
            if self._in_sentence.get(number, [place])[-1] == place:
                following = self._sentences[bisect_right(self._sentences, number) :][:1]
                last = min([number + _FOLLOWING, len(self._document.sentences) - 1, *(n - 1 for n in following)])
                for behind in self._document.sentences[number + 1 : last + 1]:
                    words = (*words, *self._told(behind.start, behind.end))
            self._read[place, "held"] = words
        return self._read[place, "held"]

    def piece(self, place: Place, cuts: str = WHOLE) -> Words:
        """Return the telling words of a place's part of its sentence, up to a mark or another place's clause."""
        if (place, cuts) not in self._read:
            self._read[place, cuts] = self._piece(place, cuts)
        return self._read[place, cuts]

    def _number(self, place: Place) -> int:
        return self._document.sentence_at(self._document.words.starts[place[0]])

    def _piece(self, place: Place, cuts: str) -> Words:
        number, words = self._number(place), self._document.words
        sentence = self._document.sentences[number]
        low, high = self._document.word_at(sentence.start), self._document.word_at(sentence.end)
        first, last = place
        places = self._in_sentence.get(number, [])
        at = bisect_left(places, place)
        before, after = [end for _, end in places[max(0, at - 1) : at]], [start for start, _ in places[at + 1 : at + 2]]
        low = self._cut(first, max([low, *before]), CLAUSE) if before else self._cut(first, low, cuts)
        if after:  # where no mark parts two of them, what stands between may be either's
            cut = self._cut(after[0], last, CLAUSE)
            high = cut if cut > last or self._is_cut(last, CLAUSE) else after[0]
        high = next((at for at in range(last, high) if self._is_cut(at, cuts)), high)
        told = self._told(words.starts[low], words.starts[first]) if low < first else ()
        return (*told, *(self._told(words.ends[last - 1], words.ends[high - 1]) if high > last else ()))

    def _cut(self, at: int, low: int, marks: str) -> int:
        """Return where the clause of the word ``at`` begins, not before ``low``."""
        keys = self._document.words.keys
        while at > low and not self._is_cut(at, marks) and (marks != CLAUSE or keys[at - 1] not in self._listing):
            at -= 1
        return at

    def _is_cut(self, at: int, marks: str) -> bool:
        gap = self._document.gaps[at]
        return gap != " " and any(mark in gap for mark in marks)

    def _told(self, start: int, end: int) -> Words:
        """Return the words of a stretch that carry news."""
        lexis = self._lexis
        first, last = bisect_left(lexis.starts, start), bisect_left(lexis.starts, end)
        return tuple(lexis.words[at] for at in range(first, last) if lexis.content[at])


def taken_from(
    wanted: Words, clause: Words, own: Sequence[Place], rivals: Sequence[Place], frames: Frames
) -> int | None:
    """Return which rival of the article holds the summary's words, where none of the own mentions does.

    ``clause``: those of the nearest clause, which weigh most: "vom 6. bis zum 16., das zu dem Festival gehört".
    """
    if len(wanted) < _LEAST or not rivals:
        return None
    held = tuple(word for place in own for word in frames.held(place))
    mine, nearest = set(shared(wanted, held, frames.language)), len(shared(clause, held, frames.language))
    for number, place in enumerate(rivals[:_MOST]):
        near = set(shared(wanted, frames.piece(place), frames.language))
        others = near | set(shared(wanted, frames.held(place), frames.language))
        lost, gained = {word for word in mine - others if not is_given(word[0])}, near - mine
        least = _LEAST + _MANY * len(lost)
        if len(gained) < least and not lost:
            gained, least = others - mine, _LEAST_BEHIND
        if len(gained) < least or not any(frames.is_rare(word) for word in gained):
            continue
        if not nearest or nearest < len(shared(clause, frames.held(place), frames.language)):
            return number
    return None


def holds_more(wanted: Words, own: Sequence[Place], rival: Place, frames: Frames) -> bool:
    """Tell whether more of the summary's words stand with the own mentions than with a rival."""
    held = tuple(word for place in own for word in frames.held(place))
    return len(shared(wanted, held, frames.language)) > len(shared(wanted, frames.held(rival), frames.language))
