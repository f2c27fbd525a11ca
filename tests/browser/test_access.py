"""The desk for those who use no mouse or see little: axe-core in all its states, and a walk by Tab."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
THEMES = ("JupyterLab Light", "JupyterLab Dark")


@pytest.fixture
def light_again(lab, page):
    yield
    lab.theme(page, THEMES[0])


def objections(page):
    found = Axe().run(page, context=".nl-desk").response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


def states(shown, page):
    """Take the desk through what it can show; yields the name of each."""
    page.keyboard.press("Escape")
    shown.focus()
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(shown.locator(".nl-help")).to_be_visible()
    yield "a finding selected, the keys shown"
    page.keyboard.press("?")
    page.keyboard.press("f")
    expect(shown.locator(".nl-ask")).to_be_visible()
    yield "a question asked"
    page.keyboard.press("Escape")
    shown.locator(".nl-head input").check()
    shown.locator(".nl-alert").evaluate("alert => { alert.hidden = false; }")
    yield "the verified shown, an alert"
    shown.locator(".nl-alert").evaluate("alert => { alert.hidden = true; }")
    shown.locator(".nl-head input").uncheck()


def test_axe_finds_nothing_in_either_theme_and_language(desk, page, lab, light_again):
    shown = desk()
    shown.get_by_role("button", name="Treue 4").click()
    found = {}
    for theme in THEMES:
        lab.theme(page, theme)
        for other in ("English", "Deutsch"):
            shown.get_by_role("button", name=other).click()
            expect(shown).to_have_attribute("lang", "en" if other == "English" else "de")
            found |= {(theme, other, state): objections(page) for state in states(shown, page)}
    assert {state: objected for state, objected in found.items() if objected} == {}
    assert len(found) == 12


def test_a_pane_shows_that_there_is_more_below(desk, page):
    shown = desk()
    shown.locator("textarea").fill("Ein Satz, der steht. " * 60)
    pane = shown.locator(".nl-pane", has=page.locator("textarea"))
    expect(pane.locator(".nl-more")).to_be_visible()
    pane.evaluate("pane => { pane.style.scrollBehavior = 'auto'; pane.scrollTop = pane.scrollHeight; }")
    expect(pane.locator(".nl-more")).to_be_hidden()
    # the field is as high as its words: nothing scrolls inside it
    assert shown.locator("textarea").evaluate("field => field.scrollHeight - field.clientHeight") <= 1


def test_tab_walks_the_whole_panel_and_leaves_it(desk, page):
    shown = desk()
    shown.focus()
    seen = []
    for _ in range(120):
        page.keyboard.press("Tab")
        inside, label = page.evaluate(
            "() => { const a = document.activeElement; return [!!a.closest('.nl-desk'),"
            " a.tagName + ':' + (a.getAttribute('aria-label') || a.textContent || a.type).slice(0, 30)]; }"
        )
        if not inside:
            break
        seen.append(label)
    else:
        pytest.fail(f"Tab never left the desk: {seen[-5:]}")
    assert len(seen) >= 40
    assert any(label.startswith("TEXTAREA") for label in seen)
    assert any("Freigeben" in label for label in seen)
