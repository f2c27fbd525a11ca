"""What a page may send and what it is told: forged messages, hostile texts, and answers that the wire can carry."""

import json

import pytest

from newslab.records import Span
from newslab.review import showing
from newslab.review.messages import Conversation
from newslab.review.store import ReviewStore

# what tries to be markup, to turn the line round, to be endless, to join, to end the string
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "\u202eGnubierhcS\u202c",
    "x" * 10_000,
    "👩🏽\u200d🚒 👨\u200d👩\u200d👧",
    "e\u0301" * 500,
]
NO_TEXT = ["\x00", "vor\x00nach", "\ud800", "\udc00halb"]


@pytest.fixture
def talk(session):
    return Conversation(session, "de")


@pytest.fixture
def stored(store):
    return lambda: [event.draft for event in store.events()]


def asked(talk, act, item, **values):
    return talk.answer({"number": 1, "act": act, "item": item, "revision": talk.session.state(item).revision, **values})


@pytest.mark.parametrize("message", [None, 7, "hello", [], ["act", "hello"], b"\x00", {1, 2}, float("nan")])
def test_what_is_no_message_is_answered_all_the_same(talk, stored, message):
    assert talk.answer(message) == {
        "number": None,
        "ok": False,
        "trouble": "bad_message",
        "message": "not a message",
    }
    assert stored() == []


@pytest.mark.parametrize(
    "act", [None, "", "drop", "_store", "__init__", "refresh", "append", 3, ["edit"], {}, "x" * 10**6]
)
def test_an_unknown_act_is_refused_in_few_words(talk, wrong_item, stored, act):
    answer = asked(talk, act, wrong_item)
    assert (answer["ok"], answer["trouble"]) == (False, "bad_message")
    assert len(answer["message"]) < 300
    assert stored() == []


FORGED = [
    ("edit", {"text": None, "id": "1"}),
    ("edit", {"text": ["Die"], "id": "1"}),
    ("edit", {"text": "x"}),
    ("edit", {"text": "x", "id": ""}),
    ("edit", {"text": "x", "id": "1" * 65}),
    ("edit", {"text": "x", "id": "1'); DROP TABLE events; --"}),
    ("edit", {"text": "x" * 100_001, "id": "1"}),
    ("mark", {"start": 0, "end": 10**30, "error_type": "number", "severity": "major", "comment": ""}),
    ("mark", {"start": -1, "end": 3, "error_type": "number", "severity": "major", "comment": ""}),
    ("mark", {"start": 3, "end": 3, "error_type": "number", "severity": "major", "comment": ""}),
    ("mark", {"start": 0.5, "end": 3, "error_type": "number", "severity": "major", "comment": ""}),
    ("mark", {"start": True, "end": 3, "error_type": "number", "severity": "major", "comment": ""}),
    ("mark", {"start": "0", "end": "3", "error_type": "number", "severity": "major", "comment": ""}),
    ("mark", {"start": 0, "end": 3, "error_type": "x" * 10**6, "severity": "major", "comment": ""}),
    ("mark", {"start": 0, "end": 3, "error_type": "number", "severity": "\ud800", "comment": ""}),
    ("mark", {"start": 0, "end": 3, "error_type": "number", "severity": "major", "comment": "x" * 5_001}),
    ("unmark", {"mark": "of another item"}),
    ("dispose", {"finding": "of another text", "handling": "fixed", "reason": ""}),
    ("rate", {"dimension": "fluency", "value": 6}),
    ("rate", {"dimension": "fluency", "value": 10**400}),
    ("rate", {"dimension": "fluency", "value": True}),
    ("tick_fact_check", {"ticked": "yes"}),
    ("tick_fact_check", {"ticked": 1}),
    ("decide", {"verdict": "approved", "reason": ""}),
    ("decide", {"verdict": "published", "reason": ""}),
    ("look_at_evidence", {"finding": "\x00"}),
    ("prefer", {"left": "elsewhere", "right": "elsewhere", "choice": "left", "reason": ""}),
    ("prefer", {"left": [], "right": {}, "choice": "left", "reason": ""}),
    ("withdraw", {"left": "elsewhere", "right": "\x00"}),
    ("pairs", {"to": 7}),
    ("undo", {}),
    ("speak", {"ui": "\u202efr" * 10**5}),
    ("go", {"to": None}),
    ("go", {"to": "filter", "status": "published"}),
]


@pytest.mark.parametrize(("act", "values"), FORGED)
def test_a_forged_message_is_refused_and_stores_nothing(talk, wrong_item, stored, act, values):
    answer = asked(talk, act, wrong_item, **values)
    assert answer["ok"] is False
    assert len(answer["message"]) < 500
    json.dumps(answer, ensure_ascii=False).encode()
    assert stored() == []


