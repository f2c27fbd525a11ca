"""Owns who wants, welcomes or rejects what in both texts, and whether a summary gives one's stance to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.alignment.reported import sentence_scores, speech_in, tells_alone, topic_of
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation, Speaker
from newslab.text.quotations.people import Identity, cases, identity_of, related
from newslab.text.quotations.stances import Stance

_SAME = 0.6  # share of a stance's telling words that another must have to be about the same
_FULL_NAME = 2  # words of a first name with a surname
_NEAR = 2  # sentences between two stances of which one takes up the other
_HALF = 0.5  # share of a stance's telling words that one voice of the article must have
_OWN = 0.5  # share of what the other says that the holder's own sentences must not have
_MOST = 200  # stances of an article that are looked through
_VERDICT = "judge"
_FIGURE = "figure"
_TOLD = frozenset({"promise", "figure", "expect", "propose", "cause", "blame", "suspect", "warn", "exclude"})
_OPPOSITE = {"for": {"against"}, "demand": {"against"}, "against": {"for", "demand"}}


def exchanged_stances(alignment: Alignment) -> Iterator[tuple[Stance, Stance]]:
    """Yield each stance of the summary whose holder has another one in the article, beside whose it is there.

    Where both are of the same holder, he has the opposite one.
    """
    ours = alignment.summary.stances
    if ours:
        theirs = alignment.article.stances[:_MOST]
        compare = _Comparison(alignment, theirs)
        for stance in ours:
            other = compare.owner(stance)
            if other is not None:
                yield stance, other


def of_one_holder(ours: Stance, theirs: Stance) -> bool:
    """Tell whether a pair that was found is of one holder's opposite stances."""
    return theirs.side != ours.side


def views_in(sentence: Span, article: Document) -> list[Quotation]:
    """Return what a sentence of an article that reports nothing has somebody promise, expect or warn of, as his words.

    What somebody demands, backs or condemns is told of a deed as well: "demanded a ransom", "verurteilte ihn".
    """
    return [
        Quotation(
            span=sentence,
            kind="indirect",
            group=0,
            speaker=Speaker(span=stance.holder, text=stance.holder.of(article.text)),
            cue=stance.verb,
        )
        for stance in article.stances[:_MOST]
        if article.sentences[stance.sentence] == sentence and stance.side in _TOLD and not stance.pronoun
    ]


