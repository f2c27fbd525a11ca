"""The ``newslab`` command: each verb chooses, calls and shows; nothing is decided here."""

from __future__ import annotations

import os
import sys

import typer

from newslab import __version__
from newslab.cli import catalogue, desk, studies, texts
from newslab.cli.console import EXIT_INTERRUPTED, EXIT_USAGE, say
from newslab.mistakes import UserError

app = typer.Typer(
    name="newslab",
    help="Compare, check and review AI-written summaries of news articles, German first.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
studies.register(app)
texts.register(app)
desk.register(app)
catalogue.register(app)


# Newer releases of typer carry their own click, older ones import it: the class is reached through what both export.
_MISUSE: type[typer.BadParameter] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)


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
        status = app(standalone_mode=False)
    except UserError as error:
        say(f"newslab: {error}")
        status = EXIT_USAGE
    except (KeyboardInterrupt, typer.Abort):
        say("newslab: stopped; what was finished is kept")
        status = EXIT_INTERRUPTED
    except _MISUSE as error:
        error.show()
        status = EXIT_USAGE
    except BrokenPipeError:
        # whoever read our output has enough (`newslab check … | head`); nothing more can be said to them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
