"""Turns articles, summaries and findings into what a page draws: texts in pieces, and notes with their evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from textwrap import shorten

from newslab.records import Article, Finding, Severity, Span
from newslab.study.report.marks import Mark, Piece, pieces
from newslab.study.report.redact import Curtain
from newslab.study.report.view import Case, Model, Overview
from newslab.text.passage import Passage

# A page must stay usable when an article is five megabytes in one line: so many code points of a text, so many
# around a piece of evidence, so many sentences of evidence for one finding are shown, and the page says what is not.
# An article without a headline is named by so many characters of its beginning.
_TEXT, _AROUND, _SENTENCES, _BEGINNING = 20_000, 300, 4, 90


# The check that judges whole clauses: underlining all that it finds in order would underline every word.
_CLAUSES = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in ``language`` as it is drawn; ``left_out`` counts the code points at its end that are not shown."""

    pieces: tuple[Piece, ...]
    language: str
    cut_before: bool = False
    cut_after: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One finding as it is read: its label in the texts, its sentence, and the article's sentences that bear on it."""

    label: str
    severity: Severity
    code: str
    check: str
    title: str
    message: str
    evidence: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One model's summary of an article with its notes; ``text`` is None where the model failed, for ``error``."""

    model: Model
    text: Text | None
    error: str | None
    cut_short: bool
    risk: float | None
    notes: tuple[Note, ...]
    verified: tuple[Note, ...]
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One article with all its answers; ``body`` and ``references`` are empty in a redacted report."""

    number: int
    article: Article
    title: str
    body: Text | None
    references: tuple[Text, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A grave finding beside its evidence."""

    model: Model
    article_id: str
    title: str
    note: Note
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A summary that a model failed to make."""

    article_id: str
    model: str
    error: str


class Sections:
    """Builds the sections of one study in one interface language, with or without the articles' text."""

    def __init__(self, overview: Overview, ui: str, *, redact: bool) -> None:
        self._overview = overview
        self._ui = ui
        self._redact = redact
        self._models = {model.name: model for model in overview.models}
        self._pages: dict[str, _Page] = {}

    def sections(self, articles: Sequence[Article]) -> list[Section]:
        """Return a section for each article, numbered from 1."""
        return [self._section(number, article) for number, article in enumerate(articles, start=1)]

    def exhibits(self, cases: Iterable[Case]) -> list[Exhibit]:
        """Return each case with the sentence of the summary in which it stands."""
        return [self._exhibit(case) for case in cases]

    def failures(self, number: int) -> list[Failure]:
        """Return the first summaries that a model failed to make."""
        articles = {article.id: article for article in self._overview.study.articles}
        failed = (each.summary for each in self._overview.study.evaluations if each.summary.error is not None)
        return [
            Failure(
                article_id=summary.article_id,
                model=summary.model,
                error=self._page(articles[summary.article_id]).error(summary.error) or "",
            )
            for summary in islice(failed, number)
        ]

    def _page(self, article: Article) -> _Page:
        if article.id not in self._pages:
            cases = self._overview.cases(article)
            self._pages[article.id] = _Page(article, cases, self._models, self._ui, redact=self._redact)
        return self._pages[article.id]

    def _section(self, number: int, article: Article) -> Section:
        page = self._page(article)
        return Section(
            number=number,
            article=article,
            title=page.title,
            body=None if self._redact else page.body(),
            references=() if self._redact else tuple(_whole(text, article.language, []) for text in article.references),
            answers=tuple(self._answer(page, name) for name in self._models),
        )

    def _answer(self, page: _Page, name: str) -> Answer:
        rows = self._overview.by_article.get(page.article.id, ())
        evaluation = next((row for row in rows if row.summary.model == name), None)
        examination = evaluation.examination if evaluation else None
        cases = [case for case in page.cases if case.evaluation.summary.model == name]
        notes = tuple(page.note(case) for case in cases if case.finding.severity != "ok")
        return Answer(
            model=self._models[name],
            text=page.summary(evaluation.summary.text, cases)
            if evaluation and evaluation.summary.text is not None
            else None,
            error=page.error(evaluation.summary.error) if evaluation else None,
            cut_short=evaluation is not None and evaluation.summary.cut_short,
            risk=examination.risk.value if examination else None,
            notes=notes,
            verified=tuple(page.note(case) for case in cases if case.finding.severity == "ok"),
            errors=sum(note.severity == "error" for note in notes),
            warnings=sum(note.severity == "warning" for note in notes),
        )

    def _exhibit(self, case: Case) -> Exhibit:
        article = case.article
        page = self._page(article)
        return Exhibit(
            model=self._models[case.evaluation.summary.model],
            article_id=article.id,
            title=page.title,
            note=page.note(case),
            text=page.context(case),
        )


