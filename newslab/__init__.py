"""newslab: compare, check and review AI-written summaries of news articles, German first.

The names below are the whole of what a notebook needs. Each is loaded on first use, so that
``import newslab`` stays fast and brings in no heavy library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslab.checks.examine import examine
    from newslab.corpus.load import load_articles
    from newslab.corpus.save import save_articles
    from newslab.evaluate_modules import evaluate_module
    from newslab.records import Article, Finding, Pair, Rule, Span, Summary
    from newslab.review.panel import ReviewDesk
    from newslab.study.notebook import comparison_table, plot_effort, plot_scores, run_study
    from newslab.text.alignment.align import align

__version__: str

# public name → module that owns it
_HOMES = {
    "Article": "newslab.records",
    "Finding": "newslab.records",
    "Pair": "newslab.records",
    "ReviewDesk": "newslab.review.panel",
    "Rule": "newslab.records",
    "Span": "newslab.records",
    "Summary": "newslab.records",
    "align": "newslab.text.alignment.align",
    "comparison_table": "newslab.study.notebook",
    "evaluate_module": "newslab.evaluate_modules",
    "examine": "newslab.checks.examine",
    "load_articles": "newslab.corpus.load",
    "plot_effort": "newslab.study.notebook",
    "plot_scores": "newslab.study.notebook",
    "run_study": "newslab.study.notebook",
    "save_articles": "newslab.corpus.save",
}

__all__ = [
    "Article",
    "Finding",
    "Pair",
    "ReviewDesk",
    "Rule",
    "Span",
    "Summary",
    "__version__",
    "align",
    "comparison_table",
    "evaluate_module",
    "examine",
    "load_articles",
    "plot_effort",
    "plot_scores",
    "run_study",
    "save_articles",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415  (a fifth of a command's start; few ask)

        return version("newslab")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"newslab has no {name!r}; it has {', '.join(sorted(_HOMES))}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
