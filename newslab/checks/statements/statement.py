"""One clause of a summary beside its article, and whether it claims a fact there or leaves it open."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Any

from newslab.checks.statements.negations import news_of
from newslab.checks.statements.told_causes import cause_told
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.language import table
from newslab.text.lexis import Word, is_subjunctive, listed
from newslab.text.once import once
from newslab.text.quantities.words import number_words
from newslab.text.quotations.cues import grammar_of
from newslab.text.statements.clauses import MOST_CLAUSES, Clause, span_of
from newslab.text.statements.hedges import Hedge, is_month

_NONE: frozenset[str] = frozenset()
# Hedges that an accusation before a court is one of.
_ACCUSING = frozenset(["suspicion", "hearsay", "claim"])
# Naming a source takes so many pieces; a longer clause is a statement of its own.
_LONGEST_SOURCE = 6
# Pieces before a relative clause among which the noun stands that it describes.
_NEAR = 4


class Statement:
    """One clause of a summary beside its article, and whether it claims a fact there."""

    def __init__(self, alignment: Alignment, clause: Clause) -> None:
        self.alignment = alignment
        self.article, self.summary, self.clause = alignment.article, alignment.summary, clause
        self.language = alignment.summary.language
        self.sources = alignment.links[clause.sentence].sources
        self.words = news_of(self.summary, clause.first, clause.last)

    @once
    def cause(self) -> list[Word]:
        """The words with news that give a cause, where the clause tells one."""
        return cause_told(self.summary, self.clause)

    def is_hedged(self, hedge: Hedge) -> bool:
        """Tell whether the summary claims no fact here: by a word in or before the clause, or by naming who says so.

        Of what hardly holds, another's word for it is no softer; an accusation is softened also by the court it is at.
        """
        keys, lemmas = self.summary.lexis.keys, self.summary.lexis.lemmas
        hedged = self.list_of("hedged")
        verbs = self.list_of("hedged_verbs")
        reporting = self._reporting_beside(hedge)
        hedged = hedged - {self.setting("unreal_modal")} if self._is_chance_missed(hedge) else hedged
        if hedge.kind == "possibility":
            hedged |= self.list_of("possibility_verbs") | self.list_of("thought_of")
        # what is denied may be a plan itself ("dementierte, dass er … wolle"): that hedges nothing
        first, last = hedge.reach if hedge.kind == "denial" else (0, 0)
        denied = frozenset(self.article.lexis.lemmas[first:last])
        if hedge.kind == "hearsay" and hedge.core is not None:
            denied = frozenset([self.article.lexis.lemmas[hedge.core]])  # "sollen geplant haben", "planten"
        others = self.list_of("not_reporting") | denied
        mark = self.setting("infinitive_mark")
        ahead = self.list_of("hedged_before_infinitive")
        here = keys[self.clause.first : self.clause.last]
        if any(key in ahead and after == mark for key, after in pairwise(here)):
            return True
        ends = self.setting("verb_stands_last") and here[-2:-1] == [mark]  # "zu öffnen", not "to Rome"
        if ends or self._asks():
            return True
        for other in self.summary.clauses_of[self.clause.sentence][:MOST_CLAUSES]:
            if other.statement == self.clause.statement:
                lexis = self.summary.lexis
                told = [n for n in range(other.first, other.last) if lemmas[n] not in denied]
                words = {keys[n] for n in told if not (is_month(lexis, n) or self._is_bound(n))}
                telling = reporting - self.list_of("source_prepositions") if self._is_aside(other) else reporting
                if any(
                    keys[n] in telling and lemmas[n] not in others for n in self._telling_pieces(other)
                ) and not self._is_by_denier(other, hedge):
                    return True
                if not self._reaches_here(other) or self._only_describes(other):
                    words &= self.list_of("suspicion_words")
                elif (
                    not verbs.isdisjoint(lemmas[other.first : other.last])
                    or self._is_reported(other)
                    or self._is_opinion(other)
                ):
                    return True
                if other.first <= self.clause.first and not hedged.isdisjoint(words):
                    return True
                if other.first <= self.clause.first and hedge.kind in _ACCUSING and self._is_at_law(other):
                    return True
        return False

    def _is_bound(self, piece: int) -> bool:
        """Tell the bound of a number from a row's topic: "over six years", "a row over the market"."""
        lexis = self.summary.lexis
        if lexis.keys[piece] not in number_words(self.language).rules["preposition_bounds"]:
            return False
        after = piece + 1
        return after < len(lexis) and any(q.span.start == lexis.starts[after] for q in self.summary.quantities)

    def _is_at_law(self, other: Clause) -> bool:
        """Tell whether a clause says that a deed is at law, unless it tells the deed first: "… and is on trial"."""
        lexis, at_law = self.summary.lexis, self.list_of("at_law")
        at = next((n for n in range(other.first, other.last) if lexis.keys[n] in at_law), None)
        joined = at is not None and not listed(self.language, "support", "joining").isdisjoint(
            lexis.keys[other.first : at]
        )
        return at is not None and not (joined and other == self.clause)

    def _asks(self) -> bool:
        """Tell whether the sentence is a question, or the clause asks what its sentence leaves open."""
        asking = listed(self.language, "states", "asking") - listed(self.language, "states", "conditions")
        keys = self.summary.lexis.keys[self.clause.first :][:2]
        if keys[0] in listed(self.language, "quotations", "relatives") and self.clause != self._opening():
            asking = _NONE  # "Ole Harms, who took the money"
        if keys[0] in asking and (keys[0] not in self.list_of("dependent_words") or keys[1:] in self.setting("how")):
            return True
        return self.summary.sentences[self.clause.sentence].of(self.summary.text).rstrip().endswith("?")

    def _opening(self) -> Clause:
        return self.summary.clauses_of[self.clause.sentence][0]

    def _is_aside(self, other: Clause) -> bool:
        """Tell whether a statement of its own follows, so that a source named in it stands for that alone."""
        dependent = self.summary.lexis.keys[other.first] in self.list_of("dependent_words")
        return other.first > self.clause.first and other.last - other.first > _LONGEST_SOURCE and not dependent

    def _reaches_here(self, other: Clause) -> bool:
        """Tell whether a hedge of a clause governs this one: it stands here or before, but in no relative clause.

        "Der Architekt, der sie plante, hat die Daten gefälscht": what he planned makes the rest no plan. An infinitive
        depends on the relative clause before it, and is governed by it.
        """
        keys, here = self.summary.lexis.keys, self.clause
        if other == here or other.first > here.first:
            return other == here
        relative = other.first > 0 and self._is_relative(other)
        starts = other.first == self.summary.lexis.ranges[here.sentence][0]
        depends = (
            keys[here.first] in self.list_of("dependent_words")
            or self.setting("infinitive_mark") in (keys[here.first : here.last])
        )
        return depends or starts or not relative

    def _is_relative(self, clause: Clause) -> bool:
        """Tell whether a clause opens with a relative pronoun, or with a preposition before one ("gegen den")."""
        keys, relatives = self.summary.lexis.keys, listed(self.language, "quotations", "relatives")
        governed = keys[clause.first] in listed(self.language, "quotations", "prepositions")
        return keys[clause.first] in relatives or (governed and keys[clause.first + 1] in relatives)

    def _reporting_beside(self, hedge: Hedge) -> frozenset[str]:
        """Return the words that hedge by saying who says so: none beside a denial, none that are plain beside "könnte".

        Who is said to be sure, where he held it possible, is reported wrongly.
        """
        word = self.article.lexis.keys[hedge.piece]
        if word in self.list_of("denial_adverbs"):
            return _NONE
        sets = grammar_of(self.language).sets
        plain = sets["neutral_cues"] | sets["source_nouns"] | sets["before_source"] | sets["after_source"]
        plain |= sets["source_documents"]
        may = word in self.list_of("chances") or (word in self.list_of("possibility_modals") and hedge.core is not None)
        asked = not self.list_of("asking").isdisjoint([word, self.article.lexis.keys[hedge.reach[0]]])
        may = may or (self.is_past() and (asked or word in self.list_of("considering")))
        return self.list_of("reporting") - plain if may else self.list_of("reporting")

    def _is_chance_missed(self, hedge: Hedge) -> bool:
        """Tell whether the article holds possible what was not so: "might have survived", not "would have"."""
        keys, after = self.article.lexis.keys, hedge.piece + 1
        modal = keys[hedge.piece] in self.list_of("possibility_modals")
        return modal and after < len(keys) and keys[after] in self.list_of("perfect_auxiliaries")

    def _only_describes(self, other: Clause) -> bool:
        """Tell whether this clause describes somebody whom another names: what that plans or demands, he did not do."""
        return other.last <= self.clause.first and bool(self.described()) and self.is_past()

    def described(self) -> list[Word]:
        """Return the nouns before a relative clause, of one of which it tells: "bei Unruhen im Norden, die …"."""
        lexis, first = self.summary.lexis, self.clause.first
        relatives = listed(self.language, "quotations", "relatives") - self.list_of("dependent_words")
        if not first or lexis.keys[first] not in relatives or self.clause == self._opening():
            return []
        near = range(first - 1, max(0, first - _NEAR) - 1, -1)
        capitals = self.setting("nouns_have_capitals")
        return [lexis.words[n] for n in near if (lexis.forms[n][0].isupper() if capitals else lexis.telling[n])]

    def _telling_pieces(self, clause: Clause) -> range | tuple[int, ...]:
        """Return the pieces of a clause in which a verb of saying may stand: "es gab" says nothing."""
        keys, pieces = self.summary.lexis.keys, range(clause.first, clause.last)
        there = self.setting("there_is")
        if not there or there[0] not in (keys[n] for n in pieces):
            return pieces
        return tuple(n for n in pieces if keys[n] not in there[1:])

    def _is_by_denier(self, clause: Clause, hedge: Hedge) -> bool:
        """Tell whether a clause gives a denial's contrary as said by nobody but who denied it."""
        if hedge.kind != "denial" or clause == self.clause:
            return False
        governing = self.article.clauses[hedge.clause]
        theirs = news_of(self.article, governing.first, governing.last)
        said = news_of(self.summary, clause.first, clause.last)
        return bool(said) and len(shared(said, theirs, self.language)) == len(said)

    def _is_reported(self, clause: Clause) -> bool:
        """Tell whether a verb stands in the mood of reported speech ("lebe" for "lebt")."""
        lexis = self.summary.lexis
        return any(
            is_subjunctive(lexis.forms[n], lexis.keys[n], self.language) for n in range(clause.first, clause.last)
        )

    def _is_opinion(self, clause: Clause) -> bool:
        """Tell whether a verb and its preposition give what somebody thinks: "hält die Zahlen für geschönt"."""
        lexis = self.summary.lexis
        keys, lemmas = lexis.keys[clause.first : clause.last], lexis.lemmas[clause.first : clause.last]
        opinions = self.setting("opinions")
        return any(word in keys and any(verb in lemmas for verb in verbs) for word, verbs in opinions.items())

    def names_only(self) -> bool:
        """Tell whether a clause is only the phrase before a relative clause, without a verb of its own."""
        if not self.setting("nouns_have_capitals"):
            return False
        lexis, pieces = self.summary.lexis, range(self.clause.first, self.clause.last)
        return (
            not self.is_past()
            and lexis.forms[pieces[-1]][0].isupper()
            and all(
                lexis.forms[n][0].isupper() or not lexis.content[n] or lexis.forms[n + 1][0].isupper()
                for n in pieces[:-1]
            )
        )

    def is_one_name(self, both: list[Word]) -> bool:
        """Tell whether some words are all of one name, and who that is: "striker Jonas Weir"."""
        lexis, told = self.summary.lexis, {key for key, _ in both}
        span = span_of(self.clause, lexis)
        for name in self.summary.names:
            if name.span.touches(span):
                first, last = (bisect_left(lexis.starts, at) for at in (name.span.start, name.span.end))
                if told <= set(lexis.keys[max(self.clause.first, first - 1) : last]):
                    return True
        return False

    def is_joined_on(self, hedge: Hedge) -> bool:
        """Tell whether the clause tells what a second verb behind the denial says: "denied it and threatened …"."""
        lexis, endings = self.article.lexis, tuple(table(self.language, "support")["verb_endings"])
        joiners = listed(self.language, "support", "coordinating")
        for at in range(hedge.piece + 1, hedge.reach[1] - 1):
            if lexis.keys[at] in joiners and lexis.content[at + 1] and lexis.keys[at + 1].endswith(endings):
                denied = news_of(self.article, hedge.piece + 1, at)
                return bool(endings) and not shared(self.words, denied, self.language)
        return False

    def is_verdict(self, document: Document, clause: Clause) -> bool:
        """Tell whether a clause has it from a court, and the article a verdict: "nach Überzeugung der Kammer"."""
        courts = tuple(self.setting("judging"))
        here = document.lexis.keys[clause.first : clause.last]
        return any(key.endswith(courts) for key in here) and not self.list_of("proven").isdisjoint(
            self.article.lexis.known
        )

    def is_beside(self, hedge: Hedge) -> bool:
        """Tell whether the clause only has when or why it is denied: "refused to blame him after the defeat"."""
        keys, (first, last) = self.article.lexis.keys, hedge.reach
        at = next((n for n in range(hedge.piece + 1, last) if keys[n] in self.list_of("factual_words")), last)
        if not self.setting("governs_onwards") or at == last:
            return False
        return not shared(self.words, news_of(self.article, max(first, hedge.piece + 1), at), self.language)

    def takes_no_side(self) -> bool:
        """Tell whether a clause says only that somebody speaks: "X sagte, …", "X has addressed the question"."""
        keys = self.summary.lexis.keys[self.clause.first : self.clause.last]
        if not self.list_of("dealing").isdisjoint(keys):
            return True
        return keys[-1] in grammar_of(self.language).sets["neutral_cues"]

    def is_past(self) -> bool:
        """Tell whether the clause tells a deed that is done; a preterite's ending before a noun is an adjective's."""
        words, endings = self.list_of("past_words") | self.list_of("preterites"), tuple(self.setting("past_endings"))
        lexis, last, capitals = self.summary.lexis, self.clause.last, self.setting("nouns_have_capitals")
        return any(
            lexis.keys[n] in words
            or (
                lexis.content[n]
                and not (capitals and lexis.forms[n][0].isupper() and n > self.clause.first)
                and lexis.keys[n].endswith(endings)
                and lexis.lemmas[n] != lexis.keys[n]
                and not (n + 1 < last and lexis.content[n + 1])
            )
            for n in range(self.clause.first, last)
        )

    def list_of(self, key: str) -> frozenset[str]:
        """Return a list of words of the language of the summary."""
        return listed(self.language, "certainty", key)

    def setting(self, key: str) -> Any:
        """Return a setting of the language of the summary."""
        return table(self.language, "certainty")[key]
