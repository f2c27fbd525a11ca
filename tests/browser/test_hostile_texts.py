"""Hostile texts at the desk in a real Chromium: inert, legible, and the page stays whole."""

import pytest
from playwright.sync_api import expect

from newslab.records import Article
from tests.browser.conftest import write_study

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
OVERRIDE = "Er sagte \u202egnureiselbA\u202c und \u2066ging\u2069."
NUL = "vor\x00nach\x1b[31m"
WORD = "Donaudampfschiff" * 625
FAMILY = "Familie 👩🏽\u200d🚒 und 👨\u200d👩\u200d👧 zahlte 43 Euro, sagte Meier."
ARTICLE = f"{MARKUP}\n\n{OVERRIDE}\n\n{NUL}\n\n{WORD}\n\n{FAMILY.replace('43', '48')}"
SUMMARY = f"{FAMILY} {MARKUP} {OVERRIDE} {WORD} {NUL}"


@pytest.fixture
def study(lab):
    article = Article(id="<b>x</b>", language="de", title=f"Titel {MARKUP} \u202elettiT", text=ARTICLE)
    return write_study(lab.root / "hostile", [article], {("<b>x</b>", "modell<i>"): SUMMARY})


def test_hostile_texts_are_inert_and_legible(desk, page):
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    shown = desk(reviewer="K. <u>Albers</u>")
    # nothing of the texts became an element, and nothing ran
    assert shown.locator("img, script, i, u, b").count() == 0
    assert "owned" not in page.title()
    assert dialogs == []
    article = shown.locator(".nl-text").inner_text()
    assert MARKUP in article
    # what would turn the line round or vanish is there as a sign
    assert "Er sagte \ufffdgnureiselbA\ufffd und \ufffdging\ufffd." in article
    assert "vor\u2400nach\u241b[31m" in article
    assert shown.locator(".nl-title").inner_text().endswith("\ufffdlettiT")
    expect(shown.locator(".nl-hidden")).to_contain_text("Unsichtbare Steuerzeichen im Text: 6")
    # the long word breaks: nothing on the desk is wider than the desk
    wider = shown.evaluate(
        "root => [...root.querySelectorAll('.nl-pane, .nl-list, .nl-foot, .nl-bar')]"
        ".filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.className)"
    )
    assert wider == []
    # the mark stands under its own number, behind joined emoji
    finding = shown.locator("li.nl-item", has_text="43 Euro").first
    key = finding.get_attribute("data-key")
    assert shown.locator(f".nl-back [data-key='{key}']").inner_text() == "43 Euro"
    # a hostile text can be edited, cleaned and saved
    shown.get_by_role("button", name="Entfernen").first.click()
    expect(shown.locator(".nl-hidden")).to_be_hidden()
    expect(shown.locator(".nl-saved")).to_contain_text("Gespeichert")
    assert "\u202e" not in shown.locator("textarea").input_value()
