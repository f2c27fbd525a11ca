"""Finds which half of a contrast a quotation stands in: “While X calls it “…”, Y speaks of …”."""

from __future__ import annotations

from dataclasses import replace

from newslab.text.quotations.phrases import Phrases
from newslab.text.quotations.speakers import SourceFinder
from newslab.text.quotations.subjects import Frame, Source
from newslab.text.quotations.verbs import Range

_SUBJECT = 3  # words behind the subject of an English main clause in which its verb stands


class ContrastReader:
    """Reads the frames of one text, of each only the half of a contrast that the quotation stands in."""

    def __init__(self, phrases: Phrases, sources: SourceFinder) -> None:
        self._phrases = phrases
        self._sources = sources
        self._keys = phrases.words.keys
        self._sets = phrases.grammar.sets

    def find(self, frame: Frame) -> Source:
        """Return the source that the quotation's own half names; that of the whole frame where the half names none."""
        half = self._half(frame)
        found = self._sources.find(half) if half != frame else Source()
        return found if found.speaker and not found.guessed else self._sources.find(frame)

    def _half(self, frame: Frame) -> Frame:
        (start, inside), (behind, stop) = frame.before, frame.after
        parting = self._sets["parting"]
        if parting.isdisjoint(self._keys[start:inside]) and parting.isdisjoint(self._keys[behind:stop]):
            return frame
        turns = [at for at in (*range(start, inside), *range(behind, stop)) if self._is_turn(at, start, frame)]
        if not turns:
            return frame
        main = self._main_clause(turns[0], frame) if turns[0] == start else None
        # a contrast inside the sentence is read without its word, as what stands behind it is a clause of its own
        borders = {*(at + (at > start) for at in turns), *([] if main is None else [main])}
        first = max((at for at in borders if at <= inside), default=start)
        last = min((at for at in (*turns, *borders) if at >= behind), default=stop)
        return replace(frame, before=(first, inside), after=(behind, last))

    def _is_turn(self, at: int, start: int, frame: Frame) -> bool:
        """Tell whether a word opens a clause that is set against another one."""
        if self._keys[at] not in self._sets["parting"] or at in frame.masked:
            return False
        return at == start or "," in self._phrases.gaps[at] or ";" in self._phrases.gaps[at]

    def _main_clause(self, opening: int, frame: Frame) -> int | None:
        """Return where the main clause begins behind a contrast that opens the sentence."""
        places = (*range(opening + 2, frame.before[1]), *range(*frame.after))
        commas = (at for at in places if "," in self._phrases.gaps[at] and at not in frame.masked)
        return next((at for at in commas if self._opens_main((at, frame.after[1]))), None)

    def _opens_main(self, rest: Range) -> bool:
        """Tell whether a main clause begins here: in German with its verb, in English with its subject."""
        at, stop = rest
        verbs = self._sets["announcing"] | self._sets["auxiliaries"] | self._sets["speaks_of"]
        if self._phrases.grammar.capitalised:
            return self._keys[at] in verbs
        end = self._phrases.read(at, stop, greedy=False)
        return end > at and not verbs.isdisjoint(self._keys[end : min(stop, end + _SUBJECT)])
