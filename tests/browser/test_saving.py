"""What must not be lost, in a real Chromium: typing, a killed kernel, a reload, two editors, two tabs."""

import os
import re
import signal
import sqlite3
import time
from contextlib import closing

import pytest
from playwright.sync_api import expect

from newslab.review.desk import Desk
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.store import ReviewStore
from tests.browser.conftest import kinds

pytestmark = pytest.mark.browser
SAVED = re.compile("Gespeichert")
# the page's own clock, from the first unsaved key to the alert: how busy the test's machine is counts for little
WATCH = """
root => {
  const alert = root.querySelector(".nl-alert");
  root.querySelector("textarea").addEventListener("input", () => { window.typed ??= performance.now(); });
  new MutationObserver(() => { if (!alert.hidden) window.alarmed ??= performance.now(); })
    .observe(alert, { attributes: true });
}
"""


def drafts(study):
    with ReviewStore(study / "reviews.sqlite") as store:
        assert store.verify() is None
        return [event.payload["text"] for event in store.events() if event.kind == "draft"]


def test_a_kernel_killed_while_typing_says_not_saved_and_keeps_the_text(fresh_workplace, study):
    shown, page = fresh_workplace.show(study), fresh_workplace.page()
    field = shown.locator("textarea")
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Gesicherter Satz.")
    expect(shown.locator(".nl-saved")).to_have_text(SAVED)
    shown.evaluate(WATCH)
    # Stopped before it is killed: JupyterLab tells of a dead kernel in a dialogue that takes the focus, sooner or
    # later, and so would take the keys on a slow machine.
    kernel = fresh_workplace.kernel_process()
    os.kill(kernel, signal.SIGSTOP)
    page.keyboard.type(" Verlorener Satz.")
    os.kill(kernel, signal.SIGKILL)
    expect(shown.locator(".nl-alert")).to_be_visible()
    expect(shown.locator(".nl-alert")).to_contain_text("NICHT GESPEICHERT")
    assert page.evaluate("window.alarmed - window.typed") < 4000
    assert field.input_value().endswith("Gesicherter Satz. Verlorener Satz.")
    assert drafts(study)[-1].endswith("Gesicherter Satz.")
    # JupyterLab starts the kernel again by itself; the cell brings back all but the last seconds
    page.locator(".jp-Dialog button", has_text="Ok").click()
    shown = fresh_workplace.run()
    expect(shown.locator("textarea")).to_have_value(re.compile(r"Gesicherter Satz\.$"))
    expect(shown.locator(".nl-alert")).to_be_hidden()


def test_a_reload_brings_back_place_and_text(desk, page, lab, workplace):
    shown = desk()
    shown.get_by_role("button", name="Weiter").click()
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    shown.locator("textarea").fill("Die Hafenbahn fährt wieder 😀.")
    expect(shown.locator(".nl-saved")).to_have_text(SAVED)
    lab.open(page, workplace.notebook)
    shown = workplace.run()
    expect(shown.locator("textarea")).to_have_value("Die Hafenbahn fährt wieder 😀.")
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")


def test_the_next_article_keeps_its_draft_when_the_focus_stayed_in_the_text(desk, page, study):
    shown = desk()
    shown.locator("textarea").focus()
    # Safari leaves the focus where it was when a button is clicked
    shown.evaluate("root => root.querySelector('[data-hold=next]').click()")
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    page.wait_for_timeout(1000)
    expect(shown.locator("textarea")).to_have_value(re.compile("48,3 Millionen"))
    assert kinds(study) == []


def test_two_editors_are_told_of_each_other(desk, study):
    shown = desk()
    other = ReviewSession(
        Desk(study), ReviewStore(study / "reviews.sqlite"), Reviewer(name="B. Meier", role="Redaktion")
    )
    other.edit(other.queue()[0], 0, "Fassung von Meier.")
    shown.locator("textarea").fill("Fassung von Albers.")
    expect(shown.locator(".nl-alert")).to_contain_text("Jemand anderes")
    assert shown.locator("textarea").input_value() == "Fassung von Albers."
    shown.get_by_role("button", name="Die andere Fassung laden").click()
    expect(shown.locator("textarea")).to_have_value("Fassung von Meier.")
    other.store.close()
    assert kinds(study) == ["draft"]


