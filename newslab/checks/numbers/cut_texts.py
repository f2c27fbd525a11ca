"""Owns whether a summary's last figure was cut off with its text, by a limit on length: "bis 20" out of "bis 2027"."""

from __future__ import annotations

from newslab.text.alignment.align import Alignment

_ENDS = '.!?…"”“«»’)'
_MOST = 50  # words of the article before which the same word stands that are looked at
_YEAR = 4


def is_cut_off(alignment: Alignment, number: int) -> bool:
    """Tell whether a word is the beginning of the article's figure, and the text ends inside it.

    The word before is the same in both. A headline ends without a full stop too, and may end with a wrong number: so
    the text has whole sentences before its last one, or the figure is a year of the article.
    """
    summary, article = alignment.summary, alignment.article
    key = summary.words.keys[number]
    if number == 0 or number + 1 != len(summary.words.keys) or not key[-1].isdigit() or _is_ended(summary.text):
        return False
    before = article.places.get(summary.words.keys[number - 1], ())[:_MOST]
    longer = [article.words.keys[at + 1] for at in before if at + 1 < len(article.words)]
    whole = [word for word in longer if word.startswith(key) and word != key]
    several = len(summary.sentences) > 1
    return any(several or (len(word) == _YEAR and word.isdecimal()) for word in whole)


def _is_ended(text: str) -> bool:
    return text.rstrip().endswith(tuple(_ENDS))
