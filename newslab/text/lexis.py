"""Owns a text's words as other texts' are compared with them: pieces of words with their lemmas, roots, compounds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress
from math import log

import simplemma
from simplemma import is_known

from newslab.records import Span
from newslab.text.language import WORDS_KEPT, table, words_of
from newslab.text.normalise import folded
from newslab.text.once import KeptByWord, once
from newslab.text.passage import Passage
from newslab.text.sieve import Sieve

# A piece: "SPD-Chefin" is two and "Müller's" is two, so that compounds with a hyphen, and English genitives that a
# tokeniser wrote apart, meet those written together. Figures with their separators stay whole.
# "didn't" is three, as it is where a tokeniser wrote "did n't": so it meets "did not", and "won't" is no "won". "Can't"
# has a whole word before its apostrophe and stays two.
_PIECE = re.compile(r"\d+(?:[.,:]\d+)*|\b(?!can['’])[^\W\d_]+(?=n['’]t\b)|[^\W\d_]+", re.IGNORECASE)
# What ends the clause behind a verb's particle, and what no verb reaches across to its own.
_CLAUSE_ENDS = re.compile(r"[)“”\"»«]*(?:[.,;:!?–—]|\s+[–—(]|\s*$)")
_CLAUSE_CUT = re.compile(r"[,;:!?]|\.\s")
_FURTHEST_PARTICLE = 25
_SHORTEST_VERB = 2
# Shorter parts of compounds meet by chance ("Rat" in "Unrat", "ein" in "Verein"), shorter roots too.
_SHORTEST_PART = 4
SHORTEST_ROOT = 5
# A word's share that two words of one root have in common at least ("Ermittl-ung", "Ermittl-er").
_ROOT_SHARE = 0.6
# No word of a living language is longer; a line of 100,000 letters must not be taken apart.
_LONGEST_WORD = 60
# More words than this with the same first letters are not looked through: the work for one word stays bounded.
_MOST_CANDIDATES = 32
# Behind every letter in the order of words.
_BEHIND_ALL = "\U0010ffff"

_WORDLESS = Sieve(lambda key: len(key) < 2 or key[0].isdigit())

SAME, SYNONYM, ROOT, PART, NOT_THERE = 1.0, 0.9, 0.8, 0.6, 0.0


@lru_cache(maxsize=WORDS_KEPT)
def lemma(key: str, language: str) -> str:
    """Return the dictionary form of a case-folded word, itself case folded; what no dictionary knows stays as it is."""
    if len(key) > _LONGEST_WORD or not key.isalpha():
        return key
    known = folded(simplemma.lemmatize(key, lang=language))
    return _of_progressive(key, language) if known == key else known


@cache
def _lemmas(language: str) -> KeptByWord:
    return KeptByWord(lemma, language, WORDS_KEPT)


def _of_progressive(key: str, language: str) -> str:
    """Return the verb of a progressive that the dictionary takes for a noun ("forging"), where its past is known, too.

    "Building" has no "builded" and stays; of verbs that are irregular in this way, those that accuse are known.
    """
    ending = table(language, "support")["progressive_ending"]
    if not ending or not key.endswith(ending):
        return key
    bare = key.removesuffix(ending)
    past = bare + table(language, "certainty")["past_endings"][0]
    if is_known(past, lang=language):
        return folded(simplemma.lemmatize(past, lang=language))
    return bare if bare in listed(language, "certainty", "accusing") else key


@lru_cache(maxsize=WORDS_KEPT)
def is_subjunctive(form: str, key: str, language: str) -> bool:
    """Tell whether a verb has the ending of the mood of reported speech ("lebe" for "lebt"), by its dictionary form."""
    return key.endswith(_reported_endings(language)) and form.islower() and lemma(key, language) == f"{key}n"


@cache
def _reported_endings(language: str) -> tuple[str, ...]:
    return tuple(table(language, "certainty")["reported_endings"])


@lru_cache(maxsize=20_000)
def _is_separable(particle: str, verb: str, language: str) -> bool:
    """Tell whether a dictionary knows the verb with this particle before it."""
    joined = particle + verb
    return len(verb) > _SHORTEST_VERB and is_known(joined, lang=language) and lemma(joined, language).endswith("n")


@cache
def listed(language: str, topic: str, key: str) -> frozenset[str]:
    """Return the list ``key`` of a language's table, case folded as lemmas and keys are."""
    return frozenset(map(folded, words_of(language, topic, key)))


@cache
def synonyms(language: str) -> dict[str, frozenset[str]]:
    """Return, for each word that stands in a line of synonyms, all words of its lines."""
    return lines_by_word(table(language, "support")["synonyms"])


