"""Finds what was cut off around quoted words and turns or narrows their sense: a negation, a condition, a question."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from newslab.records import Span
from newslab.text.alignment.circumstances import Circumstances
from newslab.text.alignment.quotes import QuotationMatch
from newslab.text.alignment.surroundings import CLAUSE, TURNING, Cut
from newslab.text.document import Document
from newslab.text.lexis import synonyms
from newslab.text.quotations.finder import Quotation


def cut_off(match: QuotationMatch, summary: Document, article: Document) -> Cut | None:
    """Return the weightiest thing that a verbatim quotation lost; None where it lost nothing of weight."""
    if match.span is None:
        return None
    cuts = list(_Cuts(match, match.span, summary, article).cuts())
    return min(cuts, key=lambda cut: (cut.loss not in TURNING, cut.span), default=None)


_CLOSE = 3  # words between a quotation and the operator that governs it in its own clause
_OPENS = 3  # words at the beginning of a clause among which its conjunction stands
_BETWEEN = 4  # words of a clause between a condition and what it is one of
_CLAUSE = 12  # words behind a quotation in which its clause ends
_STEM = 5  # letters by which a word is known in another form


class _Cuts(Circumstances):
    """Reads all around a quotation that may have been cut off."""

    def cuts(self) -> Iterator[Cut]:
        """Yield everything of weight that was cut off."""
        yield from self._question()
        yield from self._denied(match_source=self._source)
        yield from self._called_nonsense()
        yield from self._governing()
        yield from self._behind()
        yield from self._before()
        yield from self._omitted()
        yield from self.circumstances()

    def _question(self) -> Iterator[Cut]:
        """A question is no statement: the sentence ends with a question mark, the quotation does not."""
        text = self._article.text
        mark = re.match(r"[^.!?\n]*\?", text[self._span.end : self._ends + 1])
        if mark and "?" not in self._said and not self._has("questions"):
            yield Cut(loss="question", span=Span(self._span.end, self._span.end + mark.end()))

    def _called_nonsense(self) -> Iterator[Cut]:
        """The speaker calls absurd what the words say: "absurd zu behaupten, dass …", "…, das ist grober Unfug"."""
        absurd = self._sets["frame.absurd"]
        inside = [
            at for at in range(self._low, self._high) if self._keys[at] in absurd and self._keys[at] not in self._kept
        ]
        depends = self._sets["complementisers"]
        for at in inside:
            before = at < self._first and not depends.isdisjoint(self._keys[at + 1 : self._first])
            taken_up = at >= self._last and self._takes_up(at)
            if before or taken_up:
                yield Cut(loss="negation", span=self._article.words.span(at, at + 1))

    def _takes_up(self, at: int) -> bool:
        """Tell whether "das ist … Unfug" takes up a report in the words before it: "Kritiker sagen, es sei …"."""
        points = not self._sets["frame.takes_up"].isdisjoint(self._keys[max(self._last, at - _CLOSE) : at])
        reports = self._sets["reported_mood"] | self._sets["complementisers"] | self._grammar.say
        return points and not reports.isdisjoint(self._keys[self._low : self._first])

    def _denied(self, match_source: Quotation | None) -> Iterator[Cut]:
        """The article quotes the words only to deny them: "hat nie gesagt: …", "… Das ist eine Lüge"."""
        if match_source is None or match_source.kind != "direct":
            return
        opens = bisect_left(self._article.words.starts, match_source.span.start)
        frame = range(max(self._low, opens - _CLOSE - 1), opens)
        frame = range(next((at for at in reversed(frame) if re.search(r"[,;.]", self._gap(at))), frame.start), opens)
        if any(self._keys[at] in self._grammar.say and not self._capital(at) for at in frame):  # no "Glauben"
            for at in frame:
                yield from self._operator(at, "negation", "negations")
        depends = self._sets["reported_mood"] | self._sets["complementisers"]
        if not depends.isdisjoint(self._keys[self._low : opens]):
            yield from self._rejected(opens)
            frame = range(self._low, opens)
        for at in frame:
            yield from self._operator(at, "negation", "denials")
        yield from self._denied_after(match_source)

    def _rejected(self, opens: int) -> Iterator[Cut]:
        """Read "wies Berichte zurück, sie habe gesagt: „…“": that the words were said is what is refused."""
        verbs = self._sets["frame.rejecting"]
        for at in range(self._low, opens):
            if not verbs or not verbs.isdisjoint(self._keys[self._low : at]):
                yield from self._operator(at, "negation", "rejections")

    def _quoted(self, at: int) -> bool:
        start = self._article.words.starts[at] if at < len(self._keys) else len(self._article.text)
        return any(
            quotation.kind == "direct" and quotation.span.start <= start < quotation.span.end
            for quotation in self._article.quotations
        )

    def _denied_after(self, source: Quotation) -> Iterator[Cut]:
        """Read the sentence behind the quotation: "Das ist eine Lüge.", "He called this nonsense."."""
        number = self._article.sentence_at(source.span.end) + 1
        if number >= len(self._article.sentences):
            return
        sentence, words = self._article.sentences[number], self._article.words
        first, last = bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)
        if self._sets["pointers"].isdisjoint(self._keys[first:last]):
            return
        for at in range(first, last):
            if not self._quoted(at):
                yield from self._operator(at, "negation", "lies")

    def _governing(self) -> Iterator[Cut]:
        """The clause that a dass-clause hangs on denies, doubts or wishes it: "Wir hoffen, dass …"."""
        opener = self._complementiser()
        if opener is not None:
            if opener < self._first:
                yield from self._operator(opener, "question", "questions")
                if not any(CLAUSE.search(self._gap(at)) for at in range(opener + 1, self._first + 1)):
                    yield from self._operator(opener, "condition", "conditions")  # "I would love it if | …"
            if opener in {self._low, self._speech_start}:
                yield from self._judged_behind()
            start = self._clause_start(opener - 1, self._low) if opener > self._low else opener
            for at in range(start, min(opener, self._first)):
                for words in ("negations", "lies", "doubting"):
                    yield from self._operator(at, "negation", words)
                yield from self._operator(at, "possibility", "chances")
                yield from self._operator(at, "voice", "claims")
        else:
            opener = self._clause_start(self._first, self._low)
            start = self._first
            if opener > self._low and not self._sets["relatives"].isdisjoint(self._keys[opener : opener + 2]):
                start = self._clause_start(opener - 1, self._low)  # "ein Land, in dem „keiner warten muss“"
            yield from self._said_of_oneself(opener)
            yield from self._accused(opener)
        if self._whole and start < self._speech_start:
            return  # all that was said, and how it was meant the article tells in words of its own
        for at in range(start, min(opener, self._first)):
            yield from self._operator(at, "wish", "wishes")
            yield from self._operator(at, "aim", "aims")

    def _said_of_oneself(self, start: int) -> Iterator[Cut]:
        """Read "I hope | the roof will hold": no conjunction between the verb and what it governs."""
        for at in range(max(start + 1, self._first - _CLOSE), self._first):
            if self._keys[at - 1] in self._sets["frame.speakers"]:
                yield from self._operator(at, "wish", "wishes")
                yield from self._operator(at, "negation", "doubting")

    def _judged_behind(self) -> Iterator[Cut]:
        """Read "Dass | X, ist gelogen": the clause that a dass-clause hangs on stands behind it."""
        start = next((at for at in range(self._last, self._high) if "," in self._gap(at)), self._high)
        clause = range(
            start, next((at for at in range(start + 1, self._high) if CLAUSE.search(self._gap(at))), self._high)
        )
        untrue = not self._sets["frame.assent"].isdisjoint(self._keys[clause.start : clause.stop])
        for at in clause:
            for words in ("lies", "doubting", *(("negations",) if untrue else ())):
                yield from self._operator(at, "negation", words)

    def _accused(self, opener: int) -> Iterator[Cut]:
        """Read "Man wirft mir vor, | ich hätte …": in the speech itself others charge the speaker with the words."""
        goes_on = opener > self._speech_start and "," in self._gap(opener)
        start = self._clause_start(opener - 1, self._speech_start) if goes_on else opener
        for at in range(max(start, self._speech_start), self._first):
            yield from self._operator(at, "voice", "charges")

    def _complementiser(self) -> int | None:
        """Return the word that opens the clause in which the quotation stands, where it is a "dass"."""
        for at in range(min(self._first, self._high - 1), max(self._low, self._first - 15) - 1, -1):
            if self._keys[at] in self._sets["complementisers"]:
                return at
            if at < self._first and re.search(r"[.;:!?]", self._gap(at + 1)):
                return None
        return None

    def _behind(self) -> Iterator[Cut]:
        """Read on where the quotation stops."""
        at = self._last
        if at >= min(self._high, len(self._keys)):
            yield from self._next_sentence()
            return
        gap = self._gap(at)
        if not CLAUSE.search(gap):
            yield from self._operator(at, "unreal", "unreal")
            yield from self._never_came(at)
            yield from self._negated_behind(at)
            if self._scoped(at, gap):
                yield Cut(loss="scope", span=self._round(at))
            yield from self._owned(at, gap)
        if at < self._speech_end and not re.search(r"[,;.:!?]", gap):
            yield from self._operator(at, "limit", "reservations")  # "genug Ärzte | – auf dem Papier"
        for near in range(at, min(self._high, self._speech_end, at + _CLOSE)):
            if re.search(r"[.!?]", self._gap(near)):
                break
            yield from self._operator(near, "condition", "conditions")
            for words in ("exceptions", "passing"):
                yield from self._operator(near, "limit", words)
        if self._is_turn(at, gap):
            yield Cut(loss="turn", span=self._round(at))

    def _never_came(self, at: int) -> Iterator[Cut]:
        """Read "sie hätten das „selbst herausfinden“ | können": what would have been, and was not."""
        unreal, told = self._sets["frame.unreal"], self._sets["reported_mood"] | self._sets["frame.unreal"]
        if self._keys[at] in self._sets["frame.modals"] and told.isdisjoint(self._frame):
            before = range(self._clause_start(self._first, self._low), self._first)
            if self._grammar.capitalised and any(self._keys[near] in unreal for near in before):
                yield Cut(loss="unreal", span=self._round(at))

    def _negated_behind(self, at: int) -> Iterator[Cut]:
        """Read "die Sicherheit | ist damit nicht gegeben": to the end of the clause that the words are part of."""
        for near in range(at, min(self._high, at + 2 if self._whole else at + _CLAUSE)):
            if near > at and CLAUSE.search(self._gap(near)):
                return
            yield from self._operator(near, "negation" if near < at + 2 else "turn", "negations")

    def _scoped(self, at: int, gap: str) -> bool:
        """Tell whether the words go on with what narrows the last noun: "in der Geschichte | Hanois"."""
        if at >= self._speech_end or gap != " " or not self._article.words.forms[at][:1].isupper():
            return False
        return (
            self._article.words.forms[at - 1][:1].isupper() and self._keys[at] not in self._kept - self._speaker_words
        )

    def _owned(self, at: int, gap: str) -> Iterator[Cut]:
        """Read "in der Geschichte | des Hafens": a noun means more without its genitive, and what another one says."""
        determiners = self._sets["genitive_determiners"]
        if gap != " " or at + 1 >= self._speech_end or self._keys[at] not in determiners:
            return
        noun = next((word for word in range(at + 1, min(at + 4, self._speech_end)) if self._capital(word)), None)
        if noun is None or not self._capital(at - 1) or self._is_kept(self._keys[noun]):
            return
        ours = self._behind_marks
        instead = next((key for key in ours[1:] if ours[0] in determiners and len(key) >= _STEM), None)
        widened = instead is not None and self._is_other(instead, self._keys[noun])
        yield Cut(loss="widened" if widened else "scope", span=self._round(at))

    def _is_other(self, ours: str, theirs: str) -> bool:
        """Tell whether two nouns are known to be no names for one thing: neither synonyms nor stand-ins."""
        alike = synonyms(self._article.language).get(ours, frozenset())
        stands = {ours, ours.removesuffix("s"), ours.removesuffix("es")} & self._sets["stand_ins"]
        return theirs not in alike and not stands

    def _next_sentence(self) -> Iterator[Cut]:
        """The same speech goes on with "But …" in its next sentence."""
        at = self._last
        if at < min(self._speech_end, len(self._keys)) and self._is_turn(at, self._gap(at)):
            yield Cut(loss="turn", span=self._round(at))

    def _is_turn(self, at: int, gap: str) -> bool:
        """Tell whether the speaker goes on with a contradiction: "…, aber …" or "… und das ist nicht der Fall"."""
        if at >= self._speech_end or self._has("turns"):
            return False
        if self._keys[at] in self._sets["frame.turns"]:
            return bool(CLAUSE.search(gap)) or self._grammar.capitalised is False
        clause = self._keys[at : min(self._speech_end, at + _CLOSE + 3)]
        joined = self._keys[at] in self._sets["conjunctions"]
        return joined and any(key in self._sets["pointers"] for key in clause[:2]) and self._lacks(clause, "negations")

    def _before(self) -> Iterator[Cut]:
        """Read back from where the quotation begins, to the beginning of its clause and of the clause before."""
        start = self._clause_start(self._first, self._low)
        for at in range(start, self._first):
            if self._keys[at] in self._sets["frame.lacking"] and self._first - at > 1:
                if self._first - at <= _CLOSE:
                    yield from self._operator(at, "limit", "lacking")  # "ohne neue Kredite drohe „…“" denies nothing
            elif self._first - at <= _CLOSE or self._whole is False:
                yield from self._operator(at, "negation", "negations")
            if self._first - at <= 2:
                yield from self._operator(at, "limit", "limits")
            if self._first - at == 1 and self._keys[at] in self._sets["frame.concessions"] - self._kept:
                yield Cut(loss="concession", span=self._round(at))
            if self._keys[at + 1] in self._sets["frame.perfect"] and self._first - at <= _CLOSE:
                yield from self._operator(at, "unreal", "modals")  # "the press could have | “asked first”"
            yield from self._operator(at, "concession", "conceding")
            yield from self._operator(at, "possibility", "guesses")
            for words in ("reservations", "passing"):
                yield from self._operator(at, "limit", words)
            if not self._is_labelled(at):
                yield from self._operator(at, "condition", "provisos")
            yield from self._operator(at, "condition", "alternatives")
        if self._speech_start < start < self._first:
            yield from self._operator(start, "condition", "otherwise")
        yield from self._condition_before(start)

    def _is_labelled(self, at: int) -> bool:
        """Tell whether a noun is what somebody judges: "nannte die Bedingung „hart“", "called the conditions …"."""
        verbs = self._grammar.label | self._grammar.weak_label
        return at - 2 >= self._low and self._keys[at - 1] in self._sets["determiners"] and self._keys[at - 2] in verbs

    def _condition_before(self, start: int) -> Iterator[Cut]:
        """Read "Wenn …, dann | …": the clause before the quotation's own is its condition, or inside a speech
        the one before a short clause: "Wenn …, und nur dann, | …".
        """
        if start <= self._low or not (
            "," in self._gap(start) or (start > self._speech_start and ":" in self._gap(start))
        ):
            return
        first = self._clause_start(start - 1, self._low)
        yield from self._condition_opens_at(first, start)
        if self._speech_start < first and start - first <= _BETWEEN:
            yield from self._condition_opens_at(self._clause_start(first - 1, self._speech_start), first)

    def _condition_opens_at(self, first: int, end: int) -> Iterator[Cut]:
        if not any(self._stands(at, self._sets["frame.candid"]) for at in range(first, end)):
            for at in range(first, min(end, first + _OPENS)):
                yield from self._operator(at, "condition", "conditions")

    def _omitted(self) -> Iterator[Cut]:
        """Read what stands for "[…]"."""
        if "…" not in self._said and "..." not in self._said:
            return
        quoted = set(re.findall(r"\w+", self._said.casefold()))
        for at in range(self._first, self._last):
            if self._keys[at] not in quoted:
                yield from self._operator(at, "negation", "negations")
                yield from self._operator(at, "condition", "conditions")

    def _lacks(self, clause: Iterable[str], words: str) -> bool:
        return not self._sets[f"frame.{words}"].isdisjoint(clause) and not self._has(words)
