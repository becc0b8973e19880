"""Values as a dossier shows them to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasad.codebook.actors import actors
from rasad.codebook.kinds import kinds
from rasad.exports.labels import Labels
from rasad.exports.precision import country_names, english_of


def shown(field: str, value: Any, labels: Labels) -> str:
    """Return a field's value, in its JSON form, in words; ``None`` is "not said", never a zero or nothing."""
    if value is None or value in ([], {}, ""):
        return labels("not-said")
    if isinstance(value, Mapping):
        return _mapping(field, value, labels)
    if isinstance(value, list | tuple):
        return _comma(labels).join(_item(one, labels) for one in value)
    if field == "kind" and value in kinds():
        return kind_name(value, labels)
    return labels(str(value))


def kind_name(kind: str, labels: Labels) -> str:
    """Return a kind's name in the dossier's language."""
    entry = kinds().get(kind)
    return kind if entry is None else entry.name_ar if labels.language == "ar" else entry.name_en


def source_words(source: str, labels: Labels) -> str:
    """Return who gives a figure: an actor of the registry by name, an outlet or a person as written."""
    entry = actors().get(source)
    return source if entry is None else entry.name_ar if labels.language == "ar" else entry.name_en


def toll_words(least: int, most: int | None, labels: Labels) -> str:
    """Return a toll in words: none, 3, at least 3, 3 to 5."""
    if most is None:
        return labels("at-least", n=least)
    if least != most:
        return labels("range", a=least, b=most)
    return labels("none") if least == 0 else str(least)


def days(start: str, end: str) -> str:
    """Return an interval of ISO days: one day, or both ends."""
    return start if start == end else f"{start} – {end}"


def _mapping(field: str, value: Mapping[str, Any], labels: Labels) -> str:
    if "start" in value and "end" in value:
        return days(value["start"], value["end"])
    if "min" in value:
        return toll_words(value["min"], value.get("max"), labels)
    if "precision" in value or "name" in value:
        return _place(value, labels)
    return _comma(labels).join(f"{count} {labels(f'weapon {name}')}" for name, count in sorted(value.items()))


def _place(value: Mapping[str, Any], labels: Labels) -> str:
    """A place by its own name, in English by the gazetteer's too, with province and country."""
    arabic = labels.language == "ar"
    code = value.get("country")
    country = country_names().get(code or "", (code, code))[0 if arabic else 1]
    english = None if arabic else english_of(value.get("ref"))
    parts = (english, value["name"], value.get("admin1"), country)
    name = _comma(labels).join(apart(str(part)) for part in dict.fromkeys(parts) if part)
    exact = labels(value["precision"]) if value.get("precision") else labels("no-coordinates")
    return f"{name} ({exact})"


def apart(words: str) -> str:
    """Return ``words`` within a first strong isolate, so that they move nothing beside them (UAX 9)."""
    return f"\u2068{words}\u2069"


def _comma(labels: Labels) -> str:
    return "، " if labels.language == "ar" else ", "


def _item(value: Any, labels: Labels) -> str:
    """An actor by the registry's name with the source's own words, a place by name, a word as it is."""
    if not isinstance(value, Mapping):
        return labels(f"weapon {value}")
    if "lat" in value:
        return _place(value, labels)
    entry = actors().get(value.get("id") or "")
    if entry is None:
        return f"«{apart(str(value.get('text')))}»"
    name = entry.name_ar if labels.language == "ar" else entry.name_en
    return name if value.get("text") in {None, name} else f"{name} («{apart(value['text'])}»)"
