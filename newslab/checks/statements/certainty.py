"""Judges whether a summary is as sure as its article: suspicion, possibility, plan and negation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslab.checks.rules import rules_of
from newslab.checks.statements.accused import accused
from newslab.checks.statements.appositions import subject_before
from newslab.checks.statements.denials import denied_thing
from newslab.checks.statements.negations import called_off, corrected, denies, hidden_in, negated, news_of
from newslab.checks.statements.opposites import oppositions, side_of
from newslab.checks.statements.put_off import put_off
from newslab.checks.statements.settled import unsettled
from newslab.checks.statements.statement import Statement
from newslab.checks.statements.suspended import served
from newslab.checks.statements.threatened import threatened
from newslab.checks.statements.undecided import undecided
from newslab.checks.statements.undone import told_as_done
from newslab.records import Finding, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.kinship import is_among, same, shared
from newslab.text.lexis import Word, listed
from newslab.text.statements.clauses import LONGEST_CLAUSE, MOST_CLAUSES, Clause, span_of
from newslab.text.statements.hedges import Hedge

_RULES = rules_of("certainty")
# A clause rests on a hedged stretch when it shares so many words with it, and this share of its own words …
_FEWEST_WORDS = 2
_LEAST_SHARE = 0.6
# … or nearly all of the hedged stretch.
_GREAT_SHARE = 0.75
# Of what a clause tells by another verb, so much is told of the deed.
_MOST_TOLD = 0.7
_ACCUSING = frozenset(["suspicion", "hearsay"])
_DIGITS_OF_YEAR = 4
# Sentences looked through for each word of a claim; bounds the work in an article that repeats itself.
_MOST_SENTENCES = 64
# Pieces of a sentence that are looked through for a hedging word.
_LONGEST_LOOK = 200
# Letters by which the forms of a word of suspicion are known.
_ROOT = 8
_ROOT_OF_VERB = 4


class CertaintyCheck:
    """Judges whether a summary is as sure as its article: suspicion, possibility, plan and negation."""

    name = "certainty"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary, at most one for a clause; quotations are not judged."""
        found: list[Finding] = []
        for clause in alignment.summary.told:
            finding = _Claim(alignment, clause).worst()
            # what "fest steht" settles is told in the clause behind it, and found once
            if finding and not (found and found[-1].summary_span.covers(finding.summary_span)):
                found.append(finding)
        return found


