"""Tells of a noun phrase how likely it is to be the subject that speaks: by its article, its noun, its names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslab.text.quotations.verbs import Range, VerbReader

_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,}")


class PhraseRanker(VerbReader):
    """Ranks the noun phrases of one text."""

    def _is_oblique(self, at: int, stop: int) -> bool:
        """Tell whether a phrase shows by its article that it is no subject: "dem Sender", "der neuen Zeitung"."""
        key = self._keys[at]
        if (
            key in self._sets["partitive"]
            and at + 1 < stop
            and self._keys[at + 1] in self._sets["genitive_determiners"]
        ):
            return False
        if key in self._sets["oblique_determiners"]:
            return True
        ending = self._grammar.oblique_if_weak.get(key)
        if ending is None or at + 1 >= stop:
            return False
        after, named = self._keys[at + 1], self._grammar.endings["weak_name_adjectives"]
        small = self._phrases.words.forms[at + 1].islower()
        return after.endswith(ending) if small else after.endswith(named)

    def _is_nominative(self, words: Range) -> bool:
        """Tell whether a phrase shows by its article that it is the subject: "Der Verband hält eine Prüfung …"."""
        first, last = words
        abstract = self._keys[last - 1].endswith(self._grammar.abstract_endings)
        return self._keys[first] in self._sets["nominative_determiners"] and not abstract

    def _rank(self, words: Range) -> int:
        """Return how likely a phrase is to speak: pronoun, office, body or bare name 2, a noun with names 1, else 0."""
        first, last = words
        keys = self._keys[first:last]
        if last == first + 1 and keys[0] in self._sets["subject_pronouns"]:
            return 2
        head = keys[1] if len(keys) > 1 and keys[0] in self._sets["determiners"] else keys[0]
        if head in self._sets["speech_nouns"] or head in self._sets["source_nouns"]:
            return 0  # "Kritik am Wetterdienst wies X zurück", "bestätigte die Aussage der Gewerkschaft"
        if any(self._grammar.is_role(key) or self._grammar.is_body(key) for key in keys[: self._owner_at(keys)]):
            return 2
        if keys[0] not in self._sets["determiners"]:
            if not self._sets["genitive_determiners"].isdisjoint(keys[1:]) and len(keys) > 2:
                return 1  # "Angehörigen der Verletzten" is no name
            return 2 if self._phrases.words.forms[first][:1].isupper() else 0
        return int(self._personal(words))

    def _owner_at(self, keys: Sequence[str]) -> int:
        """Return where in a phrase the owner of its noun begins: "die Haltung | der Partei" is no party."""
        owners, before = self._sets["genitive_determiners"], self._sets["prepositions"]
        if owners.isdisjoint(keys):
            return len(keys)
        places = (at for at in range(1, len(keys)) if keys[at] in owners and keys[at - 1] not in before)
        return next(places, len(keys))

    def _personal(self, words: Range) -> bool:
        """Tell whether a phrase is likely to speak: a pronoun, an office, a body, or a name without an article."""
        first, last = words
        keys = self._keys
        if last == first + 1 and keys[first] in self._sets["subject_pronouns"]:
            return True
        if any(self._grammar.is_role(key) or self._grammar.is_body(key) for key in keys[first:last]):
            return True
        forms = self._phrases.words.forms
        if any(_ACRONYM.fullmatch(form) or self._grammar.aged.fullmatch(form) for form in forms[first:last]):
            return True
        named = keys[first] not in self._sets["determiners"] and forms[first][:1].isupper()
        return named or sum(form[:1].isupper() for form in forms[first + 1 : last]) >= 2
