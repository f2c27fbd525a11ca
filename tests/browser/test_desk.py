"""The desk in a real Chromium under JupyterLab: a whole shift, by keyboard and by mouse; blind review."""

import re

import pytest
from playwright.sync_api import expect

from newslab.review.store import ReviewStore
from tests.browser.conftest import kinds

pytestmark = pytest.mark.browser
SAVED = re.compile("Gespeichert")


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


def test_blind_no_model_name_reaches_the_page(desk, page, lab, workplace):
    frames = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    lab.open(page, workplace.notebook)  # with sockets that are listened to
    shown = desk(blind=True)
    shown.get_by_role("button", name="Weiter").click()
    expect(shown.locator(".nl-bar")).to_contain_text("2 von 2")
    assert any("Hafenbahn" in frame for frame in frames)
    assert "modell-a" not in page.content()
    assert [frame[:200] for frame in frames if "modell-a" in frame or "modell-b" in frame] == []
