"""``newslab review``: a page of its own for editors, behind a token, that asks nobody else for anything."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from newslab.records import Article
from tests.browser.conftest import ARTICLE, write_study

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    article = Article(id="hafen", language="de", text=ARTICLE)
    study = write_study(tmp_path_factory.mktemp("served") / "study", [article], {("hafen", "modell-a"): ARTICLE[:80]})
    command = [
        sys.executable,
        "-m",
        "newslab",
        "review",
        str(study),
        "--reviewer",
        "K. Albers",
        "--role",
        "CvD",
        "--no-browser",
    ]
    process = subprocess.Popen(
        [*command, "--ui", "de"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[-1]
    plain = address.partition("?")[0]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(plain, timeout=2).close()
            break
        except urllib.error.HTTPError as answered:
            answered.close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    # the server and what it started; not by SIGINT, which a shell's background jobs are born deaf to
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    process.stdout.close()


def test_an_editor_opens_the_desk_without_a_notebook(served, fresh_page):
    page, asked_elsewhere, refused = fresh_page, [], []
    page.on("request", lambda request: "127.0.0.1" in request.url or asked_elsewhere.append(request.url))
    page.on("requestfailed", lambda request: refused.append(request.url) if request.failure == "csp" else None)
    page.goto(served)
    page.locator(".nl-desk textarea").wait_for(timeout=60_000)
    assert page.locator(".nl-bar").inner_text().startswith("Redaktionstisch")
    assert page.get_by_text("ReviewDesk(").count() == 0
    assert sorted(asked_elsewhere) == sorted(refused)


def test_nobody_gets_in_without_the_token(served, browser):
    # without the cookie that the page before was given
    page = browser.new_page()
    page.goto(served.partition("?")[0])
    assert page.locator("input[type=password]").count() > 0
    assert page.locator(".nl-desk").count() == 0
    page.close()
