"""Opens the desk for an editor who has never seen a notebook: a page of its own, on this machine, behind a token."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newslab.mistakes import UserError

_LOOPBACK = "127.0.0.1"
# Voila's page asks a public server for its icons; an editor's page asks nobody but this server for anything.
_HEADERS = {
    "headers": {
        "Content-Security-Policy": (
            "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' ws: wss:; "
            "frame-ancestors 'self'"
        )
    }
}


def prepared_notebook(study: Path, settings: Mapping[str, Any]) -> str:
    """Return a notebook of one cell that shows the desk; ``settings`` are ReviewDesk's own."""
    given = "".join(f", {name}={value!r}" for name, value in settings.items())
    source = f"from newslab import ReviewDesk\nReviewDesk({str(study.resolve())!r}{given})"
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "desk",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def serve_desk(
    study: Path, settings: Mapping[str, Any], *, address: str = _LOOPBACK, port: int = 0, browser: bool = True
) -> int:
    """Serve the desk until it is stopped (Ctrl-C); return the server's exit status.

    Voila answers anybody unless told otherwise: a token is always asked for, and other machines are served only at
    an ``address`` that was chosen. Raises UserError where Voila is not installed or the port is not free.
    """
    if find_spec("voila") is None:
        raise UserError(
            "the desk's own page needs Voila: pip install 'newslab[desk]', or show ReviewDesk in a notebook"
        )
    token = secrets.token_urlsafe(24)
    chosen = _free_port(address, port)
    with tempfile.TemporaryDirectory(prefix="newslab-desk-") as folder:
        notebook = Path(folder) / "desk.ipynb"
        places = filter(None, (folder, os.environ.get("JUPYTER_CONFIG_PATH")))
        (Path(folder) / "voila.json").write_text(json.dumps({"Voila": {"tornado_settings": _HEADERS}}), "utf-8")
        notebook.write_text(prepared_notebook(study, settings), "utf-8")
        print(f"The desk: http://{address}:{chosen}/?token={token}", flush=True)
        return subprocess.run(  # noqa: S603  (our own arguments; no shell)
            [
                sys.executable, "-m", "voila", str(notebook), f"--Voila.ip={address}", f"--port={chosen}",
                f"--token={token}", f"--Voila.open_browser={browser}", "--strip_sources=True", "--theme=light",
                "--Voila.log_level=WARN",
            ],
            check=False,
            env=os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(places)},
        ).returncode  # fmt: skip


def _free_port(address: str, wanted: int) -> int:
    """Return ``wanted``, or any free port for 0. Raises UserError where the desk cannot be served there."""
    try:
        with socket.create_server((address, wanted)) as free:
            return int(free.getsockname()[1])
    except OSError as error:
        raise UserError(f"the desk cannot be served at {address}, port {wanted}: {error.strerror or error}") from error
