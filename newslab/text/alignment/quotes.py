"""Lays each quotation of a summary over the article: where its words stand there, what changed, who is quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from newslab.records import Span
from newslab.text.alignment.inflection import bent, only_bent
from newslab.text.document import Document
from newslab.text.locate import Place
from newslab.text.normalise import folded
from newslab.text.quotations.finder import Quotation
from newslab.text.segment import WORD

_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.{3}")
_BRACKETED = r"(?<!\w)\[[^\]\[]{0,80}\](?!\w)"
_SET_APART = re.compile(f"{_ELLIPSIS.pattern}|{_BRACKETED}")
_GLUED = re.compile(r"(?<=\w)\[(\w+)\]|\[(\w+)\](?=\w)")
_WITH_BRACKET = re.compile(r"\w*\[\w+\]\w+|\w+\[\w+\]\w*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})
_CLITIC = re.compile(r"(?<=\w) (?=['’](?:m|s|d|re|ve|ll)\b|n['’]t\b)")
_LOUD = re.compile(r"[?!]")
_NEIGHBOURS = 4
_MOST_PARTS = 8  # parts of one speech on either side
_FRAME = 160  # characters of a frame between two parts of one speech
_STOP = re.compile(r"[.!?;](?=\s)")
_STOP_LAST = re.compile(r"[.]\s+[„“”\"»«‚‘’'›‹]+$")  # a colon or words before the marks would be a new frame
_OMITTED = 400  # characters of the article that an ellipsis may stand for

Kind = Literal["replaced", "added", "dropped", "case", "punctuation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: what the summary has, what the article has, and whether marks or usage license it."""

    kind: Kind
    summary: str
    article: str
    licensed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMatch:
    """A quotation of the summary and its best place in the article.

    ``kept`` is the share of its words that stand there unchanged; ``span`` is None where hardly any does.
    ``source`` is the article's own quotation around that place, and ``inside`` the share of the place in its marks;
    ``sources`` are all quotations in which the words stand, where they stand more than once.
    """

    quotation: Quotation
    span: Span | None
    changes: tuple[Change, ...] = ()
    kept: float = 0.0
    source: Quotation | None = None
    sources: tuple[Quotation, ...] = ()
    inside: float = 0.0

    @property
    def verbatim(self) -> bool:
        """Tell whether not even a licensed change was made."""
        return self.span is not None and not self.changes

    @property
    def altered(self) -> tuple[Change, ...]:
        """The changes that nothing licenses."""
        return tuple(change for change in self.changes if not change.licensed)


def match_quotation(quotation: Quotation, summary: Document, article: Document) -> QuotationMatch:
    """Return where the words of a summary's quotation stand in the article, and how they differ."""
    whole = _match(quotation, [quotation.span], summary, article)
    if not whole.altered and whole.span is not None:
        return whole
    joined = _match_joined(quotation, whole, summary, article)
    if joined is not None:
        return joined
    parts = _parts(quotation.span, summary)
    if parts and parts != [quotation.span]:
        split = _match(quotation, parts, summary, article)
        if split.span is not None and len(split.altered) < len(whole.altered):
            return split
    return whole


def _match_joined(
    quotation: Quotation, whole: QuotationMatch, summary: Document, article: Document
) -> QuotationMatch | None:
    """Match words that the article has in parts around its frame: “A”, said X, “B” may be quoted as “A B”."""
    if whole.source is None or whole.source.kind != "direct":
        return None
    parts = _run_on(whole.source, article)
    if len(parts) < 2:
        return None
    words, needle = article.words, _Needle(summary, quotation.span)
    numbers = [
        at
        for part in parts
        for at in range(bisect_left(words.starts, part.span.start), bisect_left(words.starts, part.span.end))
    ]
    theirs = [plain_key(words.keys[at]) for at in numbers]
    steps = _trimmed([_Step(*step) for step in Levenshtein.opcodes(needle.keys, theirs)])
    if not steps or any(step.tag != "equal" for step in steps):
        return None
    span = words.span(numbers[steps[0].their_low], numbers[steps[-1].their_high - 1] + 1)
    frame = Change(kind="dropped", summary="", article="…", licensed=True)
    return replace(whole, span=span, changes=(frame,), kept=1.0, sources=tuple(parts), inside=1.0)


