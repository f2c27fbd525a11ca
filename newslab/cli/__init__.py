"""The ``newslab`` command: each verb chooses, calls and shows; nothing is decided here."""

from __future__ import annotations

import sys

import typer

from newslab import __version__
from newslab.cli import catalogue, texts
from newslab.cli.console import EXIT_INTERRUPTED, EXIT_USAGE, UsageError
from newslab.mistakes import UserError

app = typer.Typer(
    name="newslab",
    help="Compare, check and review AI-written summaries of news articles, German first.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
texts.register(app)
catalogue.register(app)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"newslab {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False,
        "--version",
        help="Print the version and stop.",
        is_eager=True,
        callback=_show_version,
    ),
) -> None:
    pass


def main() -> None:
    """Run the command and leave with the status that the contract gives."""
    try:
        app(standalone_mode=True)
    except (UsageError, UserError) as error:
        typer.echo(f"newslab: {error}", err=True)
        sys.exit(EXIT_USAGE)
    except KeyboardInterrupt:
        typer.echo("newslab: stopped; what was finished is kept", err=True)
        sys.exit(EXIT_INTERRUPTED)