class _Claim(Statement):
    """One clause of a summary beside the sentences of the article that its sentence rests on."""

    def worst(self) -> Finding | None:
        """Return what is wrong with the clause; a hedge that is kept excuses no lost negation."""
        hedged = self.against_hedges()
        if hedged and hedged.severity != "ok":
            return hedged if hedged.severity == "error" else self.of_accusation() or hedged
        turned = self.against_negations() or self.against_opposites()
        told = turned or self.of_state() or self.of_proof() or hedged or self.of_accusation()
        return told or self.of_choice()

    def against_hedges(self) -> Finding | None:
        """Find a hedge of the article that governs what the clause says: kept, or lost."""
        for hedge in self._hedges_near():
            if not self._rests_on(hedge):
                continue
            if self.is_hedged(hedge) or self._keeps(hedge):
                return self._finding("C001", self.article.clauses[hedge.clause], hedge)
            code = self._code(hedge)
            if code == "C101" and self._denies_it(hedge):
                continue  # what was held possible is not so: "Vierter Einsatz nicht nötig"
            if code == "C102" and self._is_refused_too(hedge):
                continue
            if code and not self._said_plainly(hedge):
                return self._finding(code, self.article.clauses[hedge.clause], hedge)
        return None

    def against_negations(self) -> Finding | None:
        """Find a negation that one text has and the other, in nearly the same words, has not; or a thing called off."""
        before = subject_before(self.summary, self.clause)
        words = [*(news_of(self.summary, *before) if before else ()), *self.words]
        source = (
            negated(self.alignment, self.clause, words)
            or called_off(self.alignment, self.clause)
            or corrected(self.alignment, self.clause, self.words)
            or denied_thing(self.alignment, self.clause, self.words)
            or told_as_done(self.alignment, self.clause)
            or served(self.alignment, self.clause)
        )
        return self._finding("C202", source) if source and not self._is_limited(source) else None

    def _is_limited(self, source: Clause) -> bool:
        """Tell whether one says until when it was not so, "did not open until May", or the other leaves it open."""
        theirs = self.article.lexis.keys[source.first : source.last]
        mine = self.summary.lexis.keys[self.clause.first : self.clause.last]
        limits, open_words = self.list_of("limiting"), self.list_of("leaving_open")
        return not limits.isdisjoint(theirs) or not (limits | open_words).isdisjoint(mine)

    def against_opposites(self) -> Finding | None:
        """Find what the article rejects, and the summary approves: a word that denies the article's."""
        opposite = oppositions(self.alignment).get(self.clause.first)
        return self._finding("C202", opposite.clause) if opposite and opposite.certain else None

    def of_accusation(self) -> Finding | None:
        """Find a punishable deed that is told as done, in whatever words, where nobody is more than suspected."""
        hedge = accused(self.alignment, self.clause)
        if hedge is None or self.is_hedged(hedge) or self._keeps(hedge):
            return None
        return self._finding("C201", self.article.clauses[hedge.clause], hedge)

    def of_state(self) -> Finding | None:
        """Find what is told as final, done or out of the question, where the article leaves it open; or the reverse."""
        rules = (unsettled, put_off, threatened)
        left = next((found for rule in rules if (found := rule(self.alignment, self.clause))), None)
        if left is None:
            return None
        span = self.summary.lexis.span(left.first, left.last)
        return self._finding("C104", left.clause, span=span, word=self.article.lexis.forms[left.piece])

    def of_choice(self) -> Finding | None:
        """Find what is told as decided, or done, where the article has somebody still weigh whether to do it."""
        hedge = undecided(self.alignment, self.clause)
        if hedge is None or self.is_hedged(hedge) or self._keeps(hedge) or self._denies_it(hedge):
            return None
        return self._finding("C101", self.article.clauses[hedge.clause], hedge)

    def of_proof(self) -> Finding | None:
        """Find a word that claims proof where the article has none; "nicht bewiesen" claims none."""
        keys = self.summary.lexis.keys[self.clause.first : self.clause.last]
        proof = self.list_of("proof").intersection(keys)
        if not proof or not self.list_of("negations").isdisjoint(keys):
            return None
        if not self.is_verdict(self.summary, self.clause) and any(not self.article.lexis.bears(key) for key in proof):
            return self._finding("C103", None)
        return None

    def _hedges_near(self) -> Iterator[Hedge]:
        for sentence in self.sources:
            for hedge in self.article.hedges_of.get(sentence, [])[:MOST_CLAUSES]:
                if hedge.reach[1] - hedge.reach[0] <= LONGEST_CLAUSE:
                    yield hedge

    def _rests_on(self, hedge: Hedge) -> bool:
        """Tell whether the clause says what the hedge governs: its core, and enough of the words on either side."""
        theirs = news_of(self.article, *hedge.reach)
        both = shared(self.words, theirs + self._pointed_to(hedge), self.language)
        common = len(both)
        if hedge.kind in {"possibility", "plan"}:
            common = min(common, 1) if self.is_one_name(both) else common + self._told_alike(both, theirs)
        if hedge.kind in _ACCUSING and common > _FEWEST_WORDS and self.is_past() and any(map(_is_figure, both)):
            return True  # "soll 63.000 Euro überwiesen haben", "hat 63.000 Euro genommen"
        if hedge.kind == "possibility" and self.cause and shared(self.cause, theirs, self.language) == self.cause:
            return True  # what may have been the cause is told as the cause
        if hedge.kind in _ACCUSING:
            common += bool(shared(self.described(), theirs, self.language))
        needed = _FEWEST_WORDS + (hedge.kind in {"possibility", "plan"})
        if hedge.core is not None:
            core = _word(self.article, hedge.core)
            every = self.summary.lexis.words[self.clause.first : self.clause.last]
            if not is_among(core, every, self.language) and not self._of_one_root(every, core):
                return hedge.kind == "hearsay" and self._rests_by_things(theirs, core)
            common += core not in both and not self._has(core)
            needed = min(_FEWEST_WORDS, len(self.words))
        # A clause of few words rests on a longer stretch only where it says nearly all of that.
        if common < needed and (common < max(_FEWEST_WORDS, len(self.words)) or common < _GREAT_SHARE * len(theirs)):
            return False
        if hedge.kind == "suspicion" and not self._tells_deed(hedge, theirs):
            return False
        whole = common >= _GREAT_SHARE * len(theirs) and (common > _FEWEST_WORDS or hedge.core is not None)
        return whole or common >= _LEAST_SHARE * len(self._unnamed_by(hedge))

    def _rests_by_things(self, theirs: list[Word], core: Word) -> bool:
        """Tell whether the clause tells a deed by another verb: "paid for", "used it for"; "ausgebildet", "gelernt".

        It has all that the deed was done with, and hardly more, or of what it tells most is told of the deed.
        """
        things = [word for word in theirs if not same(word, core, self.language)]
        common = shared(self.words, things, self.language)
        if len(common) > _FEWEST_WORDS and len(common) >= _MOST_TOLD * len(self.words) and self.is_past():
            return True
        if len(things) < _FEWEST_WORDS or len(self.words) != len(things) + 1:
            return False  # without a word of its own it names the things: "Video der Tat auf Facebook"
        return len(shared(things, self.words, self.language)) == len(things)

    def _pointed_to(self, hedge: Hedge) -> list[Word]:
        """Return the words of the clause before a hedged one whose pronoun points to it: "…, er soll … haben"."""
        lexis, (first, last) = self.article.lexis, hedge.reach
        governed = hedge.kind == "possibility" and first >= self.article.clauses[hedge.clause].last
        if not governed and not (hedge.kind == "hearsay" and hedge.core is not None):
            return []
        if self.list_of("pronouns").isdisjoint(lexis.keys[first : min(first + 2, last)]):
            return []
        before = self.article.clauses[max(0, self.article.clause_number(first) - 1)]
        return news_of(self.article, before.first, before.last) if before.last <= first else []

    def _of_one_root(self, words: Sequence[Word], participle: Word) -> bool:
        """Tell whether a participle differs from one of ours in its prefix alone: "geholfen", "verholfen"."""
        prefixes = tuple(self.setting("participle_prefixes"))
        roots = {participle[0][len(prefix) :] for prefix in prefixes if participle[0].startswith(prefix)}
        long = tuple(root for root in roots if len(root) > _ROOT_OF_VERB)
        ours = (key for key, _ in words if long and key.endswith(long) and key.startswith(prefixes))
        return any(key[len(prefix) :] in roots for key in ours for prefix in prefixes if key.startswith(prefix))

    def _told_alike(self, both: list[Word], theirs: list[Word]) -> bool:
        """Tell whether one more word is on the same side of two opposites: "talks to buy", "agreed to acquire"."""
        mine = {side_of(word, self.language) for word in self.words if word not in both} - {None}
        return bool(mine) and not mine.isdisjoint(side_of(word, self.language) for word in theirs)

    def _tells_deed(self, hedge: Hedge, theirs: list[Word]) -> bool:
        """Tell whether the clause has the verb of a deed that somebody is suspected of, not only its things and places.

        That boats burnt is a fact; that he set them on fire is a suspicion.
        """
        if not self.setting("nouns_have_capitals"):
            return True
        first, last = self.clause.first, self.clause.last
        forms = self.summary.lexis.forms
        verbs = [_word(self.summary, n) for n in range(first, last) if forms[n].islower()]
        ours = {word for word in verbs if word in self.words}
        return bool(shared(sorted(ours), theirs, self.language)) or self._tells_light_deed(hedge, theirs)

    def _tells_light_deed(self, hedge: Hedge, theirs: list[Word]) -> bool:
        """Tell whether a deed's sense is in its nouns ("in Auftrag gegeben"), which the clause has, told as done."""
        article, summary = self.article.lexis, self.summary.lexis
        pieces, here = range(*hedge.reach), summary.keys[self.clause.first : self.clause.last]
        if any(article.forms[n].islower() and _word(self.article, n) in theirs for n in pieces):
            return False
        passed_over = self.list_of("auxiliaries") | {self.setting("infinitive_mark")}
        verb = next((article.keys[n] for n in reversed(pieces) if article.keys[n] not in passed_over), None)
        return verb in here and not self.list_of("past_words").isdisjoint(here)

    def _unnamed_by(self, hedge: Hedge) -> list[Word]:
        """Return the clause's words without those of whom a suspicion names ahead of its deed: "verdächtigt X, …".

        Who, where and of what may stand in the sentence before, to which "Er steht im Verdacht, …" points back.
        """
        governing = self.article.clauses[hedge.clause]
        here = self.article.lexis.keys[governing.first : governing.last]
        points = hedge.kind == "hearsay" and not self.list_of("pronouns").isdisjoint(here)
        back = points and self._code(hedge) == "C201"
        considering = self.article.lexis.keys[hedge.piece] in self.list_of("considering")
        outside = hedge.kind in {"hearsay", "claim"} or hedge.reach[0] == governing.first
        if outside and not back and not considering:
            return self.words
        names = news_of(self.article, governing.first, min(governing.last, hedge.reach[0]))
        if considering:
            names += self._named_after(governing.sentence)
        if (back or hedge.kind == "suspicion") and governing.sentence:
            first, last = self.article.lexis.ranges[governing.sentence - 1]
            names += news_of(self.article, first, min(last, first + _LONGEST_LOOK))
        return [word for word in self.words if not is_among(word, names, self.language)]

    def _named_after(self, sentence: int) -> list[Word]:
        """Return the words of a next sentence that says who it was: "Dies äußerten die Abgeordneten …"."""
        ranges = self.article.lexis.ranges
        if sentence + 1 >= len(ranges):
            return []
        first, last = ranges[sentence + 1]
        pointing = first < last and self.article.lexis.keys[first] in self.list_of("pointing")
        return news_of(self.article, first, min(last, first + _LONGEST_LOOK)) if pointing else []

    def _said_plainly(self, hedge: Hedge) -> bool:
        """Tell whether the article says elsewhere without a hedge what the clause shares with the hedged stretch."""
        theirs = news_of(self.article, *hedge.reach)
        claimed = shared(self.words, theirs, self.language)
        if hedge.core is not None:
            claimed.append(_word(self.article, hedge.core))
        places = self.article.lexis.sentences_of
        sentences = sorted({number for _, lemma in claimed for number in places.get(lemma, ())[:_MOST_SENTENCES]})
        return any(
            not self._is_governed(clause) and self._covers(clause, claimed)
            for number in sentences
            for clause in self.article.clauses_of[number][:MOST_CLAUSES]
        )

    def _covers(self, clause: Clause, claimed: list[Word]) -> bool:
        """Tell whether a clause of the article has all these words; a pronoun may stand for the first of them."""
        theirs = [_word(self.article, number) for number in range(clause.first, clause.last)]
        pronouns = self.list_of("pronouns")
        told_of = len(claimed) > _FEWEST_WORDS and any(key in pronouns for key, _ in theirs)
        wanted = claimed[1:] if told_of else claimed
        return len(shared(wanted, theirs, self.language)) == len(wanted)

    def _is_governed(self, clause: Clause) -> bool:
        hedges = self.article.hedges_of.get(clause.sentence, [])[:MOST_CLAUSES]
        return any(hedge.reach[0] < clause.last and clause.first < hedge.reach[1] for hedge in hedges)

    def _code(self, hedge: Hedge) -> str | None:
        """Return what the loss of the hedge amounts to; a lost claim counts only where it accuses."""
        if hedge.kind == "denial":
            return None if self.takes_no_side() or self.is_beside(hedge) or self.is_joined_on(hedge) else "C202"
        if hedge.kind == "plan":
            return "C102" if self.is_past() else None
        if hedge.kind == "suspicion" or self.article.lexis.keys[hedge.piece] in self.list_of("hearsay_adverbs"):
            return "C201"
        accusing, charge = self.list_of("accusing"), self.list_of("suspicion_words")
        first, last = self.article.lexis.ranges[self.article.clauses[hedge.clause].sentence]
        there = self.article.lexis.keys[first:last]
        if hedge.kind == "hearsay" and not charge.isdisjoint(there):
            return "C201"
        asks = {self.article.lexis.keys[n] for n in (hedge.piece, hedge.reach[0])}
        if not self.list_of("asking").isdisjoint(asks) and not self.list_of("inquiring").isdisjoint(there):
            return "C201"  # "ermittelt, ob er … weitergegeben hat"
        said = self.words + ([_word(self.article, hedge.core)] if hedge.core is not None else [])
        found = self.is_verdict(self.article, self.article.clauses[hedge.clause])
        if (
            hedge.kind != "possibility"
            and not found
            and any(lemma in accusing or key in accusing for key, lemma in said)
        ):
            return "C201"
        return None if hedge.kind == "claim" else "C101"

    def _is_left_open_behind(self, hedge: Hedge) -> bool:
        """Tell whether a relative clause tells the deed, and leaves it open: "Ein Mann, der geholfen haben soll, …"."""
        lexis, clauses = self.summary.lexis, self.summary.clauses_of[self.clause.sentence]
        behind = next((other for other in clauses[:MOST_CLAUSES] if other.first == self.clause.last), None)
        if behind is None or lexis.keys[behind.first] not in listed(self.language, "quotations", "relatives"):
            return False
        if self.list_of("hedged").isdisjoint(lexis.keys[behind.first : behind.last]):
            return False
        deed = news_of(self.article, *hedge.reach)
        told = shared(news_of(self.summary, behind.first, behind.last), deed, self.language)
        return len(told) > len(shared(self.words, deed, self.language)) or self.names_only()

    def _has(self, word: Word) -> bool:
        return is_among(word, self.words, self.language)

    def _denies_it(self, hedge: Hedge) -> bool:
        """Tell whether the clause denies what was held possible: "Vierter Einsatz nicht nötig"."""
        here = self.summary.lexis.keys[self.clause.first : self.clause.last]
        if not self.list_of("denial_verbs").isdisjoint(here):
            return True  # "failed to agree"
        return denies(self.summary, self.clause) and not denies(self.article, self.article.clauses[hedge.clause])

    def _is_refused_too(self, hedge: Hedge) -> bool:
        """Tell whether both texts deny it: who "möchte nichts ausschließen" has by that ruled nothing out."""
        return denies(self.summary, self.clause) and denies(self.article, self.article.clauses[hedge.clause])

    def _keeps(self, hedge: Hedge) -> bool:
        """Tell whether the sentence has the hedging word itself, in whatever clause, or one of its family here."""
        first, last = self.summary.lexis.ranges[self.clause.sentence]
        near = self.summary.lexis.keys[first : min(last, first + _LONGEST_LOOK)]
        governing = _word(self.article, hedge.piece)
        if hedge.kind == "denial":
            theirs = {word for pair in news_of(self.article, *hedge.reach) for word in pair}
            if denies(self.summary, self.clause) or hidden_in(self.summary, self.clause) - theirs:
                return True
        if hedge.kind in _ACCUSING and self._is_left_open_behind(hedge):
            return True
        if governing[0] in near or is_among(governing, self.words, self.language):
            return True
        root = governing[0][:_ROOT]  # "tatverdächtige Männer", "als tatverdächtig gelten"
        return hedge.kind == "suspicion" and len(root) == _ROOT and any(key.startswith(root) for key in near)

    def _finding(
        self, code: str, source: Clause | None, hedge: Hedge | None = None, span: Span | None = None, word: str = ""
    ) -> Finding:
        span = span or span_of(self.clause, self.summary.lexis)
        details = {"claim": span.of(self.summary.text)}
        evidence: tuple[Span, ...] = ()
        if source:
            details["source"] = span_of(source, self.article.lexis).of(self.article.text)
            evidence = (self.article.origin(self.article.sentences[source.sentence]),)
        if said := self.article.lexis.forms[hedge.piece] if hedge else word:
            details["hedge"] = said
        return Finding(
            rule=_RULES[code], summary_span=self.summary.origin(span), article_spans=evidence, details=details
        )


def _is_figure(word: Word) -> bool:
    """Tell whether a word is a figure that two statements share by no chance: of many digits, and no year."""
    digits = "".join(filter(str.isdigit, word[0]))
    return len(digits) > _DIGITS_OF_YEAR or (len(digits) == _DIGITS_OF_YEAR and word[0] != digits)


def _word(document: Document, number: int) -> Word:
    return document.lexis.words[number]
