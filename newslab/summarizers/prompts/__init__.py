"""Owns what models are asked: one TOML file a prompt, in both languages, with a version and a hash."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from newslab import prompting
from newslab.mistakes import UserError
from newslab.records import Article
from newslab.summarizers.budget import Budget


class Prompt(prompting.Prompt):
    """A prompt that asks for a summary."""

    def messages(self, article: Article, text: str, budget: Budget) -> list[dict[str, str]]:
        """Return the chat that asks for a summary of ``text`` in the article's language.

        The text stands between tags that it cannot close: the same tags within it are written another way.
        """
        length = self.languages[article.language][budget.unit].replace("{size}", str(budget.size))
        filled = {"article": prompting.fenced(text, ["article"]), "length": length}
        return self.chat(article.language, filled | {"opens": "<article>", "closes": "</article>"})


def load_prompt(name: str) -> Prompt:
    """Return one of our prompts by name, or a file of the same form by its path. Raises UserError."""
    folder = files("newslab.summarizers.prompts")
    known = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    if name in known:
        return _read(name, (folder / f"{name}.toml").read_text("utf-8"))
    path = Path(name)
    if not path.is_file():
        raise UserError(f"no prompt is called {name!r}; there are {', '.join(known)}, or name a file")
    try:
        return _read(path.stem, path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise UserError(
            f"cannot read the prompt {path} ({error}); expected a TOML file such as our plain.toml"
        ) from error


def _read(name: str, written: str) -> Prompt:
    table: dict[str, Any] = tomllib.loads(written)
    languages = {code: words for code, words in table.items() if isinstance(words, dict)}
    for code, words in languages.items():
        for key in ("user", "words", "sentences", "characters"):
            if not isinstance(words.get(key), str):
                raise UserError(f"the prompt {name} has no text {key!r} for {code}, expected one")
        if "{article}" not in words["user"]:
            raise UserError(f"the prompt {name} has no {{article}} for {code}, expected one")
    return Prompt(name=name, version=int(table["version"]), languages=languages)
