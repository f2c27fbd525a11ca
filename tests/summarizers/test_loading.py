"""How a model is put into memory: devices, precision, quantization, revisions; what cannot be is told."""

import pytest

from newslab.mistakes import UserError
from newslab.records import Article
from newslab.summarizers import loading, make, parse_spec
from newslab.summarizers.chat import chat_model
from newslab.summarizers.loading import Loading, loading_of
from newslab.summarizers.spec import SpecError
from newslab.summarizers.weights import weights_of

# bitsandbytes and torch use what Python and torch are about to drop
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
ARTICLES = [
    Article(id="0", text="Der Stadtrat hat am Donnerstag den Haushalt beschlossen.", language="de"),
    Article(id="1", text="The council passed the budget on Thursday.", language="en"),
]


@pytest.fixture(scope="module")
def folders(tiny, tmp_path_factory):
    return {kind: tiny.save(kind, tmp_path_factory.mktemp(kind)) for kind in ("llama", "bart")}


@pytest.mark.parametrize("kind", ["llama", "bart"])
@pytest.mark.parametrize(("quantize", "layer"), [("int8", "Linear8bitLt"), ("nf4", "Linear4bit")])
def test_a_quantized_model_is_smaller_and_writes(tiny, tmp_path, kind, quantize, layer):
    # On processors with AVX512_BF16 bitsandbytes packs weights of 4 bits by blocks of 64, and fails on narrower ones.
    folder = tiny.save(kind, tmp_path, width=64)
    plain = make(f"hf:{folder}[tokens=6,device=cpu]")
    small = make(f"hf:{folder}[tokens=6,device=cpu,quantize={quantize}]")
    made = list(small.summarize(ARTICLES))
    assert [each.error for each in made] == [None, None]
    projections = [type(part).__name__ for name, part in small.engine.model.named_modules() if name.endswith("q_proj")]
    assert set(projections) == {layer}
    assert small.engine.model.get_memory_footprint() < 0.8 * plain.engine.model.get_memory_footprint()
    assert made[0].provenance.settings["quantize"] == quantize
    assert f"|quantize:{quantize}-" in small.signature
    assert small.signature != plain.signature


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_weights_are_held_in_the_precision_that_was_asked_for(folders, dtype):
    model = make(f"hf:{folders['llama']}[tokens=4,dtype={dtype}]")
    assert [each.error for each in model.summarize(ARTICLES)] == [None, None]
    assert {str(weight.dtype) for weight in model.engine.model.parameters()} == {f"torch.{dtype}"}


def test_a_model_spread_by_a_map_writes_what_it_writes_on_one_device(folders):
    one, spread = make(f"hf:{folders['llama']}[tokens=6]"), make(f"hf:{folders['llama']}[tokens=6,device_map=auto]")
    texts = [[each.text for each in model.summarize(ARTICLES)] for model in (one, spread)]
    assert texts[0] == texts[1]
    assert one.signature == spread.signature  # where the weights lie does not change what is written


def test_a_map_goes_to_transformers_as_it_is_and_a_device_as_a_map_of_one():
    assert loading._arguments(Loading(device_map="balanced"))["device_map"] == "balanced"
    assert loading._arguments(Loading(device="cpu"))["device_map"] == {"": "cpu"}


def test_a_device_that_is_not_there_costs_the_summaries_and_names_those_that_are(folders, monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    model = make(f"hf:{folders['llama']}[device=cuda:1]")
    with pytest.raises(SpecError, match=r"no device 'cuda:1' on this machine, expected one of .*cpu"):
        list(model.summarize(ARTICLES))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("quantize=int3", "quantize is 'int3', expected one of int8, nf4"),
        ("device=cpu,device_map=auto", "expected one of them"),
        ("device_map=everywhere", "expected one of auto, balanced"),
        ("revision=main", "a folder has no revisions"),
    ],
)
def test_a_wrong_option_says_what_is_possible(folders, options, said):
    with pytest.raises(SpecError, match=said):
        make(f"hf:{folders['llama']}[{options}]")


def test_without_its_library_quantizing_says_what_to_install(monkeypatch):
    monkeypatch.setattr(loading, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"quantize needs bitsandbytes: pip install 'newslab\[quantize\]'"):
        loading_of(parse_spec("hf:org/name[quantize=nf4]"))


def test_a_revision_is_named_by_an_option_or_behind_an_at(monkeypatch):
    asked = []

    def download(repository, file, revision):
        asked.append((repository, file, revision))
        return "/models/snapshots/0a1b2c/config.json"

    monkeypatch.setattr("huggingface_hub.hf_hub_download", download)
    found = [weights_of(parse_spec(name)) for name in ("hf:org/name@v2", "hf:org/name[revision=v2]", "hf:org/name")]
    assert asked == [("org/name", "config.json", revision) for revision in ("v2", "v2", None)]
    assert {each.hub_revision for each in found} == {"0a1b2c"}
    with pytest.raises(SpecError, match="names two revisions"):
        weights_of(parse_spec("hf:org/name@v1[revision=v2]"))


def test_only_the_hub_has_revisions():
    with pytest.raises(SpecError, match="smollm2 has no option 'revision'"):
        make("smollm2[revision=v2]")


def test_what_is_told_of_loading_is_what_was_asked():
    assert loading_of(parse_spec("hf:a/b")) == Loading()
    assert Loading().told == {"device": "auto", "dtype": "auto"}
    assert loading_of(parse_spec("hf:a/b[device_map=balanced,dtype=bfloat16]")).told == {
        "device": "auto",
        "device_map": "balanced",
        "dtype": "bfloat16",
    }


@pytest.mark.parametrize("of", [make, chat_model])
def test_a_wrong_option_is_told_before_the_hub_is_asked(monkeypatch, of):
    def asked(*_, **__):
        raise AssertionError("the hub was asked")

    monkeypatch.setattr("huggingface_hub.hf_hub_download", asked)
    for option in ("quantize=int3", "tokens=none", "what=1", "dtype=int9"):
        with pytest.raises(SpecError, match=option.partition("=")[0]):
            of(f"hf:x/y[{option}]")
