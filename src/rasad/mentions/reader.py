"""The reader: one vocabulary, one lexicon and the finders in their order, run over a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rasad.grammar.chart import Chart
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.mentions.actors import ActorFinder
from rasad.mentions.context import Context
from rasad.mentions.dates import DateFinder
from rasad.mentions.numbers import NumberFinder
from rasad.mentions.objects import ObjectFinder
from rasad.mentions.places import PlaceFinder
from rasad.mentions.tolls import TollFinder
from rasad.mentions.victims import VictimFinder
from rasad.mentions.weapons import WeaponFinder
from rasad.text.tokens import Tokens


class Finder(Protocol):
    """What a finder looks like: the labels it needs and adds, and ``run`` over a chart."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The labels it reads."""

    @property
    def adds(self) -> tuple[str, ...]:
        """The labels it adds."""

    def run(self, chart: Chart, context: Context) -> None:
        """Add this finder's items to ``chart``."""


class Reader:
    """Holds the lexicons and finders of a language; ``read`` gives the chart of a text.

    ``register`` lets a later room add its own lexicon entries before the lexicon is frozen. The finders' order is
    checked against what they declare: raises ``ValueError`` naming the finder whose needs nothing before it adds.
    """

    def __init__(self, register: Callable[[Vocabulary, Lexicon], None] | None = None) -> None:
        self.vocabulary = Vocabulary()
        self.lexicon = Lexicon(self.vocabulary)
        makers: list[Callable[[Vocabulary, Lexicon], Finder]] = [
            NumberFinder,
            DateFinder,
            PlaceFinder,
            VictimFinder,
            TollFinder,
            ActorFinder,
            ObjectFinder,
            WeaponFinder,
        ]
        self.finders = [make(self.vocabulary, self.lexicon) for make in makers]
        if register is not None:
            register(self.vocabulary, self.lexicon)
        self.lexicon.freeze()
        self._check_order()

    def _check_order(self) -> None:
        added: set[str] = set()
        for finder in self.finders:
            added.update(finder.adds)
            missing = set(finder.needs) - added
            if missing:
                raise ValueError(f"{type(finder).__name__} needs {sorted(missing)}, which no finder before it adds")

    def open(self, text: str) -> Chart:
        """Return the chart of ``text`` with the lexicons' hits only (enough to see whether reading on pays)."""
        tokens = Tokens(text)
        return Chart(tokens, self.lexicon.find(tokens))

    def read(self, chart: Chart, context: Context) -> Chart:
        """Run every finder over ``chart`` and return it."""
        for finder in self.finders:
            finder.run(chart, context)
        return chart
