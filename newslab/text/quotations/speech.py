"""Decides whether what stands in quotation marks was said or written by somebody, or is a title, a nickname, irony."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newslab.text.quotations.cues import Grammar
from newslab.text.quotations.phrases import Phrases
from newslab.text.quotations.subjects import Frame, Source
from newslab.text.quotations.verbs import Range

_SENTENCE_END = re.compile(r"[.!?…][\]\s]*$")
_MARKS = "„“”\"»«‚‘’'›‹"
# What stands between quoted words and the verb that tells who says them; English has the comma inside the marks.
_COMMA = re.compile(rf"[.!?…,]*[{_MARKS}]+\s*[,–—-]|[,!?][{_MARKS}]+\s")
_MARK = re.compile(rf"[{_MARKS}]")
_COLON = re.compile(rf"[{_MARKS})]*\s*:")
_RIGHT_BEFORE = re.compile(rf"\s+[{_MARKS}]+[(\[.…\s]*")
_LONG = 6  # words: of longer stretches in German news nine in ten are speech, of those with one or two one in five
_NEAR = 4  # words around the marks in which a word of naming counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What the decision looks at: the words inside the marks, their frame, its source, and what was said before.

    ``reported`` tells that the frame is in the mood of reported speech; ``carried`` that somebody spoke before.
    """

    inside: Range
    frame: Frame
    source: Source
    reported: bool
    carried: bool


