"""The verbs that say what there is: ``checks``."""

from __future__ import annotations

import typer

from newslab.checks import default_checks
from newslab.cli.options import UiOption
from newslab.wording import default_ui


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(checks)


def checks(ui: UiOption = None) -> None:
    """List every code that a check can raise, one line each."""
    tongue = ui or default_ui()
    for check in default_checks():
        for rule in check.rules:
            typer.echo(f"{rule.code}  {rule.severity:8}{rule.check}: {rule.verdict}  {rule.title[tongue]}")
