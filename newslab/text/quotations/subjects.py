"""Finds the subject of a verb: before it, behind it, in the clause before."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from newslab.text.given import is_given
from newslab.text.quotations.ranks import PhraseRanker
from newslab.text.quotations.verbs import BREAK, REACH, Range

_SKIPPED = 4  # adverbs and phrases between an inverted verb and its subject: "sagte am Montag in Berlin der …"
_NAMED = 3  # words among which an office or a body tells that somebody is named
_STOP = re.compile(r"[,;:–—]|\.\s")
_PRETERITE = ("te", "ten")
_FINITE = "te"  # "als er frei war sagte er": no participle, and the auxiliary is another clause's


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


NOBODY = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words of a sentence before and after a quotation; what is ``masked`` stands in marks and is no cue."""

    before: Range
    after: Range
    masked: Collection[int] = ()


class SubjectFinder(PhraseRanker):
    """Reads verbs and their subjects in one text."""

    def _behind_verb(self, at: int, stop: int) -> Range:
        """Return the subject that follows a verb, past what may stand between."""
        for _ in range(_SKIPPED):
            if at >= stop or (self._phrases.gaps[at] != " " and _STOP.search(self._phrases.gaps[at])):
                break
            if self._keys[at] in self._sets["subject_pronouns"] and self._keys[at] not in self._sets["adverbs"]:
                following = self._phrases.read(at, stop, greedy=False)
                return (at, following) if following > at + 1 else (at, at + 1)
            end = self._nominative(at, stop)
            if end > at:
                return at, end
            if self._keys[at] in self._sets["prepositions"]:
                noun = at + 1 if at + 1 >= stop or self._phrases.read(at + 1, stop, greedy=False) > at + 1 else at + 2
                if noun == at + 2 and self._keys[at + 1] in self._sets["adverbs"]:
                    at = noun  # "seit gestern"; but "für mehr Geld", "am 25. November" go on
                else:
                    at = max(noun, self._phrases.read(noun, stop, greedy=False))
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

    def closes_with_subject(self, verb: int, stop: int) -> bool:
        """Tell whether an English verb behind a comma has its subject behind it: "…, said Ina Kolb, who …"."""
        if self._grammar.capitalised or self._keys[verb] not in self._sets["clause_takers"]:
            return False
        end = self._phrases.read(verb + 1, stop, greedy=False) if verb + 1 < stop else verb + 1
        if end == verb + 1 or "," not in self._phrases.gaps[verb]:
            return False
        return (end == stop or "," in self._phrases.gaps[end]) and self._personal((verb + 1, end))

    def subject_of(self, verb: int, start: int, stop: int) -> Source:
        """Return the subject of the verb at ``verb``, before it or behind it."""
        label = self._keys[verb] in self._grammar.label or self._keys[verb] in self._grammar.weak_label
        if self._keys[verb] in self._sets["quoting"]:
            quoted = self._quoted(verb, start, stop)
            if quoted:
                return Source(speaker=quoted, cue=(verb, verb + 1))
        if self._is_heard(verb, start):
            return Source(speaker=self._teller(verb, start, stop), cue=(verb, verb + 1), label=label)
        auxiliary = self._auxiliary_before(verb, start)
        finite = self._grammar.capitalised and self._keys[verb].endswith(_FINITE)
        if auxiliary is not None and not finite and not _STOP.search(self._between(auxiliary, verb)):
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
            guessed = speaker is None or not self._hangs(verb)
        return Source(speaker=speaker, cue=(verb, verb + 1), label=label, guessed=guessed)

    def inverted(self, verb: int, stop: int) -> Source:
        """Return who stands behind the verb and is sure to speak: "…, erklärte die Ministerin"."""
        found = self._behind_verb(verb + 1, stop)
        speaks = found[1] > found[0] and self._rank(found) == 2
        return Source(speaker=found, cue=(verb, verb + 1)) if speaks else NOBODY

    def acts(self, words: Range) -> bool:
        """Tell whether somebody and what may be his verb begin here, and no clause about somebody ends with it."""
        first, stop = words
        verb = self._phrases.read(first, stop, greedy=False)
        if verb == first or verb + 1 >= stop or self._rank((first, verb)) < 2:
            return False
        form, key = self._phrases.words.forms[verb], self._keys[verb]
        return form[:1].islower() and key not in self._grammar.closed_class and self._phrases.gaps[verb + 1] == " "

    def elides(self, words: Range) -> bool:
        """Tell whether somebody's view begins here without its verb: "…, Uwe Ott vom Bund von einem Ärgernis"."""
        keys = self._keys[slice(*words)]
        named = (self._grammar.is_role(key) or self._grammar.is_body(key) for key in keys[:_NAMED])
        somebody = is_given(keys[0]) or any(named)
        spoken = somebody and not self._sets["spoken_of"].isdisjoint(keys[1:])
        return spoken and (self._sets["auxiliaries"] | self._sets["announcing"]).isdisjoint(keys[1:])

    def says_no_more(self, at: int, stop: int) -> bool:
        """Tell whether a word is all that an English verb says: "said sorry and left"; not "said no jobs will go"."""
        if self._keys[at] not in self._sets["said_alone"]:
            return False
        small = self._sets["conjunctions"] | self._sets["prepositions"]
        return at + 1 >= stop or self._phrases.gaps[at + 1] != " " or self._keys[at + 1] in small

    def ends_sentence(self, at: int) -> bool:
        """Tell whether a sentence ends at word ``at`` or behind an adverb there: "…, sagte Kolb weiter."."""
        at += at < len(self._keys) and self._keys[at] in self._sets["heading"]
        return at >= len(self._keys) or self._phrases.gaps[at].lstrip('”“"»«').startswith((".", "!", "?"))

    def opens_speech(self, verb: int, start: int) -> bool:
        """Tell whether a subject that opens a sentence and its verb leave nothing else to follow: "Kolb sagte, …"."""
        plain = self._grammar.capitalised and self._keys[verb] in self._sets["neutral_cues"] & self._grammar.say
        return plain and self.subject_of(verb, start, verb + 1).speaker == (start, verb)

    def says_so(self, words: Range) -> bool:
        """Tell whether somebody and his verb of saying or judging begin here: "die Polizei bestätigte, …"."""
        first, stop = words
        verb = self._phrases.read(first, stop, greedy=False)
        if verb in {first, stop} or self._rank((first, verb)) < 2 or self._phrases.gaps[verb] != " ":
            return False
        return self._keys[verb] in self._sets["announcing"] or self._keys[verb] in self._sets["views"]

    def _hangs(self, verb: int) -> bool:
        """Tell whether a verb without a subject takes that of its sentence: "X urged talks, calling it absurd"."""
        hanging = self._grammar.endings["hanging"]
        return bool(hanging) and self._keys[verb].endswith(hanging) and "," in self._phrases.gaps[verb]

    def _quoted(self, verb: int, start: int, stop: int) -> Range | None:
        """Return whom an outlet quotes: "Der Sender zitiert den Minister mit den Worten"; None in the passive."""
        if not self._sets["passive"].isdisjoint(self._keys[self._clause_start(verb, start) : verb]):
            return None
        at = verb + 1
        while at < stop and self._keys[at] in self._sets["adverbs"]:
            at += 1
        end = self._phrases.read(at, stop, greedy=False)
        other = self._phrases.read(end, stop, greedy=False) if end < stop and self._phrases.gaps[end] == " " else end
        if other > end > at:
            return end, other  # "zitiert Reuters den Sprecher"
        return (at, end) if end > at else None

    def _is_heard(self, verb: int, start: int) -> bool:
        """Tell whether the subject of a verb listens: "The jury was told that …", "Anwohner wurden gewarnt, …"."""
        if self._is_passive(verb, start):
            return True
        if self._keys[verb] not in self._sets["told_in_passive"]:
            return False
        following = self._keys[verb + 1] if verb + 1 < len(self._keys) else ""
        if self._keys[verb] in self._sets["charged"] and following in self._sets["charged_with"]:
            return True  # "the man accused of theft", "found herself accused of theft"
        first = self._clause_start(verb, start)
        if self._grammar.capitalised:  # the participle closes the clause that the auxiliary opens
            return not self._sets["passive"].isdisjoint(self._keys[first:verb])
        while verb > first and self._keys[verb - 1] in self._sets["adverbs"]:
            verb -= 1
        return verb > first and self._keys[verb - 1] in self._sets["passive"]

    def _is_passive(self, verb: int, start: int) -> bool:
        """Tell whether a verb of saying is passive: its subject is what was said ("wurde von X die Sorge geäußert")."""
        key = self._keys[verb]
        if not self._grammar.capitalised or key in self._sets["quoting"] or key.endswith(_PRETERITE):
            return False
        if key not in self._sets["participles"] and not key.endswith("t"):
            return False  # "Die Behörde wird erklären"
        passive = self._sets["passive"]
        if verb + 1 < len(self._keys) and self._keys[verb + 1] in passive and self._phrases.gaps[verb + 1] == " ":
            return True
        auxiliaries = self._phrases.listed("passive", max(start, verb - REACH), verb)
        return bool(auxiliaries) and not re.search("[,;:]", self._between(auxiliaries[-1], verb))

    def _teller(self, verb: int, start: int, stop: int) -> Range | None:
        """Return by whom a subject that listens is told something: "was told by the coroner that …"."""
        for at in (*range(self._clause_start(verb, start), verb), verb + 1):
            if at < stop and self._keys[at] in self._sets["by"]:
                end = self._phrases.read(at + 1, verb if at < verb else stop, greedy=False)
                if end > at + 1 and self._personal((at + 1, end)):
                    return at + 1, end
        return None

    def _subject(self, verb: int, start: int, stop: int) -> Range | None:
        clause = self._clause_start(verb, start)
        if verb - 1 > start and self._keys[verb - 1] in self._sets["relatives"] and "," in self._phrases.gaps[verb - 1]:
            return self._phrase_before(verb - 1, start)
        if self._hangs(verb):
            return None  # "Kolb denied misleading parliament, saying …"
        if "," in self._phrases.gaps[verb] and verb > start:
            readings = [self._front(verb, start, start), self._with_relative_clause(start, verb)]
            # "Ina Kolb, die Chefin, …" may look like a relative clause; "Jane Cole, who …" is one for sure.
            described = next(
                (found for found in (readings if self._grammar.capitalised else readings[::-1]) if found), None
            )
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
            return front if self._rank(back) < 2 and self._is_nominative(front) else back
        return front or back

    def _phrase_before(self, end: int, start: int) -> Range | None:
        """Return the longest phrase that ends at word ``end``: whom a relative pronoun there takes up."""
        for at in range(max(start, end - REACH), end):
            if self._phrases.read(at, end, greedy=True) == end and self._subject_place(at, start):
                return at, end
        return None

    def _with_relative_clause(self, start: int, verb: int) -> Range | None:
        """Read "Klose, der Gelb sah, nannte …": the subject opens the sentence, a clause about it stands between."""
        for end in range(start + 1, verb):
            if "," in self._phrases.gaps[end] and self._keys[end] in self._sets["relatives"]:
                reached = self._phrases.read(start, end, greedy=True)
                found = reached == end and not self._is_oblique(start, end) and self._personal((start, end))
                return (start, end) if found else self._described(start, end)
        return None

    def _described(self, start: int, end: int) -> Range | None:
        """Read "a sum Ina Kolb, who runs a clinic, calls …": an English clause needs no pronoun."""
        found = None if self._grammar.capitalised else self._phrase_before(end, start)
        return found if found and self._personal(found) else None

    def _front(self, verb: int, start: int, clause: int) -> Range | None:
        """Return the phrase that ends right before the verb, the longest one there is."""
        end = verb
        while (
            end > start
            and (self._keys[end - 1] in self._sets["adverbs"] or self._keys[end - 1] in self._sets["auxiliaries"])
            and self._phrases.gaps[end] == " "
            and not self._is_pronoun(end - 1)
            and not self._phrases.is_surname(end - 1)
        ):
            end -= 1
        if end > start and self._is_pronoun(end - 1):
            return end - 1, end
        low = max(start if not self._grammar.capitalised else clause, verb - REACH)
        for at in range(low, end):
            if at > low and self._grammar.capitalised and not self._clause_opens(at, start):
                continue
            if self._is_oblique(at, end) or (end == verb and self._unclosed(at, verb)):
                continue
            reached = self._phrases.read(at, end, greedy=True)
            if reached == end and reached > at and self._subject_place(at, start):
                return at, reached
        return None

    def _unclosed(self, at: int, verb: int) -> bool:
        """Tell whether a comma stands inside a phrase, none behind it, and it lists nobody.

        "…, the Gazette reported" has no apposition of what stands before the comma: that would be closed by another.
        """
        if "," in self._phrases.gaps[verb]:
            return False
        commas = [gap for gap in self._phrases.gaps[at + 1 : verb] if "," in gap]
        return len(commas) == 1 and self._sets["joiners"].isdisjoint(self._keys[at:verb])

    def _subject_place(self, at: int, start: int) -> bool:
        """Tell whether a subject may begin here: not behind a preposition or an article."""
        if at == start:
            return True
        before = self._keys[at - 1]
        if _STOP.search(self._phrases.gaps[at]):
            return True
        return (
            before not in self._sets["prepositions"]
            and before not in self._sets["determiners"]
            and before not in self._sets["oblique_determiners"]
        )

    def _clause_opens(self, at: int, start: int) -> bool:
        before = self._keys[at - 1]
        return (
            (self._phrases.gaps[at] != " " and _STOP.search(self._phrases.gaps[at]) is not None)
            or (before in self._sets["conjunctions"] and self._has_verb(start, at))
            or before in self._sets["adverbs"]
        )

    def _clause_start(self, verb: int, start: int) -> int:
        """Return where the verb's clause begins: behind the last break, or the comma before a subordinate clause."""
        clause = start
        if "," in self._phrases.gaps[verb] and verb > start:
            return verb  # "Nachdem …, entgegnete X": the verb opens the main clause
        for at in range(verb, start, -1):
            gap = self._phrases.gaps[at]
            if gap != " " and BREAK.search(gap) and not re.fullmatch(r"\.\s*", gap):
                return at
            if "," in gap and self._keys[at] in self._sets["subordinators"]:
                return at
            joins = (
                self._keys[at] in self._sets["conjunctions"] and "-" not in gap
            )  # not "Fraktions- und Parteivorsitz"
            if joins and at < verb and self._has_verb(start, at):
                return at + 1 if at + 1 <= verb else at
        return clause

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

    def _main_subject(self, start: int, stop: int) -> Range | None:
        """Return the first phrase of a sentence that may be its subject and is likely to speak."""
        at = start
        while at < stop:
            if self._keys[at] in self._sets["prepositions"]:
                at = max(at + 1, self._phrases.read(at + 1, stop, greedy=False))
                continue
            if self._is_pronoun(at):
                return at, at + 1
            reached = self._phrases.read(at, stop, greedy=False)
            end = at if self._is_oblique(at, stop) else reached
            heads = end < stop and ":" in self._phrases.gaps[end]  # "Europapolitik: Die Partei will …"
            if end > at and self._rank((at, end)) == 2 and not self._adverbial(at, end, start) and not heads:
                return at, end
            at = max(at + 1, reached)
        return None

    def _adverbial(self, at: int, end: int, start: int) -> bool:
        """Tell whether a single capitalised word is an adverb at the beginning of the sentence: "Ursprünglich"."""
        return at == start and end == at + 1 and self._keys[at].endswith(self._grammar.endings["adverb_endings"])
