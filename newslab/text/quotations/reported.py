"""Finds indirect speech: the clause that somebody is said to have said, told by its cue, conjunction or mood."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from newslab.records import Span
from newslab.text.lexis import is_subjunctive
from newslab.text.quotations.phrases import Phrases
from newslab.text.quotations.speakers import SourceFinder
from newslab.text.quotations.subjects import NOBODY, Frame, Source
from newslab.text.quotations.verbs import Range

_OWN_NAME = 4  # words before a verb in which "sich" shows that it gives no more than a name
_EARLY = 8  # words of a clause without a conjunction in which its verb stands
_FEWEST = 3  # words: less than this is no statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Reported words and their source. ``carried`` says that only the mood tells, and the speaker is the one before."""

    span: Span
    source: Source
    carried: bool = False


class ReportFinder:
    """Reads the sentences of one text."""

    def __init__(self, phrases: Phrases, sources: SourceFinder, language: str) -> None:
        self._language = language
        self._phrases = phrases
        self._sources = sources
        self._keys = phrases.words.keys
        self._sets = phrases.grammar.sets
        self._cues = phrases.grammar.report_cues
        self._announced: tuple[Range, list[int]] = (0, 0), []

    def find(self, start: int, stop: int, masked: AbstractSet[int]) -> Report | None:
        """Return what the sentence of words ``[start, stop)`` reports; None where it reports nothing."""
        if stop - start < _FEWEST or self._cues.isdisjoint(self._keys[start:stop]):
            return None
        return (
            self._by_verb(start, stop, masked)
            or self._by_source(start, stop, masked)
            or self._by_label(start, stop, masked)
            or self._by_colon(start, stop, masked)
            or self._by_mood(start, stop, masked)
        )

    def speaks(self, start: int, stop: int, masked: AbstractSet[int]) -> Source:
        """Return who speaks in a sentence that says so but not what: "Die Ministerin äußerte sich kritisch."."""
        if self._cues.isdisjoint(self._keys[start:stop]):
            return NOBODY
        verb = next(iter(self._announcing(start, stop, masked)), None)
        if verb is None or self._sources.it_says(verb, stop):
            return NOBODY  # "Man bedaure das, hieß es"
        source = self._sources.subject_of(verb, start, stop)
        return NOBODY if source.speaker and source.speaker[0] in masked else source

    def _announcing(self, start: int, stop: int, masked: AbstractSet[int]) -> list[int]:
        """Return the verbs of a sentence, outside marks, that announce what it says; asked for it twice in a row."""
        if self._announced[0] != (start, stop):
            frame = Frame(before=(start, stop), after=(stop, stop), masked=masked)
            verbs = (verb for verb in self._sources.announcing(start, stop) if verb not in masked)
            verbs = (verb for verb in verbs if not self._names_itself(verb, stop))
            self._announced = (start, stop), [verb for verb in verbs if self._sources.announces(verb, frame)]
        return self._announced[1]

    def _names_itself(self, verb: int, stop: int) -> bool:
        """Tell whether a verb says no more than a name: "a group calling itself Free Hull", "die sich so nennt"."""
        if self._keys[verb] not in self._phrases.grammar.label:
            return False
        near = range(max(0, verb - _OWN_NAME), verb) if self._phrases.grammar.capitalised else range(0)
        return any(self._keys[at] in self._sets["reflexive"] for at in (*near, *range(verb + 1, min(stop, verb + 2))))

    def _by_verb(self, start: int, stop: int, masked: AbstractSet[int]) -> Report | None:
        """Read "X sagte, dass …", "X sagte, er habe …", "…, sagte X"."""
        for verb in self._announcing(start, stop, masked):
            if self._is_its(verb):
                continue
            behind = None if self._is_told_before(verb, start, stop) else self._complement(verb, start, stop)
            half = self._last_half(start, verb)
            clause = self._until_others_speak(*behind) if behind else self._clause_before(verb, half)
            if clause is None and not self._phrases.grammar.capitalised:
                clause = self._clause_before_subject(verb, half)
            if clause is None or _is_direct(clause, masked):
                continue
            source = self._behind(verb, start, stop) if behind is None else NOBODY
            source = source if source.speaker else self._source_of(verb, start, stop)
            if source.speaker and source.speaker[0] in masked:
                continue  # "“Banks learn,” said Ina Kolb, who thinks …": no bank thinks so
            if source.speaker and source.speaker[0] > clause[0] and source.speaker[1] <= clause[1] == verb:
                continue  # "The club's manager, Jo Hill, urged …": who speaks, and not what
            if source.speaker and not (source.speaker[0] <= clause[0] and clause[1] <= source.speaker[1]):
                return Report(span=self._phrases.span(*clause), source=source)
        return None

    def _is_told_before(self, verb: int, start: int, stop: int) -> bool:
        """Tell whether an English verb has its statement before it: "…, said X, who …", "A opened, X said, and B …"."""
        if self._sources.closes_with_subject(verb, stop):
            return self._has_verb(start, verb)
        joined = verb + 1 < stop and self._keys[verb + 1] in self._sets["conjunctions"]
        if self._phrases.grammar.capitalised or not joined or "," not in self._phrases.gaps[verb + 1]:
            return False
        return self._clause_before_subject(verb, start) is not None

    def _last_half(self, start: int, verb: int) -> int:
        """Return where the last statement before a verb begins: "45,000 fled; 120 shelters are open, says Ina Kolb".

        In German the mood may tell that what stands before the semicolon is hers, too.
        """
        half = self._sources.last_half(start, verb)
        return start if half > start and self._phrases.grammar.capitalised and self._in_mood(start, half) else half

    def _has_verb(self, start: int, verb: int) -> bool:
        """Tell whether a statement stands before a verb, and not who speaks: "It will shut, said Ina Kolb, who …"."""
        return not self._sets["auxiliaries"].isdisjoint(self._keys[start:verb])

    def _is_its(self, verb: int) -> bool:
        """Tell whether a house speaks that was named before: "a step it expects to save money"."""
        return not self._phrases.grammar.capitalised and self._keys[verb - 1] in self._sets["it"]

    def _behind(self, verb: int, start: int, stop: int) -> Source:
        """Read "She was first choice, said the chairman": in English, where subjects stand before their verbs."""
        grammar = self._phrases.grammar
        if grammar.capitalised or "," not in self._phrases.gaps[verb] or self._keys[verb] not in grammar.say:
            return NOBODY
        if self._keys[verb] in self._sets["hearer_behind"]:
            return NOBODY  # "…, Ina Kolb, the mayor, told the board"
        end = self._phrases.read(verb + 1, stop, greedy=False)
        if not self._sources.closes_with_subject(verb, stop) and not self._has_verb(start, verb):
            return NOBODY  # "Ina Kolb, the mayor, accused the board": a name and what she is, no clause
        named = end > verb + 1 and self._sources.may_speak((verb + 1, end))
        return Source(speaker=(verb + 1, end), cue=(verb, verb + 1)) if named else NOBODY

    def _source_of(self, verb: int, start: int, stop: int) -> Source:
        """Return whose verb it is; of "Aus dem Rathaus hieß es, …" where the words come from."""
        end = self._clause_end(verb, stop)
        if not self._sources.it_says(verb, end):
            inverted = self._sources.inverted(verb, end) if self._closes(verb, start) else NOBODY
            return inverted if inverted.speaker else self._sources.subject_of(verb, start, end)
        source = self._sources.document_says(verb, start, end)
        return source if source.speaker and self._sources.may_speak(source.speaker) else Source()

    def _complement(self, verb: int, start: int, stop: int) -> Range | None:
        """Return the clause behind the verb that says what was said; one that a relative clause tells ends with it."""
        told = not self._phrases.grammar.capitalised and self._in_relative_clause(verb, verb - 2)
        for at in range(verb + 1, stop):
            gap = self._phrases.gaps[at]
            if ";" in gap or (told and "," in gap):
                stop = at  # "…, sagte X; den Gegnern wurde vorgeworfen, sie …": another main clause
                break
            if "," not in gap and ":" not in gap:
                continue
            if self._another_speaks(at, stop):
                return None  # "X berichtete von Schäden, die Polizei bestätigte, …"
            if (
                self._keys[at] in self._sets["complementisers"]
                or self._in_mood(at, stop)
                or ":" in gap
                or self._infinitive(at, stop)
                or (at == verb + 1 and self._sources.opens_speech(verb, start))
            ):
                return (at, stop) if stop - at >= _FEWEST else None
        if not self._phrases.grammar.capitalised and verb + _FEWEST < stop:
            return self._bare_complement(verb, stop)
        return None

    def _until_others_speak(self, start: int, stop: int) -> Range:
        """Return a reported clause without what somebody else says of it: "…, but critics called it a disgrace".

        "…, which says it has mended it" is what somebody says of himself.
        """
        for at in self._phrases.listed("relatives", start + _FEWEST, stop - 1):
            if self._keys[at + 1] in self._phrases.grammar.say and "," in self._phrases.gaps[at]:
                return start, at
        for at in self._phrases.listed("contrasts", start + _FEWEST, stop - _FEWEST):
            if self._phrases.listed("views", at + 1, stop) or self._phrases.listed("announcing", at + 1, stop):
                return start, at
        return start, next((at for at in range(start + _FEWEST, stop) if self._another_speaks(at, stop)), stop)

    def _another_speaks(self, at: int, stop: int) -> bool:
        """Tell whether a main clause of somebody else's words begins behind a comma: "…, die Polizei spricht von …"."""
        return self._phrases.grammar.capitalised and "," in self._phrases.gaps[at] and self._sources.says_so((at, stop))

    def _until_another(self, start: int, stop: int) -> int:
        """Return where a view ends before another main clause: "…, der Verband | verweist auf die Löhne"."""
        if not self._phrases.grammar.capitalised:
            return stop
        for at in range(start + 1, stop):
            if "," in self._phrases.gaps[at] and (self._sources.acts((at, stop)) or self._sources.elides((at, stop))):
                return at
        return stop

    def _infinitive(self, start: int, stop: int) -> bool:
        """Tell whether a clause ends in an infinitive with its mark: "nie am Tatort gewesen zu sein"."""
        return stop - start >= _FEWEST and self._keys[stop - 2] in self._sets["infinitive_marks"]

    def _bare_complement(self, verb: int, stop: int) -> Range | None:
        """Read "She said (that) the plan was dead": English needs neither comma nor conjunction."""
        at = verb + 1
        if self._sources.says_no_more(at, stop):
            return None
        stop = next((end for end in range(at + 1, stop) if ";" in self._phrases.gaps[end]), stop)
        if self._is_relative(verb):
            stop = self._comma_after(at, stop)  # "The operator, which expects full service by May, will …"
        if self._keys[at] in self._sets["complementisers"]:
            return (at, stop) if stop - at >= _FEWEST else None
        if self._takes_clause(verb, stop):
            return at, stop
        later = self._keys[at + 1 : min(stop, at + 9)]
        return (at, stop) if any(key in self._sets["auxiliaries"] for key in later) else None

    def _takes_clause(self, verb: int, stop: int) -> bool:
        """Tell whether a verb behind its subject takes a clause: "said it owed her nothing", not "said in May"."""
        at = verb + 1
        if self._keys[verb] not in self._sets["clause_takers"] or stop - at < _FEWEST:
            return False
        small = self._sets["prepositions"] | self._sets["conjunctions"] | self._sets["relatives"]
        if self._phrases.gaps[at] != " " or self._keys[at] in small:
            return False
        if self._phrases.gaps[verb] == " ":
            return True
        # behind a comma its subject follows: "…, said the lawyer on Monday"
        end = max(at + 1, self._phrases.read(at, stop, greedy=False))
        return end < stop and self._phrases.gaps[end] == " " and self._keys[end] not in small

    def _is_relative(self, verb: int) -> bool:
        """Tell whether a verb stands right behind the relative pronoun of a clause between commas."""
        return self._keys[verb - 1] in self._sets["relatives"] and "," in self._phrases.gaps[verb - 1]

    def _clause_before(self, verb: int, start: int) -> Range | None:
        """Read "Die Lage sei ernst, sagte X."."""
        if verb - start < _FEWEST or "," not in self._phrases.gaps[verb]:
            return None
        if self._keys[start] in self._sets["complementisers"] and self._judges(verb):
            return None  # "Dass die Linie wegfällt, nannte X …": that is what X judges
        in_mood = self._in_mood(start, verb) or not self._phrases.grammar.capitalised or self._is_told(verb, start)
        return (start, verb) if in_mood else None

    def _is_told(self, verb: int, start: int) -> bool:
        """Tell whether a main clause is told by who stands behind the verb: "Jeder Fünfte lügt, sagte Ina Kolb"."""
        if self._keys[start] in self._sets["subordinators"] or self._keys[verb] not in self._sets["neutral_cues"]:
            return False
        commas = any("," in gap for gap in self._phrases.gaps[start + 1 : verb])
        teller = self._sources.inverted(verb, len(self._keys)).speaker
        return teller is not None and (not commas or self._sources.ends_sentence(teller[1]))

    def _judges(self, verb: int) -> bool:
        """Tell whether a verb says what somebody thinks of a statement that may be another's: "wies X zurück"."""
        grammar, key = self._phrases.grammar, self._keys[verb]
        return key in grammar.label or key in grammar.weak_label or key in self._sets["frame.rejecting"]

    def _closes(self, verb: int, start: int) -> bool:
        """Tell whether a verb closes a statement: "Gebremst habe eine Minderheit, erklärte X", not "X, die Y, …"."""
        if not self._phrases.grammar.capitalised or "," not in self._phrases.gaps[verb]:
            return False
        return self._in_mood(start, verb) or (verb - start >= _FEWEST and self._is_told(verb, start))

    def _clause_before_subject(self, verb: int, start: int) -> Range | None:
        """Read "The plant was safe, the operator said": the comma stands before the subject."""
        source = self._sources.subject_of(verb, start, verb + 1)
        if (
            source.speaker is None
            or source.speaker[0] - start < _FEWEST
            or "," not in self._phrases.gaps[source.speaker[0]]
        ):
            return None
        return start, source.speaker[0]

    def _clause_end(self, verb: int, stop: int) -> int:
        """Return where the verb's own clause ends: at the comma or colon that opens what was said."""
        for at in range(verb + 1, stop):
            if re.search("[,:]", self._phrases.gaps[at]) and (
                self._keys[at] in self._sets["complementisers"] or self._in_mood(at, min(stop, at + 25))
            ):
                return at
        return stop

    def _by_source(self, start: int, stop: int, masked: AbstractSet[int]) -> Report | None:
        """Read "Laut X …", "… nach Angaben von X", "Wie X mitteilte, …", "…, so X"."""
        for at in self._phrases.listed("marking", start, stop):
            if at in masked:
                continue
            source = self._sources.source_at(at, start, stop)
            if (
                source.speaker is None
                and self._keys[at] in self._sets["like"]
                and (at == start or "," in self._phrases.gaps[at])
            ):
                source = self._sources.verb_last(at, stop)
                if source.cue and self._sources.it_says(source.cue[0], stop):
                    continue  # "…, wie sich der Lärm auswirke, hieß es zur Begründung"
            if (
                source.speaker is None
                and self._keys[at] in self._sets["so"]
                and re.search("[,–—]", self._phrases.gaps[at])
            ):
                source = self._sources.behind_so(at, stop)
            if source.speaker is None or source.cue is None:
                continue
            first, last = min(source.speaker[0], source.cue[0]), max(source.speaker[1], source.cue[1])
            if self._in_relative_clause(first, start):
                clause = (last, self._comma_after(last, stop))
            elif first - start < _FEWEST:
                clause = (last, stop)
            else:
                judged = self._is_judged(start, last)
                clause = (start, stop if stop - last >= _FEWEST and not judged else first)
            if _is_direct(clause, masked):
                continue
            clause = self._until_others_speak(*clause) if first < clause[0] else clause
            if clause[1] - clause[0] >= _FEWEST:
                return Report(span=self._phrases.span(*clause), source=source)
        return None

    def _is_judged(self, start: int, last: int) -> bool:
        """Tell whether somebody else judges what a source says: "Dass …, wie X meint, nannte Y eine Zumutung"."""
        opens = self._keys[start] in self._sets["complementisers"] and last < len(self._keys)
        return opens and "," in self._phrases.gaps[last] and self._keys[last] in self._sets["announcing"]

    def _in_relative_clause(self, source: int, start: int) -> bool:
        """Tell whether a source stands right behind a relative pronoun: "…, die laut X im Januar geboren wurden"."""
        before = source - 1
        return before > start and "," in self._phrases.gaps[before] and self._keys[before] in self._sets["relatives"]

    def _comma_after(self, first: int, stop: int) -> int:
        return next((at for at in self._phrases.apart(first + 1, stop) if "," in self._phrases.gaps[at]), stop)

    def _by_label(self, start: int, stop: int, masked: AbstractSet[int]) -> Report | None:
        """Read "X nannte den Beschluss einen Kompromiss": the words behind the verb are somebody's view."""
        for verb in self._phrases.listed("views", start, stop):
            if verb in masked or stop - verb <= _FEWEST or self._is_its(verb) or self._sources.is_object(verb):
                continue
            if self._names_itself(verb, stop):
                continue
            spoken = self._keys[verb] in self._sets["speaks_of"]
            if spoken and self._sets["spoken_of"].isdisjoint(self._keys[verb + 1 : stop]):
                continue  # "Sie sprachen vor vielen Menschen" says that they spoke, not what
            source = self._sources.subject_of(verb, start, stop)
            if source.speaker is None or source.guessed:
                continue
            first = source.speaker[1] if source.speaker[0] == verb + 1 else verb + 1
            end = self._comma_after(first, stop) if self._is_relative(verb) else self._until_another(first, stop)
            if end - first >= _FEWEST and not any(at in masked for at in range(first, stop)):
                return Report(span=self._phrases.span(first, end), source=source)
        return None

    def _by_colon(self, start: int, stop: int, masked: AbstractSet[int]) -> Report | None:
        """Read "Der Minister verwies auf leere Kassen: Man habe …": who opens the sentence says what follows."""
        colon = self._colon(start + 2, stop - _FEWEST)
        if colon is None or not masked.isdisjoint(range(start, stop)) or not self._in_mood(colon, stop):
            return None
        source = self.before_colon(start, colon + 1)
        return Report(span=self._phrases.span(colon, stop), source=source) if source.speaker else None

    def opens(self, start: int, stop: int) -> Source:
        """Return who opens a sentence that goes on in the mood behind a colon, or has a view before a semicolon."""
        half = self._sources.last_half(start, stop)
        for verb in reversed(self._sources.announcing(start, half)):
            source = self._sources.subject_of(verb, start, half)
            if source.speaker and not source.guessed and not self._sources.is_pronoun(source.speaker):
                return source
        return self.before_colon(start, stop)

    def before_colon(self, start: int, stop: int) -> Source:
        """Return who opens a sentence that goes on behind a colon; not whom only a pronoun names."""
        colon = self._colon(start + 2, stop)
        found = self._sources.subject(start, colon).speaker if colon is not None else None
        if colon is None or found is None or found[1] >= colon or self._sources.is_pronoun(found):
            return NOBODY
        return Source(speaker=found)

    def _colon(self, first: int, stop: int) -> int | None:
        return next((at for at in self._phrases.apart(first, stop) if ":" in self._phrases.gaps[at]), None)

    def _by_mood(self, start: int, stop: int, masked: AbstractSet[int]) -> Report | None:
        """Read a sentence whose main verb is in the mood of reported speech, without a word on who speaks."""
        if any(at not in masked for at in self._phrases.moods(start, stop)):
            return Report(span=self._phrases.span(start, stop), source=NOBODY, carried=True)
        return None

    def _in_mood(self, start: int, stop: int) -> bool:
        """Tell whether a clause is in the mood of reported speech: by a verb on the list, or one early in it."""
        if self._phrases.moods(start, stop):
            return True
        forms, small = self._phrases.words.forms, self._phrases.grammar.closed_class
        return any(
            self._keys[at] not in small and is_subjunctive(forms[at], self._keys[at], self._language)
            for at in range(start, min(stop, start + _EARLY))
        )


def _is_direct(clause: Range, masked: AbstractSet[int]) -> bool:
    """Tell whether more than half of a clause stands in marks, and so is direct speech."""
    return len(masked & frozenset(range(*clause))) * 2 > clause[1] - clause[0]
