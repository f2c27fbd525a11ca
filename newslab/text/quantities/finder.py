"""Finds numbers with their units: figures, number words, fractions, percentages, money, scores, ranges, ages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite

from newslab.records import Span
from newslab.text.dates.finder import Moment
from newslab.text.numerals import number_openers
from newslab.text.passage import Passage
from newslab.text.quantities.frame import LARGER, QuantityKind, Reading
from newslab.text.quantities.reader import NumberReader
from newslab.text.quantities.units import CURRENCIES, dimension_of, measure
from newslab.text.quantities.words import Bound

# What may lie between the two numbers of a score, a vote or a range: " Stimmen gegen ", " beziehungsweise ".
_LONGEST_JOINT = 18
_SHARES, _FURTHER = frozenset(["%", "share", "pp"]), 2  # a range seldom ends beyond twice its beginning
_OPENING = 3  # words before a number in which "instead of" may stand: "statt der geplanten 25"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number: ``value`` with its magnitude worked in (1.4 Milliarden is 1.4e9), its unit as a canonical word.

    A score (2:0) or a range (8 bis 10) has its numbers in ``parts``, the first of them in ``value``; a vague word
    ("Hunderte") means ``value`` to ``high``. ``bound`` says how exact the number claims to be. ``counted`` is the
    key of the noun that is counted. ``first`` and ``last`` are word numbers, half-open; ``spelt``: in words;
    ``named``: borne by the noun before it ("Platz zwei"). ``dimension`` is what is measured: "share", "length",
    "clock" …, a currency, "ordinal", or "" for a bare count; ``values`` are all its numbers in that dimension's base.
    """

    span: Span
    text: str
    value: float
    unit: str | None = None
    approximate: bool = False
    kind: QuantityKind = "number"
    parts: tuple[float, ...] = ()
    high: float | None = None
    bound: Bound = "exact"
    counted: str | None = None
    first: int = 0
    last: int = 0
    spelt: bool = False
    named: bool = False
    dimension: str = field(init=False, repr=False, compare=False)
    values: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # worked out once: every number of a summary is compared with every one of its article
        dimension = self.kind if self.kind in {"ordinal", "score"} else dimension_of(self.unit)
        values = tuple(measure(self.unit, value)[1] for value in self.parts or (self.value,))
        object.__setattr__(self, "dimension", dimension)
        object.__setattr__(self, "values", values)

    def __hash__(self) -> int:
        # by its place, which tells a text's numbers apart: what is read around one is kept under it, and asked often
        return self.first


def find_quantities(passage: Passage, dates: Sequence[Moment]) -> tuple[Quantity, ...]:
    """Return the quantities of a passage, in order; what one of ``dates`` covers is a date, not a quantity."""
    reader = NumberReader(passage)
    return tuple(_quantity(reading, passage) for reading in _paired(_readings(reader, passage, dates), reader))


def _readings(reader: NumberReader, passage: Passage, dates: Sequence[Moment]) -> Iterator[Reading]:
    dated = {number for moment in dates for number in range(moment.stated.first, moment.stated.last)}
    at = end = 0
    for number in passage.where(number_openers(passage.language)):
        if number >= at and number not in dated:
            reading = reader.read(number)
            if reading is not None and reading.first >= at:
                if reading.start < end:  # a sign between two numbers belongs to the first: "5 € 10"
                    reading = reading._replace(start=passage.words.starts[reading.first])
                if isfinite(reading.value):  # a row of magnitudes beyond all floats is no number
                    yield reading
                at, end = reading.last, reading.end


def _paired(readings: Iterator[Reading], reader: NumberReader) -> list[Reading]:
    """Join what belongs together: "31 zu 9" to a score, "acht bis zehn Prozent" to a range; share a unit."""
    found: list[Reading] = []
    for reading in readings:
        before = found[-1] if found else None
        if before is None or before.parts or before.kind != "number" or reading.kind != "number" or reading.parts:
            found.append(reading)
            continue
        joined = _joined(before, reading, reader)
        found[-1:] = joined
    return found


