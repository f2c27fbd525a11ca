"""The inputs of a batch read one by one on a processor: no padding is read, and the texts stay those of one by one."""

import pytest
import torch
from transformers import MistralConfig, MistralForCausalLM

from newslab.records import Article
from newslab.summarizers import make
from newslab.summarizers.reading_apart import read_apart

ARTICLES = [
    Article(id=str(count), language="de", text="Der Stadtrat hat den Haushalt beschlossen. " * count)
    for count in (3, 1, 4, 2)
]


def texts(name):
    return [each.text for each in make(name).summarize(ARTICLES)]


def test_no_padding_is_read_and_the_texts_are_those_of_one_by_one(tiny, tmp_path):
    folder = tiny.save("llama", tmp_path)
    model = make(f"hf:{folder}[batch=4,tokens=8,device=cpu]")
    places = []
    model.engine.model.register_forward_pre_hook(
        lambda _model, _arguments, told: places.append(tuple(told["input_ids"].shape)), with_kwargs=True
    )
    written = list(model.summarize(ARTICLES))
    lengths = sorted(each.provenance.tokens_in for each in written)
    # each input alone but for its last token, the shortest first; then a token of all four at a time
    assert places[:4] == [(1, length - 1) for length in lengths]
    assert set(places[4:]) == {(4, 1)}
    assert [each.text for each in written] == texts(f"hf:{folder}[batch=1,tokens=8,device=cpu]")


def test_the_penalty_for_repeating_sees_what_was_read(tiny, tmp_path):
    folder = tiny.save("llama", tmp_path)
    options = "tokens=8,penalty=1.5,device=cpu"
    assert texts(f"hf:{folder}[batch=4,{options}]") == texts(f"hf:{folder}[batch=1,{options}]")


@pytest.mark.parametrize("kind", ["bart", "t5"])
def test_a_model_that_reads_as_a_whole_is_left_alone(tiny, tmp_path, kind):
    model = make(f"hf:{tiny.save(kind, tmp_path)}[device=cpu]").engine.model
    assert read_apart(model, [[5, 6, 7], [8, 9]]) is None


def test_a_model_that_forgets_what_lies_far_back_is_left_alone():
    torch.manual_seed(0)
    config = MistralConfig(
        vocab_size=50,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        sliding_window=4,
    )
    assert read_apart(MistralForCausalLM(config).eval(), [[5, 6, 7], [8, 9]]) is None


def test_one_input_or_one_token_needs_no_reading_apart(tiny, tmp_path):
    model = make(f"hf:{tiny.save('llama', tmp_path)}[device=cpu]").engine.model
    assert read_apart(model, [[5, 6, 7]]) is None
    assert read_apart(model, [[5, 6, 7], [8]]) is None
