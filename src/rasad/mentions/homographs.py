"""Homographs: names of actors that are ordinary words in some surroundings."""

from __future__ import annotations

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.mentions.nations import is_fate
from rasad.text.tokens import Break


def is_homograph(chart: Chart, item: Item) -> bool:
    """Say whether a one-word alias is an ordinary word here ("بحماس كبير", "المناطق المدنية")."""
    forms = chart.tokens.forms
    form = forms[item.start]
    if form.endswith("مدنيه"):
        return item.start > 0
    if form.endswith("حماس"):
        after = forms[item.end] if item.end < len(forms) else ""
        return item.definite or after in {"كبير", "شديد", "بالغ", "منقطع", "واضح", "لافت", "كبيرين"}
    if form in {"مدني", "المدني"}:
        return is_attributive(chart, item)
    if form in {"فتح", "وفتح"}:  # a verb or "opening", unless another movement stands beside it
        after = forms[item.end] if item.end < len(forms) else ""
        return not after.startswith("و") and forms[item.start - 1] not in {"حركه", "حماس", "بين"}
    return False


def is_attributive(chart: Chart, item: Item) -> bool:
    """Say whether a singular "عسكري" or "مدني" only describes the noun before it."""
    form = chart.tokens.forms[item.start]
    if item.start == 0 or chart.tokens.breaks[item.start] > Break.QUOTE or item.proclitics:
        return False
    before = chart.tokens.forms[item.start - 1]
    if form in {"العسكري", "المدني", "العسكريه", "المدنيه", "عسكريه", "مدنيه"}:
        return True
    if form in {"عسكريا", "مدنيا"}:
        return before.endswith("ا") and not before.isdigit()
    return form in {"عسكري", "مدني"} and not is_fate(before)