def _run_on(source: Quotation, article: Document) -> list[Quotation]:
    """Return the quotations that make one speech with ``source``, in order: only its frame stands between them."""
    direct = [quotation for quotation in article.quotations if quotation.kind == "direct"]
    at = direct.index(source)
    first = last = at
    while first and at - first < _MOST_PARTS and _goes_on(direct[first - 1], direct[first], article):
        first -= 1
    while last + 1 < len(direct) and last - at < _MOST_PARTS and _goes_on(direct[last], direct[last + 1], article):
        last += 1
    return direct[first : last + 1]


def _goes_on(before: Quotation, after: Quotation, article: Document) -> bool:
    """Tell whether a quotation goes on with the one before: “A”, said X, “B” and “A”, said X. “B”."""
    if before.group == after.group:
        return True
    between = article.text[before.span.end : after.span.start]
    framed = before.cue is not None and before.cue.start >= before.span.end and after.cue is None
    return (
        framed and len(between) < _FRAME and len(_STOP.findall(between)) == 1 and _STOP_LAST.search(between) is not None
    )


def _parts(span: Span, summary: Document) -> list[Span]:
    """Return the parts of a quotation between its marks of omission and words in brackets."""
    inside = span.of(summary.text)
    stops = [(match.start(), match.end()) for match in _SET_APART.finditer(inside)]
    starts = [0, *(end for _, end in stops)]
    ends = [*(start for start, _ in stops), len(inside)]
    parts = [Span(span.start + start, span.start + end) for start, end in zip(starts, ends, strict=True)]
    return [part for part in parts if re.search(r"\w", part.of(summary.text))]


def _match(quotation: Quotation, parts: Sequence[Span], summary: Document, article: Document) -> QuotationMatch:
    """Match the parts one after the other, each behind the last and not far from it."""
    apart = [] if parts == [quotation.span] else _SET_APART.findall(quotation.span.of(summary.text))
    changes = [Change(kind="replaced", summary=mark, article="", licensed=True) for mark in apart]
    spans: list[Span] = []
    kept = total = 0
    for number, part in enumerate(parts):
        needle = _Needle(summary, part)
        within = Span(spans[-1].end, min(len(article.text), spans[-1].end + _OMITTED)) if spans else None
        place = _place(needle, article, within)
        total += len(needle.keys)
        if place is None:
            changes.append(Change(kind="added", summary=part.of(summary.text), article=""))
            continue
        found, same, span = _compare(needle, place, article, opens=number == 0 or bool(spans))
        changes += found
        kept += same
        spans.append(span)
    if not spans or not kept:
        return QuotationMatch(quotation=quotation, span=None, changes=tuple(changes))
    # a part that stands nowhere near behind the one before may have been found before it
    span = Span(min(found.start for found in spans), max(found.end for found in spans))
    source, inside = _source(span, article)
    return QuotationMatch(
        quotation=quotation,
        span=span,
        changes=tuple(changes),
        kept=kept / max(1, total),
        source=source,
        sources=_all_sources(source, summary.text[parts[0].start : parts[-1].end], article),
        inside=inside,
    )


def _all_sources(first: Quotation | None, needle: str, article: Document) -> tuple[Quotation, ...]:
    """Return every quotation of the article that has the words, the one around the best place first."""
    others = (_source(span, article)[0] for span in article.locator.everywhere(needle.strip()))
    return tuple(dict.fromkeys(source for source in (first, *others) if source is not None))


class _Needle:
    """The words of a part of the summary; brackets inside a word ("[W]e", "ein[en]") mark the word as the editor's."""

    def __init__(self, summary: Document, span: Span) -> None:
        raw = span.of(summary.text).strip()
        whole = _CLITIC.sub("", raw)  # tokenisers write "I 'm" and "would n't" apart
        self.text = _GLUED.sub(lambda match: match.group(1) or match.group(2), whole)
        glued = {folded(word.replace("[", "").replace("]", "")) for word in _WITH_BRACKET.findall(raw)}
        matches = list(WORD.finditer(self.text))
        self.forms = [match.group() for match in matches]
        self.keys = [plain_key(folded(form)) for form in self.forms]
        self.small = not summary.has_capitals  # tokenised, not written by hand
        self.own = [key in glued for key in self.keys]
        self.gaps = [self.text[one.end() : other.start()] for one, other in pairwise(matches)]


