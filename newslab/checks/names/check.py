"""Judges whether the names in a summary stand in the article and belong together there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from newslab.checks.names.compared import Moved
from newslab.checks.names.exchanged import ExchangedNames
from newslab.checks.names.frames import NameFrame
from newslab.checks.names.holders import judge_holders
from newslab.checks.names.misplaced import MisplacedNames
from newslab.checks.names.misspelt import MisspeltNames
from newslab.checks.names.origins import OriginNames
from newslab.checks.names.routes import RoutedNames
from newslab.checks.names.states import StateNames
from newslab.checks.names.tied import TiedNames
from newslab.checks.names.transferred import TransferredNames
from newslab.checks.names.unknown import UnknownNames
from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.alignment.align import Alignment
from newslab.text.given import is_given
from newslab.text.language import words_of
from newslab.text.names.callings import is_calling
from newslab.text.normalise import folded
from newslab.text.once import once

_RULES = rules_of("entity")
# A name that an article has more often is not looked at occurrence by occurrence: the work for one stays bounded.
_MOST_PLACES = 400
# What says of a name that it stands in another's place; a wrong office there says more.
_MOVED = frozenset({"E009", "E010"})
# Given names and initials before a surname.
_LONGEST_NAME = 4
# A dateline is looked for in so many words at an article's head: a headline may stand above it.
_DATELINE = 60
# The codes on what people are called, the surest first.
_SURENESS = ("E005", "E011", "E006")


class EntityCheck:
    """Grounds first, classifies the rest: a tagger is asked only about words that the article does not contain."""

    name = "entity"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        held = _told_once(judge_holders(alignment, _RULES))
        wrong = [finding.summary_span for finding in held if finding.severity == "error"]
        named = _Examination(alignment).findings()
        found = [*(f for f in named if f.rule.code not in _MOVED or not any(map(f.summary_span.touches, wrong))), *held]
        raised = [finding.summary_span for finding in found if finding.severity != "ok"]
        kept = [f for f in found if f.severity != "ok" or not any(map(f.summary_span.touches, raised))]
        return sorted(kept, key=attrgetter("place"))


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding on the same words, the surest: who is called wrong is told once."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda found: _SURENESS.index(found.rule.code)):
        if not any(map(finding.summary_span.touches, (other.summary_span for other in kept))):
            kept.append(finding)
    return kept


class _Examination:
    """One summary's names, word by word."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self.article, self.summary = alignment.article, alignment.summary
        self.grounding = self.article.grounding
        self.unknown = UnknownNames(self.article, self.summary)
        self.exchanged = ExchangedNames(alignment, self.unknown)
        self.judged: set[int] = set()

    def findings(self) -> Iterator[Finding]:
        yield from self._moved(OriginNames(self.alignment, self.unknown).judged())
        yield from self._states()
        yield from self._unsupported()
        yield from self._mixed()
        yield from self._misspelt()
        yield from self._moved(TiedNames(self.alignment, self.unknown).judged())
        yield from self._exchanged()
        yield from self._moved(RoutedNames(self.alignment, self.unknown).judged())
        yield from self._moved(MisplacedNames(self.alignment, self.unknown).judged())
        yield from self._moved(TransferredNames(self.alignment, self.unknown).judged())
        yield from self._initials()
        yield from self._supported()

    def _finding(self, code: str, words: range, places: Sequence[int] = (), **details: str) -> Finding:
        span = self.summary.words.span(words[0], words[-1] + 1)
        self.judged.update(words)
        return Finding(
            rule=_RULES[code],
            summary_span=self.summary.origin(span),
            article_spans=tuple(self.article.origin(self.article.words.span(n, n + 1)) for n in places),
            details={"name": span.of(self.summary.text), **details},
        )

    def _states(self) -> Iterator[Finding]:
        """Report the words for states, their people and capitals that the article does not have as they are."""
        for known in StateNames(self.alignment, self.unknown).judged():
            if not self.judged.isdisjoint(known.words):
                continue
            if known.code == "E002" and (place := self.exchanged.other_place(known.words)):
                yield self._finding("E009", known.words, place, evidence=self._said(place))
                continue
            evidence = {"evidence": self.article.words.forms[known.places[0]]} if known.code == "E002" else {}
            yield self._finding(
                known.code or self._unsupported_code(known.words), known.words, known.places, **evidence
            )

    def _unsupported(self) -> Iterator[Finding]:
        run: list[int] = []
        for number in (*self.unknown.words(skip=self.judged), -1):
            if run and (number != run[-1] + 1 or not self.unknown.adjacent(run[-1])):
                yield self._unknown_name(range(run[0], run[-1] + 1))
                run = []
            run.append(number)

    def _unknown_name(self, words: range) -> Finding:
        """Report an unknown name; as mixed where it stands before a surname that the article has."""
        after = words[-1] + 1
        if after < len(self.summary.words) and self.unknown.adjacent(words[-1]) and self.unknown.is_capital(after):
            places = self.grounding.find(self.summary.words.forms[after])
            evidence = self._name_at(places[0]) if places else range(0)
            if self._person_like(words[-1]) and self._person_like(after) and places:
                return self._finding("E004", range(words[0], after + 1), evidence, evidence=self._said(evidence))
        return self._finding(self._unsupported_code(words), words)

    def _unsupported_code(self, words: range) -> str:
        """Tell a dateline ("Kassel: …"), which papers print outside the article's text, from a name in a sentence."""
        end = self.summary.words.ends[words[-1]]
        signed = self.unknown.is_filed_from(words[-1]) and not self.article_is_filed
        marked = self.summary.text[end : end + 1] == ":" and self.unknown.may_be_place(words[0])
        return "E008" if not words[0] and (signed or marked) else "E003"

    @once
    def article_is_filed(self) -> bool:
        """Whether the article has a dateline with an agency's sign itself, so that another is wrong."""
        frame = NameFrame(self.article)
        return any(frame.is_filed_from(number) for number in range(min(len(self.article.words), _DATELINE)))

    def _person_like(self, number: int) -> bool:
        """Tell whether a word may be a part of a person's name, and no compound around one ("Trigema-Chef")."""
        form = self.summary.words.forms[number]
        pieces = [form, *form.split("-")] if "-" in form else [form]
        return is_given(folded(form)) or all(self.unknown.reads_proper(piece) for piece in pieces if piece)

    def _name_at(self, number: int) -> range:
        """Return the words of the article's name whose last word is ``number``."""
        first = number
        words, text = self.article.words, self.article.text
        while first and number - first < 3 and words.forms[first - 1][0].isupper():
            if text[words.ends[first - 1] : words.starts[first]] != " ":
                break
            first -= 1
        return range(first, number + 1)

    def _said(self, words: Sequence[int]) -> str:
        return self.article.words.span(words[0], words[-1] + 1).of(self.article.text)

    def _mixed(self) -> Iterator[Finding]:
        """Report a first name of one person before another's surname: both known, never one after the other."""
        forms = self.summary.words.forms
        firsts = [number for number, after in pairwise(self.unknown.capitals) if after == number + 1]
        for number in firsts if self.unknown.cased else range(len(forms) - 1):
            pair = range(number, number + 2)
            if self.unknown.adjacent(number) and self.judged.isdisjoint(pair) and self._torn(number):
                evidence = self._name_at(self.grounding.find(forms[number + 1])[0])
                yield self._finding("E004", pair, evidence, evidence=self._said(evidence))

    def _misspelt(self) -> Iterator[Finding]:
        """Report a surname in the spelling of another family: "Meier" for "Maier"."""
        for number, place in MisspeltNames(self.alignment, self.unknown).judged():
            if number not in self.judged:
                evidence = self._name_at(place)
                yield self._finding("E004", range(number, number + 1), evidence, evidence=self._said(evidence))

    def _exchanged(self) -> Iterator[Finding]:
        """Report what a copied sentence has in the place of another name."""
        for exchange in self.exchanged.judged():
            slot = exchange.slot
            if self.judged.isdisjoint(slot.ours):
                code = "E003" if not exchange.known else "E009" if exchange.sure else "E010"
                yield self._finding(code, slot.ours, slot.theirs, evidence=self._said(slot.theirs))

    def _moved(self, moved: Iterable[Moved]) -> Iterator[Finding]:
        """Report the names in whose place the article has others: who does it, whose it is, where a way leads."""
        for found in moved:
            if self.judged.isdisjoint(found.ours):
                code = "E009" if found.sure else "E010"
                yield self._finding(code, found.ours, found.theirs, evidence=self._said(found.theirs))

    def _initials(self) -> Iterator[Finding]:
        """Report initials that are nobody's who bears the surname after them: "J. C. Hagen" for "J. S. Hagen"."""
        words, many, end = self.summary.words, len(self.summary.words), 0
        for number in [number for number, form in enumerate(words.forms) if not form[1:]]:
            if number < end:
                continue  # behind the first of "J. C. Hagen"
            end = number
            while end < many and self._is_initial(end):
                end += 1
            if end > number and self._other_initials("".join(words.forms[number:end]), words.keys[end]):
                evidence = self._name_at(self.article.places[words.keys[end]][0])
                yield self._finding("E004", range(number, end + 1), evidence, evidence=self._said(evidence))

    def _is_initial(self, number: int) -> bool:
        """Tell whether a word is a capital with a full stop, right before another word of a name."""
        words = self.summary.words
        if number + 1 >= len(words) or len(words.forms[number]) > 1 or not words.forms[number].isupper():
            return False
        following = words.forms[number + 1]
        return self.summary.text[words.ends[number] : words.starts[number + 1]] == ". " and following[0].isupper()

    def _other_initials(self, initials: str, surname: str) -> bool:
        """Tell whether the article gives names or initials before a surname, and never these."""
        words, places = self.article.words, self.article.places.get(surname, ())[:_MOST_PLACES]
        known = ["".join(words.forms[n][0] for n in self._before(place)) for place in places]
        told = [letters for letters in known if letters]
        return bool(told) and not any(_within(initials, other) or _within(other, initials) for other in told)

    def _before(self, place: int) -> range:
        """Return the article's words with capitals right before a word, initials among them."""
        words, first = self.article.words, place
        while first and place - first < _LONGEST_NAME and words.forms[first - 1][0].isupper():
            gap = self.article.text[words.ends[first - 1] : words.starts[first]]
            if gap != " " and not (gap == ". " and len(words.forms[first - 1]) == 1):
                break
            first -= 1
        return range(first, place)

    def _torn(self, number: int) -> bool:
        """Tell whether the article has both words of a pair, each always beside another capitalised word."""
        keys = self.summary.words.keys
        titles = words_of(self.summary.language, "names", "titles")
        if keys[number] in titles or is_calling(keys[number], self.summary.language):
            return False  # "President Huamán" for "President Carla Huamán"
        firsts, lasts = self.article.places.get(keys[number], ()), self.article.places.get(keys[number + 1], ())
        if (
            not 0 < len(firsts) + len(lasts) <= _MOST_PLACES
            or not (firsts or self._named_after(number))
            or not lasts
            or any(self._in_one_name(first, last) for first in firsts for last in lasts)
        ):
            return False
        before = [self.article.words.forms[n - 1] for n in lasts if n and self._next_capital(n - 1)]
        return (
            all(map(self._next_capital, firsts))
            and self._person_like(number)
            and any(is_given(folded(form)) or self.unknown.reads_proper(form) for form in before)
        )

    def _in_one_name(self, first: int, last: int) -> bool:
        """Tell whether nothing but capitals lead from one word to another: "Zoologin Rösler" for "… Katharina …"."""
        return 0 < last - first <= _LONGEST_NAME and all(map(self._next_capital, range(first, last)))

    def _named_after(self, number: int) -> bool:
        """Tell whether a first name stands only in what is called after somebody else ("Anna-Kessler-Preis")."""
        form = self.summary.words.forms[number]
        places = self.article.grounding.find(form)[:_MOST_PLACES]
        pieces = [self.article.words.forms[n].split("-") for n in places]
        surname = self.summary.words.forms[number + 1]
        return bool(pieces) and all(len(each) > 2 and each[0] == form and each[1] != surname for each in pieces)

    def _next_capital(self, number: int) -> bool:
        """Tell whether word ``number`` of the article and the one after are capitalised and side by side."""
        words = self.article.words
        return (
            number + 1 < len(words.forms)
            and words.forms[number][0].isupper()
            and words.forms[number + 1][0].isupper()
            and self.article.text[words.ends[number] : words.starts[number + 1]] == " "
        )

    def _supported(self) -> Iterator[Finding]:
        """Report the names that stand in the article."""
        for words in self.unknown.sure_names():
            if self.judged.isdisjoint(words):
                evidence = [self.grounding.find(self.summary.words.forms[n]) for n in words]
                if all(evidence):
                    yield self._finding("E001", words, sorted({places[0] for places in evidence}))


def _within(few: str, many: str) -> bool:
    """Tell whether letters stand among others in their order."""
    rest = iter(many)
    return all(letter in rest for letter in few)
