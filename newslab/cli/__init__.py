"""The ``newslab`` command: each verb chooses, calls and shows; nothing is decided here."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import newslab
from newslab.cli.console import EXIT_INTERRUPTED, EXIT_USAGE, say
from newslab.mistakes import UserError

# Newer releases of typer carry their own click, older ones import it: the class is reached through what both export.
_MISUSE: type[typer.BadParameter] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
# What pydantic puts before a message, and newer releases of typer leave there.
_STRAY = "Value error, "

# Each verb and the module that owns it, in the order of a day's work.
VERBS = {
    "compare": "studies",
    "summarize": "studies",
    "report": "studies",
    "score": "texts",
    "check": "texts",
    "annotate": "texts",
    "review": "desk",
    "export": "desk",
    "models": "catalogue",
    "checks": "catalogue",
    "cache": "catalogue",
}
_PLAIN: Mapping[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


class _Verbs(TyperGroup):
    """Loads the module of the verb that was asked for, and no other's: each costs what it alone needs."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  (click's own shape)
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  (as above)
        for name in [cmd_name] if cmd_name in VERBS else VERBS:  # all, so that a slip of the pen is told the nearest
            self.commands[name] = self.commands.get(name) or _loaded(name)
        return self.commands.get(cmd_name)


def _loaded(verb: str) -> Any:
    alone = typer.Typer(**_PLAIN)
    alone.command(verb)(getattr(import_module(f"newslab.cli.{VERBS[verb]}"), verb))
    return get_command(alone)


app = typer.Typer(
    name="newslab",
    cls=_Verbs,
    help="Compare, check and review AI-written summaries of news articles, German first.",
    no_args_is_help=True,
    **_PLAIN,
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"newslab {newslab.__version__}")
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
        error.message = error.message.replace(_STRAY, "")
        error.show()
        status = EXIT_USAGE
    except BrokenPipeError:
        # whoever read our output has enough (`newslab check … | head`); nothing more can be said to them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
