"""Whether a summary's speaker can be the article's; articles, summaries and answers are written by hand."""

import pytest

from newslab.checks.attribution.speakers import Speakers
from newslab.records import Article, Pair
from newslab.text.alignment.align import align


def same(article, summary, language):
    alignment = align(Pair(id="p", article=Article(id="a", text=article, language=language), summary=summary))
    match = next(match for match in alignment.quotation_matches if match.quotation.kind == "direct")
    return Speakers(alignment).same(match.quotation, match.sources[0], match.span)


JUDGE_DE = "Richterin Ina Kolb verurteilte Tom Fried. „Das war ich nicht“, {} in Husum."
JUDGE_EN = "Judge Jane Cole sentenced Tom Reed. “I did not do it,” {} in Hull."


@pytest.mark.parametrize(
    ("language", "article", "summary", "expected"),
    [
        # a pronoun of the other gender
        ("de", JUDGE_DE.format("sagte er"), "„Das war ich nicht“, sagte Richterin Ina Kolb.", False),
        ("de", JUDGE_DE.format("sagte er"), "„Das war ich nicht“, sagte Tom Fried.", True),
        ("en", JUDGE_EN.format("he said"), "“I did not do it,” Judge Jane Cole said.", False),
        ("en", JUDGE_EN.format("he said"), "“I did not do it,” Tom Reed said.", True),
        # several
        ("en", "Fans came. “Go,” they shouted. Owner Tom Reed was away.", "“Go,” owner Tom Reed shouted.", False),
        # a document and somebody with it, before it, behind it
        (
            "de",
            "Der Verband tagte. „Das Wasser ist krank“, heißt es in der Studie der Klinik Husum. Der Kreis prüft das.",
            "„Das Wasser ist krank“, sagte die Klinik Husum.",
            True,
        ),
        (
            "de",
            "Der Kreis tagte. „Das Wasser ist krank“, heißt es in der Studie. Das Umweltministerium prüft das.",
            "„Das Wasser ist krank“, sagte das Umweltministerium.",
            False,
        ),
        (
            "de",
            "Das Umweltministerium nahm Stellung. „Das Wasser ist krank“, heißt es in der Studie.",
            "„Das Wasser ist krank“, sagte das Umweltministerium.",
            None,
        ),
        (
            "de",
            "„Das Wasser ist krank“, heißt es in einer Studie. Das Umweltministerium stellte sie vor.",
            "„Das Wasser ist krank“, sagte das Umweltministerium.",
            None,
        ),
        (
            "en",
            "Inspectors came. “The water is foul,” the report said. Lake Power Authority is studying it.",
            "“The water is foul,” Lake Power Authority said.",
            False,
        ),
        # an outlet that stands nowhere near
        (
            "de",
            "„Wir gehen“, sagte Ina Kolb. Der Saal war voll. Die Stadt schwieg. Die Agentur Reuters sprach mit Gästen.",
            "„Wir gehen“, sagte die Agentur Reuters.",
            False,
        ),
        # a noun that takes up a name, which need not be a person's
        ("en", "Orbit Air is late. “We are sorry,” the airline said.", "“We are sorry,” Orbit Air said.", None),
        (
            "de",
            "Orbit Air kam spät. „Es tut uns leid“, sagte die Airline.",
            "„Es tut uns leid“, sagte Orbit Air.",
            None,
        ),
        ("en", "Jane Cole was late. “We are sorry,” the airline said.", "“We are sorry,” Jane Cole said.", False),
    ],
)
def test_two_speakers(language, article, summary, expected):
    assert same(article, summary, language) is expected
