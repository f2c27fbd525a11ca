"""Finds sources that a sentence names without a verb of theirs: "laut X", "X zufolge", "heißt es in der Mitteilung"."""

from __future__ import annotations

from collections.abc import Collection

from newslab.text.quotations.subjects import NOBODY, Source, SubjectFinder
from newslab.text.quotations.verbs import REACH, Range

_NEAR = 4  # words behind the verb in which the preposition of what is written somewhere stands


class NamedSourceFinder(SubjectFinder):
    """Reads the prepositions and postpositions of one text that name a source."""

    def source_at(self, at: int, start: int, stop: int) -> Source:
        """Read a source without a verb whose marker stands at word ``at``."""
        key = self._keys[at]
        sets = self._sets
        if key in sets["before_source"]:
            if (
                at > start
                and "," in self._phrases.gaps[at]
                and at + 1 < stop
                and self._keys[at + 1] in sets["relatives"]
            ):
                found = self._phrase_before(at, start)  # "ein Gutachten, laut dem …": the pronoun stands for it
                return Source(speaker=found, cue=(at, at + 1) if found else None)
            end = self._source_end(at + 1, stop, opens=at == start)
            return Source(speaker=(at + 1, end) if end > at + 1 else None, cue=(at, at + 1))
        if key in sets["after_source"]:
            return self._postposed(at, start)
        if key in sets["source_prepositions"] and at + 1 < stop and not self._is_place(at, start):
            return self._prepositional(at, stop, opens=at == start)
        return NOBODY

    def _is_place(self, at: int, start: int) -> bool:
        """Tell whether "in" stands in a relative clause: "Kranke, die in der Statistik fehlten" are told by nobody."""
        if self._keys[at] not in self._sets["within"]:
            return False
        commas = (near for near in reversed(self._phrases.apart(start + 1, at + 1)) if "," in self._phrases.gaps[near])
        opens = next(commas, None)
        return opens is not None and self._keys[opens] in self._sets["relatives"]

    def _source_end(self, at: int, stop: int, *, opens: bool) -> int:
        """Return where a source ends; at the sentence's opening what fills its rest is the statement, no apposition.

        "According to police, the victim drowned" against "…, according to Jane Cole, a spokeswoman".
        """
        end = self._phrases.read(at, stop, greedy=False)
        if not opens or end < stop:
            return end
        return next((inner for inner in range(at + 1, end) if "," in self._phrases.gaps[inner]), end)

    def _prepositional(self, at: int, stop: int, *, opens: bool) -> Source:
        """Read "nach Angaben der Polizei", "nach den Worten von X", "according to X"."""
        keys, sets = self._keys, self._sets
        noun = at + 1
        while (
            noun < min(stop, at + 4)
            and keys[noun] not in sets["source_nouns"]
            and keys[noun] not in sets["source_documents"]
        ):
            if keys[noun] in sets["prepositions"] or self._phrases.gaps[noun].strip():
                return NOBODY
            noun += 1
        if noun >= min(stop, at + 4) or (noun > at + 1 and keys[noun] in sets["prepositions"]):
            return NOBODY  # "by two minutes to win the title"
        if keys[noun] in sets["source_documents"]:
            end = self._source_end(at + 1, stop, opens=opens)
            return Source(speaker=(at + 1, end) if end > at + 1 else None, cue=(at, at + 1))
        inner = noun + 1
        if inner < stop and (keys[inner] in self._sets["by"] or keys[inner] == "of"):
            inner += 1
        end = self._source_end(inner, stop, opens=opens)
        if end > inner and not self._phrases.gaps[inner].strip():
            return Source(speaker=(inner, end), cue=(at, noun + 1))
        return NOBODY

    def _postposed(self, at: int, start: int) -> Source:
        """Read "dem Bericht zufolge": the phrase before its postposition."""
        for begin in range(max(start, at - REACH), at):
            if self._keys[begin] in self._sets["prepositions"] or self._is_owner(begin, at):
                continue
            if self._phrases.read(begin, at, greedy=True) == at and self._subject_place(begin, start):
                return Source(speaker=(begin, at), cue=(at, at + 1))
        return NOBODY

    def _is_owner(self, begin: int, at: int) -> bool:
        """Tell whether a bare name stands before the phrase by chance: "Belastet wird Kolb | der Anklage zufolge"."""
        key, after = self._keys[begin], self._keys[begin + 1]
        if begin + 1 >= at or after not in self._sets["definite"] or self._phrases.words.forms[begin + 1][:1].isupper():
            return False
        nouns = self._sets["source_nouns"] | self._sets["source_documents"] | self._sets["speech_nouns"]
        named = self._phrases.words.forms[begin][:1].isupper() and key not in self._sets["determiners"]
        return named and key not in nouns and not self._grammar.is_body(key) and not self._grammar.is_office(key)

    def may_speak(self, words: Range) -> bool:
        """Tell whether words come from somebody or a document: "aus dem Rathaus", not "in diesem Jahr"."""
        return self._personal(words) or not self._sets["source_documents"].isdisjoint(self._keys[slice(*words)])

    def it_says(self, verb: int, stop: int) -> bool:
        """Tell whether "heißt es" stands at word ``verb``: that words are said, not by whom."""
        return (
            self._keys[verb] in self._sets["it_says"] and verb + 1 < stop and self._keys[verb + 1] in self._sets["it"]
        )

    def _in_document(self, verb: int, stop: int) -> Source:
        """Read "heißt es in einer Mitteilung der Polizei": the document speaks."""
        at = verb + 2
        while at < stop and (self._keys[at] in self._sets["adverbs"]):
            at += 1
        if at < stop and self._keys[at] in self._sets["prepositions"]:
            end = self._phrases.read(at + 1, stop, greedy=False)
            if end > at + 1:
                return Source(speaker=(at + 1, end), cue=(verb, verb + 2))
        return Source(cue=(verb, verb + 2))

    def _stands(self, verb: int, stop: int) -> Source:
        """Read "„…“, steht in ihrem Brief": the document that the words stand in."""
        for at in range(verb + 1, min(stop, verb + _NEAR)):
            if self._keys[at] in self._sets["written_in"] and (found := self._medium(at + 1, stop)):
                return Source(speaker=found, cue=(verb, verb + 1))
        return NOBODY

    def document_says(self, verb: int, start: int, stop: int) -> Source:
        """Read "In der Mitteilung heißt es:": the document before the verb speaks, or the one behind it."""
        for at in range(start, verb):
            if self._keys[at] in self._sets["prepositions"]:
                end = self._phrases.read(at + 1, verb, greedy=True)
                if end > at + 1:
                    return Source(speaker=(at + 1, end), cue=(verb, verb + 2))
        return self._in_document(verb, stop)

    def _view(self, start: int, stop: int) -> Source:
        """Read "Für den Trainer war das Spiel …" and "…, für die CDU ist das …": whose view a clause is."""
        for at in reversed(self._phrases.listed("view_prepositions", start, stop)):
            if at > start and "," not in self._phrases.gaps[at]:
                continue
            end = self._phrases.read(at + 1, stop, greedy=False)
            told = at + 1 < end < stop and self._has_auxiliary(end)
            again = end == stop and at > start and self._keys[start] in self._sets["view_prepositions"]
            if (told or again) and self._personal((at + 1, end)):
                return Source(speaker=(at + 1, end), cue=(at, at + 1))
        return NOBODY

    def _has_auxiliary(self, at: int) -> bool:
        """Tell whether a verb stands here: in German right away, in English behind its subject ("To Bright he was")."""
        places = self._keys[at : at + 1 if self._grammar.capitalised else at + 3]
        return not self._sets["auxiliaries"].isdisjoint(places)

    def _medium(self, at: int, stop: int) -> Range | None:
        """Return an outlet or a document that begins at word ``at``: "In den Medien wird er „…“ genannt"."""
        end = self._phrases.read(at, stop, greedy=False)
        media = self._sets["media"] | self._sets["source_documents"]
        return (at, end) if end > at and not media.isdisjoint(self._keys[at:end]) else None

    def _named_source(self, words: Range, masked: Collection[int]) -> Source:
        """Read "laut X", "nach Angaben von X", "X zufolge"."""
        start, stop = words
        for at in reversed(self._phrases.listed("sourcing", start, stop)):
            if at in masked:
                continue
            source = self.source_at(at, start, stop)
            if source.speaker:
                return source
        return NOBODY
