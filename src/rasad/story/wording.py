"""Wording: dates, numbers, names and lists in English and Arabic, with nouns that agree with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from rasad.codebook.actors import actors
from rasad.codebook.gazetteer import gazetteer
from rasad.codebook.table import TableError, read_table
from rasad.records import Actor, PlaceValue, Toll
from rasad.story.days import Days, iso, ordinal

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES: Final = ("en", "ar")
_REMARK: Final = re.compile(r"\s*\([^)]*\)")
_PLURAL: Final = re.compile(r"\b(\w{3,})ون\b")
"""A sound masculine plural in the nominative ("الحوثيون")."""
_NO_PLURAL: Final = ("تعاون", "قانون", "كانون")
"""Ends of words in -ūn that are no plurals."""
_LOOSE: Final = re.compile(r"بـ(?=[\u0621-\u064a])")
"""A preposition that is joined to its word, but stands apart from figures: "بـ3,500", "بنحو"."""
_COMMON: Final = frozenset({"civilians", "protesters", "unidentified", "other"})
_WITH_ARTICLE: Final = frozenset({"US", "GB", "AE", "NL", "PH", "CF", "CD"})
_INHABITED: Final = frozenset(
    {
        "city",
        "town",
        "village",
        "quarter",
        "camp",
        "district",
        "admin1",
        "region",
        "country",
        "island",
        "valley",
        "sea",
    }
)
_FORMS: Final = {"en": ("one", "other"), "ar": ("zero", "one", "two", "few", "many", "other")}
_NOUN_COLUMNS: Final = ("noun", *(f"{language}_{form}" for language in LANGUAGES for form in _FORMS[language]))


def _oblique(found: re.Match[str]) -> str:
    return found[0] if found[0].endswith(_NO_PLURAL) else f"{found[1]}ين"


@cache
def _locale(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name)


@cache
def _nouns() -> dict[str, dict[str, str]]:
    rows = read_table("rasad.story", "data/nouns.tsv", _NOUN_COLUMNS)
    return {row[0]: dict(zip(_NOUN_COLUMNS[1:], row[1:], strict=True)) for row in rows}


@cache
def _phrases() -> dict[str, dict[str, str]]:
    out = {}
    for key, *words in read_table("rasad.story", "data/phrases.tsv", ("key", *LANGUAGES)):
        if key in out:
            raise TableError(f"data/phrases.tsv: the phrase {key!r} stands twice")
        out[key] = dict(zip(LANGUAGES, words, strict=True))
    return out


@cache
def _english_places() -> dict[str, str]:
    return {one.id: one.name_en for one in gazetteer() if one.name_en}


@cache
def _place_types() -> dict[str, str]:
    return {one.id: one.type for one in gazetteer()}


class Wording:
    """Words things in one language."""

    def __init__(self, language: str) -> None:
        """Speak ``language``. Raises ``ValueError`` for one that there are no phrases in."""
        if language not in LANGUAGES:
            raise ValueError(f"no brief in the language {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self.comma, self.semicolon = ("، ", "؛ ") if language == "ar" else (", ", "; ")

    def __call__(self, key: str, **filled: object) -> str:
        """Return the phrase ``key``. Raises ``KeyError`` for one that there is none of."""
        return _LOOSE.sub("ب", _phrases()[key][self.language].format(**filled))

    def number(self, count: int) -> str:
        """Return a figure with its thousands set apart, in Latin digits in both languages."""
        return f"{count:,}"

    def counted(self, count: int, noun: str) -> str:
        """Return a count with its noun in agreement: "2 events", "حدثين", "11 حدثاً" (CLDR's plural rules).

        Arabic stands in the genitive, after a preposition or a construct's first part. Raises ``KeyError`` for a noun
        that ``data/nouns.tsv`` does not hold.
        """
        form = str(_locale(self.language).plural_form(count))
        return _nouns()[noun][f"{self.language}_{form}"].format(n=self.number(count))

    def toll(self, toll: Toll, noun: str = "person", about: bool = False) -> str:
        """Return a toll: "8 people", "at least 40 people", "between 3 and 5 people"."""
        if toll.max is None:
            return self("at-least", n=self.counted(toll.min, noun))
        words = self.counted(toll.max, noun)
        if toll.min == toll.max:
            return self("about", n=words) if about else words
        if toll.min == 0:
            return self("at-most", n=words)
        return self("range", a=self.number(toll.min), n=words)

    def day(self, day: str) -> str:
        """Return an ISO day: "25 July 2024", "25 تموز/يوليو 2024" (both sets of Arabic month names)."""
        at = date.fromisoformat(day)
        return f"{at.day} {self.month(day)}"

    def month(self, day: str) -> str:
        """Return an ISO day's month and year."""
        at = date.fromisoformat(day)
        if self.language == "en":
            return f"{_locale('en').months['format']['wide'][at.month]} {at.year}"
        names = [_locale(name).months["format"]["wide"][at.month] for name in ("ar_IQ", "ar")]
        return f"{'/'.join(dict.fromkeys(names))} {at.year}"

    def when(self, days: Days, low: bool = False) -> str:
        """Return an interval as an adverb: "On 25 July 2024", "Between …", "In 2014"; ``low``: in lower case."""
        prefix = "low-" if low else ""
        if days.start == days.end:
            return self(f"{prefix}on-day", day=self.day(days.start))
        if (days.start[4:], days.end[4:]) == ("-01-01", "-12-31") and days.start[:4] == days.end[:4]:
            return self(f"{prefix}in-year", year=days.start[:4])
        whole_month = days.start[8:] == "01" and days.start[:7] == days.end[:7]
        if whole_month and iso(ordinal(days.end) + 1)[8:] == "01":
            return self(f"{prefix}in-month", month=self.month(days.start))
        if days.start[:7] == days.end[:7]:
            return self(f"{prefix}between-same", x=int(days.start[8:]), b=self.day(days.end))
        return self(f"{prefix}between-days", a=self.day(days.start), b=self.day(days.end))

    def edge(self, days: Days, last: bool) -> str:
        """Return the first or last day of an interval, of one longer than a month only the year."""
        day = days.end if last else days.start
        return day[:4] if days.length > 31 else self.day(day)

    def span(self, days: Days) -> str:
        """Return an interval as a name: "17 October 2023 to 23 November 2023", "2010"."""
        if (days.start[4:], days.end[4:]) == ("-01-01", "-12-31") and days.start[:4] == days.end[:4]:
            return days.start[:4]
        return self("span", a=self.day(days.start), b=self.day(days.end))

    def country(self, code: str) -> str:
        """Return a country's name in the language (CLDR), a code that CLDR lacks as it is."""
        return str(_locale(self.language).territories.get(code, code))

    def tick(self, day: str, with_day: bool) -> str:
        """Return a day as an axis shows it: "25 Jul 2024", or only its month; in Arabic by the Levant's names."""
        at = date.fromisoformat(day)
        names = _locale("en" if self.language == "en" else "ar_IQ").months["format"]["abbreviated"]
        return f"{at.day} {names[at.month]} {at.year}" if with_day else f"{names[at.month]} {at.year}"

    def place_name(self, place: PlaceValue) -> str:
        """Return a place's bare name."""
        return _english_places().get(place.ref, place.name) if self.language == "en" and place.ref else place.name

    def place(self, place: PlaceValue) -> str:
        """Return a place: in Arabic by the text's own name, in English by the gazetteer's, with its country."""
        name = self.place_name(place)
        country = self.country(place.country) if place.country else None
        if country is not None and (country == name or place.precision == "country"):
            return f"the {name}" if self.language == "en" and place.country in _WITH_ARTICLE else name
        return name if country is None else f"{name} ({country})"

    def at(self, place: PlaceValue) -> str:
        """Return where: "at Ain al-Asad (Iraq)", "in Kirkuk (Iraq)": at a site, in a town or region."""
        kind = _place_types().get(place.ref or "", "site")
        return self("in" if kind in _INHABITED else "at", place=self.place(place))

    def actor(self, ident: str) -> str:
        """Return an actor's name in the registry without its remarks in brackets, in Arabic in the genitive.

        An id that the registry does not hold stands as it is.
        """
        entry = actors().get(ident)
        if entry is None:
            return ident
        if self.language == "ar":
            return _PLURAL.sub(_oblique, _REMARK.sub("", entry.name_ar))
        name = _REMARK.sub("", entry.name_en)
        return name.lower() if entry.kind in _COMMON else name

    def cast(self, cast: Iterable[Actor]) -> str:
        """Return actors as a list: those of the registry by name, others by their own words in quotation marks."""
        quoted = "«{}»" if self.language == "ar" else "“{}”"
        names = (self.actor(one.id) if one.id else quoted.format(" ".join(one.text.split())) for one in cast)
        return self.listed(tuple(dict.fromkeys(names)))

    def listed(self, parts: Sequence[str]) -> str:
        """Return parts as a list: "a, b and c", "أ وب وج"."""
        if self.language == "ar":
            return " و".join(parts)
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
