"""Names of models: read, refused, and written in one canonical way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.plugins import UnknownNameError
from newslab.summarizers import make, parse_spec, split_specs
from newslab.summarizers.spec import SpecError


@pytest.mark.parametrize(
    ("text", "name", "argument", "options"),
    [
        ("lead-3", "lead", "3", {}),
        ("lexrank", "lexrank", "", {}),
        ("hf:org/name@v1.0", "hf", "org/name@v1.0", {}),
        ("smollm2[prompt=short,words=60]", "smollm2", "", {"prompt": "short", "words": "60"}),
        ("cmd:summarise --max [3] a,b", "cmd", "summarise --max [3] a,b", {}),
        ("file:C:/a b/s.jsonl[words=9]", "file", "C:/a b/s.jsonl", {"words": "9"}),
    ],
)
def test_a_name_has_its_parts_and_comes_back_from_them(text, name, argument, options):
    spec = parse_spec(text)
    assert (spec.name, spec.argument, dict(spec.options)) == (name, argument, options)
    assert str(spec) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [(" lead-03 ", "lead-3"), ("smollm2[words=60, prompt=short]", "smollm2[prompt=short,words=60]")],
)
def test_two_spellings_of_a_name_are_one(text, canonical):
    assert str(parse_spec(text)) == canonical


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.from_regex(r"[a-z0-9./-]{1,8}", fullmatch=True))
)
def test_options_in_any_order_give_the_same_name(options):
    pairs = [f"{key}={value}" for key, value in options.items()]
    written = [f"hf:a/b[{','.join(order)}]" if order else "hf:a/b" for order in (pairs, pairs[::-1])]
    assert str(parse_spec(written[0])) == str(parse_spec(written[1]))


@pytest.mark.parametrize("text", ["", "[words=3]", "lexrank[words]", "lexrank[words=3", "lexrank[words=3,words=4]"])
def test_what_is_no_name_is_refused(text):
    with pytest.raises((SpecError, UnknownNameError)):
        make(text)


def test_a_list_of_models_is_split_outside_brackets_only():
    assert list(split_specs("lead-3, smollm2[prompt=short,words=60],,oracle")) == [
        "lead-3",
        "smollm2[prompt=short,words=60]",
        "oracle",
    ]


def test_an_unknown_model_lists_the_known():
    with pytest.raises(UnknownNameError, match=r"no model is called 'gpt9'; there are: lead, lexrank"):
        make("gpt9")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lexrank[colour=red]", "has no option 'colour'; it takes characters, sentences, words"),
        ("lexrank[words=many]", "words is 'many', expected a whole number above 0"),
        ("lexrank[words=0]", "expected a whole number above 0"),
        ("lexrank[words=3,sentences=1]", "expected one"),
        ("lead-0", "expected lead-N"),
        ("lead", "expected lead-N"),
    ],
)
def test_a_wrong_option_says_what_is_possible(text, said):
    with pytest.raises(SpecError, match=said.replace("[", r"\[")):
        make(text)
