"""Finds sources that a sentence names without a verb: "laut X", "nach Angaben von X", "X zufolge", "according to X"."""

from __future__ import annotations

from newslab.text.quotations.subjects import REACH, Source, SubjectFinder


class NamedSourceFinder(SubjectFinder):
    """Reads the prepositions and postpositions of one text that name a source."""

    def source_at(self, at: int, start: int, stop: int) -> Source:
        """Read a source without a verb whose marker stands at word ``at``."""
        key = self._keys[at]
        sets = self._sets
        if key in sets["before_source"]:
            end = self._phrases.read(at + 1, stop, greedy=False)
            return Source(speaker=(at + 1, end) if end > at + 1 else None, cue=(at, at + 1))
        if key in sets["after_source"]:
            return self._postposed(at, start)
        if key in sets["source_prepositions"] and at + 1 < stop:
            return self._prepositional(at, stop)
        return Source()

    def _prepositional(self, at: int, stop: int) -> Source:
        """Read "nach Angaben der Polizei", "nach den Worten von X", "according to X"."""
        keys, sets = self._keys, self._sets
        noun = at + 1
        while (
            noun < min(stop, at + 4)
            and keys[noun] not in sets["source_nouns"]
            and keys[noun] not in sets["source_documents"]
        ):
            if keys[noun] in sets["prepositions"] or self._phrases.gap(noun).strip():
                return Source()
            noun += 1
        if noun >= min(stop, at + 4):
            return Source()
        if keys[noun] in sets["source_documents"]:
            end = self._phrases.read(at + 1, stop, greedy=False)
            return Source(speaker=(at + 1, end) if end > at + 1 else None, cue=(at, at + 1))
        inner = noun + 1
        if inner < stop and (keys[inner] in self._sets["by"] or keys[inner] == "of"):
            inner += 1
        end = self._phrases.read(inner, stop, greedy=False)
        if end > inner and not self._phrases.gap(inner).strip():
            return Source(speaker=(inner, end), cue=(at, noun + 1))
        return Source()

    def _postposed(self, at: int, start: int) -> Source:
        """Read "dem Bericht zufolge": the phrase before its postposition."""
        for begin in range(max(start, at - REACH), at):
            if self._keys[begin] in self._sets["prepositions"]:
                continue
            if self._phrases.read(begin, at, greedy=True) == at and self._subject_place(begin, start):
                return Source(speaker=(begin, at), cue=(at, at + 1))
        return Source()
