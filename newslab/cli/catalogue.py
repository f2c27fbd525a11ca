"""The verbs that say what there is: ``models``, ``checks``, ``cache``."""

from __future__ import annotations

from typing import Annotated

import typer

from newslab.checks import all_rules
from newslab.cli.options import UiOption
from newslab.study.cache import WorkCache
from newslab.summarizers.catalogue import described
from newslab.wording import default_ui


def models(ui: UiOption = None) -> None:
    """List the models there are and what each cannot do, one line each."""
    rows = list(described(ui or default_ui()))
    width = max(len(form) for form, _ in rows)
    for form, sentence in rows:
        typer.echo(f"{form:{width}}  {sentence}")


def checks(ui: UiOption = None) -> None:
    """List every code that a check can raise, one line each."""
    tongue = ui or default_ui()
    for rule in all_rules().values():
        typer.echo(f"{rule.code}  {rule.severity:8}{rule.check}: {rule.verdict}  {rule.title[tongue]}")


def cache(
    clear: Annotated[
        bool, typer.Option("--clear", help="Forget all finished work; it is made anew when needed.")
    ] = False,
) -> None:
    """List the finished work that is kept, by kind and model, with its size; or empty it."""
    with WorkCache() as kept:
        if clear:
            typer.echo(f"{kept.clear()} items forgotten")
            return
        for each in kept.kept():
            typer.echo(f"{each.items:8} items  {each.size / 1e6:9.2f} MB  {each.kind}: {each.maker}")
        typer.echo(f"in {kept.path}")
