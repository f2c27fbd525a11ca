"""Owns whether a date is told of what the article dates otherwise: each date's frame, and the words that it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from newslab.checks.dates.calendars import bears, years
from newslab.text.dates.finder import Moment
from newslab.text.document import Document
from newslab.text.lexis import Word, shared
from newslab.text.quantities.words import number_words

_FOLLOWING = 2  # sentences without a date of their own for which the last one holds
_LEAST = 2  # words that the rival's clause has alone
_LEAST_BEHIND = 3  # the same, where some stand in a sentence behind it
_MANY = 4  # how many more the rival needs for each word that the own frame has alone
_RARE = 2  # sentences of the article that may have a word which tells one date from another
_CUTS, _STRONG_CUTS = ",;:–—()\n", ";:–—\n"
_DATED = frozenset(["date", "day", "stretch", "season", "holiday", "decade"])


def of_other_event(ours: Moment, summary: Document, own: Sequence[Moment], article: Document) -> Moment | None:
    """Return the article's date in whose frame the summary's words stand, where none stands in the own date's.

    "1998 wurde die Botschaft hinterlassen", where the article has "1993 wurde die Botschaft hinterlassen, und 1998 …".
    """
    rivals = rivals_of(ours, summary, own, article)
    if not rivals:
        return None
    frames, language = _frames(article), article.language
    wanted = _frames(summary).piece(ours, _STRONG_CUTS)
    if len(wanted) < _LEAST:
        return None
    held = tuple(word for moment in own for word in frames.held(moment))
    mine = set(shared(wanted, held, language))
    clause = _frames(summary).piece(ours, _CUTS)  # its nearest words weigh most: "vom 6. bis zum 16., das zu … gehört"
    nearest = len(shared(clause, held, language))
    for theirs in rivals:
        near = set(shared(wanted, frames.piece(theirs), language))
        others = near | set(shared(wanted, frames.held(theirs), language))
        lost, gained = mine - others, near - mine
        least = _LEAST + _MANY * len(lost)
        if len(gained) < least and not lost:
            gained, least = others - mine, _LEAST_BEHIND
        if len(gained) < least or not any(frames.is_rare(word) for word in gained):
            continue
        if not nearest or nearest < len(shared(clause, frames.held(theirs), language)):
            return theirs
    return None


def holds_more(ours: Moment, summary: Document, own: Sequence[Moment], theirs: Moment, article: Document) -> bool:
    """Tell whether more of the summary's words stand with the date's own mentions than with another date."""
    wanted, frames, language = _frames(summary).piece(ours, _STRONG_CUTS), _frames(article), article.language
    held = tuple(word for moment in own for word in frames.held(moment))
    return len(shared(wanted, held, language)) > len(shared(wanted, frames.held(theirs), language))


def rivals_of(ours: Moment, summary: Document, own: Sequence[Moment], article: Document) -> list[Moment]:
    """Return the article's other dates that may be meant instead of the summary's and that it does not name too."""
    stated = any(m.stated.year is not None or m.stated.month is not None for m in own)
    found = [m for m in _dated(article) if _is_rival(m, ours, own, article)] if stated else []
    told = [m for m in _dated(summary) if m is not ours] if found else []
    return [m for m in found if not any(bears(one, m, article.published) for one in told)]


def _is_rival(theirs: Moment, ours: Moment, own: Sequence[Moment], article: Document) -> bool:
    """Tell whether a moment of the article may be meant instead of the summary's, and is another one."""
    if theirs in own or not _may_replace(theirs, ours) or bears(theirs, ours, article.published):
        return False
    return not any(bears(theirs, one, article.published) or bears(one, theirs, article.published) for one in own)


def _may_replace(theirs: Moment, ours: Moment) -> bool:
    """Tell whether a moment may stand where the summary has its own; days of the week are when things were said."""
    mine, other = ours.stated, theirs.stated
    if mine.kind != "date" or other.kind not in {"date", "day"}:
        return False
    if mine.month is None:
        return mine.year is not None and other.year is not None and years(ours).isdisjoint(years(theirs))
    return other.month is not None or (other.kind == "day" and mine.day is not None)


@lru_cache(maxsize=8)
def _dated(document: Document) -> Sequence[Moment]:
    return tuple(m for m in document.dates if m.stated.kind in _DATED)


class _Frames:
    """What each date of one text holds, read once for all claims that are laid beside it."""

    def __init__(self, document: Document) -> None:
        self._document, self._lexis = document, document.lexis
        self._listing = number_words(document.language).rules["listing"]
        self._dated = _dated(document)
        self._sentence = [document.sentence_at(m.span.start) for m in self._dated]
        self._held: dict[int, tuple[Word, ...]] = {}

    def is_rare(self, word: Word) -> bool:
        """Tell whether few sentences have a word."""
        return len(self._lexis.sentences_of.get(word[1], ())) <= _RARE

    def held(self, moment: Moment) -> tuple[Word, ...]:
        """Return the telling words of a date's piece, and of the sentences behind it for which it holds."""
        start = moment.span.start
        if start not in self._held:
            number = self._document.sentence_at(start)
            later = [n for n, m in zip(self._sentence, self._dated, strict=True) if m.span.start > start]
            last = min([number + _FOLLOWING, len(self._document.sentences) - 1, *(n - 1 for n in later[:1])])
            words = list(self.piece(moment))
            for following in range(number + 1, last + 1):
                sentence = self._document.sentences[following]
                words += self._told(sentence.start, sentence.end)
            self._held[start] = tuple(words)
        return self._held[start]

    def piece(self, moment: Moment, cuts: str = ";\n") -> tuple[Word, ...]:
        """Return the telling words of a date's part of its sentence, up to a strong mark or another date's clause."""
        number, words = self._document.sentence_at(moment.span.start), self._document.words
        sentence = self._document.sentences[number]
        low, high = self._document.word_at(sentence.start), self._document.word_at(sentence.end)
        first, last = moment.stated.first, moment.stated.last
        others = [m.stated for n, m in zip(self._sentence, self._dated, strict=True) if n == number and m is not moment]
        before = [other.last for other in others if other.last <= first]
        after = [other.first for other in others if other.first >= last]
        low = self._cut(first, max([low, *before]), _CUTS) if before else self._cut(first, low, cuts)
        if after:  # where no mark parts two dates, what stands between them may be either's
            cut = self._cut(after[0], last, _CUTS)
            high = cut if cut > last or self._is_cut(last, _CUTS) else after[0]
        high = next((at for at in range(last, high) if self._is_cut(at, cuts)), high)
        told = self._told(words.starts[low], words.starts[first]) if low < first else []
        return (*told, *(self._told(words.ends[last - 1], words.ends[high - 1]) if high > last else []))

    def _cut(self, at: int, low: int, marks: str) -> int:
        """Return where the clause of the word ``at`` begins, not before ``low``."""
        keys = self._document.words.keys
        while at > low and not self._is_cut(at, marks) and (marks != _CUTS or keys[at - 1] not in self._listing):
            at -= 1
        return at

    def _is_cut(self, at: int, marks: str) -> bool:
        gap = self._document.gaps[at]
        return gap != " " and any(mark in gap for mark in marks)

    def _told(self, start: int, end: int) -> list[Word]:
        """Return the words of a stretch that carry news."""
        lexis = self._lexis
        first, last = bisect_left(lexis.starts, start), bisect_left(lexis.starts, end)
        return [lexis.words[at] for at in range(first, last) if lexis.content[at]]


@lru_cache(maxsize=8)  # an article and its summaries
def _frames(document: Document) -> _Frames:
    return _Frames(document)