def _place(needle: _Needle, article: Document, within: Span | None) -> Place | None:
    """Return the best place of the needle, one in quotation marks before others where it stands word for word."""
    if not needle.keys:
        return None
    exact = article.locator.everywhere(needle.text, within)
    if exact:
        quoted = [span for span in exact if _source(span, article)[1] > 0]
        return Place(span=(quoted or exact)[0], distance=0)
    if len(needle.forms) == 1:
        forms = (
            span for form in bent(needle.text, article.language) for span in article.locator.everywhere(form, within)
        )
        place = next((span for span in forms if _source(span, article)[1] > 0), None)
        if place is not None:
            return Place(span=place, distance=0)
    return article.locator.find(needle.text, needle.keys, within)


def _compare(needle: _Needle, place: Place, article: Document, *, opens: bool) -> tuple[list[Change], int, Span]:
    """Return the differences, the number of words kept, and the place without words that are not the needle's."""
    words = article.words
    # The best place in characters may stop inside a word; its neighbours are looked at, and dropped where not needed.
    span, margin = place.span, _NEIGHBOURS if place.distance else 0
    first = max(0, bisect_left(words.ends, span.start + 1) - margin)
    last = min(len(words), max(first, bisect_left(words.starts, span.end) + margin))
    theirs = [plain_key(key) for key in words.keys[first:last]]
    steps = _tight(_trimmed([_Step(*step) for step in Levenshtein.opcodes(needle.keys, theirs)]), needle.keys, theirs)
    if not steps:
        return [], 0, span
    begin, end = first + steps[0].their_low, first + steps[-1].their_high
    changes: list[Change] = []
    kept = 0
    for tag, low, high, their_low, their_high in _joined(steps):
        if tag == "equal":
            kept += high - low
            changes += _typographic(needle, low, high, article, first + their_low, opens=opens)
        else:
            theirs_between = range(first + their_low, first + their_high)
            changes.append(_change(needle, low, high, article, theirs_between))
            kept += high - low if changes[-1].licensed else 0
    return changes, kept, words.span(begin, end) if end > begin else span


class _Step(NamedTuple):
    """A run of words that are the same or not: half-open word numbers in the needle and in the article."""

    tag: str
    low: int
    high: int
    their_low: int
    their_high: int


def _trimmed(steps: list[_Step]) -> list[_Step]:
    """Drop words of the article at either end that the needle does not have."""
    while steps and steps[0].tag == "insert":
        steps = steps[1:]
    while steps and steps[-1].tag == "insert":
        steps = steps[:-1]
    return steps


def _tight(steps: list[_Step], ours: list[str], theirs: list[str]) -> list[_Step]:
    """Move words at either end next to the rest: in "die Lage ist die ernste" the second "die" begins "die ernste"."""
    if len(steps) > 2 and (steps[0].tag, steps[1].tag) == ("equal", "insert"):
        count, low = steps[0].high - steps[0].low, steps[2].their_low
        if theirs[low - count : low] == ours[:count]:
            steps = [_Step("equal", 0, count, low - count, low), *steps[2:]]
    if len(steps) > 2 and (steps[-1].tag, steps[-2].tag) == ("equal", "insert"):
        count, low = steps[-1].high - steps[-1].low, steps[-3].their_high
        if theirs[low : low + count] == ours[len(ours) - count :]:
            steps = [*steps[:-2], _Step("equal", len(ours) - count, len(ours), low, low + count)]
    return steps


def _joined(steps: list[_Step]) -> list[_Step]:
    """Join changes that stand side by side."""
    joined: list[_Step] = []
    for step in steps:
        if joined and "equal" not in {step.tag, joined[-1].tag}:
            before = joined.pop()
            joined.append(_Step("change", before.low, step.high, before.their_low, step.their_high))
        else:
            joined.append(step)
    return joined


