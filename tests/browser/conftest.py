"""Gives tests a JupyterLab, a Chromium, and a small study whose summaries the real checks object to."""

import pytest
from playwright.sync_api import expect, sync_playwright

from newslab import studyfolder
from newslab.records import Article, Evaluation, Examination, Risk, Summary
from newslab.review.events import SIGNS
from newslab.review.store import ReviewStore
from tests.browser.lab import FLAGS, Lab, Workplace

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


def kinds(study):
    """Return the kinds of the acts that a study's record holds, in their order."""
    with ReviewStore(study / "reviews.sqlite") as store:
        return [event.kind for event in store.events() if event.kind not in SIGNS]


@pytest.fixture(scope="session")
def browser(chromium_path):
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    started = Lab(tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("private"))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def context(browser):
    """One browser profile: what JupyterLab is made of is fetched and compiled once."""
    opened = browser.new_context(viewport={"width": 1400, "height": 1250}, locale="de-DE")
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def fresh_page(context):
    """A page that no other test saw."""
    opened = context.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def workplace(lab, context):
    return Workplace(lab, context, "desk")


@pytest.fixture
def page(workplace, request):
    """The page that the tests share, since opening one takes seconds; a new one after a test that failed."""
    return workplace.page(request.session.testsfailed)


@pytest.fixture
def study(lab, request):
    articles = [
        Article(id="hafen", language="de", title="Hafenbahn fährt wieder", text=ARTICLE, published="2026-05-12"),
    ]
    name = request.node.name.replace("[", "-").replace("]", "")
    return write_study(lab.root / name, articles, {("hafen", model): text for model, text in DRAFTS.items()})


@pytest.fixture
def desk(workplace, page, study):
    """Show the desk on the study in the shared page; returns the desk's element."""
    return lambda **settings: workplace.show(study, **settings)


@pytest.fixture
def fresh_workplace(lab, context, study):
    """A notebook, a kernel and a page of the test's own."""
    made = Workplace(lab, context, study.name)
    yield made
    made.close()
