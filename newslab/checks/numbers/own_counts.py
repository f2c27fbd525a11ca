"""Owns small counts that only the summary makes: it sums up goals or steps that are named one by one."""

from __future__ import annotations

from newslab.checks.numbers.bearing import COUNTED_AS_UNIT
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import class_of, may_be_same, role_of, same_noun
from newslab.text.lexis import NOT_THERE

_FEW, _SMALL = 4, 12  # the largest that counts parts or steps in words, and that anybody counts without a list
_RIVALS = 20  # larger numbers of the article count something else
_BESIDE = 3
_SIDES = 2
_BARE = COUNTED_AS_UNIT | {None}


def is_own_count(claim: Claim) -> bool:
    """Tell a small count that the summary makes by itself, and to which the article gives no other number.

    On texts that nobody had looked up, not one such count was wrong: it is passed over.
    """
    ours = claim.ours
    if ours.spelt and 1 < ours.value <= _FEW and ours.dimension == "times" and _scores(claim):
        return True
    if ours.kind in {"score", "range"} and len(ours.parts) == _SIDES:
        return _interim(claim)
    if ours.counted is None or not 1 < ours.value <= _SMALL or ours.value % 1 or ours.parts:
        return False
    return _is_heading(claim) or (ours.kind == "number" and _counts_alone(claim)) or _goes_on(claim)


def _is_heading(claim: Claim) -> bool:
    """Tell whether a number word counts parts, steps or reasons by a noun that the article never uses."""
    ours = claim.ours
    plain = ours.kind == "number" and ours.unit is None and ours.spelt and ours.value <= _FEW
    headed = plain and ours.counted in claim.words.rules["headings"]
    return headed and claim.article.lexis.bears(ours.counted or "") == NOT_THERE


def _counts_alone(claim: Claim) -> bool:
    """Tell whether the article counts neither such things nor anything small where it tells of them.

    People are no such things: who died, was hurt or seized is counted by the article or by nobody.
    """
    ours, language = claim.ours, claim.summary.language
    noun = ours.counted or ""
    if ours.unit not in _BARE or class_of(noun, language) == "people" or role_of(ours, claim.summary):
        return False
    if noun not in claim.words.rules["goals"] and claim.article.lexis.bears(noun) != NOT_THERE:
        return False  # the article has the thing itself, and a reader counts it there
    told = [q for q in claim.article.quantities if q.counted is not None]
    small = [q for q in told if q.value <= _RIVALS]  # who count so many watch three goals
    if any(same_noun(noun, q.counted or "") for q in told) or any(
        may_be_same(noun, q.counted or "", language) for q in small
    ):
        return False
    if noun in claim.words.rules["goals"]:
        return True  # the numbers beside are the minutes in which they fell
    sources = claim.alignment.links[claim.summary.sentence_at(ours.span.start)].sources
    near = [q for number in sources for q in claim.figures.in_sentence(number)]
    return bool(sources) and not any(
        q.unit in _BARE and q.value <= _RIVALS and q.kind not in {"ordinal", "score"} for q in near
    )


def _goes_on(claim: Claim) -> bool:
    """Tell whether "eine zweite Erhöhung" counts what the article calls a further one."""
    ours = claim.ours
    if ours.kind != "ordinal" or ours.value > _FEW:
        return False
    ranked = (q for q in claim.figures.of_kind.get("ordinal", ()) if q.counted)
    if any(may_be_same(ours.counted or "", q.counted or "", claim.summary.language) for q in ranked):
        return False
    article, sources = claim.article, claim.alignment.links[claim.summary.sentence_at(ours.span.start)].sources
    rules = claim.words.rules  # "hat wieder gewonnen": his second win
    words = rules["more_of_them"] | (rules["again"] if ours.value == _SIDES else frozenset())
    places = (at for word in sorted(words) for at in article.places.get(word, ()))
    return any(article.sentence_of[at] in sources for at in places)


def _scores(claim: Claim) -> bool:
    """Tell whether somebody scored so often ("traf doppelt"): an article names the goals one by one."""
    keys, ours = claim.summary.words.keys, claim.ours
    near = keys[max(0, ours.first - _BESIDE) : ours.last + _BESIDE]
    return not claim.words.rules["scoring"].isdisjoint(near)


def _interim(claim: Claim) -> bool:
    """Tell whether a score is one on the way ("beim Stand von 1:2") to the only result that the article gives."""
    ours, keys = claim.ours, claim.summary.words.keys
    beside = {*keys[max(0, ours.first - _BESIDE) : ours.first], *keys[ours.last : ours.last + 1]}
    if claim.words.rules["interim"].isdisjoint(beside):
        return False
    small, large = sorted(ours.parts)
    told = (q for kind in ("score", "range") for q in claim.figures.of_kind.get(kind, ()))
    results = (sorted(q.parts) for q in told if len(q.parts) == len(ours.parts))
    return any(small <= low and large <= high for low, high in results)