def _joined(one: Reading, two: Reading, reader: NumberReader) -> list[Reading]:
    between = reader.text[one.end : two.start]
    word = between.strip().casefold()
    word = word.removeprefix("- ")  # "16- bis 24-jährige"
    joint, _, bound = word.partition(" ")
    word = joint if bound in reader.words.before else word  # "von 68 auf etwa 80 Millionen"
    if (one.unit, two.unit) in LARGER and (word in reader.rules["listing"] or not word) and two.value < 60:
        larger = LARGER[one.unit or "", two.unit or ""]  # "drei Jahre und sechs Monate" are 42 months
        value = one.value * larger + two.value
        return [two._replace(value=value, first=one.first, start=one.start, bound=one.bound)]
    if one.unit is not None and one.unit == two.unit and _is_range_of_units(one, two, word, reader):
        return [
            two._replace(kind="range", value=one.value, parts=(one.value, two.value), first=one.first, start=one.start)
        ]
    votes = one.counted is not None and reader.keys[one.counted] in reader.rules["votes"]
    if votes and word.startswith(reader.keys[one.counted or 0]):
        word = word.removeprefix(reader.keys[one.counted or 0]).strip()  # "18 votes to 11"
    bare = one.unit is None and (one.counted is None or (votes and two.unit is None))
    if not bare or "\n\n" in between or len(between) > _LONGEST_JOINT:
        return [one, two]
    ranged = (word in reader.rules["range_words"] and word not in reader.rules["score_words"]) or word in {
        "–",
        "-",
        "—",
    }
    opener = reader.before(one.first)
    opened = word in reader.rules["range_closers"] and opener in reader.rules["range_openers"]
    if opened and opener in reader.rules["change_openers"] and _shared(one, two, reader) > two.value:
        ranged = opened = False  # "from 4 to 3.75 percent" is a fall
    by_and_to = _is_by_and_to(opener, word, one, two, reader)
    if (ranged or opened) and not by_and_to:
        return [
            two._replace(
                kind="range",
                value=one.value,
                parts=(_shared(one, two, reader), two.value),
                first=one.first,
                start=one.start,
            )
        ]
    change = by_and_to or opener in reader.rules["change_openers"]  # "from six to four sailings"
    if word in reader.rules["score_words"] and not change and two.unit is None and not (one.value % 1 or two.value % 1):
        counted = two.counted if two.counted is not None else one.counted  # "12 votes to seven"
        parts = (one.value, two.value)
        return [
            two._replace(kind="score", value=one.value, parts=parts, counted=counted, first=one.first, start=one.start)
        ]
    instead = word.rpartition(" ")[2] in reader.rules["now"] and not reader.rules["instead"].isdisjoint(
        reader.keys[max(0, one.first - _OPENING) : one.first]
    )
    if word in reader.rules["sharing"] or instead or by_and_to or _is_part_of(one, two, word, reader):
        return [one._replace(value=_shared(one, two, reader), unit=two.unit, counted=two.counted), two]
    return [one, two]


def _is_by_and_to(opener: str, word: str, one: Reading, two: Reading, reader: NumberReader) -> bool:
    """Tell "grew by 12,000 to 48,000", by how much and to how much, from the range of "fell by 2 to 5 percent"."""
    changes = reader.words.changes
    told = changes.get(opener) == "change:by" and changes.get(word) == "change:to"
    return told and two.unit not in _SHARES and two.value > _FURTHER * _shared(one, two, reader)


def _is_part_of(one: Reading, two: Reading, word: str, reader: NumberReader) -> bool:
    """Tell whether a large number is part of a sum that has the currency: "2,3 der insgesamt 9,2 Millionen Euro"."""
    joint, _, rest = word.partition(" ")
    known = reader.rules["of_all"] | reader.words.operations["sum"]
    part = joint in reader.rules["parts_of"] and (not rest or rest in known)
    return part and two.unit in CURRENCIES and one.counted is None and not one.spelt and one.value < two.value


def _is_range_of_units(one: Reading, two: Reading, word: str, reader: NumberReader) -> bool:
    """Tell "between £41m and £44m", "of £41m to £44m" from a change ("from £41m to £44m") and from a list."""
    opener = reader.before(one.first)
    opened = opener in reader.rules["range_openers"] and word in reader.rules["range_closers"]
    told = opened and opener not in reader.rules["change_openers"]
    plain = word in reader.rules["range_words"] and opener in reader.rules["range_of"]
    return (told or plain) and one.value < two.value and not one.parts


def _shared(one: Reading, two: Reading, reader: NumberReader) -> float:
    """Return a first number in the magnitude of the second: the 3 of "3 bis 5 Millionen" is 3 million."""
    scale = 1.0
    for at in range(two.first + 1, two.last):
        scale *= reader.lexicon.magnitudes.get(reader.keys[at], 1.0)
    # "von 500 auf 1,8 Millionen" means five hundred
    return one.value * scale if one.last == one.first + 1 and one.value <= 10 * two.value / scale else one.value


def _quantity(reading: Reading, passage: Passage) -> Quantity:
    span = Span(reading.start, reading.end)
    return Quantity(
        span=span,
        text=span.of(passage.text),
        value=reading.parts[0] if reading.parts else reading.value,
        unit=reading.unit,
        approximate=reading.bound != "exact" or reading.kind == "vague",
        kind=reading.kind,
        parts=reading.parts,
        high=reading.high,
        bound=reading.bound,
        counted=None if reading.counted is None else passage.words.keys[reading.counted],
        first=reading.first,
        last=reading.last,
        spelt=reading.spelt,
        named=reading.named,
    )
