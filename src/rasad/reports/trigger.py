"""Triggers: the words that tell an event."""

from __future__ import annotations

from typing import Final, NamedTuple

from rasad.codebook.kinds import kinds
from rasad.codebook.table import TableError, read_table
from rasad.grammar.inflect import past_forms, present_forms
from rasad.grammar.lexicon import Lexicon

_COLUMNS = ("forms", "pos", "kind", "frame", "cue")
OPEN_KINDS: Final = frozenset(
    {
        "attack",
        "blast",
        "fire",
        "launch",
        "kill",
        "stop",
        "seize",
        "free",
        "raze",
        "enter",
        "move",
        "defeat",
        "face",
        "gather",
        "march",
        "find",
        "hold",
        "travel",
        "burn",
        "storm",
        "summon",
        "regain",
        "cut",
    }
)
_VIOLENT: Final = (
    "air_strike",
    "drone_strike",
    "missile_attack",
    "shelling",
    "bombing",
    "suicide_bombing",
    "chemical_attack",
    "armed_clash",
    "armed_attack",
)
READINGS: Final[dict[str, tuple[str, ...]]] = {
    "attack": (*_VIOLENT, "territory_change"),
    "kill": (*_VIOLENT, "riot", "execution"),
    "blast": ("bombing", "suicide_bombing", "armed_attack", "missile_attack", "property_destruction"),
    "fire": ("armed_attack", "armed_clash", "shelling", "missile_attack", "riot", "ceasefire"),
    "launch": (
        "missile_attack",
        "shelling",
        "drone_strike",
        "armed_attack",
        "shootdown",
        "territory_change",
        "release",
    ),
    "shelling": ("shelling", "air_strike", "missile_attack", "drone_strike", "chemical_attack"),
    "air_strike": ("air_strike", "drone_strike", "missile_attack"),
    "missile_attack": ("missile_attack", "air_strike", "drone_strike", "shelling"),
    "shootdown": ("shootdown", "missile_attack", "drone_strike"),
    "armed_clash": ("armed_clash", "armed_attack", "territory_change"),
    "territory_change": ("territory_change", "armed_clash", "deployment", "sanction", "weapons_seizure"),
    "deployment": ("deployment", "territory_change", "armed_clash"),
    "protest": ("protest", "riot", "deployment"),
    "riot": ("riot", "protest", "armed_clash"),
    "agreement": ("agreement", "ceasefire"),
    "arrest": ("arrest", "abduction"),
    "abduction": ("abduction", "arrest"),
    "withdrawal": ("withdrawal", "sanction", "territory_change", "deployment"),
    "march": ("protest", "withdrawal"),
    "bombing": ("bombing", "suicide_bombing"),
    "stop": ("arrest", "ceasefire", "sanction"),
    "seize": ("weapons_seizure", "arrest", "property_destruction"),
    "free": ("territory_change", "release"),
    "raze": (*_VIOLENT, "property_destruction", "weapons_seizure"),
    "enter": ("territory_change", "deployment", "armed_attack", "aid", "withdrawal"),
    "move": ("withdrawal", "deployment", "talks", "aid"),
    "defeat": ("territory_change", "armed_clash"),
    "face": ("armed_clash", "riot", "protest"),
    "storm": ("armed_attack", "armed_clash", "arrest", "territory_change"),
    "summon": ("deployment", "talks", "sanction"),
    "regain": ("territory_change", "weapons_seizure", "armed_clash"),
    "gather": ("protest", "deployment", "talks"),
    "ceasefire": ("ceasefire", "ceasefire_end"),
    "sanction": ("sanction", "arrest", "deployment"),
    "weapons_seizure": ("weapons_seizure", "property_destruction"),
    "armed_attack": ("armed_attack", "armed_clash", "deployment", "riot"),
    "property_destruction": ("property_destruction", "deployment", "protest"),
    "find": ("weapons_seizure", "armed_attack", "execution"),
    "hold": ("arrest", "abduction", "release"),
    "travel": ("talks", "withdrawal", "deployment"),
    "burn": ("property_destruction", "protest", "riot"),
    "cut": ("sanction", "riot", "protest", "armed_attack", "execution"),
}
"""What a trigger's kind may turn out to be; a kind that is not listed stands for itself."""