class _Page:
    """One article with all that was found in its summaries: cuts its texts, and withholds what must not be shown."""

    def __init__(
        self, article: Article, cases: Sequence[Case], models: dict[str, Model], ui: str, *, redact: bool
    ) -> None:
        self.article = article
        self.cases = cases
        self._models = models
        self._ui = ui
        self._passage = Passage(article.text, article.language)
        self._sentences = [self._passage.origin(sentence) for sentence in self._passage.sentences]
        self._curtain = Curtain(article, self._evidence(_raised(cases))) if redact else None

    @property
    def title(self) -> str:
        """The headline, or how the text begins; in a redacted report the id, since both are the article's text."""
        if self._curtain:
            return self.article.id
        return self.article.title or shorten(self.article.text[: 4 * _BEGINNING], _BEGINNING, placeholder=" …")

    def body(self) -> Text:
        """The article with the evidence of all errors and warnings marked."""
        marks = [mark for case in _raised(self.cases) for mark in self._article_marks(case)]
        return _whole(self.article.text, self.article.language, marks)

    def summary(self, text: str, cases: Sequence[Case]) -> Text:
        """The summary with every finding marked."""
        shown = [case for case in cases if case.finding.severity != "ok" or self._worth_marking(case.finding)]
        marks = [_summary_mark(case, self._label(case)) for case in shown]
        return _whole(text, self.article.language, marks, self._hidden(text))

    def _worth_marking(self, finding: Finding) -> bool:
        """What is in order is marked where it is a word or a phrase, and not where it would be the whole summary."""
        return self._curtain is None and finding.rule.check != _CLAUSES

    def error(self, reason: str | None) -> str | None:
        """Why there is no summary, without the article's wording where that is not to be shown."""
        return self._curtain.masked(reason) if self._curtain and reason else reason

    def context(self, case: Case) -> Text:
        """The summary's sentence in which a finding stands, with that finding marked."""
        text = case.evaluation.summary.text or ""
        passage = Passage(text, self.article.language)
        sentences = [passage.origin(sentence) for sentence in passage.sentences]
        where = _joined(_holding(sentences, case.finding.summary_span), case.finding.summary_span)
        return self._excerpt(text, [_summary_mark(case, "")], where, self._hidden(text))

    def note(self, case: Case) -> Note:
        """The finding with the article's sentences that bear on it; what is in order is said without them."""
        finding = case.finding
        message = finding.message(self._ui)
        evidence = self._evidence([case])[:_SENTENCES] if finding.severity != "ok" else []
        marks = self._article_marks(case, labelled=False)
        return Note(
            label=self._label(case),
            severity=finding.severity,
            code=finding.rule.code,
            check=finding.rule.check,
            title=finding.rule.title[self._ui],
            message=self._curtain.masked(message) if self._curtain else message,
            evidence=tuple(self._excerpt(self.article.text, marks, sentence) for sentence in evidence),
        )

    def _label(self, case: Case) -> str:
        return f"{self._models[case.evaluation.summary.model].letter}{case.number}"

    def _hidden(self, text: str) -> list[Span]:
        return self._curtain.hidden(text) if self._curtain else []

    def _article_marks(self, case: Case, *, labelled: bool = True) -> list[Mark]:
        label = self._label(case) if labelled else ""
        spans = _inside(case.finding.article_spans, self.article.text)
        return [Mark(span=span, severity=case.finding.severity, label=label) for span in spans]

    def _evidence(self, cases: Iterable[Case]) -> list[Span]:
        """The article's sentences that hold evidence of ``cases``, in order, each once."""
        spans = [span for case in cases for span in _inside(case.finding.article_spans, self.article.text)]
        return sorted({sentence for span in spans for sentence in _holding(self._sentences, span)})

    def _excerpt(self, text: str, marks: Sequence[Mark], where: Span, hidden: Sequence[Span] = ()) -> Text:
        """The stretch ``where``; of a very long one, what lies around its first mark."""
        inside = [mark.span for mark in marks if mark.span.touches(where)]
        middle = inside[0] if inside else Span(where.start, where.start)
        start = max(where.start, middle.start - _AROUND)
        end = min(where.end, max(start, min(middle.end, middle.start + _AROUND)) + _AROUND)
        return Text(
            pieces=tuple(pieces(text, marks, Span(start, end), hidden)),
            language=self.article.language,
            cut_before=start > where.start,
            cut_after=end < where.end,
        )


def _raised(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.finding.severity != "ok"]


def _summary_mark(case: Case, label: str) -> Mark:
    finding: Finding = case.finding
    text = case.evaluation.summary.text or ""
    (span,) = _inside([finding.summary_span], text)
    return Mark(span=span, severity=finding.severity, label=label if finding.severity != "ok" else "")


def _inside(spans: Iterable[Span], text: str) -> list[Span]:
    """Return the spans cut to the text: files come from anywhere, and a page is drawn all the same."""
    return [Span(min(span.start, len(text)), min(span.end, len(text))) for span in spans]


def _holding(sentences: Sequence[Span], span: Span) -> list[Span]:
    """Return the sentences that ``span`` touches."""
    first = max(0, bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1)
    found = []
    for sentence in sentences[first:]:
        if sentence.start >= max(span.end, span.start + 1):
            break
        if sentence.touches(span) or sentence.covers(span):
            found.append(sentence)
    return found


def _joined(sentences: Sequence[Span], span: Span) -> Span:
    both = (*sentences, span)
    return Span(min(each.start for each in both), max(each.end for each in both))


def _whole(text: str, language: str, marks: Sequence[Mark], hidden: Sequence[Span] = ()) -> Text:
    shown = Span(0, min(len(text), _TEXT))
    return Text(pieces=tuple(pieces(text, marks, shown, hidden)), language=language, left_out=len(text) - len(shown))
