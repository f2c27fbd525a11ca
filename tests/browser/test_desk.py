"""The desk in a real Chromium under JupyterLab: a whole shift, by keyboard and by mouse."""

import re
import subprocess
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from newslab.review.desk import Desk
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.store import ReviewStore

pytestmark = pytest.mark.browser
SAVED = re.compile("Gespeichert")


def kinds(study):
    with ReviewStore(study / "reviews.sqlite") as store:
        return [event.kind for event in store.events() if event.kind not in {"opened", "closed", "evidence"}]


def test_a_shift_by_keyboard_alone(desk, page, study):
    shown = desk()
    items = shown.locator("li.nl-item")
    expect(items.first).to_contain_text("43,8 Millionen Euro")
    shown.focus()
    page.keyboard.press("j")
    expect(shown.locator("li[aria-current=true]")).to_have_count(1)
    # refused, with all that is missing
    page.keyboard.press("a")
    expect(shown.locator(".nl-status")).to_contain_text("1 Fehler offen")
    expect(shown.locator(".nl-status")).to_contain_text("Faktencheck fehlt")
    # the wrong number is mended in the text, and its finding goes
    page.keyboard.press("e")
    page.keyboard.press("End")
    for _ in range(len("43,8 Millionen Euro.")):
        page.keyboard.press("ArrowLeft")
    for _ in range(4):
        page.keyboard.press("Delete")
    page.keyboard.type("48,3")
    expect(shown.locator(".nl-saved")).to_have_text(SAVED)
    expect(shown.locator(".nl-changes del")).to_have_text(["43,8"])
    expect(shown.locator(".nl-changes ins")).to_have_text(["48,3"])
    expect(shown.locator("li.nl-item", has_text="43,8")).to_have_count(0)
    # mark an error span by keyboard
    page.keyboard.press("Control+Home")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(shown.locator(".nl-marks li")).to_contain_text("„Die“")
    # rate all four, tick, approve
    shown.focus()
    for digit in "4325":
        page.keyboard.press(digit)
    expect(shown.locator(".nl-rate button[aria-pressed=true]")).to_have_text(["4", "3", "2", "5"])
    page.keyboard.press("t")
    expect(shown.locator(".nl-gate")).to_have_text("Freigabe möglich")
    page.keyboard.press("a")
    expect(shown.locator(".nl-bar")).to_contain_text("freigegeben")
    expect(shown.locator(".nl-status")).to_contain_text("Entschieden: freigegeben")
    # undo is an event; then reject with a reason
    page.keyboard.press("u")
    expect(shown.locator(".nl-status")).to_contain_text("Rückgängig")
    page.keyboard.press("x")
    page.keyboard.type("Der Ton stimmt nicht.")
    page.keyboard.press("Enter")
    expect(shown.locator(".nl-status")).to_contain_text("abgelehnt")
    page.keyboard.press("n")
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    found = kinds(study)
    assert found[0] == "draft"
    assert found[-8:] == ["rating", "rating", "rating", "rating", "fact_check", "decision", "undo", "decision"]
    assert "mark" in found


def test_the_same_by_mouse(desk, page, study):
    shown = desk()
    shown.get_by_role("button", name="Fehlalarm").first.click()
    shown.get_by_label("Warum ist das ein Fehlalarm?").fill("Die Bildunterschrift nennt diese Zahl.")
    shown.get_by_role("button", name="Übernehmen").click()
    expect(shown.locator(".nl-gate")).to_have_text("Freigabe nicht möglich: Faktencheck fehlt")
    shown.get_by_label("Fakten von mir geprüft").click()
    expect(shown.locator(".nl-gate")).to_have_text("Freigabe möglich")
    shown.get_by_role("button", name="Treue 4").click()
    shown.get_by_role("button", name="Freigeben").click()
    expect(shown.locator(".nl-bar")).to_contain_text("1 freigegeben")
    shown.get_by_role("button", name="Weiter").click()
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    with ReviewStore(study / "reviews.sqlite") as store:
        assert store.verify() is None
    assert kinds(study) == ["disposition", "fact_check", "rating", "decision"]


def test_a_reload_brings_back_place_and_text(desk, page, lab, study):
    shown = desk()
    shown.get_by_role("button", name="Weiter").click()
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    shown.locator("textarea").fill("Die Hafenbahn fährt wieder 😀.")
    expect(shown.locator(".nl-saved")).to_have_text(SAVED)
    lab.run_all(page)  # the cell again: a new session on the same study
    expect(shown.locator("textarea")).to_have_value("Die Hafenbahn fährt wieder 😀.")
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")


def test_a_dead_kernel_says_not_saved_and_keeps_the_text(desk, page, lab, study):
    shown = desk()
    field = shown.locator("textarea")
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Gesicherter Satz.")
    expect(shown.locator(".nl-saved")).to_have_text(SAVED)
    kernel = lab.kernel(f"{study.name}.ipynb")
    subprocess.run(["pkill", "-KILL", "-f", f"kernel-{kernel['id']}"], check=True)
    page.keyboard.type(" Verlorener Satz.")
    expect(shown.locator(".nl-alert")).to_be_visible(timeout=5_000)
    expect(shown.locator(".nl-alert")).to_contain_text("NICHT GESPEICHERT")
    assert field.input_value().endswith("Gesicherter Satz. Verlorener Satz.")
    with ReviewStore(study / "reviews.sqlite") as store:
        assert [event.payload["text"] for event in store.events() if event.kind == "draft"][-1].endswith(
            "Gesicherter Satz."
        )
        assert store.verify() is None


def test_the_next_article_keeps_its_draft_when_the_focus_stayed_in_the_text(desk, page, study):
    shown = desk()
    shown.locator("textarea").focus()
    # Safari leaves the focus where it was when a button is clicked
    shown.evaluate("root => root.querySelector('[data-hold=next]').click()")
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    page.wait_for_timeout(1000)
    expect(shown.locator("textarea")).to_have_value(re.compile("48,3 Millionen"))
    assert kinds(study) == []


def test_two_editors_are_told_of_each_other(desk, page, browser, lab, study):
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


def test_typing_is_saved_while_it_goes_on(desk, page, study):
    shown = desk()
    shown.locator("textarea").focus()
    page.keyboard.press("Control+End")
    began = time.monotonic()
    for _ in range(30):
        page.keyboard.type(" Wort")
        page.wait_for_timeout(100)
    lasted = time.monotonic() - began
    with ReviewStore(study / "reviews.sqlite") as store:
        drafts = [event for event in store.events() if event.kind == "draft"]
    # once a second at the least, before the field was left
    assert len(drafts) >= int(lasted) - 1


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("ui", ["de", "en"])
def test_axe_finds_nothing(desk, page, lab, theme, ui):
    lab.theme(theme)
    shown = desk(ui=ui)
    shown.focus()
    page.keyboard.press("j")
    page.keyboard.press("?")
    page.wait_for_timeout(500)
    found = Axe().run(page, context=".nl-desk")
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]] == []
    lab.theme("JupyterLab Light")


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


def test_blind_no_model_name_reaches_the_page(desk, page):
    frames = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    shown = desk(blind=True)
    shown.get_by_role("button", name="Weiter").click()
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    assert "modell-a" not in page.content()
    assert [frame[:200] for frame in frames if "modell-a" in frame or "modell-b" in frame] == []
