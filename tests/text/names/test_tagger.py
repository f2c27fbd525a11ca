"""Taggers of other people behind the same Protocol: a transformers model made here, a stand-in for spaCy."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from newslab.checks.names.check import EntityCheck
from newslab.plugins import UnknownNameError
from newslab.records import Article, Pair
from newslab.text.alignment.align import align
from newslab.text.names import tagger as taggers

WORDS = (
    "gestern besuchte brenntag die stadt dormagen in . seit jahren kennt man yesterday met odile varga in tromso"
).split(" ")
LABELS = ["O", "B-ORG", "B-LOC", "B-PER", "I-PER"]
# The label that the model is taught for each word; all others are O.
TAUGHT = {"brenntag": 1, "dormagen": 2, "tromso": 2, "odile": 3, "varga": 4}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Save a BERT of one layer that has learnt by heart which of eighteen words are names."""
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    place = tmp_path_factory.mktemp("tagger")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(WORDS)]
    (place / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(vocab={word: n for n, word in enumerate(vocabulary)}, do_lower_case=True)
    torch.manual_seed(0)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a model only loses time to waiting threads
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=64, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        id2label=dict(enumerate(LABELS)), label2id={label: n for n, label in enumerate(LABELS)},
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config)
    ids = torch.tensor([[vocabulary.index(word) for word in WORDS]])
    gold = torch.tensor([[TAUGHT.get(word, 0) for word in WORDS]])
    optimiser = torch.optim.Adam(model.parameters(), lr=0.03)
    for _ in range(40):
        order = torch.randperm(len(WORDS))
        loss = model(input_ids=ids[:, order], labels=gold[:, order]).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    torch.set_num_threads(threads)
    model.eval().save_pretrained(place)
    tokenizer.save_pretrained(place)
    return place


@pytest.fixture
def chosen(monkeypatch):
    """Choose a tagger as a user does, by the environment."""
    yield lambda spec: monkeypatch.setenv("NEWSLAB_TAGGER", spec)
    taggers.marks.cache_clear()


def marked(spec, sentence, language="de"):
    return [(mark.span.of(sentence), mark.kind) for mark in taggers.marks(sentence, language, spec)]


def raised(article, summary, language):
    pair = Pair(id="1", article=Article(id="1", text=article, language=language), summary=summary)
    return [
        (f.rule.code, f.summary_span.of(summary)) for f in EntityCheck().examine(align(pair)) if f.severity == "error"
    ]


def test_a_transformers_model_marks_names_with_their_kinds(folder):
    spec = f"transformers:{folder}"
    assert marked(spec, "Gestern besuchte Brenntag die Stadt Dormagen.") == [("Brenntag", "ORG"), ("Dormagen", "LOC")]
    assert marked(spec, "Yesterday man met Odile Varga in Tromso.", "en") == [("Odile Varga", "PER"), ("Tromso", "LOC")]


def test_a_sentence_longer_than_the_model_reads_is_marked_to_its_end(folder):
    # 64 positions: a sentence of 400 words wants seven readings
    sentence = "Seit Jahren kennt man die Stadt " * 60 + "Dormagen."
    assert marked(f"transformers:{folder}", sentence) == [("Dormagen", "LOC")]


def test_the_check_of_names_runs_with_a_transformers_model(folder, chosen):
    article = "In Lehrte ist am Montag ein Kran umgestürzt. Verletzt wurde niemand."
    summary = "Der Kran stürzte am Montag bei Dormagen um."
    assert raised(article, summary, "de") == []  # our own model does not know the town
    chosen(f"transformers:{folder}")
    assert raised(article, summary, "de") == [("E003", "Dormagen")]


def test_an_english_summary_is_checked_with_a_transformers_model(folder, chosen):
    chosen(f"transformers:{folder}")
    article = "Yesterday the minister met Odile Varga in Bergen."
    assert raised(article, "Yesterday the minister met Odile Varga in Tromso.", "en") == [("E003", "Tromso")]


def test_a_spacy_pipeline_is_asked_for_its_entities(monkeypatch):
    """A stand-in for spaCy, which is no dependency of ours: the same calls, no pipeline behind them."""

    def load(name):
        def pipeline(sentence):
            words = {"Dormagen": "LOC", "Odile": "PERSON", "2019": "DATE"} if name == "own" else {}
            found = ((sentence.find(word), word, label) for word, label in words.items() if word in sentence)
            return SimpleNamespace(
                ents=[
                    SimpleNamespace(start_char=at, end_char=at + len(w), label_=label) for at, w, label in sorted(found)
                ]
            )

        return pipeline

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))
    taggers.tagger.cache_clear()
    assert marked("spacy:own", "Odile war 2019 in Dormagen.") == [("Odile", "PER"), ("Dormagen", "LOC")]
    taggers.tagger.cache_clear()


@pytest.mark.parametrize("spec", ["flair:de", "spacy", "hanta:big", ""])
def test_an_unknown_tagger_names_those_there_are(spec):
    with pytest.raises(UnknownNameError, match="there are: hanta, spacy:MODEL, transformers:MODEL"):
        taggers.tagger(spec)
