"""Finds quotations, who speaks them and by what words: direct speech, indirect speech, and marks without speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newslab.records import Span
from newslab.text.normalise import folded
from newslab.text.passage import Passage
from newslab.text.quotations.antecedents import Antecedents
from newslab.text.quotations.contrasts import ContrastReader
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.genders import gender_of
from newslab.text.quotations.marks import Marked, find_marked
from newslab.text.quotations.people import identity_of
from newslab.text.quotations.phrases import phrases_of
from newslab.text.quotations.reported import ReportFinder
from newslab.text.quotations.speakers import SourceFinder
from newslab.text.quotations.speech import SpeechJudge, Stretch
from newslab.text.quotations.subjects import Frame, Source
from newslab.text.quotations.verbs import Range
from newslab.text.segment import WORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: where the naming phrase stands ("der Kremlsprecher"), and the name it resolves to, if any.

    ``pronoun`` tells that the phrase is "er" or "she"; its ``name`` is then the phrase that it stands for.
    """

    span: Span
    text: str
    name: str | None = None
    pronoun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One stretch of speech.

    ``span`` is what stands between the marks (``direct``), or the reported words (``indirect``). ``kind`` ``mention``
    is a title, a nickname, irony: marks without speech. Parts of a split quotation share ``group``. ``carried`` tells
    that the sentence itself names no speaker, and the one who spoke before is taken to go on. ``near`` is who would
    speak what stands in marks without speech: another text may have it as speech.
    """

    span: Span
    kind: Literal["direct", "indirect", "mention"]
    group: int
    speaker: Speaker | None = None
    cue: Span | None = None
    carried: bool = False
    near: Speaker | None = None


# Words of a sentence that are read around a quotation, and of a sentence that reports: the work for one stays bounded
# in a text without a full stop.
_FRAME = 80
_REPORT = 250
_WORD = re.compile(r"\w")
_GOES_ON = frozenset(",–abcdefghijklmnopqrstuvwxyzäöü")  # with which no sentence begins
# What stands between the parts of one quotation: its frame between commas or dashes, and no full stop.
_INSERTED = re.compile(r"[^.!?\w]*[,–—][^.!?]*(?:[,–—]|\s)\s*[„“”\"»«‚‘’'›‹(\[…]*$")


def find_quotations(passage: Passage) -> tuple[Quotation, ...]:
    """Return the quotations of a passage, in order."""
    return _Reader(passage).quotations()


class _Reader:
    """Reads one passage from its first sentence to its last, keeping in mind who spoke before."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words = passage.words
        self.grammar = grammar_of(passage.language)
        self.phrases = phrases_of(passage)
        self.sources = SourceFinder(self.phrases)
        self.contrasts = ContrastReader(self.phrases, self.sources)
        self.reports = ReportFinder(self.phrases, self.sources, passage.language)
        self.judge = SpeechJudge(self.phrases)
        self.marked = find_marked(passage.text, passage.language)
        self.found: list[Quotation] = []
        self.direct: Quotation | None = None  # the last direct speech
        self.group = 0
        self.sentence = Span(0, 0)  # the one that is being read …
        self.here: Range = (0, 0)  # … and its words
        self.before: Span | None = None  # the one before it
        self.spoken: tuple[Speaker | None, int] | None = None  # who spoke last, and in which paragraph

    def quotations(self) -> tuple[Quotation, ...]:
        tops = [marked for marked in self.marked if marked.depth == 0]
        self.open_spans = {marked.inside for marked in tops if marked.continued}
        self.masked = {at for marked in tops for at in range(*self._word_range(marked.inside))}
        self.sentences = self._sentences(tops)
        breaks = [match.start() for match in re.finditer(r"\n\s*\n?", self.passage.text)]
        self.named = Antecedents(self.passage, self.phrases, self.sources, self.masked, breaks)
        queue = list(reversed(self.marked))
        for number, sentence in enumerate(self.sentences):
            stop = self.sentences[number + 1].start if number + 1 < len(self.sentences) else len(self.passage.text) + 1
            self.sentence, self.here = sentence, self._bounded(sentence)
            while queue and queue[-1].outer.start < stop:
                marked = queue.pop()
                if not marked.depth or not self._inside_speech(marked):
                    self._read(marked, sentence)
            self._read_report(sentence)
            self.before = sentence
            self.named.read(sentence.start, self.here)
        return tuple(sorted(self.found, key=lambda quotation: quotation.span))

    def _read_report(self, sentence: Span) -> None:
        """Add the sentence's indirect speech, and remember who spoke it."""
        if self._read_pointer(sentence):
            return
        first, last = self.here
        report = self.reports.find(first, last, self.masked)
        if report is None:
            self._remember(self._speaker(self.reports.speaks(first, last, self.masked)), sentence.start)
            return
        speaker = self._told_by(sentence) if report.carried else self._speaker(report.source)
        if speaker is None and self.words.keys[first] in self.grammar.sets["anonymous"]:
            speaker = self._named_before(first)  # "Demnach …": by whom the sentence before is
        if speaker is None or (
            report.carried and any(sentence.covers(quotation.span) for quotation in self.found[-3:])
        ):
            return
        self._remember(speaker, sentence.start)
        self.group += 1
        cue = self.phrases.span(*report.source.cue) if report.source.cue else None
        self.found.append(
            Quotation(
                span=report.span,
                kind="indirect",
                group=self.group,
                speaker=speaker,
                cue=cue,
                carried=report.carried or report.source.guessed,
            )
        )

    def _read_pointer(self, sentence: Span) -> bool:
        """Read "Das berichtete X." behind a sentence without speech: what that one says is what X reported."""
        first, last = self.here
        before = self.before
        if before is None or first + 1 >= last or self.words.keys[first] not in self.grammar.sets["pointers"]:
            return False
        room = (before.end - before.start) // 3  # less than that in marks is a name in what is told
        spoken = (quotation.span for quotation in self.found[-3:] if before.touches(quotation.span))
        if any(span.end - span.start > room for span in spoken):
            return False
        source = self.sources.pointed_at(first, last)
        if source.cue is None or self.words.keys[source.cue[0]] not in self.grammar.sets["announcing_facts"]:
            return False
        speaker = self._speaker(source)
        if speaker is None:
            return False
        self._remember(speaker, sentence.start)
        self.group += 1
        cue = self.phrases.span(*source.cue)
        self.found.append(Quotation(span=before, kind="indirect", group=self.group, speaker=speaker, cue=cue))
        return True

    def _told_by(self, sentence: Span) -> Speaker | None:
        """Return who tells what only the mood shows to be told: who spoke before, or whom "sie" means against him."""
        carried = self._carried(self.here[0])
        subject = self._speaker(self.sources.subject(*self.here))
        if subject is None or not subject.pronoun or subject.span.start != sentence.start:
            return carried
        return subject if self._of_other_gender(subject, carried) else carried

    def _of_other_gender(self, pronoun: Speaker, spoken: Speaker | None) -> bool:
        """Tell whether a pronoun that is resolved cannot mean the one who spoke before."""
        if spoken is None or pronoun.name is None:
            return False
        shown = (
            gender_of(spoken.name if spoken.pronoun else spoken.text, self.passage.language) if spoken.name else None
        )
        meant = self.grammar.pronoun_genders.get(pronoun.text.casefold())
        return shown in {"f", "m"} and meant is not None and shown != meant

    def _remember(self, speaker: Speaker | None, offset: int) -> None:
        if speaker is not None:
            self.spoken = speaker, self.named.paragraph(offset)
            self.named.note(speaker.name if speaker.pronoun else speaker.text, offset)

    def _inside_speech(self, marked: Marked) -> bool:
        return any(other.kind == "direct" and other.span.covers(marked.inside) for other in self.found[-3:])

    def _sentences(self, tops: list[Marked]) -> list[Span]:
        """Return the sentences, joined where marks hold the border, or where the next goes on in small letters."""
        text = self.passage.text
        holds = [marked.outer for marked in tops]
        joined: list[Span] = []
        at, many = 0, len(holds)
        for sentence in self.passage.sentences:
            while at < many and holds[at].end <= sentence.start:
                at += 1
            inside = at < many and holds[at].start < sentence.start < holds[at].end
            goes_on = (
                joined and text[sentence.start] in _GOES_ON and not text[joined[-1].end : sentence.start].strip(" \n")
            )
            if joined and (inside or (goes_on and "\n" not in text[joined[-1].end : sentence.start])):
                joined[-1] = Span(joined[-1].start, sentence.end)
            else:
                joined.append(sentence)
        return joined

    def _word_range(self, span: Span) -> Range:
        first = bisect_left(self.words.starts, span.start)
        return first, bisect_left(self.words.starts, span.end, first)

    def _bounded(self, sentence: Span) -> Range:
        first, last = self._word_range(sentence)
        return first, min(last, first + _REPORT)

    def _read(self, marked: Marked, sentence: Span) -> None:
        inside = self._word_range(marked.inside)
        first, last = self._word_range(Span(sentence.start, max(sentence.end, marked.outer.end)))
        first, last = max(first, inside[0] - _FRAME), min(last, inside[1] + _FRAME)
        frame = Frame(before=(first, inside[0]), after=(inside[1], max(last, inside[1])), masked=self.masked)
        source = self.contrasts.find(frame)
        reported = self._reported(frame)
        stretch = Stretch(inside=inside, frame=frame, source=source, reported=reported, carried=self.spoken is not None)
        speech = self.judge.is_speech(stretch)
        who = self._who(source, frame, reported=reported)
        speaker = who if speech else None
        self._remember(speaker, marked.outer.start)
        if not (speech and self._continues(frame)):
            self.group += 1
        quotation = Quotation(
            span=marked.inside,
            kind="direct" if speech else "mention",
            group=self.group,
            speaker=speaker,
            cue=self.phrases.span(*source.cue) if speech and source.cue else None,
            carried=speech and (source.speaker is None or source.guessed),
            near=None if speech else who,
        )
        self.found.append(quotation)
        if speech:
            self.direct = quotation

    def _continues(self, frame: Frame) -> bool:
        """Tell whether this stretch goes on with the one before: "“A”, said X, “but B.”" or a paragraph mark."""
        before = self.direct
        if before is None or before.group != self.group:
            return False
        first = frame.before[1]
        end = before.span.end - (self.passage.text[before.span.end - 1] == ",")  # English puts the comma inside
        between = self.passage.text[end : self.words.starts[first] if first < len(self.words) else None]
        if before.span in self.open_spans and not _WORD.search(between):
            return True
        inserted = before.span.start >= self.words.starts[frame.before[0]] and _INSERTED.match(between) is not None
        return inserted and before.cue is not None and before.cue.start >= before.span.end

    def _who(self, source: Source, frame: Frame, *, reported: bool) -> Speaker | None:
        """Return the speaker: the one whom the frame names, else whoever spoke before, else the subject."""
        if source.speaker:
            return self._speaker(source)
        alone = frame.before[0] == frame.before[1] and frame.after[0] == frame.after[1]
        if alone:
            pointed = self.sources.pointed_at(*self._next_sentence(frame.after[1]))
            if pointed.speaker:
                return self._speaker(pointed)
        opening = self._speaker(self.reports.opens(*frame.before)) if reported else None
        if opening is not None:
            return opening
        subject = self._speaker(self.sources.nearest_subject(*frame.before))
        carried = self._carried(frame.before[0])
        opens = subject is not None and subject.span.start == self.sentence.start
        other = opens and subject is not None and subject.pronoun and self._of_other_gender(subject, carried)
        found = (carried or subject) if reported and not other else (subject or carried)
        document = source.cue is not None and self.words.keys[source.cue[0]] in self.grammar.sets["it_says"]
        return found or (self._named_before(frame.before[0]) if alone or document else None)

    def _named_before(self, word: int) -> Speaker | None:
        """Return the person of the sentence before, for a quotation that nobody is said to speak."""
        person = self.named.last(self.words.starts[word]) if word < len(self.words) else None
        if person is None:
            return None
        return Speaker(span=person.span, text=person.phrase, name=_name(person.phrase, self.passage.language))

    def _next_sentence(self, word: int) -> Range:
        if word >= len(self.words):
            return word, word
        start = self.words.starts[word]
        number = max(0, bisect_left(self.sentences, start + 1, key=lambda span: span.start) - 1)
        return self._word_range(self.sentences[number])

    def _carried(self, word: int) -> Speaker | None:
        """Return who spoke in the sentences before, in this paragraph or the last."""
        if self.spoken is None:
            return None
        speaker, paragraph = self.spoken
        here = self.named.paragraph(self.words.starts[word]) if word < len(self.words) else paragraph
        return speaker if here - paragraph <= 1 else None

    def _reported(self, frame: Frame) -> bool:
        return any(at not in self.masked for part in (frame.before, frame.after) for at in self.phrases.moods(*part))

    def _speaker(self, source: Source) -> Speaker | None:
        if source.speaker is None:
            return None
        first, last = source.speaker
        span = self.phrases.span(first, last)
        text = span.of(self.passage.text)
        if self.sources.is_pronoun(source.speaker):
            name = self.named.of(self.words.keys[first], first, self.here)
            return Speaker(span=span, text=text, name=name, pronoun=True)
        return Speaker(span=span, text=text, name=_name(text, self.passage.language))


@lru_cache(maxsize=4096)
def _name(phrase: str, language: str) -> str | None:
    """Return the personal name in a naming phrase as it is written there."""
    names = identity_of(phrase, language).names
    if not names:
        return None
    forms = [match for match in WORD.finditer(phrase) if folded(match.group()) in names]
    return phrase[forms[0].start() : forms[-1].end()] if forms else None
