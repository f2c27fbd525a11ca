"""Owns what choices between two drafts come to: how often each model's was preferred, and whether it can be chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newslab.study.statistics import CONFIDENCE, holm, share_interval, sign_p
from newslab.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One editor's choice between the drafts of two models of one article; no ``preferred`` is a tie."""

    article_id: str
    models: frozenset[str]
    preferred: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """Two models by the articles on which their drafts were compared; what is counted, counts articles.

    ``share`` is that of ``one`` among the articles with a winner, 0 to 1, ``low`` and ``high`` its interval; all three
    are None where every article was a tie. ``p`` is of the exact sign test, ``p_adjusted`` corrected for all duels.
    """

    one: str
    other: str
    wins: int
    losses: int
    ties: int
    share: float | None
    low: float | None
    high: float | None
    p: float
    p_adjusted: float

    @property
    def n(self) -> int:
        """How many articles."""
        return self.wins + self.losses + self.ties


def duels(choices: Iterable[Choice]) -> tuple[Duel, ...]:
    """Return every two models that were compared, by name.

    An article counts once, for the draft that more editors preferred, so that articles stay independent of each other.
    """
    balance = _balance(choices)
    counted: dict[tuple[str, str], Counter[int]] = {}
    for (_, *models), lead in sorted(balance.items()):
        counted.setdefault((models[0], models[1]), Counter())[(lead > 0) - (lead < 0)] += 1
    ps = [sign_p(count[1], count[-1]) for count in counted.values()]
    return tuple(
        _duel(models, count, p, adjusted)
        for (models, count), p, adjusted in zip(sorted(counted.items()), ps, holm(ps), strict=True)
    )


def _balance(choices: Iterable[Choice]) -> dict[tuple[str, str, str], int]:
    """Return by article and two models, in the order of their names, how many more editors preferred the first."""
    found: Counter[tuple[str, str, str]] = Counter()
    for choice in choices:
        one, other = sorted(choice.models)
        found[choice.article_id, one, other] += (choice.preferred == one) - (choice.preferred == other)
    return dict(found)


def _duel(models: tuple[str, str], count: Counter[int], p: float, adjusted: float) -> Duel:
    wins, losses = count[1], count[-1]
    low, high = share_interval(wins, wins + losses) or (None, None)
    return Duel(
        one=models[0],
        other=models[1],
        wins=wins,
        losses=losses,
        ties=count[0],
        share=wins / (wins + losses) if wins + losses else None,
        low=low,
        high=high,
        p=p,
        p_adjusted=adjusted,
    )


def told(found: Sequence[Duel], ui: str) -> Iterator[str]:
    """Yield the lines that say it to people: each model's articles won, lost and tied, then every two models."""
    say = Wording("newslab.study", "wording/preferences.toml", ui)
    if not found:
        yield say("none")
        return
    yield say("counted")
    for model, (wins, losses, ties) in _by_model(found):
        yield say("model", model=model, wins=wins, losses=losses, ties=ties)
    for duel in found:
        yield _duel_told(duel, say)


def _by_model(found: Sequence[Duel]) -> list[tuple[str, tuple[int, int, int]]]:
    """Return each model's wins, losses and ties over all others, most of its decided comparisons won first."""
    sides = [
        side
        for duel in found
        for side in ((duel.one, duel.wins, duel.losses, duel.ties), (duel.other, duel.losses, duel.wins, duel.ties))
    ]
    sums = {
        model: (
            sum(wins for name, wins, _, _ in sides if name == model),
            sum(losses for name, _, losses, _ in sides if name == model),
            sum(ties for name, _, _, ties in sides if name == model),
        )
        for model, *_ in sides
    }
    return sorted(sums.items(), key=lambda each: (-(each[1][0] + 1) / (each[1][0] + each[1][1] + 2), each[0]))


def _duel_told(duel: Duel, say: Wording) -> str:
    line = say("duel", one=duel.one, other=duel.other, wins=duel.wins, losses=duel.losses, ties=duel.ties, n=duel.n)
    if duel.share is None or duel.low is None or duel.high is None:
        return line + say("all_tied")
    shares = {"share": duel.share, "low": duel.low, "high": duel.high}
    percent = {name: say.number(100 * share, 0) for name, share in shares.items()}
    verdict = "open" if duel.p_adjusted > 1 - CONFIDENCE else "ahead"
    line += say("share", p=say.number(duel.p_adjusted, 3), **percent)
    return line + say(verdict, ahead=duel.one if duel.wins > duel.losses else duel.other)
