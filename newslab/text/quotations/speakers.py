"""Finds who speaks and by what word, in the part of a sentence that stands around a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newslab.text.quotations.headings import HeadingFinder
from newslab.text.quotations.subjects import NOBODY, Frame, Source
from newslab.text.quotations.verbs import REACH, Range

_LINK = re.compile(r"(?: ?[(\[](?:…|\.{2,3})[)\]])?[.!?…,)\]]*[”“\"«»‹›‘’'\s]*[,–—-]?\s*[”“\"«»‹›‘’']*\s*")


class SourceFinder(HeadingFinder):
    """Reads frames of one text."""

    def find(self, frame: Frame) -> Source:
        """Return the source that a frame names: right behind the quotation first, then before it, then around it."""
        readings = (
            self._told_of,
            self._behind,
            self._bracketed,
            self._later,
            self._passive,
            self._last_view,
            self._elided,
            self._reaction,
            self._aside,
            self._before,
            self.heading,
            self._around,
            self._sourced,
        )
        cue: Source | None = None
        for reading in readings:
            source = reading(frame)
            if source.speaker:
                return source
            cue = cue or (source if source.cue else None)
        return cue or NOBODY

    def _told_of(self, frame: Frame) -> Source:
        """Read "Der Angeklagte habe gesagt: „…“, berichtete der Zeuge": whose words somebody else hands on."""
        start, stop = frame.before
        if stop - 1 <= start or frame.after[0] >= frame.after[1] or ":" not in self._phrases.gaps[stop]:
            return NOBODY
        said = stop - 1
        if not self._says(said, stop) or not self._is_reported(said, frame):
            return NOBODY
        source = self.subject_of(said, start, stop)
        return NOBODY if source.speaker is None or self.is_pronoun(source.speaker) else source

    # --- behind the quotation: “…”, said X ------------------------------------------------------------------------

    def _behind(self, frame: Frame) -> Source:
        start, stop = frame.after
        if start >= stop or not _LINK.fullmatch(self._phrases.gaps[start]):
            return NOBODY
        key = self._keys[start]
        if key in self._sets["pointers"]:
            pointed = self.pointed_at(start, stop)
            if pointed.speaker:
                return pointed
        if self._says(start, stop) or key in self._grammar.label:
            return self.inverted(start, stop)
        if self._opens_label(frame.before) and key not in self._sets["auxiliaries"] | self._sets["frame.hearsay"]:
            return replace(self.inverted(start, stop), label=True)  # "Als „…“ versteht sie das Stück"; "gilt es" to all
        if key in self._sets["so"] or key in self._sets["before_source"]:
            if start + 1 < stop and (self._says(start + 1, stop) or self._keys[start + 1] in self._grammar.label):
                return self.inverted(start + 1, stop)
            return self.behind_so(start, stop)
        if key in self._sets["like"]:
            return self.verb_last(start, stop)
        if key in self._sets["written"]:
            return self._stands(start, stop)
        if key in self._sets["auxiliaries"]:
            source = self.inverted(start, stop)
            return source if source.speaker and self._verb_in(source.speaker[1], stop) is not None else NOBODY
        return self._by_any_verb(start, stop) if self._grammar.capitalised else self._subject_first(start, stop)

    def _opens_label(self, before: Range) -> bool:
        return before[1] - before[0] == 1 and self._keys[before[0]] in self._sets["opens_label"]

    def _by_any_verb(self, start: int, stop: int) -> Source:
        """Read "„…“, findet sie": in German whatever verb stands between a quotation's comma and its subject."""
        small = self._grammar.closed_class | self._sets["determiners"] | self._sets["oblique_determiners"]
        verb = self._phrases.words.forms[start].islower() and self._keys[start] not in small
        source = self.inverted(start, stop) if verb and "," in self._phrases.gaps[start] else NOBODY
        end = source.speaker[1] if source.speaker else start
        return source if end == stop or re.match(r"\s*[,.;–]", self._phrases.gaps[end]) else NOBODY

    def _bracketed(self, frame: Frame) -> Source:
        """Read "die Direktorin, Jane Doe (“…”)": the phrase right before the bracket speaks."""
        start, stop = frame.before
        if stop <= start or "(" not in self._phrases.gaps[stop]:
            return NOBODY
        found = self._phrase_before(stop, start)
        return Source(speaker=found if found and self._rank(found) == 2 else None)

    def _later(self, frame: Frame) -> Source:
        """Read "… „schockiert“ über die Tat, sagte die Königin": words go on behind the marks, then comes the verb."""
        start, stop = frame.after
        closes = self._closes_clause(frame)
        for at in range(start + 1, stop):
            if ";" in self._phrases.gaps[at]:
                return NOBODY  # "“…”, her team finds; the minister promises …"
            if "," not in self._phrases.gaps[at]:
                continue
            if closes:
                return NOBODY  # "Während X das für „…“ hält, warf Y …"
            if self._says(at, stop):
                return self.inverted(at, stop)
            if not self._grammar.capitalised and (source := self._subject_first(at, stop)).speaker:
                return source  # "“…” to act, coroner Ina Kolb concluded"
            if self._keys[at] in self._sets["auxiliaries"]:
                source = self.inverted(at, stop)
                if source.speaker and self._verb_in(source.speaker[1], min(stop, source.speaker[1] + 3)) is not None:
                    return source
        return NOBODY

    def _closes_clause(self, frame: Frame) -> bool:
        """Tell whether the quotation stands in a subordinate clause: what follows is the main one."""
        first, last = frame.before
        opens = self._grammar.capitalised and first < last and self._keys[first] in self._sets["contrasts"]
        return opens and not any("," in self._phrases.gaps[at] for at in range(first + 1, last))

    def _subject_first(self, start: int, stop: int) -> Source:
        """Read "”, Smith, a lawyer, said": in English the subject before its verb, behind the quotation."""
        end = self._nominative(start, stop)
        if end == start:
            return NOBODY
        verb = self._past_adverbs(end, stop)
        if verb < stop and verb <= end + 2 and self._says(verb, stop) and "." not in self._phrases.gaps[verb]:
            return Source(speaker=(start, end), cue=(verb, verb + 1))
        return NOBODY

    def verb_last(self, start: int, stop: int) -> Source:
        """Read "wie ein Sprecher mitteilte": a subordinate clause with its verb at the end."""
        begin, end = self._behind_verb(start + 1, stop)
        verb = self._verb_in(end, stop)
        if end > begin and verb is not None:
            return Source(speaker=(begin, end), cue=(verb, verb + 1))
        if start + 1 < stop and self._says(start + 1, stop):
            return self.inverted(start + 1, stop)
        return NOBODY

    # --- before the quotation: X said: “…” -----------------------------------------------------------------------

    def _before(self, frame: Frame) -> Source:
        start, stop = frame.before
        found = NOBODY
        item = self._last_item(start, stop)
        if item.speaker:
            return item
        for verb in range(stop - 1, start - 1, -1):
            if found.cue is None and verb + 1 < stop and ";" in self._phrases.gaps[verb + 1]:
                break  # what is said before a semicolon announces nothing behind it
            if self._keys[verb] not in self._sets["announcing"] or verb in frame.masked:
                continue
            if self._is_enclosed(verb, start, stop, frame.masked):
                continue
            if not self.announces(verb, frame):
                continue
            if self.it_says(verb, stop):
                return self.document_says(verb, start, stop)
            ended = verb - 1 in frame.masked and re.search(r"[,.!?…]", self._phrases.gaps[verb])
            behind_marks = ended and self._says(verb, stop)  # “…,” said X, “…”
            behind_marks = behind_marks or (self.closes_with_subject(verb, stop) and self._has_verb(start, verb))
            if not behind_marks and self._closes_opening(verb, start):
                main = self.inverted(verb + 1, stop)
                if main.speaker:
                    return Source(speaker=main.speaker, guessed=True)
            source = self.inverted(verb, stop) if behind_marks else self.subject_of(verb, start, stop)
            if source.speaker:
                return source
            found = found if found.cue else source
        return found

    def _aside(self, frame: Frame) -> Source:
        """Read "…, was der Minister „…“ nannte", "…, which Jane Cole finds “…”": a clause of its own.

        Right behind marks and its subject before them, the verb may be whatever it is.
        """
        (start, stop), (behind, end) = frame.before, frame.after
        if not self._grammar.capitalised:
            return self._relative_aside(start, stop)
        for at in reversed(self._phrases.listed("verb_last", start + 1, stop)):
            if "," not in self._phrases.gaps[at]:
                continue
            begin, close = self._behind_verb(at + 1, stop)
            verb = self._verb_in(behind, end, label=True)
            if verb is None and close == stop and behind < end:
                verb = behind if behind + 1 == end or "," in self._phrases.gaps[behind + 1] else None
            if verb is not None and close > begin and self._personal((begin, close)):
                return Source(speaker=(begin, close), cue=(verb, verb + 1), label=True)
        return NOBODY

    def _relative_aside(self, start: int, stop: int) -> Source:
        for at in self._phrases.listed("relatives", start + 1, stop - 2):
            close = self._phrases.read(at + 1, stop - 1, greedy=False)
            if "," in self._phrases.gaps[at] and close == stop - 1 > at + 1 and self._personal((at + 1, close)):
                return Source(speaker=(at + 1, close), cue=(close, stop), label=True)
        return NOBODY

    def _last_view(self, frame: Frame) -> Source:
        """Read "Die Chefin lobte den Plan, für die SPD ist er „…“": the last clause is another's view."""
        start, stop = frame.before
        view = self._view(start, stop)
        if view.speaker is None or view.cue is None or view.cue[0] == start:
            return NOBODY
        if self._phrases.moods(view.cue[0], stop) and self._phrases.listed("announcing", start, view.cue[0]):
            return NOBODY  # "Er erklärte, für die Chefin sei entscheidend, „…“": it is he who says so
        return NOBODY if any(self.announces(at, frame) for at in range(view.speaker[1], stop)) else view

    def _closes_opening(self, verb: int, start: int) -> bool:
        """Tell whether a verb closes the clause that opens a sentence: "Weil Kolb nichts sagte, half sich der Chef"."""
        opens = self._grammar.capitalised and self._keys[start] in self._sets["subordinators"] - self._sets["like"]
        follows = opens and self._keys[verb + 1] not in self._sets["complementisers"]
        return follows and "," in self._phrases.gaps[verb + 1] and "," not in self._phrases.gaps[verb]

    def announcing(self, start: int, stop: int) -> Sequence[int]:
        """Return the words of ``[start, stop)`` that may announce speech, by themselves or with others."""
        return self._phrases.listed("announcing", start, stop)

    def announces(self, verb: int, frame: Frame) -> bool:
        """Tell whether the verb at ``verb`` announces the quotation; what is reported ("habe erklärt") does not."""
        key = self._keys[verb]
        if self._in_name(verb) or self.is_object(verb):
            return False
        if self._says(verb, frame.before[1]) or key in self._grammar.label:
            return not self._is_reported(verb, frame)
        if key in self._grammar.weak_label:
            return frame.before[1] > verb + 1 and self._keys[frame.before[1] - 1] in self._sets["label_links"]
        particles = self._grammar.parted.get(key)
        return particles is not None and any(self._keys[at] in particles for at in range(*frame.after))

    def is_object(self, verb: int) -> bool:
        """Tell whether a word that would label something has nothing to label behind it: "her former label, Copper"."""
        if self._grammar.capitalised or not self._phrases.gaps[verb + 1].startswith(", "):
            return False
        return self._keys[verb] in self._grammar.label and self._keys[verb] not in self._grammar.say

    def _is_reported(self, verb: int, frame: Frame) -> bool:
        """Tell whether the verb is a participle or infinitive under a verb in the mood of reported speech."""
        mood = self._sets["reported_mood"]
        start = max(frame.before[0], verb - REACH)
        auxiliaries = self._phrases.listed("auxiliaries", start, verb)
        return (
            bool(auxiliaries)
            and self._keys[auxiliaries[-1]] in mood
            and "," not in self._between(auxiliaries[-1], verb)
        )

    # --- around it, passive, and without a verb --------------------------------------------------------------------

    def _around(self, frame: Frame) -> Source:
        """Read "X hat die Pläne als “…” bezeichnet" and "dass X das “…” nannte": verb behind, subject before."""
        behind, end = frame.after
        end = min(end, behind + REACH)
        # "…, wie die Richterin sagte" is a clause of its own
        end = next(
            (at for at in range(behind, end) if "," in self._phrases.gaps[at] and self._keys[at] in self._sets["like"]),
            end,
        )
        verb = self._verb_in(behind, end, label=True)
        if verb is None:
            return NOBODY
        start, stop = frame.before
        for at in range(stop - 1, start - 1, -1):
            if self._keys[at] in self._sets["relatives"] and at > start and "," in self._phrases.gaps[at]:
                described = self._phrase_before(at, start)  # "ein Kommentar, der das „…“ nennt"
                if described:
                    return Source(speaker=described, cue=(verb, verb + 1), label=True)
            if self._keys[at] in self._sets["auxiliaries"] and at not in frame.masked:
                if self._keys[at] in self._sets["reported_mood"]:
                    return NOBODY  # "Er habe das „…“ genannt" is itself reported
                source = self.subject_of(at, start, stop)
                if source.speaker:
                    return Source(speaker=source.speaker, cue=(verb, verb + 1), label=True)
        for at in range(stop - 1, start - 1, -1):
            if self._keys[at] in self._sets["subordinators"]:
                begin, end = self._behind_verb(at + 1, stop)
                if end > begin:
                    return Source(speaker=(begin, end), cue=(verb, verb + 1), label=True)
        found = self._from_start(start, stop)
        return Source(speaker=found, cue=(verb, verb + 1), label=True)

    def _sourced(self, frame: Frame) -> Source:
        """Read a source without a verb, before or behind: "laut X", "nach Angaben von X", "…, so X"."""
        before = self._named_source(frame.before, frame.masked)
        if before.speaker:
            return before
        view = self._view(*frame.before)
        if view.speaker:
            return view
        start, stop = frame.after
        for at in self._phrases.listed("marking", start, stop):
            if self._keys[at] in self._sets["so"] and re.search("[,–—]", self._phrases.gaps[at]):
                source = self.behind_so(at, stop)
                if source.speaker:
                    return source
            if self._keys[at] in self._sets["like"] and "," in self._phrases.gaps[at]:
                source = self.verb_last(at, stop)
                if source.speaker:
                    return source
        return self._named_source(frame.after, frame.masked)

    def pointed_at(self, start: int, stop: int) -> Source:
        """Read "Das sagte X", the sentence after a quotation that stood alone."""
        if start >= stop or self._keys[start] not in self._sets["pointers"]:
            return NOBODY
        verb = start + 1
        if verb < stop and (
            self._says(verb, stop)
            or self._keys[verb] in self._grammar.label | self._grammar.weak_label
            or (self._keys[verb] in self._sets["auxiliaries"] and self._verb_in(verb + 1, stop) is not None)
        ):
            return self.inverted(verb, stop)
        return NOBODY

    def is_pronoun(self, words: Range) -> bool:
        """Tell whether a phrase is nothing but a pronoun."""
        first, last = words
        key = self._keys[first]
        return last == first + 1 and (key in self._sets["subject_pronouns"] or key in self._sets["possessives"])

    def subject(self, start: int, stop: int) -> Source:
        """Return the personal subject of a sentence that has no word for speech: "X will “…”"."""
        return Source(speaker=self._main_subject(start, stop), guessed=True)

    def nearest_subject(self, start: int, stop: int) -> Source:
        """Return the personal subject of what stands behind the last semicolon, or else of the whole."""
        half = self.last_half(start, stop)
        joined = self.joined_subject(half, stop)
        found = joined if joined.speaker else self.subject(half, stop)
        return found if found.speaker or half == start else self.subject(start, stop)

    def last_half(self, start: int, stop: int) -> int:
        """Return where what stands behind the last semicolon begins; the start where there is none."""
        return next(
            (at for at in reversed(self._phrases.apart(start + 1, stop)) if ";" in self._phrases.gaps[at]), start
        )

    def _passive(self, frame: Frame) -> Source:
        """Read "wurde von X als “…” bezeichnet" and "was described as “…” by X"."""
        start, stop = frame.before
        keys = self._keys
        if not (self._phrases.listed("passive", start, stop) or self._phrases.listed("passive", *frame.after)):
            return NOBODY
        if frame.after[0] < frame.after[1] and keys[frame.after[0]] in self._sets["by"]:
            end = self._phrases.read(frame.after[0] + 1, frame.after[1], greedy=False)
            said = self._verb_in(max(start, stop - REACH), stop, label=True)
            if said is None or not self._personal((frame.after[0] + 1, end)):
                return NOBODY
            return Source(speaker=(frame.after[0] + 1, end), cue=(said, said + 1), label=True)
        verb = self._verb_in(frame.after[0], min(frame.after[1], frame.after[0] + 3), label=True)
        if verb is None:
            return NOBODY
        for at in range(stop - 1, start - 1, -1):
            if keys[at] in self._sets["within"] and (found := self._medium(at + 1, stop)):
                return Source(speaker=found, cue=(verb, verb + 1), label=True)
            if keys[at] in self._sets["by"]:
                end = self._phrases.read(at + 1, stop, greedy=False)
                if end > at + 1 and self._personal((at + 1, end)):
                    return Source(speaker=(at + 1, end), cue=(verb, verb + 1), label=True)
        return NOBODY
