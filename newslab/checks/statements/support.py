"""Judges whether the article bears each clause of a summary: invented clauses, relations turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newslab.checks.rules import rules_of
from newslab.checks.statements.appositions import around_appositions
from newslab.checks.statements.crossed import crossed
from newslab.checks.statements.earlier import otherwise_before
from newslab.checks.statements.measured import misordered
from newslab.checks.statements.negations import denies
from newslab.checks.statements.opposites import oppositions
from newslab.checks.statements.swapped import swapped
from newslab.checks.statements.turned import turned
from newslab.records import Finding, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import NOT_THERE, PART, Lexis, listed
from newslab.text.normalise import folded
from newslab.text.statements.clauses import Clause, span_of
from newslab.text.statements.everyday import is_specific

_RULES = rules_of("support")
# A clause is new when so many of its words with news stand nowhere in the article, and no other does; a whole
# sentence that brings in two things, where this share of its words stands nowhere, or with many words that share.
_FEWEST_STRANGE = 2
_LEAST_STRANGE, _MOST_STRANGE = 0.6, 0.8
# One of fewer words with news is an aside and too little to judge, but where it brings in a thing.
_FEWEST_WORDS = 3
# So many of which the article has none are new by whatever words.
_MANY_WORDS = 5
# A relative pronoun stands among the first words of its clause ("some of whom").
_OPENING = 3
# Behind a clause that only announces what follows.
_HEADED = frozenset(':„“”"»«–—')
# Words that are shorter begin compounds of another sense ("Haftpflicht").
_SHORTEST_BEGINNING = 7
# A sentence whose words the article bears to this share is said to be supported.
_BORNE = 0.85


class SupportCheck:
    """Judges whether the article bears each clause of a summary."""

    name = "support"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary; quotations, figures and dates have checks of their own."""
        summary = alignment.summary
        crossings = {number: _crossed(alignment, number) for number in range(len(summary.sentences))}
        found: list[Finding] = []
        for clause in summary.told:
            found += [] if crossings[clause.sentence] else _turned(alignment, clause)  # one turn is told once
            found += _thin(alignment, clause) or _unheard_of(alignment, clause)
        found += [finding for crossing in crossings.values() for finding in crossing]
        return [*found, *_supported(alignment, found)]


def _thin(alignment: Alignment, clause: Clause) -> list[Finding]:
    """Find a clause of whose words the article has none: one with a thing that is new, or a relative clause."""
    summary = alignment.summary
    lexis = summary.lexis
    news = [number for number in range(clause.first, clause.last) if lexis.content[number]]
    strange = _strange(alignment, news)
    if len(strange) < _FEWEST_STRANGE:
        return []
    span = span_of(clause, lexis)
    if not (_is_cause_brought_in(summary, clause, news, strange) or _is_new(alignment, clause, news, strange)):
        return []
    if _is_heading(summary, clause) or _figures_borne(alignment, span):
        return []
    words = ", ".join(dict.fromkeys(lexis.forms[number] for number in strange))
    return [_finding("S101", alignment, span, words=words)]


def _is_cause_brought_in(summary: Document, clause: Clause, news: Sequence[int], strange: Sequence[int]) -> bool:
    """Tell whether a clause tells what was a cause, or came before, in words of which the article has none."""
    causal = summary.lexis.keys[clause.first] in _list(summary, "giving_causes")
    return causal and len(strange) >= _FEWEST_WORDS and len(strange) == len(news)


def _is_new(alignment: Alignment, clause: Clause, news: Sequence[int], strange: Sequence[int]) -> bool:
    """Tell whether a clause tells something new: it brings in a thing, or many words, or adds such to a noun."""
    summary, lexis = alignment.summary, alignment.summary.lexis
    specific = [number for number in strange if is_specific(lexis, number, alignment.article.lexis)]
    borne = [number for number in news if number not in strange and _is_borne(alignment, number)]
    whole = (clause.first, clause.last) == lexis.ranges[clause.sentence]
    share = _LEAST_STRANGE if len(specific) > 1 else _MOST_STRANGE
    many = len(specific) > 1 or len(strange) >= _MANY_WORDS
    if borne and not (whole and many and len(strange) >= share * len(news)):
        return False
    if whole and denies(summary, clause):
        return False  # what is not so is no invented detail
    added = _is_relative(summary, clause) and (bool(specific) or _brings_in(summary, strange))
    heavy = [number for number in news if not _is_light(summary, number)]
    if len(heavy) < _FEWEST_WORDS and not added:
        return False
    wholly = len(strange) >= _MANY_WORDS  # so many everyday words together tell something, too
    return added or wholly or bool(specific)


