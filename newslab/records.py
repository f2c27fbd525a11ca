"""The words that all rooms speak: articles, summaries, findings, measurements; nothing but data.

Every record is frozen. Every offset is a half-open ``[start, end)`` pair of Unicode code points of the
text *as given*, so that ``text[start:end]`` is what is meant, whatever was normalised inside.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from string import Formatter
from typing import Any, Literal

Severity = Literal["error", "warning", "ok"]


@dataclass(frozen=True, slots=True, order=True)  # positional, alone among the records: a pair has one natural order
class Span:
    """A half-open stretch ``[start, end)`` of a text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs from 0 ≤ start to end ≥ start; got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the stretch of ``text`` that this span covers."""
        return text[self.start : self.end]

    def touches(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < self.end > other.start < other.end > self.start

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)

    def pair(self) -> list[int]:
        """Return ``[start, end]``, the form that files carry."""
        return [self.start, self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as it was accepted.

    ``text`` is without ``disclosure``, the sentence by which a publisher says that a machine helped.
    ``published`` is an ISO 8601 date, or date and time with zone. ``references`` are summaries by people.
    ``extra`` holds the columns that newslab does not know.
    """

    id: str
    text: str
    language: str
    title: str | None = None
    published: str | None = None
    references: tuple[str, ...] = ()
    source: str | None = None
    url: str | None = None
    disclosure: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def published_on(self) -> date | None:
        """The day of publication, where one is known."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    @property
    def digest(self) -> str:
        """A hash of all that a summarizer or a check may see: id and unknown columns aside."""
        return digest_of(self.text, self.language, self.title, self.published, *self.references)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A summary beside the article that it must be true to."""

    id: str
    article: Article
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a summary came to be. ``seen`` is the share of the article that the model was given (0 to 1)."""

    versions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    prompt_hash: str | None = None
    revision: str | None = None
    seed: int | None = None
    seconds: float | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    seen: float = 1.0
    finish: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one summarizer made of one article: a text, or the reason why there is none."""

    article_id: str
    model: str
    text: str | None
    signature: str
    provenance: Provenance = field(default_factory=Provenance)
    error: str | None = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.error is None):
            raise ValueError("a summary has either a text or an error, never both and never neither")

    @property
    def cut_short(self) -> bool:
        """Whether the model was stopped at its length limit, so that the text may end in the middle of a sentence."""
        return self.text is not None and self.provenance.finish == "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a chat model answered to one question, or the reason why it did not.

    Tokens are its own count, None where it told none; ``price`` is in the currency of the file of prices, None without
    one. ``revision`` is what the model calls itself, or the hash of its weights.
    """

    text: str | None
    error: str | None = None
    revision: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    price: float | None = None
    finish: str | None = None

    def __post_init__(self) -> None:
        if (self.text is None) == (self.error is None):
            raise ValueError("a reply has either a text or an error, never both and never neither")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How many tokens a model reads and writes; None is not known."""

    tokens_in: int | None
    tokens_out: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that a check can say: its code, and the sentence for it in each interface language.

    ``message`` maps ``de`` and ``en`` to a template whose ``{names}`` are filled from a finding's details.
    """

    code: str
    check: str
    verdict: str
    severity: Severity
    title: Mapping[str, str]
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that spoke, with its place in the summary and its evidence in the article."""

    rule: Rule
    summary_span: Span
    article_spans: tuple[Span, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    group: int | None = None

    @property
    def severity(self) -> Severity:
        """``error`` (must not be published), ``warning`` (look at it) or ``ok`` (verified)."""
        return self.rule.severity

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands among others: by its stretch of the summary, then by its code."""
        return self.summary_span.start, self.summary_span.end, self.rule.code

    def message(self, ui: str) -> str:
        """Return the one sentence for an editor, in interface language ``ui`` (``de`` or ``en``)."""
        return "".join(_filled(self.rule.message[ui], self.details))


# Marks within marks are single ones; both languages' outer marks, and what stands for them inside.
_MARKS = re.compile("[„“”]")
_INNER = str.maketrans({"„": "‚", "“": "‘", "”": "’", '"': "'", "»": "›", "«": "‹"})


def _filled(template: str, details: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence in pieces; what it puts into quotation marks has its own marks made single."""
    opened = False
    for literal, name, _, _ in Formatter().parse(template):
        yield literal
        for mark in _MARKS.findall(literal):
            opened = not opened if mark == "“" else mark == "„"
        if name is not None:
            yield details[name].translate(_INNER) if opened else details[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What one metric or check says of one pair.

    A score that does not apply is ``None`` and stands in ``not_applicable`` with its reason; it is never 0.
    """

    scores: Mapping[str, float | None] = field(default_factory=dict)
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """The estimated chance that an editor finds a factual error (0 to 1), on what basis, and what drives it.

    ``drivers`` maps each feature, and the code of each finding, to what it adds to the negative log of the chance
    that nothing is wrong; the largest first.
    """

    value: float
    basis: str
    drivers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """All that the checks say of one pair; ``scores`` and ``findings`` come from the same pass."""

    findings: tuple[Finding, ...]
    scores: Mapping[str, float | None]
    not_applicable: Mapping[str, str]
    risk: Risk
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One row of the input that was refused, and why; ``line`` counts from 1, ``id`` where the row told one."""

    file: str
    line: int
    message: str
    id: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One row of a study: a summary with all that was measured of it (by the metric's name) and found in it.

    Where the summarizer failed there is nothing to measure: ``measurements`` is empty, ``examination`` None.
    """

    summary: Summary
    measurements: Mapping[str, Measurement] = field(default_factory=dict)
    examination: Examination | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one model stands on one score: its mean with a 95 % interval over ``n`` summaries.

    ``not_applicable`` counts the summaries on which the score says nothing; with none left, the mean is None, and
    with a single article there is no interval. ``n`` counts articles: a model's several summaries of one article are
    averaged. ``rank`` is the model's place among the models (1 is best, ties share the better place) with a 95 %
    interval; None where no end of the score is the better one.
    """

    model: str
    score: str
    mean: float | None
    low: float | None
    high: float | None
    n: int
    not_applicable: int
    signature: str
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """How two models differ on one score over the ``n`` articles where it applies to both.

    ``difference`` is the mean of first minus second, with a 95 % interval; ``p`` is of a paired test, and
    ``p_adjusted`` is corrected (Holm) for all the contrasts of this score. ``p_bootstrap`` is of the paired bootstrap.
    ``effect`` is the difference in standard deviations of the articles' differences (Cohen's d_z), ``detectable`` the
    smallest difference that these articles would have shown four times out of five; both are None where no article
    differs from another. On ``ties`` articles both models have the same value.
    """

    score: str
    first: str
    second: str
    difference: float
    low: float
    high: float
    p: float
    p_adjusted: float
    n: int
    ties: int = 0
    p_bootstrap: float | None = None
    effect: float | None = None
    detectable: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a study says of its models: where each stands, and which differences are more than chance."""

    standings: tuple[Standing, ...] = ()
    contrasts: tuple[Contrast, ...] = ()


def digest_of(*parts: object) -> str:
    """Return a SHA-256 over ``parts`` that tells ("ab", "c") from ("a", "bc"), as 64 hexadecimal digits."""
    written = json.dumps(parts, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def plain(record: Any) -> dict[str, Any]:
    """Return a record as a dictionary of plain values, ready for JSON."""
    return {key: dict(value) if isinstance(value, Mapping) else value for key, value in asdict(record).items()}
