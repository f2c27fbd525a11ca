"""A JupyterLab of the test's own on loopback, and a page in a real Chromium that shows one of its notebooks."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
from playwright.sync_api import BrowserContext, Dialog, Locator, Page

# No sandbox, since tests may run as root in a container; the rest keeps the browser off the network.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE_SECONDS = 90


class Lab:
    """One server with private folders for settings and runtime files; ``root`` is what it serves."""

    def __init__(self, root: Path, private: Path) -> None:
        self.root, self.private = root, private
        self.token = secrets.token_hex(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._settings("notification", {"fetchNews": "false", "checkForUpdates": False})
        names = (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "IPYTHONDIR",
            "JUPYTERLAB_WORKSPACES_DIR",
        )
        private_places = {name: str(private / name.lower()) for name in names}
        self._log = (private / "lab.log").open("wb")
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
                f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={self.token}",
                f"--ServerApp.root_dir={root}",
            ],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **private_places, "JUPYTERLAB_SETTINGS_DIR": str(private / "settings")},
        )  # fmt: skip
        self._wait()

    def _settings(self, name: str, values: dict[str, object]) -> None:
        folder = self.private / "settings" / "@jupyterlab" / "apputils-extension"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.jupyterlab-settings").write_text(json.dumps(values), "utf-8")

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                self.api("status")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.private / "lab.log").read_text("utf-8", "replace"))

    def api(self, path: str, method: str = "GET") -> object:
        """Ask the server's own interface."""
        asked = urllib.request.Request(
            f"{self.address}/api/{path}", method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(asked, timeout=20) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def kernel(self, notebook: str) -> dict[str, object] | None:
        """Return the kernel of a notebook, once it has one."""
        sessions = self.api("sessions")
        return next((each["kernel"] for each in sessions if each["path"] == notebook), None)

    def write_notebook(self, name: str, *cells: str) -> str:
        """Write a notebook of code cells into the served folder."""
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(book, self.root / name)
        return name

    def open(self, page: Page, name: str) -> None:
        """Show a notebook and wait until its kernel, not only the page's indicator, is ready."""
        page.goto(f"{self.address}/lab/tree/{name}?token={self.token}&reset", wait_until="domcontentloaded")
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", timeout=PATIENCE_SECONDS * 1000)
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            kernel = self.kernel(name)
            if kernel and kernel["execution_state"] == "idle" and kernel["connections"]:
                break
            page.wait_for_timeout(100)
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=PATIENCE_SECONDS * 1000)

    def run_all(self, page: Page) -> None:
        """Run every cell by the menu."""
        page.click('.lm-MenuBar-itemLabel:text-is("Run")')
        page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')

    def theme(self, page: Page, name: str) -> None:
        """Choose "JupyterLab Light" or "JupyterLab Dark" by the menu."""
        page.click('.lm-MenuBar-itemLabel:text-is("Settings")')
        page.hover('.lm-Menu-itemLabel:text-is("Theme")')
        page.click(f'.lm-Menu-itemLabel:text-is("{name}")')
        page.locator(f'body[data-jp-theme-name="{name}"]').wait_for(state="attached")

    def stop(self) -> None:
        """End the server: twice, since the first only asks."""
        for _ in range(2):
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(15)
        self._log.close()


# The settings come from a file, so that the same cell shows whichever desk a test asks for; the number of the kernel's
# process goes into another, for who wants to kill it.
CELL = """import json, os
from pathlib import Path
from newslab import ReviewDesk
Path("{name}.pid").write_text(str(os.getpid()))
desk = ReviewDesk(**json.loads(Path("{name}.json").read_text("utf-8")))
desk"""


def _leave(dialog: Dialog) -> None:
    """Leave a notebook that is not saved; whatever else a page asks is declined."""
    if dialog.type == "beforeunload":
        dialog.accept()
    else:
        dialog.dismiss()


class Workplace:
    """One notebook in one page, opened once: another desk is a second's run of its cell."""

    def __init__(self, lab: Lab, context: BrowserContext, name: str) -> None:
        self.lab, self.name = lab, name
        self._context = context
        self._page: Page | None = None
        self._troubles = 0
        self.notebook = lab.write_notebook(f"{name}.ipynb", CELL.format(name=name))

    def page(self, troubles: int = 0) -> Page:
        """Return the page with the notebook; a new one where more ``troubles`` are counted than last time."""
        if self._page is not None and troubles > self._troubles:
            self.close()
        self._troubles = troubles
        if self._page is None:
            self._page = self._context.new_page()
            self._page.on("dialog", _leave)
            self.lab.open(self._page, self.notebook)
        return self._page

    def show(self, study: Path, **settings: object) -> Locator:
        """Run the cell for a desk on ``study``; return the desk's element once its item is there."""
        page = self.page(self._troubles)
        chosen = {"study": str(study), "reviewer": "K. Albers", "role": "CvD", "ui": "de"} | settings
        (self.lab.root / f"{self.name}.json").write_text(json.dumps(chosen), "utf-8")
        # the desk of the test before is not taken for this one
        page.evaluate("() => document.querySelectorAll('.nl-desk').forEach((desk) => desk.remove())")
        return self.run()

    def run(self) -> Locator:
        """Run the cell once more, as after a restart."""
        page = self.page(self._troubles)
        self.lab.run_all(page)
        found = page.locator(".nl-desk")
        found.locator("textarea").wait_for(timeout=PATIENCE_SECONDS * 1000)
        return found

    def kernel_process(self) -> int:
        """Return the number of the process that ran the cell last."""
        return int((self.lab.root / f"{self.name}.pid").read_text("utf-8"))

    def close(self) -> None:
        """Close the page."""
        if self._page is not None:
            self._page.close()
        self._page = None
