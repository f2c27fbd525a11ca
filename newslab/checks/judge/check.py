"""Lets a chat model judge a summary against its article, and keeps of its objections what it can show word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newslab.checks.judge.answer import Objection, UnreadableError, read_answer
from newslab.checks.judge.prompts import load_prompt, question_of, ticket_of
from newslab.checks.judge.silence import said
from newslab.checks.judge.verbatim import verbatim
from newslab.checks.rules import rules_of
from newslab.prompting import Prompt
from newslab.protocols import Chat, NotApplicableError
from newslab.records import Finding, Reply, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document

_RULES = rules_of("judge")
_LONGEST_REASON = 240

Outcome = Sequence[Finding] | NotApplicableError


class Judge:
    """A chat model as a check. ``tally`` counts what came of its answers: judged, not judged, objections, dropped."""

    name = "judge"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def __init__(self, chat: Chat, prompt: Prompt | None = None) -> None:
        self._chat = chat
        self._prompt = prompt or load_prompt()
        self.tally: Counter[str] = Counter()

    @property
    def signature(self) -> str:
        """Which model judges, and what it is asked; the model's own settings are in its name."""
        return f"judge:{self._chat.name}|judge_prompt:{self._prompt}"

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the model's objections in the summary's order. Raises NotApplicableError where it did not judge."""
        (outcome,) = self.outcomes([alignment])
        if isinstance(outcome, NotApplicableError):
            raise outcome
        return outcome

    def outcomes(self, alignments: Sequence[Alignment]) -> list[Outcome]:
        """Return for each pair, in order, the model's objections, or why it did not judge; asked side by side."""
        questions = [question_of(self._prompt, alignment) for alignment in alignments]
        replies = dict(self._chat.ask(questions))
        return [self._outcome(alignment, replies.get(place)) for place, alignment in enumerate(alignments)]

    def _outcome(self, alignment: Alignment, reply: Reply | None) -> Outcome:
        try:
            found = self._findings(alignment, reply)
        except UnreadableError as error:
            self.tally["not judged"] += 1
            return NotApplicableError(said("not_judged", reason=error))
        self.tally["judged"] += 1
        return found

    def _findings(self, alignment: Alignment, reply: Reply | None) -> list[Finding]:
        """Return what the reply shows to be in both texts. Raises UnreadableError where nothing of it can be used."""
        if reply is None or reply.text is None:
            raise UnreadableError(reply.error if reply and reply.error else said("no_answer"))
        if reply.finish == "length":
            raise UnreadableError(said("cut_off"))
        answer = read_answer(reply.text, ticket_of(alignment))
        if not answer.objections and _is_spoken_to(alignment):
            raise UnreadableError(said("spoken_to"))
        told = self._told(reply)
        placed = [_finding(alignment, objection, told) for objection in answer.objections]
        kept = {(each.summary_span, each.article_spans): each for each in placed if each is not None}
        dropped = answer.malformed + placed.count(None)
        self.tally["objections"] += answer.malformed + len(placed)
        self.tally["dropped"] += dropped
        if dropped and not kept:
            raise UnreadableError(said("not_verbatim", count=dropped))
        return [
            replace(finding, details={**finding.details, "dropped": str(dropped)})
            for finding in sorted(kept.values(), key=lambda finding: finding.summary_span)
        ]

    def _told(self, reply: Reply) -> dict[str, str]:
        """Return what a finding says of its maker; the price is of the whole answer."""
        told = {
            "model": self._chat.name,
            "judge": self._chat.name.partition("[")[0],
            "revision": reply.revision,
            "prompt": str(self._prompt),
            "tokens_in": reply.tokens_in,
            "tokens_out": reply.tokens_out,
            "price": reply.price,
        }
        return {key: str(value) for key, value in told.items() if value is not None}


def _finding(alignment: Alignment, objection: Objection, told: Mapping[str, str]) -> Finding | None:
    """Return an objection with its places; None where its words, or all of its evidence, stand in no text."""
    summary, article = alignment.summary, alignment.article
    claim = verbatim(objection.claim, summary)
    if claim is None:
        return None
    words = claim.of(summary.text)
    places = [span for span in (verbatim(each, article) for each in objection.evidence) if span is not None]
    # the very same words contradict nothing
    evidence = [span for span in dict.fromkeys(places) if span.of(article.text).split() != words.split()]
    if not evidence and (objection.evidence or _is_unchanged(claim, summary, article)):
        return None
    return Finding(
        rule=_RULES["J101" if evidence else "J102"],
        summary_span=summary.origin(claim),
        article_spans=tuple(map(article.origin, evidence)),
        details={**told, "claim": _line(words), "reason": _line(objection.reason) or "–"},
    )


def _is_spoken_to(alignment: Alignment) -> bool:
    """Tell whether one of the texts gives orders to the model that reads it."""
    return bool(alignment.article.addresses or alignment.summary.addresses)


def _is_unchanged(claim: Span, summary: Document, article: Document) -> bool:
    """Tell whether the sentence that holds the words stands so in the article, which then is not silent on it."""
    sentence = summary.sentences[summary.sentence_at(claim.start)]
    return sentence.covers(claim) and verbatim(sentence.of(summary.text), article) is not None


def _line(text: str) -> str:
    """Return a text as one line of printable signs, cut where it is longer than a message should be."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    line = " ".join(shown.split())
    return line if len(line) <= _LONGEST_REASON else line[: _LONGEST_REASON - 1] + "…"