def _is_borne(alignment: Alignment, number: int) -> bool:
    """Tell whether the article has a word or one of its family; a part of a compound tells nothing."""
    summary, article = alignment.summary.lexis, alignment.article.lexis
    if summary.forms[number].isupper():
        return True
    return any(article.bears(word) > PART for word in dict.fromkeys((summary.keys[number], summary.lemmas[number])))


def _is_heading(summary: Document, clause: Clause) -> bool:
    """Tell whether a clause only announces what the next one tells, or what somebody says: before a colon or a mark."""
    lexis = summary.lexis
    end = summary.sentences[clause.sentence].end
    after = min(end, lexis.starts[clause.last]) if clause.last < len(lexis) else end
    return not _HEADED.isdisjoint(summary.text[lexis.ends[clause.last - 1] : after])


def _is_relative(summary: Document, clause: Clause) -> bool:
    """Tell whether a clause adds something to a noun before it: "die einen Sprachkurs besuchen wollte"."""
    lexis = summary.lexis
    if clause.first == lexis.ranges[clause.sentence][0]:
        return False
    if table(summary.language, "certainty")["nouns_have_capitals"] and lexis.forms[clause.last - 1][0].isupper():
        return False  # "der Chef des Hauses"
    prepositions = listed(summary.language, "quotations", "prepositions")
    return any(
        lexis.keys[at] in _list(summary, "adding") and (at == clause.first or lexis.keys[at - 1] in prepositions)
        for at in range(clause.first, min(clause.first + _OPENING, clause.last))
    )


def _brings_in(summary: Document, strange: Sequence[int]) -> bool:
    """Tell whether one of these is a thing that the text has not named: "einen Sprachkurs"."""
    lexis, indefinite = summary.lexis, _list(summary, "indefinite")
    return any(lexis.keys[at - 1] in indefinite for at in strange if at)


def _unheard_of(alignment: Alignment, clause: Clause) -> list[Finding]:
    """Find a thing that makes news, of which the article has no word: "Ihr Vertrag wurde verlängert"."""
    lexis, article = alignment.summary.lexis, alignment.article.lexis
    kinds, here = _deeds(alignment.summary.language), slice(clause.first, clause.last)
    if kinds.keys().isdisjoint(lexis.lemmas[here]) and kinds.keys().isdisjoint(lexis.keys[here]):
        return []
    for number in range(clause.first, clause.last):
        told = kinds.get(lexis.lemmas[number]) or kinds.get(lexis.keys[number])
        if told and not _is_told(article, told) and _is_among_strange(alignment, clause, number):
            return [_finding("S101", alignment, span_of(clause, lexis), words=lexis.forms[number])]
    return []


def _is_among_strange(alignment: Alignment, clause: Clause, number: int) -> bool:
    """Tell whether the article lacks a thing's word and another of its clause; one alone may be a word for a scene."""
    content = alignment.summary.lexis.content
    strange = _strange(alignment, [at for at in range(clause.first, clause.last) if content[at]])
    return number in strange and len(strange) >= _FEWEST_STRANGE


def _is_told(article: Lexis, told: frozenset[str]) -> bool:
    """Tell whether a text has one of these words, or a compound that begins with one ("Insolvenzverwalter")."""
    begins = tuple(sorted(word for word in told if len(word) >= _SHORTEST_BEGINNING))
    return not told.isdisjoint(article.known) or any(word.startswith(begins) for word in article.known)


