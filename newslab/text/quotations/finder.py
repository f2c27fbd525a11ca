"""Finds quotations, who speaks them and by what words: direct speech, indirect speech, and marks without speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from newslab.records import Span
from newslab.text.normalise import folded
from newslab.text.passage import Passage
from newslab.text.quotations.cues import Grammar, grammar_of
from newslab.text.quotations.marks import Marked, find_marked
from newslab.text.quotations.people import identity_of
from newslab.text.quotations.phrases import Phrases
from newslab.text.quotations.reported import ReportFinder
from newslab.text.quotations.speakers import Frame, SourceFinder
from newslab.text.quotations.speech import SpeechJudge, Stretch
from newslab.text.quotations.subjects import Range, Source
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
    that the sentence itself names no speaker, and the one who spoke before is taken to go on.
    """

    span: Span
    kind: Literal["direct", "indirect", "mention"]
    group: int
    speaker: Speaker | None = None
    cue: Span | None = None
    carried: bool = False


# Words of a sentence that are read around a quotation, and of a sentence that reports: the work for one stays bounded
# in a text without a full stop.
_FRAME = 80
_REPORT = 250
_WORD = re.compile(r"\w")
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
        self.phrases = Phrases(passage.text, passage.words, self.grammar)
        self.sources = SourceFinder(self.phrases)
        self.reports = ReportFinder(self.phrases, self.sources)
        self.judge = SpeechJudge(self.phrases)
        self.marked = find_marked(passage.text, passage.language)
        self.found: list[Quotation] = []
        self.direct: Quotation | None = None  # the last direct speech
        self.group = 0
        self.sentence = Span(0, 0)  # the one that is being read
        self.person_at = -1
        self.person_span: Span | None = None
        self.person: tuple[str, int] | None = None  # the last person who was a subject, and in which paragraph
        self.unread: list[Span] = []  # the sentences since, whose subjects nobody has asked for yet
        self.spoken: tuple[Speaker | None, int] | None = None  # who spoke last, and in which paragraph

    def quotations(self) -> tuple[Quotation, ...]:
        tops = [marked for marked in self.marked if marked.depth == 0]
        self.open_spans = {marked.inside for marked in tops if marked.continued}
        self.masked = {at for marked in tops for at in range(*self._word_range(marked.inside))}
        self.sentences = self._sentences(tops)
        self.breaks = [match.start() for match in re.finditer(r"\n\s*\n?", self.passage.text)]
        queue = list(reversed(self.marked))
        for number, sentence in enumerate(self.sentences):
            stop = self.sentences[number + 1].start if number + 1 < len(self.sentences) else len(self.passage.text) + 1
            self.sentence = sentence
            while queue and queue[-1].outer.start < stop:
                marked = queue.pop()
                if not marked.depth or not self._inside_speech(marked):
                    self._read(marked, sentence)
            self._read_report(sentence)
            if self.person_at < sentence.start:
                self.unread.append(sentence)
        return tuple(sorted(self.found, key=lambda quotation: quotation.span))

    def _read_report(self, sentence: Span) -> None:
        """Add the sentence's indirect speech, and remember who spoke it."""
        report = self.reports.find(*self._bounded(sentence), self.masked)
        if report is None:
            self._remember(self._speaker(self.reports.speaks(*self._bounded(sentence), self.masked)), sentence.start)
            return
        speaker = self._carried(self._bounded(sentence)[0]) if report.carried else self._speaker(report.source)
        if speaker is None and self.words.keys[self._bounded(sentence)[0]] in self.grammar.sets["anonymous"]:
            speaker = self._named_before(self._bounded(sentence)[0])  # "Demnach …": by whom the sentence before is
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

    def _remember(self, speaker: Speaker | None, offset: int) -> None:
        if speaker is not None:
            self.spoken = speaker, self._paragraph(offset)
            self._note_person(speaker.name if speaker.pronoun else speaker.text, offset)

    def _inside_speech(self, marked: Marked) -> bool:
        return any(other.kind == "direct" and other.span.covers(marked.inside) for other in self.found[-3:])

    def _sentences(self, tops: list[Marked]) -> list[Span]:
        """Return the sentences, joined where marks hold the border, or where the next goes on in small letters."""
        text = self.passage.text
        holds = [marked.outer for marked in tops]
        joined: list[Span] = []
        at = 0
        for sentence in self.passage.sentences:
            while at < len(holds) and holds[at].end <= sentence.start:
                at += 1
            inside = at < len(holds) and holds[at].start < sentence.start < holds[at].end
            goes_on = (
                joined
                and re.match(r"[,a-zäöü–]", text[sentence.start])
                and not text[joined[-1].end : sentence.start].strip(" \n")
            )
            if joined and (inside or (goes_on and "\n" not in text[joined[-1].end : sentence.start])):
                joined[-1] = Span(joined[-1].start, sentence.end)
            else:
                joined.append(sentence)
        return joined

    def _word_range(self, span: Span) -> Range:
        first = bisect_left(self.words.starts, span.start)
        return first, max(first, bisect_left(self.words.starts, span.end))

    def _bounded(self, sentence: Span) -> Range:
        first, last = self._word_range(sentence)
        return first, min(last, first + _REPORT)

    def _read(self, marked: Marked, sentence: Span) -> None:
        inside = self._word_range(marked.inside)
        first, last = self._word_range(Span(sentence.start, max(sentence.end, marked.outer.end)))
        first, last = max(first, inside[0] - _FRAME), min(last, inside[1] + _FRAME)
        frame = Frame(before=(first, inside[0]), after=(inside[1], max(last, inside[1])), masked=self.masked)
        source = self.sources.find(frame)
        reported = self._reported(frame)
        stretch = Stretch(inside=inside, frame=frame, source=source, reported=reported, carried=self.spoken is not None)
        speech = self.judge.is_speech(stretch)
        speaker = self._who(source, frame, reported=reported) if speech else None
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
        subject = self._speaker(self.sources.nearest_subject(*frame.before))
        carried = self._carried(frame.before[0])
        found = (carried or subject) if reported else (subject or carried)
        document = source.cue is not None and self.words.keys[source.cue[0]] in self.grammar.sets["it_says"]
        return found or (self._named_before(frame.before[0]) if alone or document else None)

    def _named_before(self, word: int) -> Speaker | None:
        """Return the person of the sentence before, for a quotation that nobody is said to speak."""
        person = self._last_person() if word < len(self.words) else None
        if person is None or self.person_span is None:
            return None
        phrase, paragraph = person
        if paragraph != self._paragraph(self.words.starts[word]):
            return None
        return Speaker(span=self.person_span, text=phrase, name=_name(phrase, self.passage.language))

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
        here = self._paragraph(self.words.starts[word]) if word < len(self.words) else paragraph
        return speaker if here - paragraph <= 1 else None

    def _paragraph(self, offset: int) -> int:
        return bisect_left(self.breaks, offset)

    def _reported(self, frame: Frame) -> bool:
        mood = self.grammar.sets["reported_mood"]
        return any(
            self.words.keys[at] in mood
            for part in (frame.before, frame.after)
            for at in range(*part)
            if at not in self.masked
        )

    def _speaker(self, source: Source) -> Speaker | None:
        if source.speaker is None:
            return None
        first, last = source.speaker
        span = self.phrases.span(first, last)
        text = span.of(self.passage.text)
        if self._is_pronoun(source.speaker):
            name = self._antecedent(self.words.keys[first], first)
            return Speaker(span=span, text=text, name=name, pronoun=True)
        return Speaker(span=span, text=text, name=_name(text, self.passage.language))

    def _antecedent(self, key: str, at: int) -> str | None:
        """Return whom "er" or "she" stands for: the last person named as a subject, if the gender allows it."""
        gender = self.grammar.pronoun_genders.get(key)
        if gender is None:
            return None
        subject = self._narrated_subject(self.sentence)
        if subject and subject[1] <= at:
            named = self.phrases.span(*subject).of(self.passage.text)
            if identity_of(named, self.passage.language).names and self._may_be(named, gender):
                return named  # "Trustee Joan Whitford said she …": whom the same sentence names first
        person = self._last_person()
        if person is None:
            return None
        phrase, paragraph = person
        if self._paragraph(self.words.starts[at]) - paragraph > 1:
            return None
        return phrase if self._may_be(phrase, gender) else None

    def _may_be(self, phrase: str, gender: str) -> bool:
        return _gender(phrase, self.passage.language, self.grammar) in {gender, None}

    def _last_person(self) -> tuple[str, int] | None:
        """Return the last person who was a subject; sentences are read for it only when somebody asks."""
        unread, self.unread = self.unread, []
        for sentence in reversed(unread):
            subject = self._narrated_subject(sentence)
            if subject is not None:
                before = self.person_at
                self._note_person(self.phrases.span(*subject).of(self.passage.text), sentence.start)
                if self.person_at != before:
                    break
        return self.person

    def _narrated_subject(self, sentence: Span) -> Range | None:
        """Return whom a sentence names as its subject; not one between quotation marks, of whom others tell."""
        subject = self.sources.subject(*self._bounded(sentence)).speaker
        named = subject is not None and not self._is_pronoun(subject) and subject[0] not in self.masked
        return subject if named else None

    def _is_pronoun(self, words: Range) -> bool:
        first, last = words
        return last == first + 1 and self.words.keys[first] in self.grammar.sets["subject_pronouns"]

    def _note_person(self, phrase: str | None, offset: int) -> None:
        """Keep in mind a person who was the subject of a sentence: the one whom a pronoun in the next can mean."""
        if phrase is None:
            return
        identity = identity_of(phrase, self.passage.language)
        if (
            identity.roles
            or identity.body
            or len(identity.names) > 1
            or (identity.names and self._known(identity.names[0]))
        ):
            self.person, self.person_at = (phrase, self._paragraph(offset)), offset
            self.unread.clear()
            start = self.passage.text.find(phrase, max(0, offset - len(phrase)))
            self.person_span = Span(start, start + len(phrase)) if start >= 0 else None

    def _known(self, name: str) -> bool:
        """Tell whether a single name stands behind another word of a name somewhere: "Olaf Scholz"."""
        forms = self.words.forms
        return any(
            at and forms[at - 1][:1].isupper() and self.phrases.gap(at) == " "
            for at in self.passage.places.get(name, ())
        )


