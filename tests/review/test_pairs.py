"""Two drafts of one article: drawn by chance, shown without their models, and the choice recorded as it was made."""

import json
from itertools import combinations

import pytest

from newslab.review.desk import Item, summary_hash
from newslab.review.entries import RefusedError
from newslab.review.exports import row_of, write_export
from newslab.review.messages import Conversation
from newslab.review.outcome import outcomes
from newslab.review.pages import review_page
from newslab.review.pairs import pairs_of
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.store import ReviewStore


@pytest.fixture
def pair(session):
    (only,) = session.pairs()
    return only


def item(article, model):
    return Item(id=f"{article}{model}", article_id=article, model=model, machine_text="", risk=0.5)


def test_every_two_drafts_of_an_article_are_a_pair():
    items = [item(article, model) for article in ("b", "a") for model in ("m1", "m2", "m3")] + [item("c", "m1")]
    found = pairs_of(items, seed=0, reviewer="A")
    expected = [
        {f"{article}{one}", f"{article}{two}"} for article in "ba" for one, two in combinations(("m1", "m2", "m3"), 2)
    ]
    assert [set(each.key) for each in found] == expected


def test_what_lies_left_is_drawn_for_each_reviewer_and_stays():
    items = [item(f"{number:03}", model) for number in range(200) for model in ("m1", "m2")]
    first = [each.left.model for each in pairs_of(items, seed=0, reviewer="A")]
    assert first == [each.left.model for each in pairs_of(list(items), seed=0, reviewer="A")]
    assert first != [each.left.model for each in pairs_of(items, seed=0, reviewer="B")]
    assert first != [each.left.model for each in pairs_of(items, seed=1, reviewer="A")]
    # of 200 fair draws 70 to 130 are left with a probability above 0.9999
    assert 70 <= first.count("m1") <= 130


def test_a_choice_is_recorded_with_what_lay_where_and_in_which_words(session, pair, store):
    session.prefer(pair.left.id, other=pair.right.id, choice="right", reason="nennt die Kosten")
    (event,) = store.events()
    assert dict(event.payload) == {
        "left": pair.left.id,
        "right": pair.right.id,
        "left_hash": summary_hash(pair.left.machine_text),
        "right_hash": summary_hash(pair.right.machine_text),
        "choice": "right",
        "reason": "nennt die Kosten",
    }


def test_a_choice_is_in_nobodys_way(session, pair, wrong_item):
    session.prefer(pair.left.id, other=pair.right.id, choice="tie")
    assert session.state(pair.left.id).revision == session.state(pair.right.id).revision == 0
    session.edit(wrong_item, 0, "Weiter im Text.")
    with pytest.raises(RefusedError, match="nothing to undo"):
        session.undo(pair.left.id if pair.left.id != wrong_item else pair.right.id, 0)


def test_the_last_choice_counts_and_can_be_taken_back(session, pair):
    session.prefer(pair.left.id, other=pair.right.id, choice="left")
    session.prefer(pair.right.id, other=pair.left.id, choice="tie")
    assert session.preference(pair).choice == "tie"
    session.withdraw(pair.left.id, other=pair.right.id)
    assert session.preference(pair).choice == "left"
    session.withdraw(pair.left.id, other=pair.right.id)
    assert session.preference(pair) is None
    with pytest.raises(RefusedError, match="nothing to undo"):
        session.withdraw(pair.left.id, other=pair.right.id)


def test_editors_choose_each_for_themselves(session, pair, desk, study):
    session.prefer(pair.left.id, other=pair.right.id, choice="left")
    with ReviewStore(study / "reviews.sqlite") as store:
        second = ReviewSession(desk, store, Reviewer(name="B. Meier", role="Redaktion"))
        assert second.preference(pair) is None
        second.prefer(pair.left.id, other=pair.right.id, choice="right")
    session.refresh()
    assert session.preference(pair).choice == "left"