class _Comparison:
    """Lays the stances of one summary over those of its article."""

    def __init__(self, alignment: Alignment, theirs: Sequence[Stance]) -> None:
        self._summary: Document = alignment.summary
        self._article: Document = alignment.article
        self._theirs = theirs
        self._sets = grammar_of(alignment.article.language).sets

    def owner(self, ours: Stance) -> Stance | None:
        """Return the article's stance that is the summary's, but somebody else's; None where that is not safe to say.

        Safe it is where the article has the one whom the summary names close by with another stance of his own.
        """
        if ours.pronoun:
            return None
        contrary = self._contrary(ours)
        if contrary is not None:
            return contrary
        same = [stance for stance in self._theirs if stance.side == ours.side and self._covers(stance, ours)]
        if not same:
            return self._voiced(ours)
        if any(stance.pronoun or self._can_be(ours, stance) for stance in same):
            return None
        own = [stance for stance in self._theirs if not stance.pronoun and self._is(ours, stance)]
        crossed = (theirs for theirs in same if any(self._takes_up(other, theirs) for other in own))
        found = next(crossed, None) or next((theirs for theirs in same if self._swapped(ours, theirs)), None)
        return found or (same[0] if self._apart(ours, same) else None)

    def _voiced(self, ours: Stance) -> Stance | None:
        """Return who says in one sentence of the article most of what the summary's holder is said to want or to fear.

        The holder must be named in full and have nothing like it in any sentence that names him, or behind it.
        """
        mine = self._identity(ours.holder, self._summary)
        own = self._sentences_of(mine.names[-1:])
        if not own or not mine.names or len(mine.names) + len(mine.roles) < _FULL_NAME:
            return None
        wanted = {lemma for key, lemma in self._about(ours, self._summary) if key not in mine.names}
        if 0 not in own:
            wanted = wanted - topic_of(self._article) or wanted
        figures = {word for word in wanted if word[:1].isdigit()} if ours.side == _FIGURE else set()
        wanted = figures or wanted
        telling = figures or len(wanted) >= _FULL_NAME or any(tells_alone(word, self._article) for word in wanted)
        scores = sentence_scores(wanted, self._article) if telling else {}
        best = min(scores, key=lambda number: (-scores[number], number), default=0)
        if not scores or scores[best] < _HALF or best in own:
            return None
        voices = list(self._voices(best, ours.side))
        aside = best if not any(voice.pronoun for voice in voices) else -1  # who is named there speaks for nobody else
        near = {number + step for number in own for step in (0, 1)} - {aside}
        if any(scores.get(number, 0.0) > _OWN * scores[best] for number in near):
            return None
        named = [self._identity(voice.holder, self._article) for voice in voices]
        others = all(each.names and self._article.cast.same(mine, each) is False for each in named)
        meant = any(not wanted.isdisjoint(each.names) for each in named)  # "hält Seidls Aussage für falsch"
        return voices[0] if voices and others and not meant else None

    def _voices(self, number: int, side: str) -> Iterator[Stance]:
        """Yield whose views and words a sentence of the article tells; of a will, only who speaks of his own."""
        sentence = self._article.sentences[number]
        yield from (stance for stance in self._theirs if stance.sentence == number)
        for source in speech_in(self._article.quotations, sentence):
            speaker = source.speaker
            if speaker is None or source.carried:
                continue
            first, last = self._article.word_at(source.span.start), self._article.word_at(source.span.end)
            own = source.kind == "direct" and not self._sets["frame.speakers"].isdisjoint(
                self._article.words.keys[first:last]
            )
            if own or side != "demand":
                yield Stance(
                    side=side,
                    holder=self._named(speaker),
                    pronoun=speaker.pronoun,
                    verb=source.cue or source.span,
                    about=(source.span,),
                    sentence=number,
                )

    def _named(self, speaker: Speaker) -> Span:
        """Return where a speaker is named: whom a pronoun stands for, the last time before it."""
        if not speaker.pronoun or not speaker.name:
            return speaker.span
        found = self._article.text.rfind(speaker.name, 0, speaker.span.start)
        return Span(found, found + len(speaker.name)) if found >= 0 else speaker.span

    def _sentences_of(self, names: Sequence[str]) -> set[int]:
        places = [at for name in names for form in cases(name) for at in self._article.places.get(form, ())]
        return {self._article.sentence_of[at] for at in places}

    def _apart(self, ours: Stance, same: Sequence[Stance]) -> bool:
        """Tell whether the summary's holder is surely none of those: their rival, or another who is named apart."""
        mine, cast = self._identity(ours.holder, self._summary), self._article.cast
        others = [self._identity(stance.holder, self._article) for stance in same]
        if all(cast.rivals(mine, other) for other in others):
            return True
        stands_in = any(each.others and each.others <= self._sets["stand_ins"] for each in (mine, *others))
        named = len(mine.names) >= _FULL_NAME or (bool(mine.names and mine.roles) and cast.safe(mine))
        known = named or (mine.body and not stands_in)
        if not known or any(cast.same(mine, other) is not False for other in others):
            return False
        words = mine.names[-1:] or tuple(mine.others)
        numbers = self._sentences_of(words)
        held = {number + step for stance in same for number in (stance.sentence,) for step in (0, 1)}
        return bool(numbers) and numbers.isdisjoint(held - {min(held)} if self._joins(held) else {min(held)})

    def _joins(self, numbers: set[int]) -> bool:
        """Tell whether one of some sentences says that somebody agrees: "auch", "ebenso"."""
        sentences = self._article.sentences
        return any(
            not self._sets["set_beside"].isdisjoint(
                word.strip(".,;:!?").casefold() for word in sentences[number].of(self._article.text).split()
            )
            for number in numbers
            if number < len(sentences)
        )

    def _swapped(self, ours: Stance, theirs: Stance) -> bool:
        """Tell whether the summary also gives to the other one what the article has of the first."""
        return any(
            self._side_by_name(back, theirs, ours)
            for back in self._summary.stances
            if back is not ours and not back.pronoun
        )

    def _side_by_name(self, back: Stance, theirs: Stance, ours: Stance) -> bool:
        first, second = (self._identity(stance.holder, self._summary) for stance in (ours, back))
        owner = self._identity(theirs.holder, self._article)
        if not related(second.names[-1:] or second.all, owner.all) or related(first.all, second.all):
            return False
        return any(
            stance.side == back.side and not stance.pronoun and self._is(ours, stance) and self._covers(stance, back)
            for stance in self._theirs
        )

    def _takes_up(self, other: Stance, theirs: Stance) -> bool:
        """Tell whether a stance is the other side of one close by: the opposite, or set against it."""
        if abs(other.sentence - theirs.sentence) > _NEAR:
            return False
        if other.side in _OPPOSITE.get(theirs.side, ()):
            return True
        if other.side != theirs.side or self._has(other, "set_beside"):
            return False
        apart = other.shared or theirs.shared or other.sentence == theirs.sentence
        return apart or self._has(other, "set_against") or self._has(theirs, "set_against")

    def _has(self, stance: Stance, words: str) -> bool:
        """Tell whether the sentence of a stance sets it against another ("dagegen") or beside one ("auch")."""
        sentence = self._article.sentences[stance.sentence].of(self._article.text)
        return not self._sets[words].isdisjoint(word.strip(".,;:!?").casefold() for word in sentence.split())

    def _contrary(self, ours: Stance) -> Stance | None:
        """Return the stance of the same holder on the same thing, where it is the opposite one and his only one."""
        own = [stance for stance in self._theirs if not stance.pronoun and self._is(ours, stance)]
        if any(stance.side == ours.side for stance in own):
            return None
        opposite = (stance for stance in own if {stance.side, ours.side} == {"for", "against"})
        return next((stance for stance in opposite if self._covers(stance, ours) and self._covered(stance, ours)), None)

    def _covered(self, theirs: Stance, ours: Stance) -> bool:
        """Tell whether the article's stance is about nothing else: "criticism of the plan" is not the plan."""
        mine, others = self._about(ours, self._summary), self._about(theirs, self._article, nouns=True)
        return len(shared(others, mine, self._article.language)) >= _SAME * len(others)

    def _covers(self, theirs: Stance, ours: Stance) -> bool:
        """Tell whether a stance of the article is about what the summary's is about; of a verdict, what it says."""
        mine, others = self._about(ours, self._summary), self._about(theirs, self._article)
        if ours.side == _VERDICT and grammar_of(self._article.language).capitalised:
            mine = self._verdict(ours, mine)
        return bool(mine) and len(shared(mine, others, self._article.language)) >= _SAME * len(mine)

    def _verdict(self, stance: Stance, about: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return what a verdict says, in German the last word that is no noun: "hält den Plan für | verfrüht"."""
        nouns = self._about(stance, self._summary, nouns=True)
        return [word for word in about if word not in nouns][-1:]

    def _about(self, stance: Stance, document: Document, *, nouns: bool = False) -> list[tuple[str, str]]:
        """Return the telling words of what a stance is about; only the nouns where capitals show them."""
        lexis, capital = document.lexis, nouns and grammar_of(document.language).capitalised
        return [
            (lexis.keys[at], lexis.lemmas[at])
            for span in stance.about
            for at in range(bisect_left(lexis.starts, span.start), bisect_left(lexis.starts, span.end))
            if (lexis.content[at] or lexis.keys[at][:1].isdigit())
            and not (capital and document.text[lexis.starts[at]].islower())
        ]

    def _identity(self, place: Span, document: Document) -> Identity:
        return identity_of(place.of(document.text), document.language)

    def _can_be(self, ours: Stance, theirs: Stance) -> bool:
        """Tell whether both holders can be the same, or one speak for the other."""
        mine, other = self._identity(ours.holder, self._summary), self._identity(theirs.holder, self._article)
        cast = self._article.cast
        known = cast.of(other) if other.names else other
        if related(mine.all, known.all) or cast.same(mine, other):
            return True
        return cast.speaks_for(mine, other) or cast.speaks_for(other, mine)

    def _is(self, ours: Stance, theirs: Stance) -> bool:
        mine, other = self._identity(ours.holder, self._summary), self._identity(theirs.holder, self._article)
        return related(mine.names[-1:] or mine.all, other.all)
