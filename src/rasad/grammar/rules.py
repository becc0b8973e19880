"""Rules: named patterns in data files, run over a chart stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.matching import Matcher, Step, steps_of
from rasad.grammar.pattern import (
    Captures,
    PatternError,
    Sequence,
    compile_pattern,
    firsts,
    needed_labels,
    second_labels,
    words_of,
)
from rasad.grammar.vocabulary import Vocabulary
from rasad.text.kept import Kept


class Found(NamedTuple):
    """A match on its way to a value: the chart, the token range, the captures, the rule's own arguments."""

    chart: Chart
    start: int
    end: int
    captures: Captures
    args: Mapping[str, Any]

    def get(self, name: str) -> Item | None:
        """Return the item captured under ``name``, or ``None``."""
        return next((item for key, item in self.captures if key == name), None)

    def need(self, name: str) -> Item:
        """Return the item captured under ``name``. Raises ``KeyError`` naming it if there is none."""
        found = self.get(name)
        if found is None:
            raise KeyError(f"the rule captured no {name!r}")
        return found


_FORMS_BOUND = 25_000

Producer = Callable[[Found], Any]
"""Turns a match into a value; ``None`` rejects the match."""


class Rule(NamedTuple):
    """A named pattern, the label it gives, the producer of its value, and arguments for that."""

    name: str
    pattern: Sequence
    label: str
    producer: str
    args: Mapping[str, Any]


class RuleError(ValueError):
    """A rule file cannot be used; the message names the file, the rule and the fault."""


class _Entry:
    """A rule with the number of its stage and its own in it, and its steps, made when it is first tried."""

    __slots__ = ("_needs", "_step", "order", "rule", "stage")

    def __init__(self, stage: int, order: int, rule: Rule) -> None:
        self.stage = stage
        self.order = order
        self.rule = rule
        self._needs = needed_labels(rule.pattern)
        self._step: Step | None = None

    @property
    def step(self) -> Step:
        """The rule's pattern as steps."""
        if self._step is None:
            self._step = steps_of(self.rule.pattern)
        return self._step

    def may_match(self, labels: Mapping[str, object]) -> bool:
        """Say whether a chart that holds ``labels`` has what the rule cannot do without."""
        for needed in self._needs:  # noqa: SIM110 - a generator costs more than the test
            if labels.keys().isdisjoint(needed):
                return False
        return True


_Entries = tuple[_Entry, ...]


class _ByForm(Kept[str, _Entries]):
    """Rules by the stem they begin with, looked up by the word as written; kept, up to a bound, between texts."""

    __slots__ = ("_by_stem", "_readings")

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(self._begun_by, _FORMS_BOUND)
        self._readings = vocabulary.readings
        self._by_stem: dict[str, list[_Entry]] = {}

    def put(self, stem: str, entry: _Entry) -> None:
        """Add ``entry`` under ``stem``."""
        self._by_stem.setdefault(stem, []).append(entry)
        self.clear()

    def _begun_by(self, form: str) -> _Entries:
        by_stem = self._by_stem
        begun = [by_stem[cut.stem] for cut in self._readings(form) if cut.stem in by_stem]
        return tuple(dict.fromkeys(entry for entries in begun for entry in entries)) if begun else ()


_Places = set[tuple[int, "_Entry"]]