@pytest.mark.parametrize("item", [None, 0, "", "elsewhere", "\ud800", ["hafen"], "x" * 10**6])
@pytest.mark.parametrize("act", ["edit", "undo", "restore", "prefetch"])
def test_an_item_that_is_not_on_this_desk_is_refused(talk, stored, act, item):
    answer = talk.answer({"number": 1, "act": act, "item": item, "revision": 0, "text": "x", "id": "1"})
    assert answer["ok"] is False
    assert stored() == []


@pytest.mark.parametrize("number", ["1", "\ud800", None, [1], float("nan"), {}])
def test_a_number_that_is_none_is_not_sent_back(talk, number):
    assert talk.answer({"number": number, "act": "nonsense"})["number"] is None


@pytest.mark.parametrize("text", NO_TEXT)
def test_what_no_text_has_is_refused_with_its_place(talk, wrong_item, stored, text):
    answers = [
        asked(talk, "edit", wrong_item, text=text, id="1"),
        asked(talk, "decide", wrong_item, verdict="rejected", reason=text),
        asked(talk, "mark", wrong_item, start=0, end=3, error_type="number", severity="major", comment=text),
    ]
    assert [answer["trouble"] for answer in answers] == ["bad_text"] * 3
    assert "U+" in answers[0]["message"]
    assert stored() == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_text_like_any_other(talk, wrong_item, text):
    answer = asked(talk, "edit", wrong_item, text=text, id="1")
    assert (answer["ok"], answer["summary"]) == (True, text)
    marked = asked(
        talk, "mark", wrong_item, start=0, end=len(text), error_type="grammar", severity="minor", comment=text[:500]
    )
    assert marked["marks"][0]["span"] == [0, len(text)]


def test_half_of_a_surrogate_pair_in_a_study_reaches_the_page_as_a_sign(talk, study, wrong_item, desk):
    # JSON can carry one as an escape, so a study's file can hold one; the wire's UTF-8 cannot
    found = desk.items[wrong_item]
    object.__setattr__(found, "machine_text", "Die \ud800 Bahn")
    answer = talk.answer({"number": 1, "act": "go", "to": wrong_item})
    assert answer["summary"] == "Die \ufffd Bahn"
    json.dumps(answer, ensure_ascii=False).encode()


def test_a_forbidden_filter_does_not_stay(session, stored):
    session.blind = True
    talk = Conversation(session, "de")
    item = talk.answer({"number": 1, "act": "hello"})["item"]
    assert talk.answer({"number": 2, "act": "go", "to": "filter", "model": "modell-a"})["trouble"] == "blind"
    assert talk.answer({"number": 3, "act": "go", "to": "next", "item": item})["ok"] is True


def test_an_id_used_for_another_text_is_not_acknowledged(talk, wrong_item):
    assert asked(talk, "edit", wrong_item, text="Einmal.", id="1")["ok"] is True
    again = asked(talk, "edit", wrong_item, text="Zweimal.", id="1")
    assert (again["ok"], again["trouble"]) == (False, "not_saved")
    assert asked(talk, "edit", wrong_item, text="Einmal.", id="1")["ok"] is True


def test_a_conflict_carries_the_other_version(talk, wrong_item, study, desk):
    with ReviewStore(study / "reviews.sqlite") as store:
        other = type(talk.session)(desk, store, talk.session.reviewer)
        other.edit(wrong_item, 0, "Fassung von Meier.")
    answer = talk.answer({"number": 1, "act": "edit", "item": wrong_item, "revision": 0, "text": "Meine.", "id": "2"})
    assert (answer["ok"], answer["trouble"], answer["summary"]) == (False, "conflict", "Fassung von Meier.")


def test_evidence_is_shown_in_whole_words():
    before, after = (
        "Erstens gilt das Wort des Bürgermeisters aus dem vergangenen Jahr: ",
        " für den Umbau, der im kommenden Frühjahr an der Mole beginnen soll.",
    )
    text = f"{before}48 Millionen{after}"
    span = Span(len(before), len(before) + len("48 Millionen"))
    assert showing._around(text, span) == (
        "… gilt das Wort des Bürgermeisters aus dem vergangenen Jahr: 48 Millionen "
        "für den Umbau, der im kommenden Frühjahr an der Mole …"
    )
    assert showing._around("48 Millionen.", Span(0, 12)) == "48 Millionen."


@pytest.mark.parametrize("ui", ["de", "en"])
def test_every_refusal_is_said_in_the_editors_language(talk, wrong_item, ui):
    talk.answer({"number": 1, "act": "speak", "ui": ui})
    refused = asked(talk, "decide", wrong_item, verdict="approved", reason="")
    assert (
        refused["reasons"]
        == {"de": ["1 Fehler offen", "Faktencheck fehlt"], "en": ["errors open: 1", "fact check missing"]}[ui]
    )
