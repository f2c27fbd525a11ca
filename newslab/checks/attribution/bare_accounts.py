"""Finds what an article gives as one side's account, beside the other's, and a summary tells as bare fact."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.checks.attribution.houses import cue_of
from newslab.checks.attribution.speakers import Speakers
from newslab.checks.statements.negations import news_of
from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.alignment.reported import speech_in
from newslab.text.kinship import shared
from newslab.text.lexis import Word, is_subjunctive, listed
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation
from newslab.text.quotations.people import related
from newslab.text.statements.clauses import LONGEST_CLAUSE, Clause, span_of

# A clause tells an account again when it shares so many words with it, and the article's sentence and the one before
# (to which its pronouns point) have this share of its own.
_FEWEST_WORDS = 3
_LEAST_SHARE = 0.7
# Sentences after an account in which the other side is heard.
_FURTHER = 2
# Words of a clause in which its subject stands; whoever speaks there speaks for himself.
_SUBJECT = 3


def bare_accounts(alignment: Alignment) -> Iterator[tuple[Span, Quotation]]:
    """Yield the summary's clauses that tell an account as a fact, each with the article's speech that gives it."""
    article = alignment.article
    if not any(_is_account(quotation, alignment) for quotation in article.quotations):
        return
    finder = _Finder(alignment)
    for clause in alignment.summary.told:
        source = finder.account_behind(clause)
        if source:
            yield span_of(clause, alignment.summary.lexis), source


def is_claim(cue: str, language: str) -> bool:
    """Tell whether a cue gives words as one side's: "behauptet", "nach Darstellung", "claims"."""
    sets = grammar_of(language).sets
    return cue in sets["claiming_cues"] or cue.rpartition(" ")[2] in sets["claim_nouns"]


def _is_account(quotation: Quotation, alignment: Alignment) -> bool:
    """Tell whether speech is a charge or a claim, or a plain statement that another account follows."""
    if quotation.kind != "indirect" or quotation.cue is None or quotation.speaker is None:
        return False
    article = alignment.article
    sets, cue = grammar_of(article.language).sets, cue_of(quotation, article)
    if is_claim(cue, article.language) or cue in sets["charging_cues"]:
        return True
    plain = cue in sets["neutral_cues"] or cue.rpartition(" ")[2] in sets["source_nouns"]
    return plain and _is_disputed(quotation, alignment)


def _is_disputed(quotation: Quotation, alignment: Alignment) -> bool:
    """Tell whether the next sentences of the article deny what somebody says, or the very next one doubts it."""
    article = alignment.article
    sets = grammar_of(article.language).sets
    number = article.sentence_at(quotation.span.start)
    words = sets["frame.disputes"] | sets["frame.other_accounts"]
    for after in range(number + 1, min(number + 1 + _FURTHER, len(article.sentences))):
        first, last = article.lexis.ranges[after]
        if not words.isdisjoint(article.lexis.keys[first:last]):
            return True
        words = sets["frame.disputes"]
    return False


class _Finder:
    """Looks for the account behind a clause of the summary."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._article, self._summary = alignment.article, alignment.summary
        self._language = alignment.summary.language
        self._speakers = Speakers(alignment)

    def account_behind(self, clause: Clause) -> Quotation | None:
        """Return the account that a clause tells again as a fact, unless the article tells it as one, too."""
        words = news_of(self._summary, clause.first, clause.last)
        if len(words) < _FEWEST_WORDS:
            return None
        for number in self._alignment.links[clause.sentence].sources:
            for quotation in speech_in(self._article.quotations, self._article.sentences[number]):
                if _is_account(quotation, self._alignment) and self._tells(words, quotation, number):
                    excused = self._is_attributed(clause, quotation) or self._speaks(quotation, clause)
                    return None if excused or self._is_known(words, number) else quotation
        return None

    def _is_attributed(self, clause: Clause, account: Quotation) -> bool:
        """Tell whether the summary's sentence says that it reports: by speech, a mood, a hedge, a verb of saying.

        What the account itself has ("they were told to …") hedges nothing.
        """
        summary = self._summary
        sentence = summary.sentences[clause.sentence]
        if any(span.kind != "mention" for span in speech_in(summary.quotations, sentence)):
            return True
        lexis, (first, last) = summary.lexis, summary.lexis.ranges[clause.sentence]
        sets = grammar_of(self._language).sets
        hedging = (
            listed(self._language, "certainty", "hedged")
            | listed(self._language, "certainty", "reporting")
            | sets["frame.hearsay"]
            | sets["frame.disputes"]
            | sets["claiming_cues"]
            | sets["charging_cues"]
        ) - {key for key, _ in self._said(account.span)}
        return not hedging.isdisjoint(lexis.keys[first:last]) or any(
            is_subjunctive(lexis.forms[n], lexis.keys[n], self._language) for n in range(first, last)
        )

    def _tells(self, words: list[Word], quotation: Quotation, number: int) -> bool:
        """Tell whether the words are those of an account, with whom it is about from the sentence before."""
        said = self._news(quotation.span)
        if len(said) > LONGEST_CLAUSE or len(shared(words, said, self._language)) < _FEWEST_WORDS:
            return False
        first, last = self._article.lexis.ranges[number]
        around = news_of(self._article, first, last)
        if number:
            around += news_of(self._article, *self._article.lexis.ranges[number - 1])
        return len(shared(words, around, self._language)) >= _LEAST_SHARE * len(words)

    def _said(self, span: Span) -> list[Word]:
        lexis = self._article.lexis
        pieces = range(*lexis.ranges[self._article.sentence_at(span.start)])
        return [lexis.words[n] for n in pieces if span.covers(lexis.span(n, n + 1))]

    def _news(self, span: Span) -> list[Word]:
        lexis = self._article.lexis
        pieces = range(*lexis.ranges[self._article.sentence_at(span.start)])
        inside = [n for n in pieces if span.covers(lexis.span(n, n + 1))]
        return news_of(self._article, inside[0], inside[-1] + 1) if inside else []

    def _speaks(self, quotation: Quotation, clause: Clause) -> bool:
        """Tell whether the clause has for its subject who gave the account, of others: "Die Firma wirbt mit …"."""
        lexis = self._summary.lexis
        said = self._said(quotation.span)
        if said and said[0][0] in listed(self._language, "certainty", "pronouns"):
            return False  # "say they were told to …"
        subject = set(lexis.keys[clause.first : min(clause.last, clause.first + _SUBJECT)])
        return quotation.speaker is not None and related(self._speakers.identity(quotation.speaker).all, subject)

    def _is_known(self, words: list[Word], number: int) -> bool:
        """Tell whether another sentence of the article tells as much of it, and as no one's account."""
        article = self._article
        for other in range(len(article.sentences)):
            if other == number or speech_in(article.quotations, article.sentences[other]):
                continue
            first, last = article.lexis.ranges[other]
            if len(shared(words, news_of(article, first, last), self._language)) >= _LEAST_SHARE * len(words):
                return True
        return False
