"""What the oracle climbs on: the mean of ROUGE-1 and ROUGE-2 against the references."""

import pytest

from newslab.records import Article
from newslab.study.likeness import likeness
from newslab.summarizers import make


@pytest.mark.parametrize(
    ("language", "reference", "half"),
    [("de", "Der Rat beschloss", "Der Rat"), ("en", "The council voted", "The council")],
)
def test_likeness_is_the_mean_of_two_rouges(language, reference, half):
    # two of three words, one of two pairs: F1 = 2·2/(2+3) = 0.8, F2 = 2·1/(1+2) = 2/3
    same, part, none = likeness([reference, half, "xyz"], [reference], language)
    assert (same, none) == (1.0, 0.0)
    assert part == pytest.approx((0.8 + 2 / 3) / 2)


def test_the_oracle_of_a_study_finds_the_sentence_that_is_the_reference():
    text = "Es regnete am Morgen. Der Rat beschloss den Haushalt. Danach gab es Kuchen."
    article = Article(id="a", text=text, language="de", references=("Der Rat beschloss den Haushalt.",))
    (made,) = make("oracle", score=likeness).summarize([article])
    assert made.text == "Der Rat beschloss den Haushalt."


def test_a_file_gives_two_articles_of_one_text_their_own_summaries(tmp_path):
    from newslab.study.cache import WorkCache
    from newslab.study.run import summaries_of

    path = tmp_path / "s.jsonl"
    path.write_text('{"id": "a", "summary": "A."}\n{"id": "b", "summary": "B."}\n', "utf-8")
    articles = [Article(id=name, text="Ein Text.", language="de") for name in ("a", "b")]
    with WorkCache(tmp_path / "work.sqlite") as cache:
        for _ in range(2):
            made = summaries_of(make(f"file:{path}"), articles, cache, fresh=False, shown=False)
            assert [each.text for each in made] == ["A.", "B."]
