"""Tells in one text which words are verbs that say something, with their particles and auxiliaries."""

from __future__ import annotations

import re
from collections.abc import Collection

from newslab.text.quotations.cues import Grammar
from newslab.text.quotations.phrases import Phrases

REACH = 16  # words before a verb in which its subject begins, appositions included
BREAK = re.compile(r"[;:–—]|\.\s")
_HEADLINE = 4  # words that all begin with a capital only in a headline

Range = tuple[int, int]  # word numbers, half-open


class VerbReader:
    """Reads the verbs of one text."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._grammar: Grammar = phrases.grammar
        self._sets = phrases.grammar.sets
        self._keys = phrases.words.keys

    def _past_adverbs(self, at: int, stop: int) -> int:
        while at < stop and (self._keys[at] in self._sets["adverbs"] or self._keys[at] in self._sets["auxiliaries"]):
            at += 1
        return at

    def _auxiliary_before(self, verb: int, start: int) -> int | None:
        """Return the auxiliary of a participle: "hatte der Minister im Mai zugesichert"."""
        found = self._phrases.listed("auxiliaries", max(start, verb - REACH), verb)
        return found[-1] if found else None

    def _is_pronoun(self, at: int) -> bool:
        return self._keys[at] in self._sets["subject_pronouns"] and (
            at + 1 >= len(self._keys) or not self._phrases.words.forms[at + 1][:1].isupper()
        )

    def _has_verb(self, start: int, stop: int) -> bool:
        return not self._sets["verbs"].isdisjoint(self._keys[start:stop])

    def _says(self, at: int, stop: int) -> bool:
        """Tell whether a form of a verb of saying stands at word ``at``, with its particle where it needs one."""
        key = self._keys[at]
        if key in self._sets["reflexive_say"] and at + 1 < stop and self._keys[at + 1] in self._sets["reflexive"]:
            return True
        if key not in self._grammar.say and key not in self._grammar.parted:
            return False
        if self._grammar.capitalised and (self._phrases.words.forms[at][:1].isupper() or self._is_adjective(at, stop)):
            return False
        if self._in_name(at):
            return False
        if key in self._grammar.say:
            return True
        particles = self._grammar.parted.get(key)
        return particles is not None and not particles.isdisjoint(self._keys[at + 1 : stop])

    def _in_name(self, at: int) -> bool:
        """Tell whether what looks like a verb is part of a name: "told the Evening Post"; not in a headline."""
        forms = self._phrases.words.forms
        if self._grammar.capitalised or not forms[at][:1].isupper() or not at or self._phrases.gaps[at] != " ":
            return False
        behind = forms[at + 1 : at + 3]
        return any(form.islower() for form in forms[max(0, at - _HEADLINE) : at]) or (
            len(behind) > 1 and all(form.islower() for form in behind)  # "Mother-of-two Kelly Brand said she …"
        )

    def _is_adjective(self, at: int, stop: int) -> bool:
        """Tell whether what looks like a verb stands in a noun phrase: "wegen wiederholten Foulspiels"."""
        if not self._keys[at].endswith(self._grammar.endings["attributive_endings"]):
            return False  # "Das sagte Ina Kolb"
        if at + 1 >= stop or not at or not self._phrases.words.forms[at + 1][:1].isupper():
            return False
        if self._phrases.gaps[at] != " " or self._phrases.gaps[at + 1] != " ":
            return False
        before, sets = self._keys[at - 1], self._sets
        return before in sets["prepositions"] or before in sets["oblique_determiners"] or before in sets["determiners"]

    def _verb_in(self, start: int, stop: int, *, label: bool = False) -> int | None:
        """Return the first verb of saying (or, with ``label``, of naming) in ``[start, stop)``, before a full break."""
        read = start
        for at in self._phrases.listed("announcing", start, stop):
            if any(BREAK.search(self._phrases.gaps[place]) for place in range(read + 1, at + 1)):
                return None
            read = at
            labels = label and (self._keys[at] in self._grammar.label or self._keys[at] in self._grammar.weak_label)
            if self._says(at, stop) or labels:
                return at
        return None

    def _is_enclosed(self, verb: int, start: int, stop: int, masked: Collection[int]) -> bool:
        """Tell whether a verb stands in a relative clause that is closed, outside what is ``masked`` by marks.

        "…, der dazu aufrief, als „…“".
        """
        behind = (at for at in range(verb + 1, stop) if at not in masked)
        if not self._grammar.capitalised or not any("," in self._phrases.gaps[at] for at in behind):
            return False
        opens = next((at for at in range(verb, start, -1) if "," in self._phrases.gaps[at]), start)
        return opens > start and self._keys[opens] in self._sets["relatives"]

    def _between(self, first: int, last: int) -> str:
        """Return the text between two words."""
        words = self._phrases.words
        return self._phrases.text[words.ends[first] : words.starts[last]]