class SpeechJudge:
    """Judges the stretches of one text."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._keys = phrases.words.keys
        self._grammar: Grammar = phrases.grammar
        self._sets = phrases.grammar.sets

    def is_speech(self, stretch: Stretch) -> bool:
        """Return whether the words in marks are somebody's own."""
        first, last = stretch.inside
        if first == last or self._is_name(stretch):
            return False
        if self._tagged(stretch):
            return True
        count = last - first
        clauses = self._clause_words(stretch.inside)
        ended = bool(_SENTENCE_END.search(self._tail(last)))
        if self._after_colon(first):
            return clauses > 0 or bool(stretch.source.speaker and count > 2) or ended
        if self._alone(stretch.frame):
            return (count >= 4 and (clauses > 0 or ended)) or (stretch.carried and clauses > 0)
        noun = self._noun_before(first, stretch.frame)
        if noun is not None:
            return self._after_noun(stretch, noun, count, clauses)
        if self._lower(first) or not self._grammar.capitalised:
            return self._fragment(stretch, count, clauses, ended=ended)
        if clauses:
            return count >= _LONG or self._announced(stretch) or (count > 3 and (ended or clauses > 1))
        return self._labels(stretch)

    def _tagged(self, stretch: Stretch) -> bool:
        """Tell whether the frame goes on with a comma and a cue: “…”, sagte X."""
        cue, speaker = stretch.source.cue, stretch.source.speaker
        start = stretch.frame.after[0]
        behind = (cue is not None and start <= cue[0] <= start + 1) or (
            speaker is not None and speaker[0] == start and cue is not None
        )
        return behind and _COMMA.match(self._phrases.gaps[start]) is not None

    def _announced(self, stretch: Stretch) -> bool:
        return bool(stretch.source.cue and stretch.source.speaker) or stretch.reported

    def _fragment(self, stretch: Stretch, count: int, clauses: int, *, ended: bool) -> bool:
        """Judge words that begin small, a part of somebody's sentence."""
        if count >= _LONG:
            return clauses > 0 or self._announced(stretch) or ended or self._grammar.capitalised
        return self._announced(stretch) or (clauses > 0 and count > 2) or (count > 1 and self._intends(stretch))

    def _intends(self, stretch: Stretch) -> bool:
        """Tell whether the words complete what somebody wants: "Sie will „Druck machen“"."""
        (start, first), last = stretch.frame.before, stretch.inside[1]
        ending = self._keys[last - 1].endswith(self._grammar.endings["infinitive_endings"])
        if not ending or not self._lower(last - 1) or stretch.frame.after[0] < stretch.frame.after[1]:
            return False
        return any(self._keys[at] in self._sets["intentions"] for at in range(start, first))

    def _labels(self, stretch: Stretch) -> bool:
        """Judge a noun in marks: speech where somebody calls something so, else a name."""
        if not stretch.source.label or stretch.source.speaker is None:
            return False
        first = stretch.inside[0]
        return self._keys[first - 1] not in self._sets["definite"]

    def _after_noun(self, stretch: Stretch, noun: int, count: int, clauses: int) -> bool:
        """Judge what directly follows a noun: mostly its name ("der Film „…“"), unless it is a word for speech."""
        first = stretch.inside[0]
        if self._keys[noun] in self._sets["speech_nouns"]:
            return True
        if self._grammar.is_role(self._keys[noun]) and stretch.source.cue is None:
            return False
        if self._lower(first) and self._grammar.capitalised:
            return self._announced(stretch) or count >= _LONG
        if stretch.source.label and stretch.source.speaker is not None:
            announced = stretch.source.cue is not None and stretch.source.cue[0] < noun
            if announced and self._calls(stretch):
                return True
            return (announced and noun in range(*stretch.source.speaker)) or clauses > 0
        return clauses > 1 and count >= _LONG and bool(stretch.source.cue)

    def _calls(self, stretch: Stretch) -> bool:
        """Tell whether the words end what somebody calls something: "nennt die Erhöhung „Abzocke“."."""
        cue, last = stretch.source.cue, stretch.inside[1]
        ends = last >= stretch.frame.after[1] or re.search(r"[.,;]", self._phrases.gaps[last]) is not None
        return ends and cue is not None and self._keys[cue[0]] in self._sets["calls"]

    def _is_name(self, stretch: Stretch) -> bool:
        """Tell whether a word of distance or naming stands at the marks, or the sentence treats them as a name."""
        first, last = stretch.inside
        start, stop = stretch.frame.before[0], stretch.frame.after[1]
        clauses = self._clause_words(stretch.inside)
        if first > start and self._keys[first - 1] in self._sets["distance"]:
            return True
        if last < stop and self._keys[last] in self._sets["distance"] and not clauses:
            return True
        if last - first > 1 and all(self._phrases.gaps[at] == "." for at in range(first + 1, last)):
            return True  # "example.org"
        if self._after_colon(first) and first > start and self._keys[first - 1] in self._sets["headings"]:
            return True
        if self._after_colon(first) or (last - first >= _LONG and clauses):
            return False
        if self._lower(first) and stretch.source.speaker and self._calls(stretch):
            return False  # "nannte den Roman „das stärkste Buch“"
        near = (*range(max(start, first - 2), first), *range(last, min(stop, last + _NEAR)))
        if any(self._names(at) for at in near):
            return True
        return self._is_subject_name(stretch, clauses)

    def _names(self, at: int) -> bool:
        """Tell whether a word says that something is called so; "heißt es" says that somebody says so."""
        keys = self._keys
        says = keys[at] in self._sets["it_says"] and at + 1 < len(keys) and keys[at + 1] in self._sets["it"]
        return keys[at] in self._sets["naming_verbs"] and not says

    def _is_subject_name(self, stretch: Stretch, clauses: int) -> bool:
        """Tell whether the marks hold a speaker's or an outlet's own name: laut „Reuters“, die „Zeit“ berichtet."""
        first, last = stretch.inside
        start, stop = stretch.frame.before[0], stretch.frame.after[1]
        before = self._keys[first - 1] if first > start else ""
        if before in self._sets["before_source"] or before in self._sets["like"]:
            return not clauses
        if clauses or last >= stop or _COMMA.match(self._phrases.gaps[last]):
            return False
        says = self._keys[last] in self._grammar.say or self._keys[last] in self._grammar.parted
        return says and (before in self._sets["definite"] or first == start) and not self._lower(first)

    def _clause_words(self, inside: Range) -> int:
        words = self._sets["clause_words"]
        return len([key for key in self._keys[inside[0] : inside[1]] if key in words])

    def _tail(self, last: int) -> str:
        return _MARK.split(self._phrases.gaps[last], maxsplit=1)[0]

    def _after_colon(self, first: int) -> bool:
        return _COLON.match(self._phrases.gaps[first]) is not None

    def _alone(self, frame: Frame) -> bool:
        return frame.before[0] == frame.before[1] and frame.after[0] == frame.after[1]

    def _lower(self, first: int) -> bool:
        return self._phrases.words.forms[first][:1].islower()

    def _noun_before(self, first: int, frame: Frame) -> int | None:
        """Return the noun right before the mark, where nothing but a space parts them."""
        at = first - 1
        if at < frame.before[0] or not _RIGHT_BEFORE.fullmatch(self._phrases.gaps[first]):
            return None
        form, key = self._phrases.words.forms[at], self._keys[at]
        if key in self._sets["speech_nouns"]:
            return at
        if self._grammar.capitalised and form[:1].isupper() and key not in self._sets["determiners"]:
            return None if key in self._grammar.closed_class or key in self._sets["oblique_determiners"] else at
        return None