def _change(needle: _Needle, low: int, high: int, article: Document, between: range) -> Change:
    ours, theirs = needle.forms[low:high], article.words.forms[between.start : between.stop]
    kind: Kind = "added" if not theirs else "dropped" if not ours else "replaced"
    if kind == "dropped" and _is_frame(article, article.words.span(between.start, between.stop)):
        return Change(kind=kind, summary="", article=" ".join(theirs), licensed=True)
    licensed = _licensed(needle, low, high, theirs) or only_bent(needle.forms, theirs, low, high, article.language)
    return Change(kind=kind, summary=" ".join(ours), article=" ".join(theirs), licensed=licensed)


def _is_frame(article: Document, span: Span) -> bool:
    """Tell whether words of the article stand between two parts of one quotation: “A”, said X, “B”."""
    direct = [quotation for quotation in article.quotations if quotation.kind == "direct"]
    if any(quotation.span.touches(span) for quotation in direct):
        return False
    before = next((quotation for quotation in reversed(direct) if quotation.span.end <= span.start), None)
    after = next((quotation for quotation in direct if quotation.span.start >= span.end), None)
    return before is not None and after is not None and before.group == after.group


def _licensed(needle: _Needle, low: int, high: int, theirs: list[str]) -> bool:
    """Tell whether brackets mark the change: "[er]" for "ich", "ein[en]" for "einen"."""
    own = needle.own[low:high]
    joined = "".join(plain_key(word.casefold()) for word in theirs)
    if "".join(needle.keys[low:high]).replace("'", "") == joined.replace("'", ""):
        return True  # only written apart: "I 'm" for "I'm"
    if not any(own):
        return False
    rest = [key for key, is_own in zip(needle.keys[low:high], own, strict=True) if not is_own]
    return all(any(word.casefold().startswith(key) for word in theirs) for key in rest) and len(theirs) <= len(own) + 3


def _typographic(needle: _Needle, low: int, high: int, article: Document, first: int, *, opens: bool) -> list[Change]:
    """Return differences of case and punctuation in a run of words that are the same."""
    words, changes = article.words, []
    for number in range(low, high):
        ours, theirs = needle.forms[number], words.forms[first + number - low]
        if ours != theirs and ours.translate(_PLAIN) != theirs.translate(_PLAIN):
            only_first = ours[1:].translate(_PLAIN) == theirs[1:].translate(_PLAIN) or ours.casefold() != ours.lower()
            changes.append(
                Change(
                    kind="case",
                    summary=ours,
                    article=theirs,
                    licensed=(number == 0 and opens and only_first) or needle.small or _sharp(ours, theirs),
                )
            )
        if number > low:
            gap = article.text[words.ends[first + number - low - 1] : words.starts[first + number - low]]
            ours_loud, theirs_loud = _LOUD.findall(needle.gaps[number - 1]), _LOUD.findall(gap)
            if ours_loud != theirs_loud:
                changes.append(Change(kind="punctuation", summary=needle.gaps[number - 1].strip(), article=gap.strip()))
            elif _pauses(gap) != _pauses(needle.gaps[number - 1]):
                changes.append(
                    Change(
                        kind="punctuation", summary=needle.gaps[number - 1].strip(), article=gap.strip(), licensed=True
                    )
                )
    return changes


def _sharp(ours: str, theirs: str) -> bool:
    """Tell whether only ß and ss differ."""
    return ours.replace("ß", "ss") == theirs.replace("ß", "ss")


def _pauses(gap: str) -> str:
    return re.sub(r"[^,.;:]", "", gap)


def _source(span: Span, article: Document) -> tuple[Quotation | None, float]:
    """Return the article's quotation around a place, direct speech first, and how much of the place is in marks."""
    best: Quotation | None = None
    inside = 0
    marked = 0
    for quotation in article.quotations:
        if quotation.span.start >= span.end:
            break
        shared = min(quotation.span.end, span.end) - max(quotation.span.start, span.start)
        if shared <= 0:
            continue
        if quotation.kind != "indirect":
            marked += shared
        rank = shared + (len(span) if quotation.kind == "direct" else 0)
        if rank > inside:
            best, inside = quotation, rank
    return best, marked / max(1, len(span))


def plain_key(key: str) -> str:
    """Return a word's key with plain apostrophes and hyphens."""
    return key.translate(_PLAIN)
