"""Who is meant by a naming phrase; names and expected parts are written by hand."""

import pytest

from newslab.text.quotations.people import identity_of, same_name


@pytest.mark.parametrize(
    ("language", "phrase", "names", "roles", "others"),
    [
        ("de", "der SPD-Vorsitzende Jan Petersen", ("jan", "petersen"), {"vorsitzende"}, {"spd"}),
        ("de", "Italiens Ministerpräsident Mario Rossi", ("mario", "rossi"), {"ministerpräsident"}, {"italiens"}),
        ("de", "Ursula von der Marwitz", ("ursula", "marwitz"), set(), set()),
        ("de", "Ina Kolb, Sprecherin der Stadt Husum", ("ina", "kolb"), {"sprecherin"}, {"stadt", "husum"}),
        ("de", "die Bundespolizei", (), set(), {"bundespolizei"}),
        ("de", "Angaben der Polizei", (), set(), {"polizei"}),
        ("en", "police chief John Smith", ("john", "smith"), {"police", "chief"}, set()),
        ("en", "the union’s president, Mark Bell", ("mark", "bell"), {"president"}, {"union"}),
        ("en", "surgeon Mark Bell", ("mark", "bell"), {"surgeon"}, set()),
        ("en", "the fire service", (), set(), {"fire", "service"}),
    ],
)
def test_a_phrase_is_taken_apart(language, phrase, names, roles, others):
    identity = identity_of(phrase, language)
    assert identity.names == names
    assert identity.roles == roles
    assert identity.others == others


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("selenskij",), ("wolodymyr", "selenskyj"), True),
        (("simons",), ("petra", "simon"), True),
        (("petra", "simon"), ("p", "simon"), True),
        (("petra", "simon"), ("karl", "simon"), False),
        (("petra", "simon"), ("dirk", "bauer"), False),
        (("oliver", "tews"), ("conservationist", "oliver", "tews"), True),
    ],
)
def test_two_names_of_one_person(one, other, expected):
    assert same_name(one, other) is expected
    assert same_name(other, one) is expected
