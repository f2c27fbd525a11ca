"""Learned consistency: a small entailment model, built here with random weights, loaded as one of the hub would be.

What it says means nothing; what is held is that our figures are those of the model asked pair by pair.
"""

import pytest

torch = pytest.importorskip("torch", reason="the extra `models` is not installed")

from tokenizers import Tokenizer, models, pre_tokenizers, processors  # noqa: E402  (after torch is known to be there)
from transformers import (  # noqa: E402  (as above)
    BertConfig,
    BertForSequenceClassification,
    PreTrainedTokenizerFast,
)

from newslab.metrics import metric_named  # noqa: E402  (as above)
from newslab.metrics.consistency import Consistency  # noqa: E402  (as above)
from newslab.mistakes import UserError  # noqa: E402  (as above)
from newslab.records import Article, Pair  # noqa: E402  (as above)
from newslab.text.alignment.align import align  # noqa: E402  (as above)

ARTICLE = {
    "de": "Der Rat tagt am Montag. Er stimmt über das Gesetz ab. Die Opposition bleibt fern.",
    "en": "The council meets on Monday. It votes on the law. The opposition stays away.",
}
SUMMARY = {"de": "Der Rat stimmt ab. Die Opposition tagt.", "en": "The council votes. The opposition meets."}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("nli"), ["contradiction", "neutral", "entailment"])


def build(path, labels):
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *sorted({*" ".join([*ARTICLE.values(), *SUMMARY.values()]).split(" ")}),
    ]
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(path)
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        initializer_range=0.3,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(path)
    return str(path)


def aligned(language, summary=None, article=None):
    text = ARTICLE[language] if article is None else article
    found = Article(id="1", text=text, language=language)
    return align(Pair(id="1", article=found, summary=SUMMARY[language] if summary is None else summary))


def asked(folder, premise, claim):
    """The model's own answer to one pair."""
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    model = BertForSequenceClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        logits = model(**tokenizer(premise, claim, return_tensors="pt")).logits
    return logits.softmax(dim=-1)[0, 2].item()


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_sentence_takes_its_best_premise(folder, language):
    (measurement,) = metric_named(f"nli:{folder}").measure([aligned(language)])
    premises = [sentence + "." for sentence in ARTICLE[language].rstrip(".").split(". ")]
    claims = [sentence + "." for sentence in SUMMARY[language].rstrip(".").split(". ")]
    best = [max(asked(folder, premise, claim) for premise in premises) for claim in claims]
    assert measurement.scores["entailment"] == pytest.approx(sum(best) / 2, abs=1e-5)
    assert measurement.scores["entailment_lowest"] == pytest.approx(min(best), abs=1e-5)
    assert max(best) - min(best) > 1e-3  # or the test could not tell one from the other
    assert "label:entailment|window:1" in measurement.signature


def test_a_wide_window_is_one_premise(folder):
    (measurement,) = Consistency(folder, window=9).measure([aligned("en", summary="It votes on the law.")])
    assert measurement.scores["entailment"] == pytest.approx(
        asked(folder, ARTICLE["en"], "It votes on the law."), abs=1e-5
    )


@pytest.mark.parametrize(
    ("texts", "reason"), [({"summary": ""}, "the summary is empty"), ({"article": ""}, "no article")]
)
def test_nothing_to_hold_against_anything(folder, texts, reason):
    (measurement,) = Consistency(folder).measure([aligned("de", **texts)])
    assert measurement.scores == {"entailment": None, "entailment_lowest": None}
    assert set(measurement.not_applicable.values()) == {reason}


def test_the_class_that_means_entailment(tmp_path):
    nameless = build(tmp_path / "nameless", ["LABEL_0", "LABEL_1", "LABEL_2"])
    with pytest.raises(UserError, match="LABEL_0, LABEL_1, LABEL_2"):
        Consistency(nameless).measure([aligned("en")])
    told = Consistency(nameless, label="LABEL_2")
    assert "label:LABEL_2" in told.signature("en")
    opposite = build(tmp_path / "opposite", ["not_entailment", "entailment"])
    assert "label:entailment" in Consistency(opposite).signature("en")


def test_a_model_that_is_not_there(tmp_path):
    with pytest.raises(UserError, match="cannot load nli:"):
        Consistency(str(tmp_path)).measure([aligned("en")])
