"""Owns what shows that two speakers are not one, whatever else they are called: a woman and a man, one and several."""

from __future__ import annotations

from newslab.checks.attribution.houses import Houses, cue_of
from newslab.records import Span
from newslab.text.document import Document
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation, Speaker
from newslab.text.quotations.genders import gender_in, gender_of
from newslab.text.quotations.people import Identity

_BESIDE = 1  # sentences around somebody brought in as new in which his name may follow


class Strangers:
    """Tells by the grammar of naming phrases whom the speaker of an article's words cannot be."""

    def __init__(self, article: Document, houses: Houses) -> None:
        self._article = article
        self._houses = houses
        self._language = article.language
        self._grammar = grammar_of(article.language)
        self._sets = self._grammar.sets

    def of_other_pronoun(self, mine: Identity, ours: Speaker | None, source: Quotation, span: Span) -> bool:
        """Tell whether the article's pronoun cannot mean the summary's speaker: "she said", "they said"."""
        theirs = source.speaker
        if theirs is None or not theirs.pronoun or source.carried:
            return False
        return self._is_another_gender(mine, ours, theirs, source) or self._are_others(mine, theirs, source, span)

    def _is_another_gender(self, mine: Identity, ours: Speaker | None, theirs: Speaker, source: Quotation) -> bool:
        """Tell whether a man is to be who is "she" in the article."""
        gender, cue = self._grammar.pronoun_genders.get(theirs.text.casefold()), cue_of(source, self._article)
        if ours is None or ours.pronoun or gender is None or not cue or self._is_plural(cue):
            return False  # "sie sagten": several
        shown = gender_in(self._article, mine)
        return shown is not None and shown != gender

    def _are_others(self, mine: Identity, theirs: Speaker, source: Quotation, span: Span) -> bool:
        """Tell whether "they" are several of whom the summary's speaker is none.

        They may be somebody named before with others, nobody whom the article first names later.
        """
        pronoun = theirs.text.casefold()
        either = pronoun in self._grammar.pronoun_genders and self._is_plural(cue_of(source, self._article))
        if not mine.names or not (pronoun in self._sets["plural_pronouns"] or either):
            return False
        numbers = self._houses.sentences_of(mine.names, span)
        return bool(numbers) and min(numbers) > self._article.sentence_at(span.start)

    def _is_plural(self, cue: str) -> bool:
        return cue.endswith(tuple(self._sets["plural_endings"]))

    def man_and_woman(self, quotation: Quotation, mine: Identity, source: Quotation, other: Identity) -> bool:
        """Tell whether one is called by a name and the other by an office of the other gender: "die Ministerin".

        An office in its masculine form may be a woman's whom the article gives it; in its feminine form it is no man's.
        """
        ours, theirs = quotation.speaker, source.speaker
        if quotation.kind != "direct" or bool(mine.names) == bool(other.names):
            return False
        if ours is None or theirs is None or ours.pronoun or theirs.pronoun:
            return False
        person, phrase, title = (mine, theirs.text, other) if mine.names else (other, ours.text, mine)
        shown = self._gender_of_title(phrase, title)
        if shown is None or gender_in(self._article, person) in {None, shown}:
            return False
        known = self._article.cast.of(person).roles
        return shown == "f" or not (known and self._article.cast.offices_agree(known, title.roles))

    def _gender_of_title(self, phrase: str, title: Identity) -> str | None:
        """Return the gender that a title shows by its form, and, where that fits several too, by its article."""
        shown = gender_of(phrase, self._language) if title.roles else None
        first = phrase.split(" ", 1)[0].casefold()
        if all(role.endswith(self._grammar.female_endings) for role in title.roles):
            return shown
        several = any(role.endswith(tuple(self._sets["plural_endings"])) for role in title.roles)
        return shown if first in self._sets["single_determiners"] and not several else None  # "laut der Experten"

    def is_new(self, mine: Identity, source: Quotation, other: Identity) -> bool:
        """Tell whether the article brings its speaker in as somebody new, and knows the summary's by name and office.

        "Ein Vertreter des Senders" is nobody who has a name and another office elsewhere.
        """
        theirs, cast = source.speaker, self._article.cast
        if theirs is None or theirs.pronoun or source.carried or other.names or not other.roles or not mine.names:
            return False
        known = cast.of(mine).roles
        first = theirs.text.split(" ", 1)[0].casefold()
        if first not in self._sets["indefinite"] or not known or cast.offices_agree(known, other.roles):
            return False
        here = self._article.sentence_at(theirs.span.start)
        near = range(here - _BESIDE, here + _BESIDE + 1)
        ours = self._houses.sentences_of(mine.names[-1:])
        return bool(ours) and ours.isdisjoint(near)
