"""Owns what a judge is asked: one TOML file, in both languages, with a version and a hash."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from newslab.prompting import Prompt, fenced
from newslab.records import digest_of
from newslab.text.alignment.align import Alignment

_TAGS = ("article", "summary")


@cache
def load_prompt(name: str = "judge") -> Prompt:
    """Return one of our prompts by name."""
    table = tomllib.loads((files("newslab.checks.judge.prompts") / f"{name}.toml").read_text("utf-8"))
    languages = {code: words for code, words in table.items() if isinstance(words, dict)}
    return Prompt(name=name, version=int(table["version"]), languages=languages)


def question_of(prompt: Prompt, alignment: Alignment) -> list[dict[str, str]]:
    """Return what to ask about a pair; article and summary stand between tags that they cannot close."""
    values = {
        "article": fenced(alignment.article.text, _TAGS),
        "summary": fenced(alignment.summary.text, _TAGS),
        "ticket": ticket_of(alignment),
    }
    return prompt.chat(alignment.article.language, values)


def ticket_of(alignment: Alignment) -> str:
    """Return a word that an answer must repeat: whoever wrote the article cannot know it, nor write the answer."""
    return digest_of("ticket", alignment.article.raw, alignment.summary.raw)[:8]
