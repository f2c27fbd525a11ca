"""Gives tests a JupyterLab, a Chromium, and a small study whose summaries the real checks object to."""

import pytest
from playwright.sync_api import expect, sync_playwright

from newslab import studyfolder
from newslab.records import Article, Evaluation, Examination, Risk, Summary
from tests.browser.lab import FLAGS, Lab, browser_path

# A machine that runs other tests beside these answers late; what is asserted stays the same.
expect.set_options(timeout=20_000)

ARTICLE = (
    "Nach gut zwei Jahren Bauzeit rollen auf der Hafenbahn in Wesermünde wieder Züge. Am Montagmorgen verließ der "
    "erste Güterzug das Containerterminal. Die Sanierung kostete 48,3 Millionen Euro.\n\n"
    "„Die Strecke ist fertig, aber sie ist noch nicht das, was wir versprochen haben“, sagte Geschäftsführerin Imke "
    "Harders. Verkehrssenator Olaf Tiemann nannte die Wiedereröffnung einen Erfolg."
)
DRAFTS = {
    "modell-a": "Die Hafenbahn in Wesermünde fährt wieder. Die Sanierung kostete 43,8 Millionen Euro.",
    "modell-b": "Die Hafenbahn in Wesermünde fährt wieder. Die Sanierung kostete 48,3 Millionen Euro.",
}


def write_study(folder, articles, drafts):
    """Write a study of ``drafts[article, model]``; the desk runs the checks itself."""
    evaluations = [
        Evaluation(
            summary=Summary(article_id=article, model=model, text=text, signature=model),
            examination=Examination(
                findings=(), scores={}, not_applicable={}, risk=Risk(value=1 - place / 100, basis="test"), signature="t"
            ),
        )
        for place, ((article, model), text) in enumerate(drafts.items())
    ]
    study = studyfolder.Study(manifest=studyfolder.Manifest(name="Probe"), articles=articles, evaluations=evaluations)
    studyfolder.write(study, folder)
    return folder


@pytest.fixture(scope="session")
def browser():
    path = browser_path()
    assert path, "no Chromium or Chrome is installed; on Debian and Ubuntu: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    started = Lab(tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("private"))
    yield started
    started.stop()


@pytest.fixture
def page(browser):
    shown = browser.new_page(viewport={"width": 1400, "height": 1250}, locale="de-DE")
    shown.set_default_timeout(20_000)
    yield shown
    shown.close()


@pytest.fixture
def study(lab, request):
    articles = [
        Article(id="hafen", language="de", title="Hafenbahn fährt wieder", text=ARTICLE, published="2026-05-12"),
    ]
    name = request.node.name.replace("[", "-").replace("]", "")
    return write_study(lab.root / name, articles, {("hafen", model): text for model, text in DRAFTS.items()})


@pytest.fixture
def desk(lab, page, study):
    """Show the desk on the study; returns the desk's element."""

    def show(**settings):
        settings = {"reviewer": "K. Albers", "role": "CvD", "ui": "de"} | settings
        arguments = ", ".join(f"{key}={value!r}" for key, value in settings.items())
        name = lab.write_notebook(
            f"{study.name}.ipynb",
            f"from newslab import ReviewDesk\ndesk = ReviewDesk({str(study)!r}, {arguments})\ndesk",
        )
        lab.open(page, name)
        lab.run_all(page)
        found = page.locator(".nl-desk")
        found.locator("textarea").wait_for(timeout=60_000)
        return found

    return show
