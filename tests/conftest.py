"""What tests of several rooms need: the browser that is installed here."""

import shutil

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium_path():
    """The installed Chromium or Chrome; `make test` installs Debian's where it may."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(
            f"this test drives a browser: install one of {', '.join(BROWSERS)} (Debian: apt-get install chromium)"
        )
    return found
