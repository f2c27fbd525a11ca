"""Owns how hard a summary is to read: LIX, Flesch (Amstad's for German) and the first Wiener Sachtextformel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from newslab.records import Measurement
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table

VERSION = 1
_NAMES = ("lix", "flesch", "wiener_sachtextformel")
# Formulas made on texts of a hundred words and more say nothing of one or two sentences.
_ENOUGH_SENTENCES = 3
_LONG = 6  # letters: a word with more is long


class Readability:
    """Classic formulas over sentence length, word length and syllables; higher is harder, for Flesch easier.

    ``lix``: words per sentence + percentage of words with more than six letters (Björnsson 1968).
    ``flesch``: 206.835 - 1.015 words per sentence - 84.6 syllables per word (Flesch 1948), in German
    180 - words per sentence - 58.5 syllables per word (Amstad 1978).
    ``wiener_sachtextformel``: 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, with the percentages of words
    of three and more syllables (MS), of more than six letters (IW) and of one syllable (ES), and the words per
    sentence (SL); about the school year for which a German text is fit (Bamberger & Vanecek 1984).
    Figures without letters ("1.250") are no words here. Syllables are counted by rule, see the language's table.
    """

    name = "readability"

    def signature(self, language: str) -> str:
        """Return all that changes a figure."""
        return f"readability|lang:{language}|tok:words.1|split:sentences.1|norm:nfc|v:{VERSION}"

    def measure(self, alignments: Sequence[Alignment]) -> list[Measurement]:
        """Return one measurement for each alignment, in order."""
        return [self._measured(alignment.summary) for alignment in alignments]

    def _measured(self, summary: Document) -> Measurement:
        scores: dict[str, float | None] = dict.fromkeys(_NAMES)
        reasons: dict[str, str] = {}
        forms = summary.words.forms
        figures = {number for number in summary.compounds if not any(map(str.isalpha, forms[number]))}
        words = [form for number, form in enumerate(forms) if number not in figures]
        sentences = len(summary.sentences)
        if not words:
            reasons = dict.fromkeys(_NAMES, "the summary is empty")
        elif sentences < _ENOUGH_SENTENCES:
            reasons = dict.fromkeys(_NAMES, f"fewer than {_ENOUGH_SENTENCES} sentences")
        else:
            _fill(scores, words, sentences, summary.language)
            if scores["wiener_sachtextformel"] is None:
                reasons["wiener_sachtextformel"] = "made for German"
        return Measurement(scores=scores, not_applicable=reasons, signature=self.signature(summary.language))


def _fill(scores: dict[str, float | None], words: Sequence[str], sentences: int, language: str) -> None:
    rules = table(language, "readability")
    syllables_of = [syllables(word, language) for word in words]
    length = len(words) / sentences
    long_words = _percentage([bool(word[_LONG:]) and sum(map(str.isalpha, word)) > _LONG for word in words])
    scores["lix"] = length + long_words
    flesch = rules["flesch"]
    scores["flesch"] = (
        flesch["constant"] - flesch["sentence"] * length - flesch["syllables"] * sum(syllables_of) / len(words)
    )
    if rules["wiener"]:
        many = _percentage([count >= 3 for count in syllables_of])
        one = _percentage([count == 1 for count in syllables_of])
        scores["wiener_sachtextformel"] = 0.1935 * many + 0.1672 * length + 0.1297 * long_words - 0.0327 * one - 0.875


def _percentage(holds: Sequence[bool]) -> float:
    return 100 * sum(holds) / len(holds)


@lru_cache(maxsize=65536)
def syllables(word: str, language: str) -> int:
    """Return how many syllables a word has, at least one; the parts of a hyphened word count each for itself."""
    parts = [part for part in re.split("[-‐‑]", word.casefold()) if part]
    silent, nucleus = _patterns(language)
    return sum(max(1, len(nucleus.findall(silent.sub("'", part)))) for part in parts)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = table(language, "readability")
    vowel = f"[{rules['vowels']}]"
    nucleus = "|".join([*rules["diphthongs"], vowel]) if rules["diphthongs"] else f"{vowel}+"
    return re.compile("|".join(rules["silent"])), re.compile(nucleus)
