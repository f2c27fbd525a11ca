"""Judges whether speech in a summary is given to the one who spoke it in the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule, Span
from newslab.text.align import Alignment
from newslab.text.cues import grammar_of
from newslab.text.document import Document
from newslab.text.people import Identity, identity_of, related
from newslab.text.quotations import Quotation, Speaker
from newslab.text.quote_match import QuotationMatch
from newslab.text.reported_match import match_report

_RULES = rules_of("attribution")
_KEPT = 0.7  # share of words kept from which the article's speaker of a changed quotation is the one to compare with
_STRENGTH = 0.5  # share of a report's content that one sentence must have before its speaker is compared
_MARGIN = 0.15  # and how much more than any other
_WINDOW = 1  # sentences before a quotation in which somebody named may be the speaker


class AttributionCheck:
    """Judges whether speech in a summary is given to the one who spoke it in the article."""

    name = "attribution"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        found = [*_Judge(alignment).findings()]
        return sorted(found, key=lambda finding: (finding.summary_span, finding.rule.code))


class _Judge:
    """Judges one summary."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._summary: Document = alignment.summary
        self._article: Document = alignment.article
        self._language = alignment.article.language

    def findings(self) -> Iterator[Finding]:
        for match in self._alignment.quotation_matches:
            if match.quotation.kind == "direct" and match.span is not None and match.kept >= _KEPT:
                yield from self._direct(match, match.span)
        for quotation in self._summary.quotations:
            if quotation.kind == "indirect":
                yield from self._indirect(quotation)

    def _direct(self, match: QuotationMatch, span: Span) -> Iterator[Finding]:
        speaker = match.quotation.speaker
        if speaker is None:
            return
        sources = [source for source in match.sources if source.speaker is not None]
        yield from self._compared(match.quotation, speaker, sources, span)

    def _indirect(self, quotation: Quotation) -> Iterator[Finding]:
        speaker = quotation.speaker
        if speaker is None or quotation.carried:
            return
        match = match_report(quotation, quotation.span, self._summary, self._article)
        if match is None or match.strength < _STRENGTH or match.margin < _MARGIN:
            return
        sources = [source for source in match.sources if source.speaker is not None]
        yield from self._compared(quotation, speaker, sources, match.sentence)

    def _compared(
        self, quotation: Quotation, speaker: Speaker, sources: Sequence[Quotation], span: Span
    ) -> Iterator[Finding]:
        """Compare the summary's speaker with those whom the article names for the same words."""
        mine = self._identity(speaker)
        if not mine.known or not sources:
            return
        verdicts = [(self._same(quotation, mine, source), source) for source in sources]
        agreeing = next((source for verdict, source in verdicts if verdict), None)
        if agreeing:
            yield self._finding("A001", quotation, speaker, agreeing, span)
            yield from self._strength(quotation, speaker, agreeing, span)
            return
        if any(verdict is None for verdict, _ in verdicts) or self._named_near(mine, span, sources):
            return
        if speaker.pronoun and len(mine.names) + len(mine.roles) < 2:
            return  # whom a pronoun means is not sure enough to call it wrong
        yield self._finding("A020", quotation, speaker, verdicts[0][1], span)

    def _same(self, quotation: Quotation, mine: Identity, source: Quotation) -> bool | None:
        """Tell whether the summary's speaker is the article's; None where that is not safe to say."""
        theirs = self._identity(source.speaker)
        verdict = self._article.cast.same(mine, theirs)
        if verdict is None and self._says(quotation) and self._elsewhere(mine, theirs):
            return False
        return verdict

    def _says(self, quotation: Quotation) -> bool:
        """Tell whether the summary has its speaker say the words: "sagte die Agentur", not "laut der Agentur"."""
        grammar = grammar_of(self._language)
        cue = self._cue(quotation, self._summary)
        return cue in grammar.say and cue not in grammar.sets["relaying_cues"] and cue not in grammar.sets["quoting"]

    def _elsewhere(self, mine: Identity, theirs: Identity) -> bool:
        """Tell whether the article knows the summary's speaker as somebody else: never in a sentence with its own."""
        cast = self._article.cast
        if not (cast.safe(theirs) or cast.safe(mine)):
            return False
        if any(cast.generic(each) and not each.others for each in (mine, theirs)):
            return False
        if related(mine.all, cast.of(theirs).all):
            return False
        if cast.hands_on(theirs) and not (mine.roles and mine.names):
            return False
        here, there = self._sentences_of(mine.all), self._sentences_of(theirs.names or theirs.all)
        return bool(here) and bool(there) and here.isdisjoint(there)

    def _sentences_of(self, words: Iterable[str]) -> set[int]:
        """Return the numbers of the article's sentences in which one of the words stands."""
        places, starts = self._article.places, self._article.words.starts
        return {self._article.sentence_at(starts[at]) for word in words for at in places.get(word, ())}

    def _named_near(self, mine: Identity, span: Span, sources: Sequence[Quotation]) -> bool:
        """Tell whether the article names the summary's speaker close by, where its own speaker is only inferred."""
        if not all(source.carried for source in sources):
            return False
        number = self._article.sentence_at(span.start)
        first = self._article.sentences[max(0, number - _WINDOW)]
        last = self._article.sentences[min(len(self._article.sentences) - 1, number + 1)]
        near = Span(first.start, last.end).of(self._article.text)
        return related(mine.names or mine.all, identity_words(near))

    def _strength(self, quotation: Quotation, speaker: Speaker, source: Quotation, span: Span) -> Iterator[Finding]:
        """Tell whether a neutral verb of the article became one that judges."""
        sets = grammar_of(self._language).sets
        ours, theirs = self._cue(quotation, self._summary), self._cue(source, self._article)
        if ours in sets["loaded_cues"] and theirs in sets["neutral_cues"]:
            yield self._finding("A012", quotation, speaker, source, span)

    def _cue(self, quotation: Quotation, document: Document) -> str:
        return quotation.cue.of(document.text).casefold() if quotation.cue else ""

    def _identity(self, speaker: Speaker | None) -> Identity:
        if speaker is None:
            return Identity()
        phrase = speaker.name if speaker.pronoun else speaker.text
        return identity_of(phrase, self._language) if phrase else Identity()

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
                "cue": self._cue(quotation, self._summary),
                "article_cue": self._cue(source, self._article),
            },
            group=quotation.group,
        )


def identity_words(text: str) -> set[str]:
    """Return the capitalised words of a text, case-folded: whoever is named there."""
    return {
        word.strip(".,;:!?()„“”»«\"'").casefold() for word in text.split() if word[:1].isupper() or word[:1] in '„“»«"('
    }