def lines_by_word(lines: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    """Return, for each word of a table's lines, all words of the lines that it stands in, case folded."""
    found: dict[str, frozenset[str]] = {}
    for line in lines:
        alike = frozenset(map(folded, line))
        for word in alike:
            found[word] = found.get(word, frozenset()) | alike
    return found


Word = tuple[str, str]  # a word's key and lemma


@lru_cache(maxsize=WORDS_KEPT)
def _without_endings(word: str, language: str) -> tuple[str, ...]:
    """Return what is left of a word without each of the endings that it has, where that is long enough."""
    bare = (word[: -len(ending)] for ending in table(language, "support")["endings"] if word.endswith(ending))
    return tuple(part for part in bare if len(part) >= _SHORTEST_PART)


class Lexis:
    """A text's pieces as parallel lists, and the indexes under which another text's pieces are looked up.

    ``word_of`` are the numbers of the words that the pieces are of.
    """

    def __init__(self, passage: Passage) -> None:
        self.language = passage.language
        self.forms, self.keys, self.starts, self.ends, self.word_of = _pieces(passage)
        self.lemmas = list(map(_lemmas(self.language).__getitem__, self.keys))
        self._passage = passage
        self._asked: dict[str, float] = {}
        self._join_particles()

    def __len__(self) -> int:
        return len(self.keys)

    def _join_particles(self) -> None:
        """Give a verb whose particle stands at the end of its clause the lemma of both: "lehnte … ab", ablehnen."""
        particles, joining = (
            listed(self.language, *place)
            for place in (("support", "separable_particles"), ("quotations", "conjunctions"))
        )
        text = self._passage.text
        last = len(self.keys) - 1
        for at in [at for at, key in enumerate(self.keys) if key in particles]:
            key, ends = self.keys[at], _CLAUSE_ENDS.match(text, self.ends[at])
            if not ends and not (at < last and self.keys[at + 1] in joining):
                continue
            for verb in range(at - 1, max(-1, at - _FURTHEST_PARTICLE), -1):
                if _CLAUSE_CUT.search(text, self.ends[verb], self.starts[verb + 1]):
                    break
                if self.forms[verb].islower() and _is_separable(key, self.keys[verb], self.language):
                    self.lemmas[verb] = lemma(key + self.keys[verb], self.language)
                    break

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text from piece ``first`` to the end of piece ``last - 1``."""
        return Span(self.starts[first], self.ends[last - 1])

    def is_joined(self, number: int) -> bool:
        """Tell whether a hyphen alone stands between a piece and the next: "US-amerikanisch"."""
        after = number + 1
        return after < len(self.starts) and self._passage.text[self.ends[number] : self.starts[after]] == "-"

    @once
    def content(self) -> list[bool]:
        """For each piece, whether it carries news: no grammar, no figure, no single letter."""
        stop = listed(self.language, "support", "stop")
        idle = stop | self._wordless
        return [key not in idle and known not in stop for key, known in zip(self.keys, self.lemmas, strict=True)]

    @once
    def _wordless(self) -> set[str]:
        """What is a figure or a single letter among its keys."""
        return _WORDLESS.passing(self.known)

    @once
    def telling(self) -> list[bool]:
        """For each piece, whether it carries news or is a figure."""
        figures = {key for key in self._wordless if key[0].isdigit()}
        return [news or key in figures for news, key in zip(self.content, self.keys, strict=True)]

    @once
    def words(self) -> list[Word]:
        """The pieces as they are compared: each key with its lemma."""
        return list(zip(self.keys, self.lemmas, strict=True))

    @once
    def sentence_of(self) -> list[int]:
        """For each piece, the number of its sentence."""
        found: list[int] = []
        for number, sentence in enumerate(self._passage.sentences[:-1]):
            found += [number] * (bisect_left(self.starts, sentence.end, len(found)) - len(found))
        return found + [max(0, len(self._passage.sentences) - 1)] * (len(self) - len(found))

    @once
    def places_of(self) -> dict[str, list[int]]:
        """For each lemma that carries news, the numbers of its first pieces, in order; bounded for very long texts."""
        found: dict[str, list[int]] = {}
        for number, word in compress(enumerate(self.lemmas), self.content):
            if word not in found:
                found[word] = [number]
            elif len(found[word]) < _MOST_CANDIDATES:
                found[word].append(number)
        return found

    @once
    def ranges(self) -> list[tuple[int, int]]:
        """For each sentence, the stretch of its pieces (half-open)."""
        found: list[tuple[int, int]] = []
        first = 0
        for number in range(len(self._passage.sentences)):
            last = bisect_right(self.sentence_of, number, first)
            found.append((first, last))
            first = last
        return found

    @once
    def sentences_of(self) -> dict[str, list[int]]:
        """For each lemma that carries news, and each figure, the numbers of the sentences that have it, in order."""
        found: dict[str, list[int]] = {}
        for word, sentence in dict.fromkeys(compress(zip(self.lemmas, self.sentence_of, strict=True), self.telling)):
            if word in found:
                found[word].append(sentence)
            else:
                found[word] = [sentence]
        return found

    @once
    def rarity(self) -> list[float]:
        """How much a lemma tells that so many sentences have, by their number; none is no rarer than one."""
        many = len(self._passage.sentences)
        return [log(1 + many / (count or 1)) for count in range(many + 1)]

    def weigh(self, words: Iterable[str]) -> dict[str, float]:
        """Return how much each of some lemmas and figures tells: the more, the fewer sentences have it."""
        places, rarity = self.sentences_of, self.rarity
        return {word: rarity[len(places[word])] if word in places else rarity[0] for word in words}

    @once
    def known(self) -> frozenset[str]:
        """Every form and every lemma of the text."""
        return frozenset().union(self.keys, self.lemmas)

    @once
    def _long(self) -> list[str]:
        """The words that are long enough for another word to be of their root or in their compound, sorted."""
        return sorted([word for word in self.known if word[SHORTEST_ROOT - 1 :]])

    @once
    def _backwards(self) -> list[str]:
        """The long words written backwards, sorted: those that end alike stand together."""
        return sorted([word[::-1] for word in self._long])

    def _has_tail(self, tail: str) -> bool:
        """Tell whether one of the long words ends with these letters."""
        backwards, first = self._backwards, bisect_left(self._backwards, tail[::-1])
        return first < len(backwards) and backwards[first].startswith(tail[::-1])

    def of_root(self, root: str) -> list[str]:
        """Return the first words that begin with these letters."""
        return _beginning(self._long, root)[:_MOST_CANDIDATES]

    def kin_of(self, word: str) -> Iterator[str]:
        """Yield the long words that end with a word, that may be its own end or beginning, or that begin as it does."""
        yield from (other[::-1] for other in _beginning(self._backwards, word[::-1]))
        yield from (word[at:] for at in range(1, len(word) - SHORTEST_ROOT + 1))
        yield word[:SHORTEST_ROOT]
        if len(word) > SHORTEST_ROOT:
            yield from _beginning(self._long, word[: SHORTEST_ROOT + 1])

    def bears(self, key: str) -> float:
        """Return how much of a word's sense this text bears: SAME, SYNONYM, ROOT, PART (of a compound) or NOT_THERE."""
        if key not in self._asked:
            self._asked[key] = self._look_up(key, lemma(key, self.language))
        return self._asked[key]

    def _look_up(self, key: str, known_as: str) -> float:
        if key in self.known or known_as in self.known:
            return SAME
        alike = synonyms(self.language)
        if not self.known.isdisjoint(alike.get(known_as, frozenset()) | alike.get(key, frozenset())):
            return SYNONYM
        if len(key) > _LONGEST_WORD:
            return NOT_THERE
        return max(self._by_compound(key), *(self._by_family(word) for word in {key, known_as}))

    def _by_family(self, word: str) -> float:
        """Look for a word of the same root, and for the word at the rim of one of the text's compounds."""
        if len(word) < _SHORTEST_PART:
            return NOT_THERE
        if any(map(self._has, _without_endings(word, self.language))):
            return ROOT
        if self._has_tail(word):
            return ROOT
        for other in self.of_root(word[:SHORTEST_ROOT]) if len(word) >= SHORTEST_ROOT else ():
            shared = _shared_prefix(word, other)
            if shared == len(word) or shared >= max(SHORTEST_ROOT, _ROOT_SHARE * max(len(word), len(other))):
                return ROOT
        return NOT_THERE

    def _by_compound(self, key: str) -> float:
        """Take the word apart into words of the text: both parts are the whole word, one is a part of it."""
        best = NOT_THERE
        joints = table(self.language, "support")["joints"]
        for cut in range(_SHORTEST_PART, len(key) - _SHORTEST_PART + 1):
            modifiers = (key[: cut - len(joint)] for joint in joints if key[:cut].endswith(joint))
            modifier = any(self._has(part, _SHORTEST_PART) for part in modifiers)
            head = self._has(key[cut:])
            if head and modifier:
                return SAME
            if head or modifier:
                best = PART
        return best

    def _has(self, part: str, shortest: int = 1) -> bool:
        if len(part) < shortest or part in listed(self.language, "support", "stop"):
            return False
        return part in self.known or lemma(part, self.language) in self.known


def _beginning(words: list[str], root: str) -> list[str]:
    """Return those of the sorted words that begin with these letters."""
    first = bisect_left(words, root)
    return words[first : bisect_left(words, root + _BEHIND_ALL, first)]


def _pieces(passage: Passage) -> tuple[list[str], list[str], list[int], list[int], list[int]]:
    """Return the forms, keys, starts, ends and words of a text's pieces; all lie in words, a word of letters is one."""
    words = passage.words
    forms, keys, starts, ends, owners = list[str](), list[str](), list[int](), list[int](), list[int]()
    done, last = 0, len(words)
    for number in (*passage.compounds, last):
        forms += words.forms[done:number]
        keys += words.keys[done:number]
        starts += words.starts[done:number]
        ends += words.ends[done:number]
        owners += range(done, number)
        done = number + 1
        if number < last:
            found = list(_PIECE.finditer(passage.text, words.starts[number], words.ends[number]))
            forms += (apart := [match[0] for match in found])
            keys += map(folded, apart)
            starts += [match.start() for match in found]
            ends += [match.end() for match in found]
            owners += [number] * len(found)
    return forms, keys, starts, ends, owners


def _shared_prefix(one: str, other: str) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):  # ends with the shorter word
        if mine != theirs:
            break
        count += 1
    return count
