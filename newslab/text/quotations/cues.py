"""Owns the words that announce speech in a language: its tables, unfolded once into sets for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.text.language import WORDS_KEPT, table

_TOPIC = "quotations"
_CLOSED = ("prepositions", "adverbs", "conjunctions", "subordinators", "auxiliaries", "subject_pronouns")
_ENDINGS = (
    "adverb_endings", "attributive_endings", "hanging", "infinitive_endings", "media_endings", "weak_name_adjectives",
)  # fmt: skip
_REPORTING = ("before_source", "after_source", "source_prepositions", "like", "so", "reported_mood", "view_verbs")

_SHORT = 5  # an ending must leave room for what it ends: "rat" ends "Stadtrat", not "Brat"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # one to a language, told apart by being it
class Grammar:
    """What the finders of speech know of a language; all words are case-folded.

    ``say`` and ``label`` are forms of verbs, ``weak_label`` those that label only with a link
    ("kritisierte … als"); ``parted`` maps the form of a separable verb to the particles of which
    one must stand later in the clause ("teilte … mit"). A sentence that reports speech has one of
    ``report_cues``. ``sets`` are the other word lists of the table, and some put together from all, of words that may
    announce speech (``announcing``), name a source without a verb (``sourcing``, with the small words that do
    ``marking``), give a view as somebody's (``views``), or are a verb that is known (``verbs``): most words are in none
    of them, which saves a closer look. ``endings`` are those lists that words are held against by their end.
    ``aged_noun`` reads people called by an age alone, ``aged`` any word that
    gives an age.
    """

    capitalised: bool
    say: frozenset[str]
    label: frozenset[str]
    weak_label: frozenset[str]
    parted: Mapping[str, frozenset[str]]
    sets: Mapping[str, frozenset[str]]
    role_endings: tuple[str, ...]
    body_endings: tuple[str, ...]
    modifier_endings: tuple[str, ...]
    abstract_endings: tuple[str, ...]
    endings: Mapping[str, tuple[str, ...]]
    oblique_if_weak: Mapping[str, str]
    closed_class: frozenset[str]
    pronoun_genders: Mapping[str, str]
    female_endings: tuple[str, ...]
    article_genders: Mapping[str, str]
    report_cues: frozenset[str]
    aged: re.Pattern[str]
    aged_noun: re.Pattern[str]

    @lru_cache(maxsize=WORDS_KEPT)  # noqa: B019 - grammars are kept for good
    def is_role(self, key: str) -> bool:
        """Tell whether a word is an office or a trade: "Kommissionspräsidentin"."""
        if key in self.sets["roles"]:
            return True
        if self.capitalised and key.endswith("in") and len(key) > _SHORT + 2 and self.is_role(key[:-2]):
            return True  # the feminine of an office on the list: "Intendantin"
        return self.capitalised and key.endswith(self.role_endings) and len(key) > _SHORT

    @lru_cache(maxsize=WORDS_KEPT)  # noqa: B019 - likewise
    def is_office(self, key: str) -> bool:
        """Tell whether a word is an office in any case: "Präsidenten", "Ministers" are no subjects, but name one."""
        bare = (key[: -len(end)] for end in self.sets["role_cases"] if key.endswith(end))
        return self.is_role(key) or any(len(word) > _SHORT and self.is_role(word) for word in bare)

    @lru_cache(maxsize=WORDS_KEPT)  # noqa: B019 - likewise
    def is_body(self, key: str) -> bool:
        """Tell whether a word is a body that issues statements: "Auswärtiges Amt", "Staatsanwaltschaft"."""
        if key in self.sets["bodies"]:
            return True
        return self.capitalised and key.endswith(self.body_endings) and len(key) > _SHORT


@cache
def grammar_of(language: str) -> Grammar:
    """Return the grammar of ``language``, made once in each process."""
    data = table(language, _TOPIC)
    endings = _Endings(data)
    parted: dict[str, set[str]] = {}
    joined: set[str] = set(data["participles"])
    pasts = [pair.split() for pair in data["infinitives"]]
    for line in data["say_separable"]:
        particle, _, forms = line.partition(": ")
        for form in forms.split():
            parted.setdefault(form, set()).add(particle)
            joined.add(particle + form)
            ending = next((pair for pair in pasts if form.endswith(pair[0])), None)
            if ending:
                joined.add(particle + form.removesuffix(ending[0]) + ending[1])
    say = endings.unfold(data["say"]) | _words(data["say_irregular"]) | joined
    lists = {key: frozenset(value) for key, value in data.items() if _is_words(value)}
    lists["roles"] |= {role + data["role_plural"] for role in data["roles"]}
    lists |= {f"frame.{key}": frozenset(value) for key, value in data["frame"].items()}
    label = endings.unfold(data["label"]) | _words(data["label_irregular"])
    weak_label = endings.unfold(data["weak_label"]) | _words(data["weak_label_irregular"])
    sourcing = lists["before_source"] | lists["after_source"] | lists["source_prepositions"]
    lists |= {
        "announcing": lists["reflexive_say"].union(say, label, weak_label, parted),
        "sourcing": sourcing,
        "marking": sourcing | lists["like"] | lists["so"],
        "views": lists["view_verbs"] | label,
        "verbs": lists["auxiliaries"].union(say, label, parted),
    }
    return Grammar(
        capitalised=data["nouns_are_capitalised"],
        say=frozenset(say),
        label=frozenset(label),
        weak_label=frozenset(weak_label),
        parted={form: frozenset(particles) for form, particles in parted.items()},
        sets=lists,
        role_endings=tuple(word for word in data["roles"] if word not in data["whole_words"]),
        body_endings=tuple(word for word in data["bodies"] if word not in data["whole_words"]),
        modifier_endings=tuple(data["modifier_endings"]),
        abstract_endings=tuple(data["abstract_endings"]),
        endings={name: tuple(data[name]) for name in _ENDINGS},
        oblique_if_weak=data["oblique_if_weak"],
        closed_class=frozenset().union(*(lists[name] for name in _CLOSED)),
        pronoun_genders=data["pronoun_genders"],
        female_endings=tuple(data["female_endings"]),
        article_genders=data["article_genders"],
        report_cues=frozenset().union(say, label, parted, *(lists[name] for name in _REPORTING)),
        aged=re.compile(data["aged"]),
        aged_noun=re.compile(data["aged_noun"]),
    )


class _Endings:
    """Unfolds the stems of regular verbs into their forms."""

    def __init__(self, data: Mapping[str, list[str]]) -> None:
        self._plain, self._dental = data["weak_endings"], data["weak_endings_after_dental"]
        self._dentals = tuple(data["dentals"])
        self._prefix, self._unprefixed = str(data["participle_prefix"]), tuple(data["unprefixed"])

    def unfold(self, stems: Iterable[str]) -> set[str]:
        forms: set[str] = set()
        for stem in stems:
            dental = bool(self._dentals) and stem.endswith(self._dentals)
            endings = self._dental if dental else self._plain
            forms.update(stem + ending for ending in endings)
            if self._prefix and not stem.startswith(self._unprefixed):
                forms.add(self._prefix + stem + endings[0])
        return forms


def _words(lines: Iterable[str]) -> set[str]:
    return {word for line in lines for word in line.split()}


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
