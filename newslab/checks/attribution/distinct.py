"""Owns when two naming phrases surely name two, and not one in other words."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.text.document import Document
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.people import Identity, cases, identity_of, related


class Distinct:
    """Compares the speakers whom summaries name with those of one article."""

    def __init__(self, article: Document) -> None:
        self._article = article
        self._cast = article.cast
        self._language = article.language
        self._sets = grammar_of(article.language).sets

    def are_two(self, mine: Identity, theirs: Identity) -> bool:
        """Tell whether two phrases that seem to differ surely name two, and not one in other words.

        Two are two people by name, and somebody by name beside an office, a house or a phrase that is another's. Whom
        the summary has by office or kind alone ("one board member", "the company") may be whom the article names.
        """
        cast = self._cast
        if cast.rivals(mine, theirs) or self.speak_for_two(mine, theirs):
            return True
        known, other = cast.of(mine) if mine.names else mine, cast.of(theirs) if theirs.names else theirs
        if mine.names and theirs.names:
            return self._is_person(mine) and self._is_person(theirs)
        if related(known.all, other.all) and not cast.apart(mine, theirs):
            return False
        if mine.names:
            return bool(known.roles) and (self._has_house(theirs) or bool(theirs.roles))
        return self._is_anothers(mine, theirs)

    def speak_for_two(self, mine: Identity, theirs: Identity) -> bool:
        """Tell whether two spokespeople without a name speak for houses that the article names both."""
        roles, stand_ins = self._sets["spokespeople"], self._sets["stand_ins"]
        if not (mine.roles <= roles and theirs.roles <= roles and self._cast.apart(mine, theirs)):
            return False
        named = any(form in self._article.places for word in mine.others for form in cases(word))
        return named and stand_ins.isdisjoint(mine.others | theirs.others)

    def _has_house(self, phrase: Identity) -> bool:
        return bool(phrase.names) or not phrase.others <= self._sets["stand_ins"]

    def _is_anothers(self, title: Identity, person: Identity) -> bool:
        """Tell whether the article gives an office to somebody else, knows a body, or has words of one so called."""
        cast = self._cast
        if title.body and person.body:
            return cast.stands(title)
        if self._has_house(person) and cast.is_held(title.roles, besides=person):
            return True
        if title.body and person.names:
            known = cast.of(person)
            outside = bool(known.roles | known.others) and not cast.may_speak_for_a_house(known.roles)
            return outside and cast.stands(title)  # the company may be its chief executive, but no analyst
        return any(self._is_called(identity_of(phrase, self._language), title) for phrase in self._speaking())

    def _speaking(self) -> Iterator[str]:
        """Yield by what phrases the article calls those who speak or want something in it."""
        article = self._article
        yield from (other.speaker.text for other in article.quotations if other.speaker and not other.carried)
        yield from (stance.holder.of(article.text) for stance in article.stances)

    def _is_called(self, theirs: Identity, title: Identity) -> bool:
        """Tell whether somebody in the article has just this office, and this house where one is named."""
        return theirs.roles == title.roles and all(related([word], theirs.all) for word in title.others)

    def _is_person(self, phrase: Identity) -> bool:
        """Tell whether a name is a person's and not a firm's: by a second part, or an office in one of the texts."""
        return len(phrase.names) > 1 or bool(self._cast.of(phrase).roles)
