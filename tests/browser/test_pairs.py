"""Two drafts side by side in a real Chromium: by key and by mouse, without their models, in both languages."""

import pytest
from playwright.sync_api import expect

from newslab.records import Article
from newslab.review.store import ReviewStore
from tests.browser.conftest import ARTICLE, DRAFTS, write_study
from tests.browser.test_access import objections

pytestmark = pytest.mark.browser


@pytest.fixture
def study(lab, request):
    """A study of two articles with two drafts each: two pairs."""
    articles = [Article(id=name, language="de", title=f"Titel {name}", text=ARTICLE) for name in ("eins", "zwei")]
    drafts = {(article.id, model): text for article in articles for model, text in DRAFTS.items()}
    return write_study(lab.root / request.node.name, articles, drafts)


def choices(study):
    with ReviewStore(study / "reviews.sqlite") as store:
        assert store.verify() is None
        return [
            (event.kind, event.payload.get("choice"), event.payload.get("reason"))
            for event in store.events()
            if event.kind in {"preference", "undo"}
        ]


def test_pairs_are_compared_by_keys_alone(desk, page, study):
    shown = desk()
    shown.focus()
    page.keyboard.press("v")
    expect(shown.locator(".nl-bar")).to_contain_text("Paar 1 von 2")
    drafts = shown.locator(".nl-draft")
    expect(drafts).to_have_count(2)
    assert sorted(drafts.locator(".nl-text").all_inner_texts()) == sorted(DRAFTS.values())
    left, right = drafts.nth(0).bounding_box(), drafts.nth(1).bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"] + 1
    assert "modell-" not in shown.inner_text()
    page.keyboard.press("1")
    expect(shown.locator(".nl-status")).to_contain_text("Vermerkt: Links ist besser")
    expect(drafts.nth(0).locator(".nl-model")).to_contain_text("modell-")
    page.keyboard.press("g")
    page.keyboard.type("nennt die Kosten")
    page.keyboard.press("Escape")
    expect(shown.locator("[data-choice=left]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    expect(shown.locator(".nl-bar")).to_contain_text("Paar 2 von 2")
    page.keyboard.press("0")
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2 verglichen")
    page.keyboard.press("u")
    expect(shown.locator(".nl-bar")).to_contain_text("1 von 2 verglichen")
    expect(shown.locator(".nl-status")).to_contain_text("Rückgängig")
    page.keyboard.press("v")
    expect(shown.locator("textarea")).to_be_visible()
    expect(shown.locator(".nl-bar")).to_contain_text("1 von 4")
    assert choices(study) == [
        ("preference", "left", ""),
        ("preference", "left", "nennt die Kosten"),
        ("preference", "tie", ""),
        ("undo", None, None),
    ]
    # a key of the review still acts there, and on a text that nothing was done to
    page.keyboard.press("t")
    expect(shown.get_by_label("Fakten von mir geprüft")).to_be_checked()


def test_pairs_are_compared_by_mouse_and_axe_finds_nothing(desk, page, study):
    shown = desk(ui="en")
    shown.get_by_role("button", name="Compare").click()
    shown.get_by_label("Reason (optional)").fill("names the costs")
    shown.get_by_role("button", name="Right is better").click()
    expect(shown.locator(".nl-draft.nl-chosen")).to_have_attribute("aria-label", "Right draft")
    assert objections(page) == []
    shown.get_by_role("button", name="Next pair").click()
    expect(shown.locator(".nl-bar")).to_contain_text("Pair 2 of 2")
    shown.get_by_role("button", name="To the review").click()
    expect(shown.locator(".nl-list")).to_be_visible()
    assert choices(study) == [("preference", "right", "names the costs")]


def test_a_blind_review_compares_without_a_name_to_the_end(desk, page):
    shown = desk(blind=True)
    shown.get_by_role("button", name="Vergleichen").click()
    shown.get_by_role("button", name="Gleich gut").click()
    expect(shown.locator(".nl-status")).to_contain_text("Vermerkt")
    assert "modell-" not in shown.inner_text()