class _Stage:
    """The rules of one stage, by the stem or label that a match can begin with.

    A rule whose first word a label must follow is looked for from that label's items: they are few, and the words
    that rules begin with ("في", "من") are many.
    """

    __slots__ = ("_by_label", "_by_second", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_label: dict[str, list[_Entry]] = {}
        self._by_second: dict[str, _ByForm] = {}

    def add(self, entry: _Entry, beginnings: set[str], by_stem: _ByForm) -> None:
        """Index ``entry`` under what it can begin with: labels written ``<label>``, or stems, for the last resort
        in ``by_stem``."""
        seconds = second_labels(entry.rule.pattern)
        for first in beginnings:
            if first.startswith("<"):
                self._by_label.setdefault(first.strip("<>"), []).append(entry)
            elif seconds:
                for second in seconds:
                    self._by_second.setdefault(second, _ByForm(self._vocabulary)).put(first, entry)
            else:
                by_stem.put(first, entry)

    def candidates(self, chart: Chart) -> _Places:
        """Return the places at which a rule may begin with a label, or before one, each with the rule."""
        out: _Places = set()
        forms, by_label = chart.tokens.forms, chart.by_label
        for label, by_form in self._by_second.items():
            for item in by_label.get(label, ()):
                at = item.start - 1
                for entry in by_form[forms[at]] if at >= 0 else ():
                    out.add((at, entry))
        for label, labelled in self._by_label.items():
            items = by_label.get(label)
            if items:
                for entry in labelled:
                    if entry.may_match(by_label):
                        out.update((item.start, entry) for item in items)
        return out


class Grammar:
    """The stages of rules of one file.

    The file is YAML: ``stages`` is a list of lists of rules; a rule has ``name``, ``pattern`` (one or a list),
    ``label``, ``gives`` (the producer's name; default: the label) and any further keys, which are its arguments.
    Within a stage the longest match of a label wins, then the earlier rule; later stages see earlier labels.
    """

    def __init__(
        self, stages: list[list[Rule]], producers: Mapping[str, Producer], vocabulary: Vocabulary, source: str
    ) -> None:
        self._producers = producers
        self._vocabulary = vocabulary
        self._stages: list[_Stage] = []
        self._by_stem = _ByForm(vocabulary)
        for number, rules in enumerate(stages):
            stage = _Stage(vocabulary)
            for order, rule in enumerate(rules):
                if rule.producer not in producers:
                    raise RuleError(f"{source}: rule {rule.name!r} gives {rule.producer!r}, which nothing produces")
                vocabulary.add(words_of(rule.pattern))
                stage.add(_Entry(number, order, rule), _firsts(rule, source), self._by_stem)
            self._stages.append(stage)

    def run(self, chart: Chart) -> None:
        """Run every stage over ``chart``, adding the parses to it."""
        matcher, by_label = Matcher(chart, self._vocabulary), chart.by_label
        places: list[_Places] = [set() for _ in self._stages]
        for at, entries in enumerate(map(self._by_stem.__getitem__, chart.tokens.forms)):
            if entries:
                for entry in entries:
                    places[entry.stage].add((at, entry))
        for stage, words in zip(self._stages, places, strict=True):
            found: list[tuple[int, Item]] = []
            for at, entry in words | stage.candidates(chart):
                hit = matcher.match(entry.step, at) if entry.may_match(by_label) else None
                if hit is not None:
                    item = self._item(chart, entry.rule, at, *hit)
                    if item is not None:
                        found.append((entry.order, item))
            for item in _longest(found):
                chart.add(item)

    def _item(self, chart: Chart, rule: Rule, at: int, end: int, captures: Captures) -> Item | None:
        value = self._producers[rule.producer](Found(chart, at, end, captures, rule.args))
        if value is None:
            return None
        first = next((c for c in self._vocabulary.readings(chart.tokens.forms[at]) if c.proclitics), None)
        return Item(at, end, rule.label, value, rule.name, captures, first.proclitics if first else "")


def _firsts(rule: Rule, source: str) -> set[str]:
    try:
        return firsts(rule.pattern)
    except PatternError as error:
        raise RuleError(f"{source}: rule {rule.name!r}: {error}") from error


def _longest(found: list[tuple[int, Item]]) -> list[Item]:
    """Keep the longest, then earliest-listed, of overlapping items that share a label."""
    kept: list[Item] = []
    taken: dict[str, set[int]] = {}
    for _, item in sorted(found, key=lambda pair: (pair[1].start - pair[1].end, pair[0], pair[1].start)):
        cells = taken.setdefault(item.label, set())
        if cells.isdisjoint(range(item.start, item.end)):
            cells.update(range(item.start, item.end))
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def load_grammar(
    package: str, name: str, producers: Mapping[str, Producer], vocabulary: Vocabulary, language: str = "ar"
) -> Grammar:
    """Load ``<package>/<language>/<name>.yaml``. Raises ``RuleError`` naming file, rule and fault."""
    import yaml

    path = files(package).joinpath(language, f"{name}.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    source = f"{language}/{name}.yaml"
    stages = [[rule for raw in stage for rule in _rules(raw, source)] for stage in data["stages"]]
    return Grammar(stages, producers, vocabulary, source)


def _rules(raw: dict[str, Any], source: str) -> list[Rule]:
    missing = {"name", "pattern", "label"} - raw.keys()
    if missing:
        raise RuleError(f"{source}: rule {raw.get('name', raw)!r} lacks {', '.join(sorted(missing))}")
    patterns = raw["pattern"] if isinstance(raw["pattern"], list) else [raw["pattern"]]
    args = {k: v for k, v in raw.items() if k not in {"name", "pattern", "label", "gives"}}
    try:
        compiled = [compile_pattern(p) for p in patterns]
    except PatternError as error:
        raise RuleError(f"{source}: rule {raw['name']!r}: {error}") from error
    producer = raw.get("gives", raw["label"])
    return [Rule(raw["name"], p, raw["label"], producer, args) for p in compiled]
