"""What the tests of metrics share."""

import pytest

from newslab.records import Article, Pair
from newslab.text.alignment.align import align


@pytest.fixture
def measured():
    """Measure one summary, with its references and its article, by a metric."""

    def ask(metric, summary, *references, article="", language="de"):
        found = Article(id="1", text=article, language=language, references=references)
        (measurement,) = metric.measure([align(Pair(id="1", article=found, summary=summary))])
        return measurement

    return ask
