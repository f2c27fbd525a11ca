"""Owns what a unit measures and how units of one dimension convert: 1,5 Kilometer are 1500 metres."""

from __future__ import annotations

# unit → (dimension, how many of its base). Currencies, and what is not listed, are a dimension of their own.
# Sources: BIPM, SI brochure, 9th edition; NIST Handbook 44 for British and American units. Months and years do not
# convert to days: their length varies.
_MEASURES: dict[str, tuple[str, float]] = {
    "%": ("share", 0.01), "‰": ("share", 0.001), "share": ("share", 1), "bp": ("pp", 0.01),
    "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1), "km": ("length", 1000),
    "in": ("length", 0.0254), "ft": ("length", 0.3048), "yd": ("length", 0.9144), "mi": ("length", 1609.344),
    "nmi": ("length", 1852),
    "m2": ("area", 1), "ha": ("area", 1e4), "km2": ("area", 1e6), "ft2": ("area", 0.09290304), "ac": ("area", 4046.856),
    "mi2": ("area", 2.589988e6),
    "l": ("volume", 1), "hl": ("volume", 100), "m3": ("volume", 1000),
    "µg": ("mass", 1e-9),
    "mg": ("mass", 1e-6), "g": ("mass", 0.001), "kg": ("mass", 1), "t": ("mass", 1000), "lb": ("mass", 0.45359237),
    "Ztr": ("mass", 50), "oz": ("mass", 0.028349523), "st": ("mass", 6.35029318),
    "km/h": ("speed", 1), "mph": ("speed", 1.609344), "kn": ("speed", 1.852),
    "kW": ("power", 1), "MW": ("power", 1e3), "GW": ("power", 1e6),
    "kWh": ("energy", 1), "GWh": ("energy", 1e6), "TWh": ("energy", 1e9),
    "MB": ("data", 1), "GB": ("data", 1e3), "TB": ("data", 1e6),
    "second": ("clock", 1), "minute": ("clock", 60), "hour": ("clock", 3600), "quarter-hour": ("clock", 900),
    "day": ("clock", 86400), "week": ("clock", 604800), "fortnight": ("clock", 1209600),
    "month": ("calendar", 1), "year": ("calendar", 12), "decade": ("calendar", 120), "century": ("calendar", 1200),
    "millennium": ("calendar", 12000),
}  # fmt: skip
CURRENCIES = frozenset(
    ["EUR", "USD", "GBP", "JPY", "CNY", "RUB", "CHF", "INR", "PLN", "TRY", "ILS", "SEK", "DEM", "ATS", "ct", "p"]
)
_TIME = frozenset(["clock", "calendar"])


def measure(unit: str | None, value: float) -> tuple[str, float]:
    """Return the dimension of a unit and a value in that dimension's base; a bare count has the dimension ""."""
    if unit is None:
        return "", value
    dimension, factor = _MEASURES.get(unit, (unit, 1.0))
    return dimension, value * factor


def dimension_of(unit: str | None) -> str:
    """Return the dimension of a unit; "" for a bare count."""
    return "" if unit is None else _MEASURES.get(unit, (unit, 1.0))[0]


def is_time(unit: str | None) -> bool:
    """Tell whether a unit is one of time."""
    return unit is not None and _MEASURES.get(unit, ("", 0))[0] in _TIME
