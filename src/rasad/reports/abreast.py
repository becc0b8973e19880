"""Abreast: the options of one choice that share their features, weighed side by side instead of one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rasad.reports.kin import MEANS, PLACES, Company
from rasad.reports.model import Model
from rasad.reports.wordsums import ManySums, WordSums
from rasad.text.kept import Kept

_MARK: Final = "&"
_MOST_ROWS: Final = 2_000
"""So many features of one choice are kept, that memory stays bounded however much is read."""


class Abreast:
    """What shared features and vectors weigh for each of ``options``.

    Of an option ``o`` the feature ``f`` is the model's ``o&f``, and the vector ``~v`` its ``~o~v``: so the sums are
    those of ``Model.under`` and ``Model.companionship``, but each feature and word is looked up once for all.
    """

    __slots__ = ("_features", "_means", "_nothing", "_words", "options")

    def __init__(self, model: Model, options: Sequence[str]) -> None:
        self.options = tuple(options)
        self._nothing = [0.0] * len(self.options)
        self._features = Kept(_row_of([model.table(option + _MARK) for option in self.options]), _MOST_ROWS)
        sums = [model.words_under(f"~{option}") for option in self.options]
        self._words = [(at, many) for at, name in enumerate(PLACES) if (many := _many(sums, name)) is not None]
        self._means = [(at, many) for at, name in enumerate(MEANS) if (many := _many(sums, name)) is not None]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return what ``features`` weigh for each option."""
        rows = [row for row in map(self._features.__getitem__, features) if row is not None]
        return list(map(sum, zip(*rows, strict=True))) if rows else self._nothing

    def companionship(self, company: Company) -> list[float]:
        """Return what ``company`` weighs for each option."""
        words, means = company
        rows = [many[words[at]] for at, many in self._words]
        rows += [many.mean(means[at]) for at, many in self._means]
        return list(map(sum, zip(*rows, strict=True))) if rows else self._nothing


def _row_of(tables: Sequence[dict[str, float]]) -> Callable[[str], tuple[float, ...] | None]:
    """Return what gives a feature's weight in each of ``tables``, ``None`` where none has it."""

    def row(feature: str) -> tuple[float, ...] | None:
        if not any(feature in table for table in tables):
            return None
        return tuple([table.get(feature, 0.0) for table in tables])

    return row


def _many(sums: Sequence[dict[str, WordSums]], name: str) -> ManySums | None:
    held = [one.get(name) for one in sums]
    return ManySums(held) if any(one is not None for one in held) else None