class Trigger(NamedTuple):
    """A trigger's reading: its lemma, part of speech, kind (or open kind), frame and whether it is weak alone."""

    lemma: str
    pos: str
    kind: str
    frame: str
    cue: str
    tense: str


def forms_of(forms: str, pos: str) -> list[tuple[str, str]]:
    """Return ``(form, tense)`` of a row's ``forms``; a verb ``past/present`` is conjugated; ``|`` parts forms.

    A verb's form that is given by itself is past, or present where it begins with ي.
    """
    out: list[tuple[str, str]] = []
    for form in forms.split("|"):
        past, _, present = form.partition("/")
        if pos == "v" and present:
            out += [(f, "past") for f in past_forms(past)] + [(f, "present") for f in present_forms(present)]
        else:
            out.append((form, "none" if pos == "n" else "present" if form.startswith("ي") else "past"))
            if pos == "n":
                out += [(other, "none") for other in _cases(form)]
    return out


_NO_DUAL = ("ات", "ين", "ان", "ون", "اء", "ى", "ا", "ئ", "ؤ", "تي", "ه")
_SHORTEST_WITH_DUAL = 4
"""Shorter nouns with a dual's ending are other words too often."""


def duals(noun: str) -> list[str]:
    """Return the duals of a one-word event noun ("اتصالين", "غارتا"), none where it is a plural or too short.

    Before another noun a masculine dual ends like an adjective ("اجتماعي"), which is far commoner: it is left out.
    """
    if " " in noun:
        return []
    if noun.endswith("ة"):
        return [noun[:-1] + ending for ending in ("تين", "تان", "تي", "تا")]
    if len(noun) < _SHORTEST_WITH_DUAL or noun.endswith(_NO_DUAL):
        return []
    return [noun + ending for ending in ("ين", "ان")]


_NO_TANWIN = ("ة", "ى", "ا", "ات", "ين", "ان", "ون", "اء")
_SHORTEST_WITH_TANWIN = 4
"""Shorter nouns with an alif are other words too often ("نقلا عن")."""


def _cases(noun: str) -> list[str]:
    """Return what else a one-word noun is written as: with the alif of the accusative, and "اء" before a suffix."""
    if " " in noun:
        return []
    if noun.endswith("اء"):
        return [noun[:-1] + "ئ", noun[:-1] + "ؤ"]
    plain = len(noun) >= _SHORTEST_WITH_TANWIN and not noun.endswith(_NO_TANWIN)
    return [noun + "ا"] if plain else []


def register_triggers(lexicon: Lexicon, language: str = "ar") -> None:
    """Add the triggers of a language to ``lexicon`` under the label ``trigger``.

    Raises ``TableError`` for a kind that neither the codebook nor the open kinds hold.
    """
    known = OPEN_KINDS | kinds().keys()
    for forms, pos, kind, frame, cue in read_table("rasad.reports", f"{language}/triggers.tsv", _COLUMNS):
        if kind not in known:
            raise TableError(f"{language}/triggers.tsv: {forms!r} has the unknown kind {kind!r}")
        lemma = forms.split("/")[0].split("|")[0]
        written = forms_of(forms, pos)
        if frame == "nn":
            written += [(dual, "none") for form in forms.split("|") for dual in duals(form)]
        for form, tense in dict.fromkeys(written):
            value = Trigger(lemma, pos, kind, frame, cue, tense)
            lexicon.add(form, "trigger", value, "triggers", verb=pos == "v")


def register_cues(lexicon: Lexicon, language: str = "ar") -> None:
    """Add the cue words of a language to ``lexicon`` under the label ``cue``."""
    for word, class_ in read_table("rasad.reports", f"{language}/cues.tsv", ("word", "class")):
        for form, _ in dict.fromkeys(forms_of(word, "v")):
            lexicon.add(form, "cue", class_, "cues", verb="/" in word)