def test_an_act_in_a_conflict_leaves_the_typed_words_where_they_stand(desk, page, study):
    shown = desk()
    with ReviewStore(study / "reviews.sqlite") as store:
        other = ReviewSession(Desk(study), store, Reviewer(name="B. Meier", role="Redaktion"))
        other.edit(other.queue()[0], 0, "Fassung von Meier.")
    shown.locator("textarea").fill("Fassung von Albers.")
    shown.get_by_label("Fakten von mir geprüft").click()
    expect(shown.locator(".nl-alert")).to_contain_text("Jemand anderes")
    for name in ("Weiter", "Rückgängig", "English", "Vergleichen"):
        shown.get_by_role("button", name=name).click()
        expect(shown.locator(".nl-status")).to_contain_text("Jemand anderes")
    assert shown.locator("textarea").input_value() == "Fassung von Albers."
    assert kinds(study) == ["draft"]


def test_an_act_on_a_text_that_somebody_changed_is_not_done_and_the_new_text_is_shown(desk, page, study):
    shown = desk()
    with ReviewStore(study / "reviews.sqlite") as store:
        other = ReviewSession(Desk(study), store, Reviewer(name="B. Meier", role="Redaktion"))
        other.edit(other.queue()[0], 0, "Fassung von Meier.")
    shown.focus()
    page.keyboard.press("t")
    expect(shown.locator("textarea")).to_have_value("Fassung von Meier.")
    expect(shown.locator(".nl-status")).to_contain_text("gilt nicht")
    assert kinds(study) == ["draft"]


def test_a_selection_is_forgotten_once_the_text_changes(desk, page, study):
    shown = desk()
    field = shown.locator("textarea")
    field.focus()
    page.keyboard.press("Control+Home")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(shown.locator(".nl-marking")).to_contain_text("„Die“")
    page.keyboard.press("Control+Home")
    page.keyboard.type("Neu: ")
    expect(shown.locator(".nl-saved")).to_have_text(SAVED)
    shown.locator(".nl-marking button").first.click()
    expect(shown.locator(".nl-status")).to_contain_text("auswählen")
    assert "mark" not in kinds(study)


def test_a_full_disk_keeps_the_text_and_the_item_until_there_is_room(desk, page, study):
    shown = desk()
    with closing(sqlite3.connect(study / "reviews.sqlite", isolation_level=None)) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.kind = 'draft'"
            " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        shown.locator("textarea").fill("Nur im Feld.")
        shown.get_by_role("button", name="Weiter").click()
        expect(shown.locator(".nl-alert")).to_contain_text("disk is full")
        expect(shown.locator(".nl-bar")).to_contain_text("1 von 2")
        assert shown.locator("textarea").input_value() == "Nur im Feld."
        assert kinds(study) == []
        database.execute("DROP TRIGGER full")
    # tried again without a key
    expect(shown.locator(".nl-saved")).to_have_text(SAVED)
    expect(shown.locator(".nl-alert")).to_be_hidden()
    assert drafts(study) == ["Nur im Feld."]


def test_two_views_of_one_desk_overwrite_nothing(desk, page, study):
    first = desk()
    # JupyterLab's "New View for Output" and a second tab both show the same widget again
    page.keyboard.press("Escape")
    first.click(button="right", position={"x": 8, "y": 8})
    page.get_by_text("Create New View for Cell Output", exact=True).click()
    views = page.locator(".nl-desk")
    expect(views).to_have_count(2)
    second = views.nth(1)
    second.locator("textarea").fill("Fassung der einen Ansicht.")
    expect(second.locator(".nl-saved")).to_have_text(SAVED)
    assert "Fassung der einen" not in views.nth(0).locator("textarea").input_value()
    views.nth(0).locator("textarea").fill("Fassung der anderen Ansicht.")
    expect(views.nth(0).locator(".nl-alert")).to_contain_text("inzwischen geändert")
    assert drafts(study) == ["Fassung der einen Ansicht."]
    page.locator(".lm-TabBar-tab", has_text="Output View").locator(".lm-TabBar-tabCloseIcon").click()
    expect(views).to_have_count(1)


def test_typing_is_saved_while_it_goes_on(desk, page, study):
    shown = desk()
    shown.locator("textarea").focus()
    page.keyboard.press("Control+End")
    began = time.monotonic()
    for _ in range(30):
        page.keyboard.type(" Wort")
        page.wait_for_timeout(100)
    lasted = time.monotonic() - began
    # once a second at the least, before the field was left
    assert len(drafts(study)) >= int(lasted) - 1
