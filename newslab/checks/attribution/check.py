"""Judges whether speech in a summary is given to the one who spoke it in the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from newslab.checks.attribution.bare_accounts import bare_accounts, is_claim
from newslab.checks.attribution.distinct import Distinct
from newslab.checks.attribution.houses import Houses, cue_of
from newslab.checks.attribution.speakers import Speakers
from newslab.checks.attribution.stances import exchanged_stances, of_one_holder, views_in
from newslab.checks.attribution.told_figures import match_by_figure, swapped_figures
from newslab.checks.extract import copied
from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.alignment.meant import lost_attitude
from newslab.text.alignment.quotes import QuotationMatch
from newslab.text.alignment.reported import ReportMatch, content_of, match_report, shared_words, speech_in
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation, Speaker
from newslab.text.quotations.people import Identity, identity_of, related
from newslab.text.quotations.stances import Stance

_RULES = rules_of("attribution")
_KEPT = 0.7  # share of words kept from which the article's speaker of a changed quotation is the one to compare with
_STRENGTH = 0.45  # share of a report's content that one sentence must have before its speaker is compared
_MARGIN = 0.2  # and how much more than any other; half of it where the sentence has most of the content
_MOST = 0.6
_CLOSE = 2  # sentences around a quotation in which a judging verb of the article's own is its context
_STEM = 4  # letters by which forms of one verb are known: "warnt", "warnte", "gewarnt" aside
_PARTICLE = 14  # words behind a separable verb in which its particle stands
_BESIDE = 4  # words, with the marks, between a quotation and what plainly announces it
_SAID = 0.75  # share of a sentence's content that one sentence of the article must have to be its source


class AttributionCheck:
    """Judges whether speech in a summary is given to the one who spoke it in the article."""

    name = "attribution"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        found = sorted(_Judge(alignment).findings(), key=attrgetter("place"))
        # A sentence with quoted and reported words of one speaker says the same of him once.
        once = {finding.place: finding for finding in reversed(found)}
        return list(reversed(once.values()))


class _Judge:
    """Judges one summary."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._summary: Document = alignment.summary
        self._article: Document = alignment.article
        self._language = alignment.article.language
        self._speakers = Speakers(alignment)
        self._houses = Houses(alignment.article)
        self._distinct = Distinct(alignment.article)

    def findings(self) -> Iterator[Finding]:
        for match in self._alignment.quotation_matches:
            if match.quotation.kind == "direct" and match.span is not None and match.kept >= _KEPT:
                yield from self._direct(match, match.span)
        for quotation in self._summary.quotations:
            if quotation.kind == "indirect":
                yield from self._indirect(quotation)
        yield from self._dropped()
        yield from self._figures()
        yield from self._stances()

    def _direct(self, match: QuotationMatch, span: Span) -> Iterator[Finding]:
        speaker = match.quotation.speaker
        if speaker is None:
            return
        told = map(_as_told, match.sources) if self._is_plainly_said(match.quotation) else match.sources
        sources = [source for source in told if source.speaker is not None]
        yield from self._compared(match.quotation, speaker, sources, span)

    def _is_plainly_said(self, quotation: Quotation) -> bool:
        """Tell whether the word that announces a quotation stands beside it: "sprach von „…“", "“…”, he said"."""
        cue, marked = quotation.cue, quotation.span
        if cue is None:
            return False
        first, last = sorted((cue, marked))
        between = self._summary.text[first.end : last.start]
        return len(between.split()) <= _BESIDE and not any(letter.isupper() for letter in between)

    def _indirect(self, quotation: Quotation) -> Iterator[Finding]:
        speaker = quotation.speaker
        if speaker is None or quotation.carried:
            return
        match = match_report(quotation, self._alignment)
        if match is None or not _is_sure(match):
            match = match_by_figure(quotation, self._alignment)
        if match is None:
            return
        sources = [source for source in match.sources if source.speaker is not None]
        if self._is_said_behind(quotation, match.sentence):
            return
        if match.strength < _MOST and shared_words(match, self._alignment) == 1:
            return  # one word of two is no source
        views = sources or views_in(match.sentence, self._article)
        yield from self._compared(quotation, speaker, views, match.sentence)
        yield from self._meant(quotation, speaker, sources)

    def _meant(self, quotation: Quotation, speaker: Speaker, sources: Sequence[Quotation]) -> Iterator[Finding]:
        """Find what the article's speaker only hopes, or doubts, and the summary has him state."""
        for source in sources:
            span = lost_attitude(quotation, source, self._summary, self._article)
            if span is None or self._speakers.same(quotation, source, source.span) is False:
                continue
            finding = self._finding("A013", quotation, speaker, source, source.span)
            told = self._summary.origin(quotation.span)
            yield replace(finding, summary_span=told, details={**finding.details, "meant": span.of(self._article.text)})
            return

    def _is_said_behind(self, quotation: Quotation, source: Span) -> bool:
        """Tell whether all that a report has from the article's sentence stands in a clause joined on behind it.

        "X threatens legal steps, and two academics are to compare the texts": that is nobody's word, or another's.
        """
        text, cue = self._summary.text, quotation.cue
        if cue is None or cue.start > quotation.span.end:
            return False
        joined = _joined(self._language).search(text, max(cue.end, quotation.span.start - 2), quotation.span.end)
        if joined is None:
            return False
        sentence = self._summary.sentences[self._summary.sentence_at(cue.start)]
        first = content_of(self._summary, Span(sentence.start, joined.start()), quotation)
        return bool(first) and first.isdisjoint(content_of(self._article, source, quotation))

    def _dropped(self) -> Iterator[Finding]:
        """Find what the article only reports, in the mood of hearsay, and the summary states as a fact."""
        speech = [quotation.span for quotation in self._summary.quotations if quotation.kind != "mention"]
        told: set[int] = set()
        for link in self._alignment.links:
            sentence = self._summary.sentences[link.sentence]
            if link.single < _SAID or not link.sources or any(span.touches(sentence) for span in speech):
                continue
            source = self._hearsay(link.sources[0])
            if source is None or source.speaker is None or not self._states(sentence, source):
                continue
            if not self._rests_on(link.sentence, source):
                continue
            speaker = replace(source.speaker, span=sentence)
            quotation = Quotation(span=sentence, kind="indirect", group=0, speaker=speaker)
            told.add(link.sentence)
            yield self._finding("A011", quotation, speaker, source, source.span)
        yield from self._bare(told)

    def _rests_on(self, number: int, source: Quotation) -> bool:
        """Tell whether what a summary's sentence shares with the article's stands in the report, and not beside it."""
        ours, theirs = self._summary.lexis, self._article.lexis
        wanted = {ours.lemmas[at] for at in range(*ours.ranges[number]) if ours.telling[at]}
        sentence = range(*theirs.ranges[self._article.sentence_at(source.span.start)])
        shared = [theirs.span(at, at + 1) for at in sentence if theirs.lemmas[at] in wanted]
        return sum(source.span.covers(place) for place in shared) * 2 >= len(shared)

    def _bare(self, told: set[int]) -> Iterator[Finding]:
        """Find one side's account that the summary tells as a fact, in whatever words, but in these sentences."""
        for span, source in bare_accounts(self._alignment):
            if source.speaker is not None and self._summary.sentence_at(span.start) not in told:
                speaker = replace(source.speaker, span=span)
                quotation = Quotation(span=span, kind="indirect", group=0, speaker=speaker)
                yield self._finding("A011", quotation, speaker, source, source.span)

    def _figures(self) -> Iterator[Finding]:
        """Find figures that the article has from somebody else."""
        for ours, theirs in swapped_figures(self._alignment):
            places = (theirs.quantity.span, theirs.teller)
            first, last = sorted((ours.teller, ours.quantity.span))
            yield Finding(
                rule=_RULES["A020"],
                summary_span=self._summary.origin(Span(first.start, last.end)),
                article_spans=tuple(self._article.origin(place) for place in places),
                details={
                    "speaker": ours.teller.of(self._summary.text),
                    "article_speaker": theirs.teller.of(self._article.text),
                    "cue": "",
                    "article_cue": "",
                },
            )

    def _stances(self) -> Iterator[Finding]:
        """Find who is given another's stance: a demand, praise or criticism."""
        for ours, theirs in exchanged_stances(self._alignment):
            mine, other = self._whose(ours, self._summary), self._whose(theirs, self._article)
            one = of_one_holder(ours, theirs)
            if self._houses.announces(mine, other, theirs.verb) or not (one or self._distinct.are_two(mine, other)):
                continue
            yield Finding(
                rule=_RULES["A021" if one else "A020"],
                summary_span=self._summary.origin(self._marked(ours)),
                article_spans=tuple(self._article.origin(place) for place in (theirs.verb, theirs.holder)),
                details={
                    "speaker": ours.holder.of(self._summary.text),
                    "article_speaker": theirs.holder.of(self._article.text),
                    "cue": ours.verb.of(self._summary.text),
                    "article_cue": theirs.verb.of(self._article.text),
                },
            )

    def _marked(self, stance: Stance) -> Span:
        """Return who is named for a stance; where another clause of his stands between, the clause itself."""
        if not set(self._summary.text[stance.holder.end : stance.verb.start]) & set(",;:"):
            return stance.holder
        return Span(stance.verb.start, max(stance.verb.end, *(place.end for place in stance.about)))

    def _whose(self, stance: Stance, document: Document) -> Identity:
        return identity_of(stance.holder.of(document.text), self._language)

    def _hearsay(self, number: int) -> Quotation | None:
        """Return the article's indirect speech that fills a sentence, where its cue and its mood both show it."""
        sentence = self._article.sentences[number]
        for quotation in speech_in(self._article.quotations, sentence):
            told = quotation.kind == "indirect" and quotation.cue is not None and not quotation.carried
            cue = cue_of(quotation, self._article)
            if told and self._is_claim(cue):
                return quotation
            if told and self._is_plain(cue):
                doubtful = self._in_hearsay_mood(quotation) or self._disputed(number) or self._is_nameless(quotation)
                return quotation if doubtful else None
        return None

    def _is_claim(self, cue: str) -> bool:
        """Tell whether a cue doubts what somebody says: "behauptet", "claims"."""
        return is_claim(cue, self._language)

    def _is_plain(self, cue: str) -> bool:
        """Tell whether a cue says no more than that somebody says so: "sagte", "nach Darstellung"."""
        sets = grammar_of(self._language).sets
        return cue in sets["neutral_cues"] or cue.rpartition(" ")[2] in sets["source_nouns"]

    def _is_nameless(self, quotation: Quotation) -> bool:
        """Tell whether those who say so are not even called by a house: "einer Quelle zufolge", "rumours"."""
        words = quotation.speaker.text.casefold().split() if quotation.speaker else ()
        return not grammar_of(self._language).sets["nameless"].isdisjoint(words)

    def _disputed(self, number: int) -> bool:
        """Tell whether the next sentence of the article contradicts what this one reports."""
        following = self._article.sentences[number + 1 : number + 2]
        disputes = grammar_of(self._language).sets["frame.disputes"]
        return any(not disputes.isdisjoint(span.of(self._article.text).casefold().split()) for span in following)

    def _in_hearsay_mood(self, quotation: Quotation) -> bool:
        words = set(quotation.span.of(self._article.text).casefold().split())
        return not grammar_of(self._language).sets["hearsay_mood"].isdisjoint(word.strip(".,;:") for word in words)

    def _states(self, sentence: Span, source: Quotation) -> bool:
        """Tell whether a sentence of the summary states a fact: no mood, no hedge, no word of who says so."""
        sets = grammar_of(self._language).sets
        words = {word.strip(".,;:!?„“”»«\"'()").casefold() for word in sentence.of(self._summary.text).split()}
        if not words.isdisjoint(sets["reported_mood"] | sets["frame.doubts"] | sets["frame.hearsay"]):
            return False
        return not related(self._speakers.identity(source.speaker).all, words)

    def _compared(
        self, quotation: Quotation, speaker: Speaker, sources: Sequence[Quotation], span: Span
    ) -> Iterator[Finding]:
        """Compare the summary's speaker with those whom the article names for the same words."""
        mine = self._speakers.identity(speaker)
        if not mine.known or not sources:
            return
        verdicts = [(self._speakers.same(quotation, source, span), source) for source in sources]
        agreeing = next((source for verdict, source in verdicts if verdict), None)
        if agreeing and self._reversed(quotation, agreeing):
            yield self._finding("A021", quotation, speaker, agreeing, span)
            return
        if agreeing:
            yield self._finding("A001", quotation, speaker, agreeing, span)
            yield from self._strength(quotation, speaker, agreeing, span)
            return
        first, last = sorted((quotation.span, speaker.span))
        if copied(self._alignment, Span(first.start, max(first.end, last.end))):
            return  # the words stand there with this very speaker, however the article is read
        if any(verdict is None for verdict, _ in verdicts) or self._speakers.named_near(mine, span, sources):
            if self._speakers.known_elsewhere(mine, span):
                yield self._finding("A010", quotation, speaker, verdicts[0][1], span)
            return
        if quotation.kind == "indirect" and self._speakers.tells_of(mine, sources, span):
            return
        if quotation.kind == "indirect" and (
            self._speakers.hands_over(mine, sources) or self._says_so_too(quotation, mine, span)
        ):
            return
        if speaker.pronoun and self._speakers.is_unsure(speaker, mine, verdicts[0][1]):
            return  # whom a pronoun means is not sure enough to call it wrong
        if quotation.kind == "indirect" and not self._speakers.surely_two(mine, verdicts[0][1]):
            if self._speakers.known_elsewhere(mine, span):
                yield self._finding("A010", quotation, speaker, verdicts[0][1], span)
            return
        yield self._finding("A020", quotation, speaker, verdicts[0][1], span)

    def _says_so_too(self, quotation: Quotation, mine: Identity, span: Span) -> bool:
        """Tell whether the article has the summary's speaker say much of the same beside the other one."""
        here = self._article.sentence_at(span.start)
        near = Span(self._article.sentences[max(0, here - 1)].start, self._article.sentences[here : here + 2][-1].end)
        wanted = content_of(self._summary, quotation.span, quotation)
        found = len(wanted & content_of(self._article, self._article.sentences[here], quotation))
        for other in speech_in(self._article.quotations, near):
            sentence = self._article.sentences[self._article.sentence_at(other.span.start)]
            if other.carried or sentence.start == self._article.sentences[here].start:
                continue
            said = wanted & content_of(self._article, sentence, other)
            if (
                said
                and len(said) >= min(found, len(wanted) / 2)
                and self._article.cast.same(mine, self._speakers.identity(other.speaker))
            ):
                return True
        return False

    def _reversed(self, quotation: Quotation, source: Quotation) -> bool:
        """Tell whether the speaker denies in one text what the other has admitted, in words that are as negative."""
        sets = grammar_of(self._language).sets
        cues = {cue_of(quotation, self._summary), cue_of(source, self._article)}
        if cues.isdisjoint(sets["denying_cues"]) or cues.isdisjoint(sets["admitting_cues"]):
            return False
        mine, theirs = _keys(quotation.span, self._summary), _keys(source.span, self._article)
        return mine.isdisjoint(sets["frame.negations"]) == theirs.isdisjoint(sets["frame.negations"])

    def _strength(self, quotation: Quotation, speaker: Speaker, source: Quotation, span: Span) -> Iterator[Finding]:
        """Tell whether a neutral verb of the article became one that judges."""
        sets = grammar_of(self._language).sets
        ours, theirs = cue_of(quotation, self._summary), cue_of(source, self._article)
        if ours in sets["loaded_cues"] and theirs in sets["neutral_cues"] and not self._deserved(ours, span):
            yield self._finding("A012", quotation, speaker, source, span)

    def _deserved(self, cue: str, span: Span) -> bool:
        """Tell whether the article itself warns, admits or demands close by: with the verb, or in the words quoted."""
        number = self._article.sentence_at(span.start)
        near = self._article.sentences[max(0, number - _CLOSE) : number + _CLOSE + 1]
        words = [word for sentence in near for word in _keys(sentence, self._article)]
        if any(word[:_STEM] == cue[:_STEM] for word in words):
            return True
        frames = self._article.sentences[max(0, number - 1) : number + 1]
        quoted = _keys(span, self._article).union(*(_keys(frame, self._article) for frame in frames))
        fair = table(self._language, "quotations")["deserved_cues"]
        return any(cue in entry["cues"] and not quoted.isdisjoint(entry["words"]) for entry in fair)

    def _finding(self, code: str, quotation: Quotation, speaker: Speaker, source: Quotation, span: Span) -> Finding:
        theirs = source.speaker
        evidence = (span, theirs.span) if theirs else (span,)
        return Finding(
            rule=_RULES[code],
            summary_span=self._summary.origin(quotation.cue if code == "A012" and quotation.cue else speaker.span),
            article_spans=tuple(self._article.origin(place) for place in evidence),
            details={
                "speaker": speaker.name or speaker.text,
                "article_speaker": (theirs.name or theirs.text) if theirs else "–",
                "cue": self._whole_cue(quotation, self._summary),
                "article_cue": self._whole_cue(source, self._article),
            },
            group=quotation.group,
        )

    def _whole_cue(self, quotation: Quotation, document: Document) -> str:
        """Return the word that announces a quotation, with the particle of a separable verb: "räumte … ein"."""
        cue, particles = cue_of(quotation, document), grammar_of(self._language).parted
        if cue not in particles or quotation.cue is None:
            return cue
        words = document.words
        first = document.word_at(quotation.cue.end)
        clause = words.keys[first : first + _PARTICLE]
        after = next((at for at, key in enumerate(clause) if key in particles[cue]), None)
        return cue if after is None else f"{cue} {'… ' if after else ''}{clause[after]}"


def _as_told(source: Quotation) -> Quotation:
    """Return what the article has in marks without speech as the words of the one nearest to it."""
    return source if source.speaker or not source.near else replace(source, speaker=source.near, carried=True)


@cache
def _joined(language: str) -> re.Pattern[str]:
    """Match a comma with the word that joins a clause on."""
    return re.compile(rf"[,;] (?:{'|'.join(sorted(grammar_of(language).sets['conjunctions']))}) ")


def _keys(span: Span, document: Document) -> set[str]:
    """Return the words of a stretch of a text, case-folded."""
    words = document.words
    return set(words.keys[bisect_left(words.starts, span.start) : bisect_left(words.starts, span.end)])


def _is_sure(match: ReportMatch) -> bool:
    """Tell whether one sentence of the article stands out as what a report rests on."""
    if match.strength < _STRENGTH:
        return False
    return match.margin >= (_MARGIN / 2 if match.strength >= _MOST else _MARGIN)
