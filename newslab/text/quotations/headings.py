"""Finds who speaks behind a verb of saying or "so", and where a colon heads a quotation: "Das Fazit von X: …"."""

from __future__ import annotations

from newslab.text.quotations.listed_sources import ListedSourceFinder
from newslab.text.quotations.subjects import NOBODY, Frame, Source
from newslab.text.quotations.verbs import REACH

_OWNED = 4  # words in which a sentence that is about somebody's words names them


class HeadingFinder(ListedSourceFinder):
    """Reads whom a word of saying leads to, and what stands like a heading over a quotation."""

    def inverted(self, verb: int, stop: int) -> Source:
        """Read "sagte am Montag der Minister": the subject behind its verb."""
        cue = (verb, verb + 1)
        label = self._keys[verb] in self._grammar.label or self._keys[verb] in self._grammar.weak_label
        if self.it_says(verb, stop):
            return self._in_document(verb, stop)
        if self._keys[verb] in self._sets["quoting"]:
            return self._quoted_by(verb, stop)
        start, end = self._behind_verb(verb + 1, stop)
        if end == start and verb + 1 < stop:
            start, end = verb + 1, self._phrases.read(verb + 1, stop, greedy=False)  # its case is wrong, or another's
            return Source(speaker=(start, end) if end > start else None, cue=cue, label=label, guessed=True)
        return Source(speaker=(start, end) if end > start else None, cue=cue, label=label)

    def _quoted_by(self, verb: int, stop: int) -> Source:
        """Read "zitiert der Sender den Minister": the second phrase speaks; the only one where there is no second."""
        start, end = self._behind_verb(verb + 1, stop)
        other = (
            self._phrases.read(end, stop, greedy=False)
            if end < stop and self._phrases.gaps[end].strip(' „“”"»«') == ""
            else end
        )
        speaker = (end, other) if other > end > start else (start, end)
        return Source(speaker=speaker if speaker[1] > speaker[0] else None, cue=(verb, verb + 1))

    def behind_so(self, at: int, stop: int) -> Source:
        """Read "…, so der Minister" and "laut dem Minister"; "so zitiert der Sender den Minister"."""
        if at + 1 < stop and self._says(at + 1, stop):
            return self.inverted(at + 1, stop)
        end = self._nominative(at + 1, stop, oblique=True)
        return Source(speaker=(at + 1, end) if end > at + 1 else None, cue=(at, at + 1))

    def heading(self, frame: Frame) -> Source:
        """Read "Minister Schäuble: “…”" and "so der Minister weiter: “…”": no verb, but a colon."""
        start, stop = frame.before
        if stop <= start or ":" not in self._phrases.gaps[stop]:
            return NOBODY
        if self._phrases.moods(start, stop):
            return NOBODY  # "Die Pflichten seien klar: “…”" goes on with what somebody says
        for at in range(stop - 1, max(start, stop - REACH) - 1, -1):
            if self._keys[at] in self._sets["so"] and "," in self._phrases.gaps[at]:
                return self.behind_so(at, stop)
        end = self._phrases.read(start, stop, greedy=True)
        rest = end
        while rest < stop and self._keys[rest] in self._sets["heading"]:
            rest += 1
        if self._keys[start] in self._sets["possessives"]:
            if end > start + 1 and self._rank((start, end)) == 2:
                return Source(speaker=(start, end))  # "Ihre Trainerin war gerührt: “…”"
            return Source(speaker=(start, start + 1))  # "Seine Meinung: “…”" is that of whoever was named before
        if end > start and rest == stop and self._personal((start, end)):
            return Source(speaker=(start, end))
        owner = self._owner(start, stop)
        if owner.speaker:
            return owner
        last = self._phrase_before(stop, start)
        if last and last[0] > start and self._rank(last) == 2 and self._opens_item(last[0]):
            return Source(speaker=last)  # "… gratulierten, so X, und Ministerpräsident Y: “…”"
        joined = self.joined_subject(start, stop)
        return Source(speaker=joined.speaker or self._main_subject(start, stop))

    def joined_subject(self, start: int, stop: int) -> Source:
        """Return who is named right behind the last comma and its conjunction: "…, but coroner Ina Cole was calm"."""
        joins = self._sets["conjunctions"] | self._sets["contrasts"]
        for at in reversed(self._phrases.apart(start + 1, stop - 1)):
            if "," in self._phrases.gaps[at] and self._keys[at] in joins:
                found = self._main_subject(at + 1, stop)
                return Source(speaker=found, guessed=True) if found and found[0] == at + 1 else NOBODY
        return NOBODY

    def _owner(self, start: int, stop: int) -> Source:
        """Read "Das Fazit von X fällt bitter aus: “…”" and "Xs Antwort: “…”": whose words the sentence is about."""
        near = start, min(stop, start + _OWNED)
        nouns = (*self._phrases.listed("speech_nouns", *near), *self._phrases.listed("source_nouns", *near))
        noun = min(nouns, default=None)
        if noun is None or any(self._has_verb(at, at + 1) for at in range(start, noun)):
            return NOBODY
        at = noun + 1
        if at < stop and self._keys[at] in self._sets["by"] | self._sets["genitive_determiners"] | {"of"}:
            at += self._keys[at] in self._sets["by"] or self._keys[at] == "of"
            end = self._phrases.read(at, stop, greedy=False)
            return Source(speaker=(at, end)) if end > at and self._personal((at, end)) else NOBODY
        first = self._phrases.words.forms[start]
        return Source(speaker=(start, noun)) if noun > start and first[:1].isupper() and self._owns(start) else NOBODY

    def _owns(self, at: int) -> bool:
        """Tell whether a word is a name in the genitive: "Merkels Antwort", "Cole’s answer"."""
        key = self._keys[at]
        small = key in self._grammar.closed_class or key in self._sets["determiners"]
        return key.endswith(("s", "’", "'")) and not small and key not in self._sets["oblique_determiners"]

    def _opens_item(self, at: int) -> bool:
        """Tell whether a phrase is an item of its own: behind "und" or a comma."""
        return "," in self._phrases.gaps[at] or self._keys[at - 1] in self._sets["conjunctions"]