def test_the_models_are_told_after_the_choice_and_never_in_a_blind_review(session, pair, desk, store):
    assert session.pair_models(pair) is None
    session.prefer(pair.left.id, other=pair.right.id, choice="left")
    assert session.pair_models(pair) == (pair.left.model, pair.right.model)
    blind = ReviewSession(desk, store, session.reviewer, blind=True)
    assert blind.preference(pair).choice == "left"
    assert blind.pair_models(pair) is None


@pytest.mark.parametrize(
    "values",
    [
        {"other": "elsewhere", "choice": "left"},
        {"other": None, "choice": "left"},
        {"choice": "middle"},
        {"choice": "left", "reason": "x" * 5_001},
        {"choice": "left", "reason": "\x00"},
    ],
)
def test_what_is_no_choice_is_refused_and_stores_nothing(session, pair, store, values):
    with pytest.raises(RefusedError):
        session.prefer(pair.left.id, **({"other": pair.right.id} | values))
    with pytest.raises(RefusedError, match="two summaries of one article"):
        session.prefer(pair.left.id, other=pair.left.id, choice="left")
    assert list(store.events()) == []


def test_the_page_is_told_of_pairs_and_never_of_an_unchosen_ones_models(session, store):
    talk = Conversation(session, "de")
    shown = talk.answer({"number": 1, "act": "pairs", "to": "start"})["pair"]
    assert (shown["position"], shown["queue"], shown["done"], shown["models"]) == (1, 1, 0, None)
    assert "modell" not in json.dumps(shown)
    ends = {"left": shown["left"], "right": shown["right"]}
    chosen = talk.answer({"number": 2, "act": "prefer", **ends, "choice": "left", "reason": ""})
    assert chosen["pair"]["choice"] == "left"
    assert sorted(chosen["pair"]["models"]) == ["modell-a", "modell-b"]
    assert chosen["pair"]["done"] == 1
    turned = {"left": shown["right"], "right": shown["left"], "choice": "left", "reason": ""}
    assert talk.answer({"number": 3, "act": "prefer", **turned})["ok"] is False
    assert talk.answer({"number": 4, "act": "withdraw", **ends})["pair"]["choice"] is None
    assert [event.kind for event in store.events()] == ["preference", "undo"]


@pytest.mark.parametrize(("ui", "said"), [("de", "zu keinem Artikel zwei"), ("en", "no two drafts")])
def test_a_study_of_one_model_has_no_pairs(session, ui, said):
    session.desk.items = {key: each for key, each in session.desk.items.items() if each.model == "modell-a"}
    alone = ReviewSession(session.desk, session.store, session.reviewer)
    assert said in Conversation(alone, ui).answer({"number": 1, "act": "pairs", "to": "start"})["no_pairs"]


def test_exports_hold_each_choice_from_both_sides(session, pair, desk, store, tmp_path):
    session.prefer(pair.left.id, other=pair.right.id, choice="right", reason="=genauer")
    found = {outcome.item.id: outcome for outcome in outcomes(desk, store, everything=True)}
    rows = {key: row_of(outcome, "de") for key, outcome in found.items()}
    (left,), (right,) = rows[pair.left.id]["preferences"], rows[pair.right.id]["preferences"]
    assert (left["other"], left["side"], left["outcome"]) == (pair.right.id, "left", "other")
    assert (right["other"], right["side"], right["outcome"]) == (pair.left.id, "right", "preferred")
    assert {(each["reason"], each["editor"]) for each in (left, right)} == {("=genauer", "K. Albers")}
    assert sum(len(row["preferences"]) for row in rows.values()) == 2
    page = review_page(found[pair.right.id], rows[pair.right.id], "de")
    assert "bevorzugt" in page
    assert "=genauer" in page
    for form in ("jsonl", "csv", "parquet"):
        write_export(list(found.values()), store, form, tmp_path / f"all.{form}", "de")
        assert b"genauer" in (tmp_path / f"all.{form}").read_bytes()
