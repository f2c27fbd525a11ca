"""Finds speakers whom a sentence names side by side, or as those from whom a reaction came: "Kritik kam von X: „…“"."""

from __future__ import annotations

import re

from newslab.text.quotations.named_sources import NamedSourceFinder
from newslab.text.quotations.subjects import NOBODY, Frame, Source


class ListedSourceFinder(NamedSourceFinder):
    """Reads what stands between two quotations of one sentence."""

    def _elided(self, frame: Frame) -> Source:
        """Read "A nennt den Plan „…“, B die Kritik „…“": a second speaker, and the verb of the first."""
        start, stop = frame.before
        first = next(
            (at for at in range(stop - 1, start, -1) if self._phrases.gaps[at].rstrip()[-1:] in {",", ";"}), None
        )
        if first is None or first - 1 not in frame.masked or any(at in frame.masked for at in range(first, stop)):
            return NOBODY
        first += self._keys[first] in self._sets["conjunctions"]
        end = self._phrases.read(first, stop, greedy=False)
        if end <= first or self._rank((first, end)) < 2 or self._is_oblique(first, stop) or self._has_verb(end, stop):
            return NOBODY
        verb = self._verb_in(start, first, label=True)
        return Source(speaker=(first, end), cue=(verb, verb + 1), label=True) if verb is not None else NOBODY

    def _last_item(self, start: int, stop: int) -> Source:
        """Read "X lobte den Plan („…“), und Minister Y: “…”": a phrase between "und" and the colon speaks itself."""
        if stop <= start or ":" not in self._phrases.gaps[stop]:
            return NOBODY
        last = self._phrase_before(stop, start)
        if last is None or last[0] - 1 <= start or self._keys[last[0] - 1] not in self._sets["joiners"]:
            return NOBODY
        apart = re.search(r"[,)]", self._phrases.gaps[last[0] - 1]) is not None
        return Source(speaker=last) if apart and self._rank(last) == 2 else NOBODY

    def _reaction(self, frame: Frame) -> Source:
        """Read "Scharfe Kritik kam von der Händlerin Ute Sauer: „…“": the reaction speaks through whose it is."""
        start, stop = frame.before
        if stop <= start or ":" not in self._phrases.gaps[stop]:
            return NOBODY
        nouns = self._phrases.listed("reactions", start, stop)
        if not nouns or any(self._says(at, stop) for at in self._phrases.listed("announcing", start, stop)):
            return NOBODY
        for at in self._phrases.listed("reactors", start, stop):
            end = self._phrases.read(at + 1, stop, greedy=True)
            if end > at + 1 and self._rank((at + 1, end)) == 2:
                return Source(speaker=(at + 1, end), cue=(nouns[-1], nouns[-1] + 1))
        return NOBODY