def _name(phrase: str, language: str) -> str | None:
    """Return the personal name in a naming phrase as it is written there."""
    names = identity_of(phrase, language).names
    if not names:
        return None
    forms = [match for match in WORD.finditer(phrase) if folded(match.group()) in names]
    return phrase[forms[0].start() : forms[-1].end()] if forms else None


def _gender(phrase: str, language: str, grammar: Grammar) -> str | None:
    """Return "f" or "m" where the phrase's office or article shows it, "n" for bodies; None where it does not."""
    identity = identity_of(phrase, language)
    if any(role.endswith(grammar.female_endings) for role in identity.roles):
        return "f"
    if identity.roles:
        return _gender_of_roles(phrase, identity.roles, grammar)
    if identity.body:
        return grammar.article_genders.get(folded(phrase.split(" ", 1)[0]), "n")
    return None


def _gender_of_roles(phrase: str, roles: Collection[str], grammar: Grammar) -> str | None:
    """Return the gender of offices that have no ending for women; None where they fit men and women alike.

    "Vorsitzende" and "Abgeordneter" show it by the article or the ending before a name, "Mitglied" never does.
    """
    if not grammar.capitalised or any(role.endswith(tuple(grammar.sets["neutral_roles"])) for role in roles):
        return None
    both = tuple(grammar.sets["participle_roles"])
    if any(role.endswith(both) for role in roles):
        return grammar.article_genders.get(folded(phrase.split(" ", 1)[0]))
    return "m"