@cache
def _deeds(language: str) -> dict[str, frozenset[str]]:
    """Return, for each word that tells one of the things that make news, all words that may bear it."""
    lines = table(language, "support")["deeds"]
    return {folded(word): frozenset(map(folded, (*told, *bearing))) for told, bearing in lines for word in told}


def _figures_borne(alignment: Alignment, span: Span) -> int:
    """Count the figures and dates of a clause that the article has too, in whatever words."""
    article, summary = alignment.article, alignment.summary
    values = [quantity.values for quantity in article.quantities]
    figures = [q for q in summary.quantities if q.value > 1 and span.touches(q.span)]
    days = {moment.value for moment in article.dates}
    moments = [moment for moment in summary.dates if span.touches(moment.span)]
    return sum(q.values in values for q in figures) + sum(moment.value in days for moment in moments)


def _strange(alignment: Alignment, pieces: Sequence[int]) -> list[int]:
    """Return those words that the article bears in no way: not as a form, a synonym, a root or a part of a compound."""
    lexis, article = alignment.summary.lexis, alignment.article.lexis
    new = [n for n in pieces if lexis.keys[n] not in article.known and lexis.lemmas[n] not in article.known]
    return [n for n in new if not lexis.forms[n].isupper() and not _bears(article, lexis, n)]


def _bears(article: Lexis, lexis: Lexis, number: int) -> bool:
    """Tell whether the article bears a word in any way, or the word is one of those that tell nothing new.

    A participle that is an adjective ("gesunkener") has the participle for its dictionary form, that has the verb.
    """
    key, known, light = lexis.keys[number], lexis.lemmas[number], listed(lexis.language, "support", "light")
    return article.bears(key) != NOT_THERE or article.bears(known) != NOT_THERE or key in light or known in light


def _is_light(summary: Document, number: int) -> bool:
    light = _list(summary, "light")
    return summary.lexis.keys[number] in light or summary.lexis.lemmas[number] in light


def _turned(alignment: Alignment, clause: Clause) -> list[Finding]:
    opposite = oppositions(alignment).get(clause.first)
    if opposite and opposite.certain:
        return []  # one denies the other: an error of certainty
    about = None if opposite else turned(alignment, clause)
    turn = opposite.clause if opposite else about or swapped(alignment, clause)
    whole = around_appositions(alignment.summary, clause)[0] if about else clause
    article, span = alignment.article, span_of(whole, alignment.summary.lexis)
    source = (
        span_of(turn, article.lexis) if turn else misordered(alignment, clause) or otherwise_before(alignment, clause)
    )
    if source is None:
        return []
    return [_finding("S103", alignment, span, evidence=source, source=source.of(article.text))]


def _crossed(alignment: Alignment, sentence: int) -> list[Finding]:
    pair = crossed(alignment, sentence)
    if pair is None:
        return []
    article, summary = alignment.article, alignment.summary
    source = article.sentences[pair[1].sentence]
    return [_finding("S103", alignment, summary.sentences[sentence], evidence=source, source=source.of(article.text))]


def _supported(alignment: Alignment, raised: Sequence[Finding]) -> Iterator[Finding]:
    """Name the sentences that the article bears, with the sentences that bear them."""
    article, summary = alignment.article, alignment.summary
    for link, sentence in zip(alignment.links, summary.sentences, strict=True):
        span = summary.origin(sentence)
        if link.strength >= _BORNE and not any(finding.summary_span.touches(span) for finding in raised):
            spans = tuple(article.origin(article.sentences[number]) for number in link.sources)
            yield Finding(rule=_RULES["S001"], summary_span=span, article_spans=spans)


def _list(document: Document, key: str) -> frozenset[str]:
    return listed(document.language, "support", key)


def _finding(code: str, alignment: Alignment, span: Span, evidence: Span | None = None, **details: str) -> Finding:
    return Finding(
        rule=_RULES[code],
        summary_span=alignment.summary.origin(span),
        article_spans=(alignment.article.origin(evidence),) if evidence else (),
        details={"claim": span.of(alignment.summary.text)} | details,
    )
