"""Porter's stemmer: every stem equals NLTK's, which is what rouge-score 0.1.2 uses."""

import random

import pytest
from nltk.stem.porter import PorterStemmer

from newslab.metrics.rouge.porter import stem

# One word for each rule and each of its borders, from the tables in Porter 1980 and NLTK's remarks beside them.
PORTER_1980 = """
caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned
falling hissing fizzed failing filing happy sky relational conditional rational valenci hesitanci digitizer
conformabli radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness
hopefulness callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical
hopeful goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement
adjustment dependent adoption homologou communism activate angulariti homologous effective bowdlerize probate rate
cease controll roll enjoy spy cried died dies news innings proceed geologi hopefulli y yy syzygy toy
""".split()
ENDINGS = """
ational tional enci anci izer abli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti iviti
biliti fulli logi icate ative alize iciti ical ful ness ed ing ies ied eed s sses y e ll ion ement al
""".split()


@pytest.fixture(scope="module")
def nltk_stem():
    return PorterStemmer().stem


def test_known_stems():
    # Porter 1980, the examples of steps 1 to 5
    pairs = {"caresses": "caress", "hopping": "hop", "filing": "file", "happy": "happi", "controll": "control"}
    assert {word: stem(word) for word in pairs} == pairs


@pytest.mark.parametrize("word", PORTER_1980)
def test_each_rule_as_nltk_has_it(word, nltk_stem):
    assert stem(word) == nltk_stem(word)


def test_invented_words_as_nltk_stems_them(nltk_stem):
    rng = random.Random(1980)
    words = {
        "".join(rng.choices("abcdeilostyz0", k=rng.randint(0, 6))) + rng.choice(ENDINGS) + rng.choice(["", *ENDINGS])
        for _ in range(20_000)
    }
    assert [word for word in sorted(words) if stem(word) != nltk_stem(word)] == []


def test_a_run_of_y_takes_linear_time():
    assert len(stem("y" * 200_000)) == 200_000
