"""A text's words and sentences by number and by place."""

import pytest

from newslab.text.passage import Passage


@pytest.mark.parametrize(
    ("text", "language"), [("Der Rat tagte. Er beschloss: „Ja.“", "de"), ("The council met. It said: “Yes.”", "en")]
)
def test_places_are_found_by_number_and_numbers_by_place(text, language):
    passage = Passage(text, language)
    assert len(passage.sentences) == 2
    assert [passage.sentence_at(span.start) for span in passage.sentences] == [0, 1]
    assert passage.sentence_at(0) == 0
    for number in range(len(passage.words)):
        span = passage.words.span(number, number + 1)
        assert passage.word_at(span.start) == number
        assert passage.word_at(span.end - 1) == number
    assert passage.word_at(len(text)) == len(passage.words)


def test_each_word_knows_all_its_places():
    passage = Passage("Wer A sagt, muss auch a sagen", "de")
    assert passage.places["a"] == (1, 5)
    assert "b" not in passage.places


def test_a_passage_without_text_has_nothing():
    passage = Passage("", "de")
    assert (passage.text, passage.sentences, len(passage.words), passage.sentence_at(5)) == ("", (), 0, 0)
