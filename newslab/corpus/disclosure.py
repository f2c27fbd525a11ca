"""Parts an article from the sentence by which its publisher says that a machine helped."""

from __future__ import annotations

import re
from functools import cache

from newslab.records import Span
from newslab.text.language import table
from newslab.text.passage import Passage

# Publishers put the notice before or after the article; a sentence inside is the article's own.
_RIM = 1500
_QUOTE_MARK = re.compile('["„“”»«‚‘›‹]')


def split_disclosure(text: str, language: str) -> tuple[str, str | None]:
    """Return the article without the notice at its beginning or end, and the notice, None where there is none.

    A notice says of the publisher, or of this text, that a machine made or helped to make it, in no one else's
    words; sentences beside it that tell of the check by people belong to it.
    """
    for rim, at_start in ((text[:_RIM], True), (text[-_RIM:], False)):
        if not _pattern(language, "machine").search(rim):
            continue
        notice = _notice(rim, language, at_start=at_start)
        if notice is not None:
            if not at_start:
                notice = notice.shifted(len(text) - len(rim))
            return (text[: notice.start] + text[notice.end :]).strip(), notice.of(text)
    return text, None


def _notice(rim: str, language: str, *, at_start: bool) -> Span | None:
    """Return the run of sentences at the rim that make the notice, of the text as given."""
    passage = Passage(rim, language)
    spans = passage.sentences if at_start else passage.sentences[::-1]
    run: list[Span] = []
    found = False
    for span in spans:
        sentence = span.of(passage.text)
        if _discloses(sentence, language):
            found = True
        elif not _tells_of_check(sentence, language):
            break
        run.append(span)
    return passage.origin(Span(min(run).start, max(run).end)) if found else None


def _discloses(sentence: str, language: str) -> bool:
    if _QUOTE_MARK.search(sentence):
        return False
    return all(_pattern(language, part).search(sentence) for part in ("machine", "product", "made", "own"))


def _tells_of_check(sentence: str, language: str) -> bool:
    if _QUOTE_MARK.search(sentence):
        return False
    return all(_pattern(language, part).search(sentence) for part in ("product", "checked", "people"))


@cache
def _pattern(language: str, part: str) -> re.Pattern[str]:
    return re.compile(table(language, "disclosure")[part], re.IGNORECASE if part == "own" else 0)
