"""Finds who speaks and by what word, in the part of a sentence that stands around a quotation."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from newslab.text.cues import Grammar
from newslab.text.phrases import Phrases

_REACH = 16  # words before a verb in which its subject begins, appositions included
_SKIPPED = 4  # adverbs and phrases between an inverted verb and its subject: "sagte am Montag in Berlin der …"
_BREAK = re.compile(r"[;:–—]|\.\s")
_STOP = re.compile(r"[,;:–—]|\.\s")
_LINK = re.compile(r"[.!?…,)\]]*[”“\"«»‹›‘’'\s]*[,–—-]?\s*[”“\"«»‹›‘’']*\s*")

Range = tuple[int, int]  # word numbers, half-open


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words of a sentence before and after a quotation; what is ``masked`` stands in marks and is no cue."""

    before: Range
    after: Range
    masked: Collection[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who speaks and what says so, as word ranges; either may be missing.

    ``label`` tells that the cue pins a word on somebody ("nannte"). ``guessed`` tells that no cue links the speaker to
    the words: a subject further off, or the first person of the sentence.
    """

    speaker: Range | None = None
    cue: Range | None = None
    label: bool = False
    guessed: bool = False


class SourceFinder:
    """Reads frames of one text."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._grammar: Grammar = phrases.grammar
        self._sets = phrases.grammar.sets
        self._keys = phrases.words.keys

    def find(self, frame: Frame) -> Source:
        """Return the source that a frame names: right behind the quotation first, then before it, then around it."""
        readings = (self._behind, self._bracketed, self._later, self._passive, self._before, self._heading, self._around, self._sourced)
        cue: Source | None = None
        for reading in readings:
            source = reading(frame)
            if source.speaker:
                return source
            cue = cue or (source if source.cue else None)
        return cue or Source()

    # --- behind the quotation: “…”, said X ------------------------------------------------------------------------

    def _behind(self, frame: Frame) -> Source:
        start, stop = frame.after
        if start >= stop or not _LINK.fullmatch(self._phrases.gap(start)):
            return Source()
        key = self._keys[start]
        if self._says(start, stop) or key in self._grammar.label:
            return self._inverted(start, stop)
        if key in self._sets["so"] or key in self._sets["before_source"]:
            if start + 1 < stop and (self._says(start + 1, stop) or self._keys[start + 1] in self._grammar.label):
                return self._inverted(start + 1, stop)
            return self.behind_so(start, stop)
        if key in self._sets["like"]:
            return self.verb_last(start, stop)
        if key in self._sets["auxiliaries"]:
            source = self._inverted(start, stop)
            return source if source.speaker and self._verb_in(source.speaker[1], stop) is not None else Source()
        return self._subject_first(start, stop)

    def behind_so(self, at: int, stop: int) -> Source:
        """Read "…, so der Minister" and "laut dem Minister"."""
        end = self._nominative(at + 1, stop, oblique=True)
        return Source(speaker=(at + 1, end) if end > at + 1 else None, cue=(at, at + 1))

    def _inverted(self, verb: int, stop: int) -> Source:
        """Read "sagte am Montag der Minister": the subject behind its verb."""
        cue = (verb, verb + 1)
        if self._it_says(verb, stop):
            return self._in_document(verb, stop)
        if self._keys[verb] in self._sets["quoting"]:
            return self._quoted_by(verb, stop)
        start, end = self._behind_verb(verb + 1, stop)
        if end == start and verb + 1 < stop:
            start, end = verb + 1, self._phrases.read(verb + 1, stop, greedy=False)  # its case is wrong, or another's
            return Source(speaker=(start, end) if end > start else None, cue=cue, guessed=True)
        return Source(speaker=(start, end) if end > start else None, cue=cue)

    def _bracketed(self, frame: Frame) -> Source:
        """Read "die Direktorin, Jane Doe (“…”)": the phrase right before the bracket speaks."""
        start, stop = frame.before
        if stop <= start or "(" not in self._phrases.gap(stop):
            return Source()
        found = self._phrase_before(stop, start)
        return Source(speaker=found if found and self._rank(found) == 2 else None)

    def _later(self, frame: Frame) -> Source:
        """Read "… „schockiert“ über die Tat, sagte die Königin": the words go on behind the marks, then comes the verb."""
        start, stop = frame.after
        for at in range(start + 1, stop):
            if "," not in self._phrases.gap(at):
                continue
            if self._says(at, stop):
                return self._inverted(at, stop)
            if self._keys[at] in self._sets["auxiliaries"]:
                source = self._inverted(at, stop)
                if source.speaker and self._verb_in(source.speaker[1], min(stop, source.speaker[1] + 3)) is not None:
                    return source
        return Source()

    def _it_says(self, verb: int, stop: int) -> bool:
        return (
            self._keys[verb] in self._sets["it_says"] and verb + 1 < stop and self._keys[verb + 1] in self._sets["it"]
        )

    def _quoted_by(self, verb: int, stop: int) -> Source:
        """Read "zitiert der Sender den Minister": the second phrase speaks; the only one where there is no second."""
        start, end = self._behind_verb(verb + 1, stop)
        other = (
            self._phrases.read(end, stop, greedy=False)
            if end < stop and self._phrases.gap(end).strip(' „“”"»«') == ""
            else end
        )
        speaker = (end, other) if other > end > start else (start, end)
        return Source(speaker=speaker if speaker[1] > speaker[0] else None, cue=(verb, verb + 1))

    def _behind_verb(self, at: int, stop: int) -> Range:
        """Return the subject that follows a verb, past what may stand between."""
        for _ in range(_SKIPPED):
            if at >= stop or _STOP.search(self._phrases.gap(at)):
                break
            if self._keys[at] in self._sets["subject_pronouns"] and self._keys[at] not in self._sets["adverbs"]:
                following = self._phrases.read(at, stop, greedy=False)
                return (at, following) if following > at + 1 else (at, at + 1)
            end = self._nominative(at, stop)
            if end > at:
                return at, end
            if self._keys[at] in self._sets["prepositions"]:
                inner = self._phrases.read(at + 1, stop, greedy=False)
                at = inner if inner > at + 1 else at + 2
            elif self._keys[at] in self._sets["adverbs"]:
                at += 1
            elif self._keys[at] in self._sets["oblique_determiners"]:
                inner = self._phrases.read(at, stop, greedy=False)
                if inner == at:
                    break
                at = inner
            else:
                break
        return at, at

    def _nominative(self, at: int, stop: int, *, oblique: bool = False) -> int:
        """Return where a noun phrase ends that may be a subject; ``at`` where there is none."""
        if at >= stop or (not oblique and self._is_oblique(at, stop)):
            return at
        if self._keys[at] in self._sets["subject_pronouns"] and self._keys[at] not in self._sets["determiners"]:
            return at + 1
        return self._phrases.read(at, stop, greedy=False)

    def _is_oblique(self, at: int, stop: int) -> bool:
        """Tell whether a phrase shows by its article that it is no subject: "dem Sender", "der neuen Zeitung"."""
        key = self._keys[at]
        if key in self._sets["partitive"] and at + 1 < stop and self._keys[at + 1] in self._sets["genitive_determiners"]:
            return False
        if key in self._sets["oblique_determiners"]:
            return True
        ending = self._grammar.oblique_if_weak.get(key)
        return (
            ending is not None
            and at + 1 < stop
            and self._phrases.words.forms[at + 1].islower()
            and self._keys[at + 1].endswith(ending)
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

    def _subject_first(self, start: int, stop: int) -> Source:
        """Read "”, Smith, a lawyer, said": the subject before its verb, behind the quotation."""
        if self._grammar.capitalised and "," not in self._phrases.gap(start):
            return Source()
        end = self._nominative(start, stop)
        if end == start:
            return Source()
        verb = self._past_adverbs(end, stop)
        if verb < stop and verb <= end + 2 and self._says(verb, stop) and "." not in self._phrases.gap(verb):
            return Source(speaker=(start, end), cue=(verb, verb + 1))
        return Source()

    def _past_adverbs(self, at: int, stop: int) -> int:
        while at < stop and (self._keys[at] in self._sets["adverbs"] or self._keys[at] in self._sets["auxiliaries"]):
            at += 1
        return at

    def verb_last(self, start: int, stop: int) -> Source:
        """Read "wie ein Sprecher mitteilte": a subordinate clause with its verb at the end."""
        begin, end = self._behind_verb(start + 1, stop)
        verb = self._verb_in(end, stop)
        if end > begin and verb is not None:
            return Source(speaker=(begin, end), cue=(verb, verb + 1))
        if start + 1 < stop and self._says(start + 1, stop):
            return self._inverted(start + 1, stop)
        return Source()

    # --- before the quotation: X said: “…” -----------------------------------------------------------------------

    def _before(self, frame: Frame) -> Source:
        start, stop = frame.before
        found = Source()
        for verb in range(stop - 1, start - 1, -1):
            if verb in frame.masked or not self.announces(verb, frame):
                continue
            if self._it_says(verb, stop):
                return self._document_says(verb, start, stop)
            source = self.subject_of(verb, start, stop)
            if source.speaker:
                return source
            found = found if found.cue else source
        return found

    def _document_says(self, verb: int, start: int, stop: int) -> Source:
        """Read "In der Mitteilung heißt es:": the document before the verb speaks, or the one behind it."""
        for at in range(start, verb):
            if self._keys[at] in self._sets["prepositions"]:
                end = self._phrases.read(at + 1, verb, greedy=True)
                if end > at + 1:
                    return Source(speaker=(at + 1, end), cue=(verb, verb + 2))
        return self._in_document(verb, stop)

    def announces(self, verb: int, frame: Frame) -> bool:
        """Tell whether the verb at ``verb`` announces the quotation; what is reported ("habe erklärt") does not."""
        key = self._keys[verb]
        if self._says(verb, frame.before[1]) or key in self._grammar.label:
            return not self._is_reported(verb, frame)
        if key in self._grammar.weak_label:
            return frame.before[1] > verb + 1 and self._keys[frame.before[1] - 1] in self._sets["label_links"]
        particles = self._grammar.parted.get(key)
        return particles is not None and any(self._keys[at] in particles for at in range(*frame.after))

    def _is_reported(self, verb: int, frame: Frame) -> bool:
        """Tell whether the verb is a participle or infinitive under a verb in the mood of reported speech."""
        mood = self._sets["reported_mood"]
        start = max(frame.before[0], verb - _REACH)
        auxiliary = next(
            (at for at in range(verb - 1, start - 1, -1) if self._keys[at] in self._sets["auxiliaries"]), None
        )
        return (
            auxiliary is not None and self._keys[auxiliary] in mood and "," not in self.phrases_between(auxiliary, verb)
        )

    def phrases_between(self, first: int, last: int) -> str:
        """Return the text between two words."""
        words = self._phrases.words
        return self._phrases.text[words.ends[first] : words.starts[last]]

    def subject_of(self, verb: int, start: int, stop: int) -> Source:
        """Return the subject of the verb at ``verb``, before it or behind it."""
        label = self._keys[verb] in self._grammar.label or self._keys[verb] in self._grammar.weak_label
        if self._keys[verb] in self._sets["quoting"]:
            quoted = self._quoted(verb, start, stop)
            if quoted:
                return Source(speaker=quoted, cue=(verb, verb + 1))
        auxiliary = self._auxiliary_before(verb, start)
        if auxiliary is not None and "," not in self.phrases_between(auxiliary, verb):
            speaker = self._subject(auxiliary, start, verb)
            if speaker:
                return Source(speaker=speaker, cue=(verb, verb + 1), label=label)
        elided = verb > start and self._keys[verb - 1] in self._sets["conjunctions"]
        speaker = self._earlier(verb, start, verb) if elided else self._subject(verb, start, stop)
        if speaker is None:
            auxiliary = self._auxiliary_before(verb, start)
            speaker = self._subject(auxiliary, start, stop) if auxiliary is not None else None
        guessed = speaker is None
        if speaker is None:
            speaker = self._earlier(verb, start, self._clause_start(verb, start))
        return Source(speaker=speaker, cue=(verb, verb + 1), label=label, guessed=guessed)

    def _quoted(self, verb: int, start: int, stop: int) -> Range | None:
        """Return whom an outlet quotes: "Der Sender zitiert den Minister mit den Worten"; None in the passive."""
        if not self._sets["passive"].isdisjoint(self._keys[start:verb]):
            return None
        at = verb + 1
        while at < stop and self._keys[at] in self._sets["adverbs"]:
            at += 1
        end = self._phrases.read(at, stop, greedy=False)
        return (at, end) if end > at else None

    def _auxiliary_before(self, verb: int, start: int) -> int | None:
        """Return the auxiliary of a participle: "hatte der Minister im Mai zugesichert"."""
        for at in range(verb - 1, max(start, verb - _REACH) - 1, -1):
            if self._keys[at] in self._sets["auxiliaries"]:
                return at
        return None

    def _subject(self, verb: int, start: int, stop: int) -> Range | None:
        clause = self._clause_start(verb, start)
        if verb - 1 > start and self._keys[verb - 1] in self._sets["relatives"] and "," in self._phrases.gap(verb - 1):
            return self._phrase_before(verb - 1, start)
        if "," in self._phrases.gap(verb) and verb > start:
            described = self._front(verb, start, start) or self._with_relative_clause(start, verb)
            if described:
                return described
        begin, end = self._behind_verb(verb + 1, stop) if self._grammar.capitalised else (verb, verb)
        back = (begin, end) if end > begin else None
        if self._keys[clause] in self._sets["subordinators"] and clause < verb and (back is None or clause > start):
            begin, end = self._behind_verb(clause + 1, verb)
            if end > begin:
                return begin, end
        front = self._front(verb, start, clause)
        if front and self._adverbial(*front, start):
            front = None
        if front and back and self._rank(back) > self._rank(front):
            return back
        return front or back

    def _phrase_before(self, end: int, start: int) -> Range | None:
        """Return the longest phrase that ends at word ``end``: whom a relative pronoun there takes up."""
        for at in range(max(start, end - _REACH), end):
            if self._phrases.read(at, end, greedy=True) == end and self._subject_place(at, start):
                return at, end
        return None

    def _with_relative_clause(self, start: int, verb: int) -> Range | None:
        """Read "Klose, der Gelb sah, nannte …": the subject opens the sentence, a clause about it stands between."""
        for end in range(start + 1, verb):
            if "," in self._phrases.gap(end) and self._keys[end] in self._sets["relatives"]:
                reached = self._phrases.read(start, end, greedy=True)
                found = reached == end and not self._is_oblique(start, end) and self._personal((start, end))
                return (start, end) if found else None
        return None

    def _rank(self, words: Range) -> int:
        """Return how likely a phrase is to speak: pronoun, office, body or bare name 2, a noun with names 1, else 0."""
        first, last = words
        keys = self._keys[first:last]
        if last == first + 1 and keys[0] in self._sets["subject_pronouns"]:
            return 2
        if any(self._grammar.is_role(key) or self._grammar.is_body(key) for key in keys):
            return 2
        if keys[0] not in self._sets["determiners"]:
            if not self._sets["genitive_determiners"].isdisjoint(keys[1:]) and len(keys) > 2:
                return 1  # "Angehörigen der Verletzten" is no name
            return 2 if self._phrases.words.forms[first][:1].isupper() else 0
        return int(self._personal(words))

    def _front(self, verb: int, start: int, clause: int) -> Range | None:
        """Return the phrase that ends right before the verb, the longest one there is."""
        end = verb
        while (
            end > start
            and (self._keys[end - 1] in self._sets["adverbs"] or self._keys[end - 1] in self._sets["auxiliaries"])
            and self._phrases.gap(end) == " "
            and not self._is_pronoun(end - 1)
        ):
            end -= 1
        if end > start and self._is_pronoun(end - 1):
            return end - 1, end
        low = max(start if not self._grammar.capitalised else clause, verb - _REACH)
        for at in range(low, end):
            if at > low and self._grammar.capitalised and not self._clause_opens(at):
                continue
            if self._is_oblique(at, end):
                continue
            reached = self._phrases.read(at, end, greedy=True)
            if reached == end and reached > at and self._subject_place(at, start):
                return at, reached
        return None

    def _subject_place(self, at: int, start: int) -> bool:
        """Tell whether a subject may begin here: not behind a preposition or an article."""
        if at == start:
            return True
        before = self._keys[at - 1]
        if _STOP.search(self._phrases.gap(at)):
            return True
        return (
            before not in self._sets["prepositions"]
            and before not in self._sets["determiners"]
            and before not in self._sets["oblique_determiners"]
        )

    def _clause_opens(self, at: int) -> bool:
        before = self._keys[at - 1]
        return (
            _STOP.search(self._phrases.gap(at)) is not None
            or before in self._sets["conjunctions"]
            or before in self._sets["adverbs"]
        )

    def _is_pronoun(self, at: int) -> bool:
        return self._keys[at] in self._sets["subject_pronouns"] and (
            at + 1 >= len(self._keys) or not self._phrases.words.forms[at + 1][:1].isupper()
        )

    def _clause_start(self, verb: int, start: int) -> int:
        """Return where the verb's clause begins: behind the last break, or the comma before a subordinate clause."""
        clause = start
        if "," in self._phrases.gap(verb) and verb > start:
            return verb  # "Nachdem …, entgegnete X": the verb opens the main clause
        for at in range(verb, start, -1):
            gap = self._phrases.gap(at)
            if _BREAK.search(gap) and not re.fullmatch(r"\.\s*", gap):
                return at
            if "," in gap and self._keys[at] in self._sets["subordinators"]:
                return at
            joins = self._keys[at] in self._sets["conjunctions"] and "-" not in gap  # not "Fraktions- und Parteivorsitz"
            if joins and at < verb and self._has_verb(start, at):
                return at + 1 if at + 1 <= verb else at
        return clause

    def _has_verb(self, start: int, stop: int) -> bool:
        sets, grammar = self._sets, self._grammar
        return any(
            key in grammar.say or key in grammar.parted or key in sets["auxiliaries"] or key in grammar.label
            for key in self._keys[start:stop]
        )

    def _earlier(self, verb: int, start: int, clause: int) -> Range | None:
        """Return the subject of the sentence's first clause: "Die Ministerin lobte den Plan und fügte hinzu: …"."""
        if clause == start and self._grammar.capitalised:
            return self._from_start(start, verb)
        if not self._grammar.capitalised or self._keys[clause - 1] in self._sets["conjunctions"]:
            return self._from_start(start, clause)
        return None

    def _from_start(self, start: int, stop: int) -> Range | None:
        at = start
        while at < stop and self._keys[at] in self._sets["adverbs"]:
            at += 1
        if at < stop and self._is_pronoun(at):
            return at, at + 1
        if (
            at >= stop
            or self._keys[at] in self._sets["oblique_determiners"]
            or self._keys[at] in self._sets["prepositions"]
        ):
            for verb in range(start, stop):
                if self._has_verb(verb, verb + 1):
                    begin, end = self._behind_verb(verb + 1, stop)
                    return (begin, end) if end > begin else None
            return None
        end = self._phrases.read(at, stop, greedy=True)
        return (at, end) if end > at and self._personal((at, end)) else None

    def _personal(self, words: Range) -> bool:
        """Tell whether a phrase is likely to speak: a pronoun, an office, a body, or a name without an article."""
        first, last = words
        keys = self._keys
        if last == first + 1 and keys[first] in self._sets["subject_pronouns"]:
            return True
        if any(self._grammar.is_role(key) or self._grammar.is_body(key) for key in keys[first:last]):
            return True
        forms = self._phrases.words.forms
        named = keys[first] not in self._sets["determiners"] and forms[first][:1].isupper()
        return named or sum(form[:1].isupper() for form in forms[first + 1 : last]) >= 2

    # --- around it, passive, and without a verb --------------------------------------------------------------------

    def _around(self, frame: Frame) -> Source:
        """Read "X hat die Pläne als “…” bezeichnet" and "dass X das “…” nannte": verb behind, subject before."""
        verb = self._verb_in(frame.after[0], min(frame.after[1], frame.after[0] + _REACH), label=True)
        if verb is None:
            return Source()
        start, stop = frame.before
        for at in range(stop - 1, start - 1, -1):
            if self._keys[at] in self._sets["auxiliaries"] and at not in frame.masked:
                if self._keys[at] in self._sets["reported_mood"]:
                    return Source()  # "Er habe das „…“ genannt" is itself reported
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

    def _heading(self, frame: Frame) -> Source:
        """Read "Minister Schäuble: “…”" and "so der Minister weiter: “…”": no verb, but a colon."""
        start, stop = frame.before
        if stop <= start or ":" not in self._phrases.gap(stop):
            return Source()
        if not self._sets["reported_mood"].isdisjoint(self._keys[start:stop]):
            return Source()  # "Die Pflichten seien klar: “…”" goes on with what somebody says
        for at in range(stop - 1, max(start, stop - _REACH) - 1, -1):
            if self._keys[at] in self._sets["so"] and "," in self._phrases.gap(at):
                return self.behind_so(at, stop)
        end = self._phrases.read(start, stop, greedy=True)
        rest = end
        while rest < stop and self._keys[rest] in self._sets["heading"]:
            rest += 1
        if end > start and rest == stop and self._personal((start, end)):
            return Source(speaker=(start, end))
        last = self._phrase_before(stop, start)
        if last and last[0] > start and self._rank(last) == 2 and self._opens_item(last[0]):
            return Source(speaker=last)  # "… gratulierten, so X, und Ministerpräsident Y: “…”"
        return Source(speaker=self._main_subject(start, stop))

    def _opens_item(self, at: int) -> bool:
        """Tell whether a phrase is an item of its own: behind "und" or a comma."""
        return "," in self._phrases.gap(at) or self._keys[at - 1] in self._sets["conjunctions"]

    def _main_subject(self, start: int, stop: int) -> Range | None:
        """Return the first phrase of a sentence that may be its subject and is likely to speak."""
        at = start
        while at < stop:
            if self._keys[at] in self._sets["prepositions"]:
                at = max(at + 1, self._phrases.read(at + 1, stop, greedy=False))
                continue
            if self._is_pronoun(at):
                return at, at + 1
            end = at if self._is_oblique(at, stop) else self._phrases.read(at, stop, greedy=False)
            if end > at and self._rank((at, end)) == 2 and not self._adverbial(at, end, start):
                return at, end
            at = max(at + 1, end, self._phrases.read(at, stop, greedy=False))
        return None

    def _adverbial(self, at: int, end: int, start: int) -> bool:
        """Tell whether a single capitalised word is an adverb at the beginning of the sentence: "Ursprünglich"."""
        return at == start and end == at + 1 and self._keys[at].endswith(tuple(self._sets["adverb_endings"]))

    def _sourced(self, frame: Frame) -> Source:
        """Read a source without a verb, before or behind: "laut X", "nach Angaben von X", "…, so X"."""
        before = self._named_source(frame.before, frame.masked)
        if before.speaker:
            return before
        view = self._view(*frame.before)
        if view.speaker:
            return view
        start, stop = frame.after
        for at in range(start, stop):
            if self._keys[at] in self._sets["so"] and re.search("[,–—]", self._phrases.gap(at)):
                source = self.behind_so(at, stop)
                if source.speaker:
                    return source
            if self._keys[at] in self._sets["like"] and "," in self._phrases.gap(at):
                source = self.verb_last(at, stop)
                if source.speaker:
                    return source
        return self._named_source(frame.after, frame.masked)

    def _view(self, start: int, stop: int) -> Source:
        """Read "Für den Trainer war das Spiel …"."""
        if start < stop and self._keys[start] in self._sets["view_prepositions"]:
            end = self._phrases.read(start + 1, stop, greedy=False)
            if start + 1 < end < stop and self._keys[end] in self._sets["auxiliaries"] and self._personal((start + 1, end)):
                return Source(speaker=(start + 1, end), cue=(start, start + 1))
        return Source()

    def pointed_at(self, start: int, stop: int) -> Source:
        """Read "Das sagte X", the sentence after a quotation that stood alone."""
        if start >= stop or self._keys[start] not in self._sets["pointers"]:
            return Source()
        verb = start + 1
        if verb < stop and (
            self._says(verb, stop)
            or (self._keys[verb] in self._sets["auxiliaries"] and self._verb_in(verb + 1, stop) is not None)
        ):
            return self._inverted(verb, stop)
        return Source()

    def subject(self, start: int, stop: int) -> Source:
        """Return the personal subject of a sentence that has no word for speech: "X will “…”"."""
        return Source(speaker=self._main_subject(start, stop), guessed=True)

    def _passive(self, frame: Frame) -> Source:
        """Read "wurde von X als “…” bezeichnet"."""
        start, stop = frame.before
        keys = self._keys
        if not any(keys[at] in self._sets["passive"] for at in (*range(start, stop), *range(*frame.after))):
            return Source()
        verb = self._verb_in(frame.after[0], min(frame.after[1], frame.after[0] + 3), label=True)
        if verb is None:
            return Source()
        for at in range(stop - 1, start - 1, -1):
            if keys[at] in self._sets["by"]:
                end = self._phrases.read(at + 1, stop, greedy=False)
                if end > at + 1 and self._personal((at + 1, end)):
                    return Source(speaker=(at + 1, end), cue=(verb, verb + 1), label=True)
        return Source()

    def _named_source(self, words: Range, masked: Collection[int]) -> Source:
        """Read "laut X", "nach Angaben von X", "X zufolge"."""
        start, stop = words
        for at in range(stop - 1, start - 1, -1):
            if at in masked:
                continue
            source = self.source_at(at, start, stop)
            if source.speaker:
                return source
        return Source()

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
        for begin in range(max(start, at - _REACH), at):
            if self._keys[begin] in self._sets["prepositions"]:
                continue
            if self._phrases.read(begin, at, greedy=True) == at and self._subject_place(begin, start):
                return Source(speaker=(begin, at), cue=(at, at + 1))
        return Source()

    # --- verbs -----------------------------------------------------------------------------------------------------

    def _says(self, at: int, stop: int) -> bool:
        """Tell whether a form of a verb of saying stands at word ``at``, with its particle where it needs one."""
        key = self._keys[at]
        if self._grammar.capitalised and (self._phrases.words.forms[at][:1].isupper() or self._is_adjective(at, stop)):
            return False
        if key in self._grammar.say:
            return True
        particles = self._grammar.parted.get(key)
        return particles is not None and any(other in particles for other in self._keys[at + 1 : stop])

    def _is_adjective(self, at: int, stop: int) -> bool:
        """Tell whether what looks like a verb stands in a noun phrase: "wegen wiederholten Foulspiels"."""
        if at + 1 >= stop or not at or not self._phrases.words.forms[at + 1][:1].isupper():
            return False
        if self._phrases.gap(at) != " " or self._phrases.gap(at + 1) != " ":
            return False
        before, sets = self._keys[at - 1], self._sets
        return before in sets["prepositions"] or before in sets["oblique_determiners"] or before in sets["determiners"]

    def _verb_in(self, start: int, stop: int, *, label: bool = False) -> int | None:
        """Return the first verb of saying (or, with ``label``, of naming) in ``[start, stop)``, before a full break."""
        for at in range(start, stop):
            if at > start and _BREAK.search(self._phrases.gap(at)):
                return None
            labels = label and (self._keys[at] in self._grammar.label or self._keys[at] in self._grammar.weak_label)
            if self._says(at, stop) or labels:
                return at
        return None
