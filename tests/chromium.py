"""Finds the Chromium or Chrome that is installed here."""

import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def browser_path() -> str | None:
    """Return the first that is installed."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)
